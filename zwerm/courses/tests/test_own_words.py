"""A question that is answered in own words: the model answer beside them, judged by who wrote it, read by nobody else."""

from __future__ import annotations

import re
from uuid import uuid4

import pytest
from django.db.models import F

from zwerm.courses.actions import answer_question, finish_bite, health_of, judge_answer, start_course
from zwerm.courses.models import Answer, Completion, Course, Question
from zwerm.courses.models.sight import open_questions
from zwerm.courses.rules.marking import LONGEST
from zwerm.courses.tests.taker import ANYWAY, RIGHT, course_in, give, question
from zwerm.people.models import Person
from zwerm.people.tests.world import World
from zwerm.practice.models import Card, Keep
from zwerm.practice.tests.test_late import send
from zwerm.records.models import Statement

MODEL = "Alcohol, wrijven en laten drogen."
WRITTEN = "Ik pak alcohol en wrijf tot het droog is."


@pytest.fixture
def course(world: World) -> Course:
    return course_in(world, world.team.space)


@pytest.fixture
def asked(course: Course) -> Question:
    return question(course, "open")


def judge(world: World, person: Person, asked: Question, judged: str, key: object) -> tuple[int, str]:
    told = {"judged": judged, "key": str(key)}
    address = f"/learn/questions/{asked.pk}/judgement/"
    answer = world.client(person).post(address, told, headers={"HX-Request": "true"})
    return answer.status_code, answer.content.decode()


def written(world: World, asked: Question, words: str = WRITTEN) -> Answer:
    enrolment = start_course(world.kees, asked.block.bite.course)
    return answer_question(enrolment, asked, [words], uuid4())


def test_what_was_written_stands_beside_the_model_answer_with_its_source_and_is_judged(
    world: World, asked: Question
) -> None:
    browser, address = world.client(world.kees), f"/learn/{asked.block.bite.course_id}/2/"
    assert MODEL not in browser.get(address).content.decode()
    shown = give(browser, asked, f" {WRITTEN}\r\nEn dan? ")
    assert f"{WRITTEN}<br>En dan?" in shown
    assert MODEL in shown
    assert "Read it in ‘Handhygiëne’" in shown
    answer = Answer.objects.get()
    assert (answer.given, answer.share, answer.correct) == ([f"{WRITTEN}\nEn dan?"], None, None)
    assert "You say: <strong>Partly</strong>" in judge(world, world.kees, asked, "partly", answer.key)[1]
    page = browser.get(address).content.decode()
    assert WRITTEN in page
    assert 'value="partly" aria-pressed="true"' in page
    assert 'value="had" aria-pressed="false"' in page


def test_without_a_script_the_part_comes_back_at_the_question(world: World, asked: Question) -> None:
    browser, key = world.client(world.kees), str(uuid4())
    sent = browser.post(f"/learn/questions/{asked.pk}/answers/", {"given": WRITTEN, "key": key})
    judged = browser.post(f"/learn/questions/{asked.pk}/judgement/", {"judged": "had", "key": key})
    assert sent.headers["Location"] == judged.headers["Location"]
    assert judged.headers["Location"].endswith(f"/2/#q-{asked.pk}")
    assert Answer.objects.get().judged == "had"


def test_sent_twice_it_is_kept_once_and_the_latest_judgement_holds(world: World, asked: Question) -> None:
    browser, key = world.client(world.kees), uuid4()
    for words in (WRITTEN, "iets anders"):
        assert WRITTEN in give(browser, asked, words, key=key)
    for word in ("had", "had", "not-yet"):
        judge(world, world.kees, asked, word, key)
    assert list(Answer.objects.values_list("given", "judged")) == [([WRITTEN], "not-yet")]
    assert Statement.objects.filter(verb="answered").count() == 1


