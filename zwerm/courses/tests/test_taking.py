from __future__ import annotations

import re
import uuid

import msgspec
import pytest
from django.urls import reverse

from zwerm.courses.actions import keep_course, publish_course
from zwerm.courses.generation import draft
from zwerm.courses.models import Answer, Block, Completion, Course, Enrolment
from zwerm.courses.tests.sample import drafted, keep_text
from zwerm.courses.tests.taker import ANYWAY, RIGHT, course_in, give, on_page, question, sent_for
from zwerm.people.tests.world import World
from zwerm.practice.models import Keep
from zwerm.records.models import Statement

WRONG = {"order": ["2", "1", "0"], "match": ["1", "0"], "gap": ["zeep"], "numeric": ["31"]}
SHOWN = {
    "order": "<li>alcohol</li><li>wrijf</li><li>drogen</li>",
    "match": "<strong>alcohol</strong>: Eerst",
    "gap": "The right answer: alcohol",
    "numeric": "The right answer: 30",
}


@pytest.fixture
def course(world: World) -> Course:
    return course_in(world, world.team.space)


def test_a_colleague_takes_a_course_from_start_to_pass(world: World, course: Course) -> None:
    browser = world.client(world.kees, "nl")
    page = browser.get(f"/learn/{course.pk}/").content.decode()
    assert "Schone handen" in page
    assert "Waarom" in page
    first = browser.post(f"/learn/{course.pk}/start/", follow=True)
    assert "Handen desinfecteren kost 30 seconden." in first.content.decode()
    assert (
        browser.post(f"/learn/{course.pk}/1/finish/", {"seconds": "61.5"}).headers["Location"]
        == f"/learn/{course.pk}/2/"
    )
    for kind, given in RIGHT.items():
        shown = "compared" if kind == "open" else "feedback--right"
        assert shown in give(browser, question(course, kind), *given), kind
    end = browser.post(f"/learn/{course.pk}/2/finish/", follow=True)
    assert "100%" in end.content.decode()
    completion = Completion.objects.get(enrolment__person=world.kees)
    assert (completion.passed, completion.score) == (True, 1.0)
    verbs = list(Statement.objects.filter(person=world.kees).order_by("sequence").values_list("verb", flat=True))
    assert verbs == ["started", "completed", *["answered"] * 7, "kept", "completed", "passed", "earned"]
    assert Statement.objects.get(person=world.kees, verb="completed", seconds=61.5)


def test_the_cards_of_a_finished_bite_come_back_in_practice(world: World, course: Course) -> None:
    browser = world.client(world.kees)
    browser.post(f"/learn/{course.pk}/1/finish/")
    assert not Keep.objects.exists()
    browser.post(f"/learn/{course.pk}/2/finish/", ANYWAY)
    browser.post(f"/learn/{course.pk}/2/finish/", ANYWAY)
    keep = Keep.objects.select_related("card").get(card__front="Hoe lang?")
    assert (keep.person, keep.card.front, keep.card.back) == (world.kees, "Hoe lang?", "30 seconden")
    assert keep.card.source_url.startswith(f"/knowledge/{course.sources.get().item_id}/?")


def test_a_wrong_answer_shows_the_right_one_and_leads_to_its_source(world: World, course: Course) -> None:
    shown = give(world.client(world.kees), question(course, "single"), "1")
    assert "feedback--wrong" in shown
    assert "This was right" in shown
    assert f"/knowledge/{course.sources.get().item_id}/" in shown