def test_nobody_else_reads_it_or_judges_it_and_the_log_does_not_tell_it(world: World, asked: Question) -> None:
    answer = written(world, asked)
    judge(world, world.kees, asked, "had", answer.key)
    course = asked.block.bite.course_id
    for person in (world.fatima, world.sanne, world.priya):
        browser = world.client(person)
        start_course(person, asked.block.bite.course)
        assert judge(world, person, asked, "not-yet", answer.key)[0] == 404
        for path in (f"{course}/", f"{course}/2/", f"{course}/health/", f"{course}/draft/", f"questions/{asked.pk}/"):
            assert WRITTEN not in browser.get(f"/learn/{path}", follow=True).content.decode(), path
    assert judge(world, world.otto, asked, "not-yet", answer.key)[0] == 404
    assert Answer.objects.get().judged == "had"
    told = Statement.objects.get(verb="answered")
    assert (told.scaled, told.success) == (None, None)
    assert '"interactionType":"long-fill-in"' in told.json
    assert '"result"' not in told.json
    assert not Statement.objects.filter(json__contains="wrijf tot").exists()


def test_only_own_words_are_judged_and_only_with_the_three_words(world: World, course: Course, asked: Question) -> None:
    enrolment = start_course(world.kees, course)
    number = answer_question(enrolment, question(course, "numeric"), ["31"], uuid4())
    answer = written(world, asked)
    assert judge(world, world.kees, question(course, "numeric"), "had", number.key)[0] == 404
    assert judge(world, world.kees, asked, "had", number.key)[0] == 404
    assert judge(world, world.kees, asked, "perfect", answer.key)[0] == 404
    assert set(Answer.objects.values_list("judged", flat=True)) == {""}


def test_it_counts_as_answered_and_never_into_the_result(world: World, course: Course, asked: Question) -> None:
    browser = world.client(world.kees)
    browser.post(f"/learn/{course.pk}/1/finish/")
    judge(world, world.kees, asked, "had", written(world, asked).key)
    give(browser, question(course, "numeric"), "30")
    end = browser.post(f"/learn/{course.pk}/2/finish/", follow=True).content.decode()
    assert "Almost there: 5 questions not answered yet" in end
    assert Completion.objects.get().score == pytest.approx(1 / 6)
    assert not Completion.objects.get().passed
    assert not any(f'id="{one}"' in end for one in ("weak", "own-words"))
    judge(world, world.kees, asked, "not-yet", Answer.objects.get(question=asked).key)
    again = browser.get(f"/learn/{course.pk}/end/").content.decode()
    assert 'id="weak"' not in again
    apart = again[again.index('id="own-words"') :]
    assert "They do not count for your result" in apart
    assert "Leg uit hoe je het doet." in apart
    give(browser, question(course, "gap"), "water")
    again = browser.get(f"/learn/{course.pk}/end/").content.decode()
    counted = again[again.index('id="weak"') : again.index('id="own-words"')]
    assert "Eerst neem je ____." in counted
    assert "Leg uit hoe je het doet." not in counted


def test_without_an_answer_it_takes_nothing_from_the_score_and_keeps_the_course_open(
    world: World, course: Course, asked: Question
) -> None:
    browser = world.client(world.kees)
    for kind, given in RIGHT.items():
        if kind != "open":
            give(browser, question(course, kind), *given)
    page = browser.post(f"/learn/{course.pk}/2/finish/", follow=True).content.decode()
    assert "1 question is still open" in page
    assert "What you answer in your own words nobody marks." in page
    browser.post(f"/learn/{course.pk}/2/finish/", ANYWAY)
    for passed in (False, True):
        browser.post(f"/learn/{course.pk}/1/finish/")
        completion = Completion.objects.get()
        assert (completion.score, completion.passed) == (1.0, passed)
        give(browser, asked, WRITTEN)


def test_what_is_hostile_is_shown_as_words(world: World, asked: Question) -> None:
    shown = give(world.client(world.kees), asked, "<script>alert(1)</script>\0{{ 7 }}")
    assert "&lt;script&gt;alert(1)&lt;/script&gt;{{ 7 }}" in shown
    assert "<script>" not in shown


def test_what_is_too_long_or_empty_is_not_kept_and_stays_in_the_form(world: World, asked: Question) -> None:
    long, address = "woord " * LONGEST, f"/learn/questions/{asked.pk}/answers/"
    for headers in ({"HX-Request": "true"}, {}):
        sent = world.client(world.kees).post(address, {"given": long}, headers=headers)
        assert sent.status_code == 422
        assert "write at most 5,000 characters" in sent.content.decode()
        assert "woord woord" in sent.content.decode()
    assert "at least 3 different ones" in give(world.client(world.kees), asked, " \r\n\0 ")
    stale = world.client(world.kees).post(address, {"given": WRITTEN, "edition": "7"}, headers={"HX-Request": "true"})
    assert (stale.status_code, WRITTEN in stale.content.decode()) == (422, True)
    assert not Answer.objects.exists()