@pytest.mark.parametrize("kind", ["order", "match", "gap", "numeric"])
def test_feedback_on_a_wrong_answer_holds_the_right_one_in_words(world: World, kind: str) -> None:
    item = keep_text(world.fatima, world.team.space)
    whole = drafted(item)
    bare = [
        msgspec.structs.replace(question, explanation=())
        for question in whole.bites[1].blocks[0].questions  # type: ignore[union-attr]
    ]
    quiz = msgspec.structs.replace(whole.bites[1], blocks=(draft.Quiz(tuple(bare)),))
    course = keep_course(world.fatima, world.team.space, msgspec.structs.replace(whole, bites=(quiz,)), [item])
    publish_course(world.fatima, course)
    shown = give(world.client(world.kees), question(course, kind), *WRONG[kind])
    feedback = " ".join(shown[shown.index("feedback--wrong") :].split())
    assert SHOWN[kind] in feedback
    assert "Read it in ‘Handhygiëne’" in feedback


def test_in_an_order_that_is_partly_right_what_follows_rightly_is_marked_so(world: World, course: Course) -> None:
    shown = give(world.client(world.kees), question(course, "order"), "1", "2", "0")
    assert "Partly right." in shown
    assert re.findall(r'data-result="(\w+)"', shown) == ["wrong", "right", "wrong"]


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ("120", ["Belongs at place 2", "Rightly after the line above", "Belongs at place 1"]),
        ("021", ["In its place", "Belongs at place 3", "Belongs at place 2"]),
        ("012", ["In its place"] * 3),
    ],
)
def test_of_each_line_of_an_order_stands_in_words_why_it_is_right_or_where_it_belongs(
    world: World, course: Course, given: str, told: list[str]
) -> None:
    shown = give(world.client(world.kees), question(course, "order"), *given)
    assert re.findall(r'option__verdict"><svg.*?</svg>([^<]+)</span>', shown, re.DOTALL) == told


@pytest.mark.parametrize(("language", "typed"), [("nl", "2,5"), ("en", "2.5")])
def test_a_number_stands_as_the_reader_writes_it(world: World, course: Course, language: str, typed: str) -> None:
    browser = world.client(world.kees, language)
    assert f'value="{typed}"' in give(browser, question(course, "numeric"), "2,50")
    assert 'value="10"' in give(browser, question(course, "numeric"), "10.0")


def test_pairs_are_chosen_by_letter_and_one_left_open_keeps_its_place(world: World, course: Course) -> None:
    browser, asked = world.client(world.kees), question(course, "match")
    address = f"/learn/questions/{asked.pk}/answers/"
    half = browser.post(address, {"given-1": "1"}, headers={"HX-Request": "true"})
    assert "not a whole answer" in half.text
    value = sent_for(half.text)
    right = {"given-0": value["Eerst"], "given-1": value["daarna"]}
    whole = browser.post(address, right, headers={"HX-Request": "true"})
    assert "feedback--right" in whole.text


def test_answering_again_counts_and_the_latest_answer_holds(world: World, course: Course) -> None:
    browser = world.client(world.kees)
    asked = question(course, "numeric")
    give(browser, asked, "31")
    give(browser, asked, "30")
    enrolment = Enrolment.objects.get(person=world.kees)
    assert enrolment.latest_shares() == {asked.pk: 1.0}
    assert Answer.objects.count() == 2


def test_a_double_click_counts_once(world: World, course: Course) -> None:
    browser, key = world.client(world.kees), uuid.uuid4()
    give(browser, question(course, "numeric"), "31", key=key)
    give(browser, question(course, "numeric"), "30", key=key)
    assert [answer.given for answer in Answer.objects.all()] == [["31"]]


def test_a_check_without_a_choice_stays_in_the_part(world: World, course: Course) -> None:
    browser, asked = world.client(world.kees), question(course, "single")
    sent = browser.post(f"/learn/questions/{asked.pk}/answers/", {})
    part = reverse("courses:bite", args=[course.pk, asked.block.bite.position + 1])
    assert sent.headers["Location"].endswith(f"?unanswered={asked.pk}#q-{asked.pk}")
    shown = browser.get(sent.headers["Location"]).text
    assert shown.count("not a whole answer") == 1
    assert all(f'id="q-{other.pk}"' in shown for other in asked.block.questions.all())
    assert sent.headers["Location"].startswith(part)


def test_half_an_answer_is_not_kept(world: World, course: Course) -> None:
    shown = give(world.client(world.kees), question(course, "match"), "0", "")
    assert "not a whole answer" in shown
    assert Answer.objects.count() == 0


def test_too_few_right_is_not_passed_and_finishing_again_after_a_retry_is(world: World, course: Course) -> None:
    browser = world.client(world.kees)
    browser.post(f"/learn/{course.pk}/1/finish/")
    wrong = {"single": ["1"], "multiple": ["2"], "gap": ["zeep"], "numeric": ["31"]}
    for kind, given in (RIGHT | wrong).items():
        give(browser, question(course, kind), *given)
    end = browser.post(f"/learn/{course.pk}/2/finish/", follow=True).content.decode()
    assert headings(end) == ["Not there yet"]
    assert "Eerst neem je ____." in end.split('id="weak"')[1]
    assert "Zet op volgorde." not in end
    for kind in wrong:
        give(browser, question(course, kind), *RIGHT[kind])
    assert headings(browser.get(f"/learn/{course.pk}/end/").text) == ["Everything is answered"]
    assert "Well done" in browser.post(f"/learn/{course.pk}/1/finish/", follow=True).content.decode()


def test_what_is_still_open_follows_each_answer_to_the_last(world: World, course: Course) -> None:
    browser, place = world.client(world.kees), f"/learn/{course.pk}/2/"
    for kind, given in RIGHT.items():
        if kind not in ("gap", "numeric"):
            give(browser, question(course, kind), *given)
    told = browser.post(f"{place}finish/").headers["Location"]
    assert (told, still_open(browser.get(told).text)) == (f"{place}?open=1#open", (2, True, "Go on without these"))
    gap, numeric = question(course, "gap"), question(course, "numeric")
    # Elsewhere nothing but the question changes.
    assert still_open(give(browser, gap, "zeep", page=f"http://testserver{place}")) is None
    answered = give(browser, gap, "zeep", page=f"http://testserver{told}")
    assert still_open(answered) == (1, True, "Go on without these")
    assert (f"#q-{numeric.pk}" in answered, f'?open=1#q-{gap.pk}"' in answered) == (True, False)
    answered = give(browser, numeric, "31", page=f"http://testserver{told}")
    assert still_open(answered) == (0, False, "Done, next part")
    # To try again opens nothing again, and gives no answer.
    again = browser.get(f"/learn/questions/{numeric.pk}/", headers=on_page(f"http://testserver{told}"))
    assert still_open(again.text) is None
    assert browser.post(f"{place}finish/").headers["Location"] == f"/learn/{course.pk}/1/"


def still_open(page: str) -> tuple[int, bool, str] | None:
    """How many questions a page tells as open, whether going on leaves them so, and what its button says."""
    button = re.search(r'<div id="go-on".*?<button[^>]*>([^<]+)</button>', page, re.DOTALL)
    if button is None:
        return None
    count = re.search(r"(\d+) questions? (?:is|are) still open", page)
    return int(count[1]) if count else 0, 'name="anyway"' in button[0], button[1].strip()


def test_the_end_has_a_heading_and_is_found_again_from_the_course(world: World, course: Course) -> None:
    browser, address = world.client(world.kees), f"/learn/{course.pk}/end/"
    assert address not in browser.get(f"/learn/{course.pk}/").text
    browser.post(f"/learn/{course.pk}/1/finish/")
    browser.post(f"/learn/{course.pk}/2/finish/", ANYWAY)
    assert f'<a href="{address}">See what is left</a>' in browser.get(f"/learn/{course.pk}/").text
    assert headings(browser.get(address).text) == ["Almost there: 7 questions not answered yet"]
    for kind, given in RIGHT.items():
        give(browser, question(course, kind), *given)
    browser.post(f"/learn/{course.pk}/2/finish/")
    assert headings(browser.get(address).text) == ["You finished it. Well done!"]
    assert f'<a href="{address}">See how it went</a>' in browser.get(f"/learn/{course.pk}/").text
    assert world.client(world.sanne).get(address).status_code == 404
    cards = Block.objects.filter(bite__course=course, kind="flashcards")
    assert cards.exists()
    assert "The cards of this course come back" in browser.get(address).text
    cards.delete()
    assert "The cards of this course come back" not in browser.get(address).text