@pytest.mark.parametrize(
    ("language", "says"), [("nl", "minstens 3 verschillende"), ("en", "at least 3 different ones")]
)
def test_what_is_no_attempt_is_not_kept_and_is_told_beside_what_was_written(
    world: World, course: Course, asked: Question, language: str, says: str
) -> None:
    browser, address = world.client(world.kees, language), f"/learn/questions/{asked.pk}/answers/"
    for headers in ({"HX-Request": "true"}, {}):
        for short in ("x", "Tja tja, tja!", "handen wassen"):
            sent = browser.post(address, {"given": short}, headers=headers)
            assert sent.status_code == 422
            told = re.search(rf'<p class="field__error" id="(e-{asked.pk})" role="alert">.*?</p>', sent.text, re.DOTALL)
            assert told
            assert says in told[0]
            field = re.search(r"<textarea[^>]*>([^<]*)", sent.text)
            assert field
            assert (field[1], f" {told[1]}" in field[0], 'aria-invalid="true"' in field[0]) == (short, True, True)
    assert not Answer.objects.exists()
    browser.post(f"/learn/{course.pk}/2/finish/", ANYWAY)
    assert asked in open_questions(start_course(world.kees, course), course.bites.all())
    assert "handen goed wassen" in give(browser, asked, "handen goed wassen")


@pytest.mark.parametrize(
    ("model", "given", "is_enough"),
    [
        ("112", "112", True),
        ("112", "…", False),
        ("Droge handen.", "droog", False),
        ("Droge handen.", "droog houden", True),
    ],
)
def test_where_the_model_answer_is_shorter_so_many_words_are_enough(
    world: World, asked: Question, model: str, given: str, is_enough: bool
) -> None:
    Question.objects.filter(pk=asked.pk).update(content=asked.content | {"model": model})
    give(world.client(world.kees), asked, given)
    assert Answer.objects.exists() == is_enough


def test_what_is_written_and_judged_without_a_connection_comes_in_once_and_the_later_judgement_holds(
    world: World, asked: Question
) -> None:
    browser, key = world.client(world.kees), str(uuid4())
    fields = {"question": [str(asked.pk)], "edition": ["1"], "given": [WRITTEN]}
    for _ in range(2):
        assert send(browser, world.kees, ("bite-answer", key, fields), ago=7200).json()["refused"] == []
    judged = {"question": [str(asked.pk)], "judged": ["partly"]}
    assert send(browser, world.kees, ("bite-judgement", key, judged), ago=60).json()["refused"] == []
    send(browser, world.kees, ("bite-judgement", key, judged | {"judged": ["had"]}), ago=3600)
    assert list(Answer.objects.values_list("given", "judged")) == [([WRITTEN], "partly")]


def test_a_late_judgement_of_what_is_not_theirs_or_not_there_and_a_late_answer_that_is_too_long_or_short_are_told(
    world: World, asked: Question
) -> None:
    answer = written(world, asked)
    told = {"question": [str(asked.pk)], "judged": ["not-yet"]}
    for key in (str(answer.key), "nonsense"):
        refused = send(world.client(world.priya), world.priya, ("bite-judgement", key, told)).json()["refused"]
        assert [one["why"] for one in refused] == ["What you wrote is no longer there to be judged."]
    long = {"question": [str(asked.pk)], "edition": ["1"], "given": ["a" * (LONGEST + 1)]}
    refused = send(world.client(world.kees), world.kees, ("bite-answer", str(uuid4()), long)).json()["refused"]
    assert refused[0]["why"].startswith("Your answer was too long.")
    short = long | {"given": ["x"]}
    refused = send(world.client(world.kees), world.kees, ("bite-answer", str(uuid4()), short)).json()["refused"]
    assert refused[0]["why"] == "Your answer was too short. Write it in a few words."
    assert list(Answer.objects.values_list("judged", flat=True)) == [""]