def headings(page: str) -> list[str]:
    return re.findall(r"<h1[^>]*>([^<]+)</h1>", page)


def test_one_or_two_questions_short_of_the_mark_is_almost_there(world: World, course: Course) -> None:
    browser = world.client(world.kees)
    browser.post(f"/learn/{course.pk}/1/finish/")
    for kind, given in RIGHT.items():
        give(browser, question(course, kind), *(WRONG[kind] if kind in ("gap", "numeric") else given))
    end = browser.post(f"/learn/{course.pk}/2/finish/", follow=True).content.decode()
    assert "67% of the questions right" in end
    assert headings(end) == ["Almost there"]


def test_a_bite_tells_which_questions_are_open_and_lets_go_on_without_them(world: World, course: Course) -> None:
    browser = world.client(world.kees)
    for kind, given in RIGHT.items():
        if kind != "numeric":
            give(browser, question(course, kind), *given)
    page = browser.post(f"/learn/{course.pk}/2/finish/", follow=True).content.decode()
    assert "1 question is still open" in page
    assert f'#q-{question(course, "numeric").pk}" lang="nl">Het kost ____ seconden.</a>' in page
    assert not Completion.objects.exists()
    assert "Go on without these" in page
    assert browser.post(f"/learn/{course.pk}/2/finish/", ANYWAY).headers["Location"] == f"/learn/{course.pk}/1/"
    browser.post(f"/learn/{course.pk}/1/finish/")
    completion = Completion.objects.get()
    assert completion.score == pytest.approx(5 / 6)
    assert not completion.passed


def test_what_a_form_sends_for_pairs_and_order_does_not_tell_the_answer(world: World, course: Course) -> None:
    for person in (world.kees, world.fatima):
        page = world.client(person).get(f"/learn/{course.pk}/2/").content.decode()
        form = page[page.index(f'id="q-{question(course, "order").pk}"') :].partition("</form>")[0]
        assert re.findall(r'name="given" value="(\d)"', form) == ["0", "1", "2"]
        form = page[page.index(f'id="q-{question(course, "match").pk}"') :].partition("</form>")[0]
        assert re.findall(r'name="given-[01]" value="(\d)"', form) == ["0", "1", "0", "1"]
        assert list(sent_for(form)) == ["daarna", "Eerst"]


def test_the_course_resumes_where_the_learner_was(world: World, course: Course) -> None:
    browser = world.client(world.kees)
    browser.get(f"/learn/{course.pk}/2/")
    assert browser.post(f"/learn/{course.pk}/start/").headers["Location"] == f"/learn/{course.pk}/2/"
    assert "You were at: Oefenen" in browser.get("/learn/").content.decode()


def test_trying_again_stays_in_the_bite_and_tells_no_token_in_an_address(world: World, course: Course) -> None:
    browser = world.client(world.kees)
    asked = question(course, "gap")
    address = f"/learn/{course.pk}/{asked.block.bite.position + 1}/"
    browser.get(address)
    give(browser, asked, "zeep")
    page = browser.get(address).content.decode()
    again = f"{address}?again={asked.pk}"
    assert f'href="{again}#q-{asked.pk}"' in page
    assert 'formmethod="get"' not in page
    assert page.count("Try again") - browser.get(again).content.decode().count("Try again") == 1
    assert browser.get(f"{address}?again=nonsense").status_code == 200