def test_the_author_sees_how_many_had_it_from_five_on_and_nothing_of_one_alone(
    world: World, course: Course, asked: Question
) -> None:
    for number in range(6):
        person = Person.objects.create(email=f"c{number}@lindehof.example", name=f"Collega {number}")
        enrolment, key = start_course(person, course), uuid4()
        answer_question(enrolment, asked, [f"Woorden van {number}"], key)
        found = next(row for row in health_of(course)[1] if row.question == asked).found
        assert (found.difficulty is None) == (number < 5)
        judge_answer(enrolment, asked, key, "had" if number < 3 else "partly")
    page = world.client(world.fatima).get(f"/learn/{course.pk}/health/").content.decode()
    # Of the first five: one more alone is not told.
    assert "60% say they had it" in page
    assert "Woorden van" not in page
    assert all(row.found.people == 0 for row in health_of(course)[1] if row.question != asked)


def test_a_short_model_answer_is_also_a_card_for_who_finished_its_part(
    world: World, course: Course, asked: Question
) -> None:
    card = Card.objects.get(front="Leg uit hoe je het doet.")
    assert (card.back, card.origin) == (MODEL, f"question:{asked.pk}")
    assert "/knowledge/" in card.source_url
    finish_bite(start_course(world.kees, course), asked.block.bite)
    assert card in {keep.card for keep in Keep.objects.filter(person=world.kees)}


def test_what_is_too_long_to_know_by_heart_is_a_card_no_more_and_lines_stay_as_they_were_typed(
    world: World, course: Course, asked: Question
) -> None:
    author = world.client(world.fatima)
    for model, cards in (("Eerst *goed* kijken.\nDan pas doen.", 1), ("Kijken. " * 80, 0)):
        author.post(f"/learn/{course.pk}/changes/", {"question": str(asked.pk)})
        copied = Question.objects.get(origin=asked)
        author.post(f"/learn/questions/{copied.pk}/edit/", {"stem": "Leg uit.", "model": model, "explanation": ""})
        author.post(f"/learn/{copied.block.bite.course_id}/publication/")
        found = Card.objects.filter(origin=f"question:{asked.pk}", retired=None)
        assert found.count() == cards
        assert all("*goed*" in one.back_html and "kijken.<br" in one.back_html for one in found)


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_points_below_questions_are_closed_until_these_are_answered_and_for_its_author_open(
    world: World, course: Course, asked: Question, language: str
) -> None:
    title = {"nl": "Om te onthouden", "en": "Worth remembering"}[language]
    content = {"kind": "key_points", "points": [{"text": MODEL, "spans": []}]}
    block = asked.block
    Question.objects.filter(block=block).exclude(pk=asked.pk).delete()
    block.bite.blocks.filter(position__gt=block.position).update(position=F("position") + 10)
    block.bite.blocks.create(position=block.position + 1, kind="key_points", content=content)
    browser, address = world.client(world.kees, language), f"/learn/{course.pk}/2/"
    folded = rf'<details class="disclosure"\s*>\s*<summary>{title}</summary>\s*<div[^>]*>\s*<div class="prose"><ul>\s*<li>{MODEL}'
    page = browser.get(address).text
    assert re.search(folded, page)
    assert page.index(f'id="q-{asked.pk}"') < page.index(MODEL)
    give(browser, asked, WRITTEN)
    assert re.search(folded.replace(r"\s*>", r"\s+open\s*>", 1), browser.get(address).text)
    assert (
        f'<h2 class="card__title">{title}</h2>'
        in world.client(world.fatima, language).get(f"/learn/{course.pk}/draft/").text
    )
    # Where they stand beside what somebody wrote they are not told twice.
    asked.refresh_from_db()
    Question.objects.filter(pk=asked.pk).update(content=asked.content | {"picked": True})
    assert re.search(folded, browser.get(address).text)
    Question.objects.filter(pk=asked.pk).update(content=asked.content)
    # Another that is not answered: its answer may stand in the points.
    block.questions.create(position=9, kind="gap", content=question(course_in(world, world.closed), "gap").content)
    assert re.search(folded, browser.get(address).text)
