"""Asking colleagues, answering, and what belongs to it, through the pages."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from zwerm.people.actions import add_person
from zwerm.people.tests.world import World
from zwerm.questions.actions import accept_answer, ask_question, comment_on, give_answer, vote_for
from zwerm.questions.actions.following import follow_question
from zwerm.questions.models import Acceptance, Answer, Comment, Following, Question, Vote
from zwerm.questions.panels import MOST_READ
from zwerm.questions.tests.conftest import TEXT, TITLE
from zwerm.records.models import Statement
from zwerm.search.actions import find, follow_changes
from zwerm.skills.actions import Told, add_skill, resting, tell_ability


def test_somebody_asks_and_a_colleague_reads_it_as_it_was_written(world: World) -> None:
    kees = world.client(world.kees)
    page = kees.get("/questions/new/", {"title": TITLE})
    assert f'value="{TITLE}"' in page.text
    sent = {"title": TITLE, "text": TEXT, "space": world.organisation.pk, "key": uuid4()}
    answer = kees.post("/questions/new/", sent)
    question = Question.objects.get()
    assert answer["Location"] == question.get_absolute_url()
    shown = world.client(world.otto).get(answer["Location"]).text
    assert "op zondag <em>dicht</em>" in shown
    assert "<h2>Wat ik probeerde</h2>" in shown
    assert "Kees Mulder" in shown
    assert Statement.objects.get(verb="asked-colleagues").person == world.kees


def test_a_form_that_is_sent_twice_asks_once(world: World) -> None:
    kees = world.client(world.kees)
    sent = {"title": TITLE, "text": "", "space": world.organisation.pk, "key": uuid4()}
    first, second = kees.post("/questions/new/", sent), kees.post("/questions/new/", sent)
    assert first["Location"] == second["Location"]
    question = Question.objects.get()
    given = {"text": "Bel de achterwacht.", "key": uuid4()}
    otto = world.client(world.otto)
    for _ in range(2):
        otto.post(f"{question.get_absolute_url()}answers/", given)
        otto.post(f"{question.get_absolute_url()}comments/", {"words": "Welke taal?", "key": given["key"]})
    assert (Answer.objects.count(), Comment.objects.count()) == (1, 1)
    assert Statement.objects.filter(verb="answered-colleague").count() == 1


def test_what_is_not_a_question_comes_back_with_what_was_typed(world: World) -> None:
    kees = world.client(world.kees)
    answer = kees.post("/questions/new/", {"title": "  ", "text": "Toch iets.", "space": world.organisation.pk})
    assert answer.status_code == 422
    assert "Toch iets." in answer.text
    assert not Question.objects.exists()


def test_nobody_asks_in_a_space_that_they_do_not_see_or_in_their_own(world: World) -> None:
    otto = world.client(world.otto)
    for space in (world.closed, otto_space := world.otto.private_space):
        answer = otto.post("/questions/new/", {"title": TITLE, "text": "", "space": space.pk})
        assert answer.status_code == 422
    assert otto.get("/questions/new/", {"space": world.closed.slug}).status_code == 404
    assert otto.get("/questions/new/", {"space": otto_space.slug}).status_code == 404
    assert not Question.objects.exists()


def test_who_does_not_see_the_space_gets_what_a_stranger_gets(world: World, hidden: Question) -> None:
    answer = give_answer(world.fatima, hidden, "In april.")
    comment = comment_on(world.fatima, hidden, "Waarom?")
    otto, priya = world.client(world.otto), world.client(world.priya)
    at = hidden.get_absolute_url()
    for client in (otto, priya):
        assert client.get(at).status_code == 404
        assert client.get(f"/skills/on/question/{hidden.pk}/").status_code == 404
        for page in ("withdrawal", "answers", "comments", "votes", "following", "words"):
            assert client.post(f"{at}{page}/", {"text": "x", "words": "x"}).status_code == 404, page
        for page in ("words", "withdrawal", "acceptance", "comments", "votes"):
            sent = client.post(f"/questions/answers/{answer.pk}/{page}/", {"text": "x", "words": "x"})
            assert sent.status_code == 404, page
        for page in ("words", "withdrawal"):
            assert client.post(f"/questions/comments/{comment.pk}/{page}/", {"words": "x"}).status_code == 404, page
        for address in ("/questions/", "/questions/?show=unanswered", f"/questions/?space={world.closed.slug}", "/"):
            assert "zeepaardje" not in client.get(address).text
    follow_changes()
    assert not find(world.otto, "zeepaardje").things
    assert [thing.title for thing in find(world.fatima, "zeepaardje").things] == [hidden.title]


def test_the_asker_says_which_answer_helped_and_it_stands_first(world: World, question: Question) -> None:
    first = give_answer(world.otto, question, "Misschien bij de receptie.")
    second = give_answer(world.fatima, question, "Bel de **achterwacht**: 2020.")
    vote_for(world.sanne, first)
    kees = world.client(world.kees)
    page = kees.get(question.get_absolute_url()).text
    assert page.index("Misschien") < page.index("achterwacht")
    kees.post(f"/questions/answers/{second.pk}/acceptance/")
    page = kees.get(question.get_absolute_url()).text
    assert page.index("achterwacht") < page.index("Misschien")
    assert "Solved" in page
    assert Acceptance.objects.get().by == world.kees
    assert Statement.objects.filter(verb="accepted", person=world.kees).count() == 1
    kees.post(f"/questions/answers/{first.pk}/acceptance/")
    assert Acceptance.objects.get().answer == first
    kees.post(f"/questions/answers/{first.pk}/acceptance/", {"undo": "1"})
    assert "Solved" not in kees.get(question.get_absolute_url()).text


def test_a_steward_accepts_only_when_the_asker_stays_away(world: World) -> None:
    question = ask_question(world.kees, world.community, TITLE)
    answer = give_answer(world.otto, question, "Bel de achterwacht.")
    at = f"/questions/answers/{answer.pk}/acceptance/"
    assert world.client(world.fatima).post(at).status_code == 404
    Answer.objects.update(when=datetime.now(UTC) - timedelta(days=15))
    assert world.client(world.sanne).post(at).status_code == 404
    assert world.client(world.fatima).post(at).status_code == 302
    assert Acceptance.objects.get().by == world.fatima


def test_a_steward_accepts_at_once_for_who_left(world: World) -> None:
    question = ask_question(world.kees, world.community, TITLE)
    answer = give_answer(world.otto, question, "Bel de achterwacht.")
    world.kees.is_active = False
    world.kees.save(update_fields=["is_active"])
    assert world.client(world.fatima).post(f"/questions/answers/{answer.pk}/acceptance/").status_code == 302
    assert Acceptance.objects.get().answer == answer


def test_everyone_votes_once_and_never_for_their_own(world: World, question: Question) -> None:
    answer = give_answer(world.otto, question, "Bel de achterwacht.")
    fatima, at = world.client(world.fatima), f"/questions/answers/{answer.pk}/votes/"
    for _ in range(2):
        fatima.post(at)
        fatima.post(f"{question.get_absolute_url()}votes/")
    assert Vote.objects.count() == 2
    assert world.client(world.otto).post(at).status_code == 404
    assert world.client(world.kees).post(f"{question.get_absolute_url()}votes/").status_code == 404
    fatima.post(at, {"undo": "1"})
    assert Vote.objects.get().question == question


def test_words_are_changed_by_who_wrote_them_alone(world: World, question: Question) -> None:
    answer = give_answer(world.otto, question, "Bel de achterwacht.")
    comment = comment_on(world.otto, question, "Welke taal?")
    for path, sent in (
        (f"{question.get_absolute_url()}words/", {"title": "Anders", "text": ""}),
        (f"/questions/answers/{answer.pk}/words/", {"text": "Anders"}),
        (f"/questions/comments/{comment.pk}/words/", {"words": "Anders"}),
        (f"{question.get_absolute_url()}withdrawal/", {}),
        (f"/questions/answers/{answer.pk}/withdrawal/", {}),
        (f"/questions/comments/{comment.pk}/withdrawal/", {}),
    ):
        assert world.client(world.fatima).post(path, sent).status_code == 404, path
    kees, otto = world.client(world.kees), world.client(world.otto)
    kees.post(f"{question.get_absolute_url()}words/", {"title": "Hoe regel ik een tolk?", "text": "Nu *wel*."})
    otto.post(f"/questions/answers/{answer.pk}/words/", {"text": "Bel 2020."})
    otto.post(f"/questions/comments/{comment.pk}/words/", {"words": "Welke talen?"})
    page = kees.get(question.get_absolute_url()).text
    for words in ("Hoe regel ik een tolk?", "Nu <em>wel</em>", "Bel 2020.", "Welke talen?"):
        assert words in page


def test_a_question_that_is_taken_back_is_gone_unless_somebody_answered(world: World, question: Question) -> None:
    kees = world.client(world.kees)
    second = ask_question(world.kees, world.organisation, "Waar ligt de sleutel?")
    kees.post(f"{second.get_absolute_url()}withdrawal/")
    assert not Question.objects.filter(pk=second.pk).exists()
    give_answer(world.otto, question, "Bel de achterwacht.")
    kees.post(f"{question.get_absolute_url()}withdrawal/")
    page = kees.get(question.get_absolute_url())
    assert "Bel de achterwacht." in page.text
    assert TITLE not in page.text
    assert "Kees" not in page.text.partition("<main")[2].partition("</main>")[0]
    assert TITLE not in kees.get("/questions/").text
    follow_changes()
    assert not find(world.kees, "tolk op zondag").things
    assert (
        world.client(world.otto).post(f"{question.get_absolute_url()}answers/", {"text": "Nog iets."}).status_code
        == 404
    )


def test_an_answer_that_others_spoke_about_leaves_its_place(world: World, question: Question) -> None:
    answer = give_answer(world.otto, question, "Bel de achterwacht.")
    accept_answer(world.kees, answer)
    comment_on(world.kees, question, "Dat werkte.", answer=answer)
    other = give_answer(world.otto, question, "Of de receptie.")
    otto = world.client(world.otto)
    otto.post(f"/questions/answers/{answer.pk}/withdrawal/")
    otto.post(f"/questions/answers/{other.pk}/withdrawal/")
    page = otto.get(question.get_absolute_url()).text
    assert "Dat werkte." in page
    assert "achterwacht" not in page
    assert "took it back" in page
    assert "Solved" not in page
    assert Answer.objects.count() == 1
    assert question in Question.objects.unanswered()


def test_who_asks_hears_on_today_of_a_new_answer_until_they_look(world: World, question: Question) -> None:
    kees = world.client(world.kees)
    assert TITLE not in kees.get("/").text
    give_answer(world.otto, question, "Bel de achterwacht.")
    page = kees.get("/").text
    assert TITLE in page
    assert "a new answer" in page
    kees.get(question.get_absolute_url())
    assert TITLE not in kees.get("/").text
    comment_on(world.otto, question, "Nog één ding.")
    assert "somebody said something" in kees.get("/").text
    kees.post(f"{question.get_absolute_url()}following/", {"undo": "1"})
    give_answer(world.fatima, question, "Nog een antwoord.")
    assert TITLE not in kees.get("/").text
    assert Following.objects.filter(person=world.otto, question=question, muted=False).exists()


def test_what_others_who_follow_did_not_look_at_yet_says_nothing_to_who_did(world: World, question: Question) -> None:
    for person in (world.otto, world.fatima, world.sanne):
        follow_question(person, question)
    kees = world.client(world.kees)
    comment_on(world.otto, question, "Bij ons ook.")
    assert kees.get("/").text.count(TITLE) == world.client(world.fatima).get("/").text.count(TITLE) == 1
    kees.get(question.get_absolute_url())
    assert TITLE not in kees.get("/").text
    assert TITLE in world.client(world.fatima).get("/").text


def test_what_many_follow_leaves_room_for_what_waits_for_who_looks_after_the_space(
    world: World, question: Question
) -> None:
    many = [add_person(f"velen{number}@lindehof.example", f"Velen {number}") for number in range(MOST_READ + 1)]
    for person in (world.priya, *many):
        follow_question(person, question)
    comment_on(world.otto, question, "Bij ons ook.")
    waits = ask_question(world.kees, world.organisation, "Waar ligt de sleutel?")
    Question.objects.filter(pk=waits.pk).update(asked=datetime.now(UTC) - timedelta(days=3))
    page = world.client(world.priya).get("/").text
    assert TITLE in page
    assert waits.title in page


def test_what_waits_for_an_answer_comes_to_who_looks_after_the_space(world: World) -> None:
    question = ask_question(world.kees, world.community, TITLE)
    fatima = world.client(world.fatima)
    assert TITLE not in fatima.get("/").text
    Question.objects.update(asked=datetime.now(UTC) - timedelta(days=3))
    for person, told in ((world.fatima, True), (world.tom, True), (world.otto, False), (world.kees, False)):
        assert (TITLE in world.client(person).get("/").text) is told, person
    give_answer(world.otto, question, "Bel de achterwacht.")
    assert TITLE not in fatima.get("/").text


def test_lists_show_what_is_asked_for(world: World, question: Question) -> None:
    other = ask_question(world.otto, world.team.space, "Waar ligt de sleutel?")
    give_answer(world.otto, question, "Bel de achterwacht.")
    skill = add_skill(world.tom, Told(kind="skill", names={"nl": "Tolken", "en": "Interpreting"}))
    kees = world.client(world.kees)
    kees.post(f"/skills/on/question/{question.pk}/", {"add": skill.pk})
    assert Statement.objects.filter(verb="tagged", person=world.kees).exists()

    def shown(client: object, query: str) -> set[str]:
        page = client.get(f"/questions/{query}").text  # type: ignore[attr-defined]
        return {one.title for one in (question, other) if one.title in page}

    assert shown(kees, "") == {question.title, other.title}
    assert shown(kees, "?show=unanswered") == {other.title}
    assert shown(kees, "?show=mine") == {question.title}
    assert shown(world.client(world.otto), "?show=answered") == {question.title}
    assert shown(world.client(world.otto), "?show=followed") == {question.title, other.title}
    assert shown(kees, f"?space={world.team.space.slug}") == {other.title}
    assert shown(kees, f"?skill={skill.pk}") == {question.title}
    assert shown(kees, f"?skill={uuid4()}") == set()
    assert question.title in kees.get(f"/skills/{skill.pk}/").text
    tell_ability(world.kees, skill, 4, "everyone", asks=False)
    assert resting(world.tom)[0][0].is_worst, "a question keeps nothing of what is known"
    assert "Interpreting" in kees.get(question.get_absolute_url()).text


def test_only_who_asked_and_who_looks_after_the_space_say_what_it_is_about(world: World, question: Question) -> None:
    at = f"/skills/on/question/{question.pk}/"
    statuses = {person: world.client(person).get(at).status_code for person in (world.kees, world.tom, world.otto)}
    assert statuses == {world.kees: 200, world.tom: 200, world.otto: 404}


def test_search_finds_the_words_of_an_answer_and_leads_to_it(world: World, question: Question) -> None:
    answer = give_answer(world.otto, question, "Bel de achterwacht en vraag naar mevrouw Kameleon.")
    follow_changes()
    found = find(world.fatima, "kameleon").things
    assert [thing.title for thing in found] == [question.title]
    assert found[0].url == answer.get_absolute_url()
    page = world.client(world.fatima, "nl").get("/search/", {"q": "kameleon"}).text
    assert "Vraag" in page


def test_what_nobody_wrote_down_is_asked_on_with_what_was_typed(world: World) -> None:
    page = world.client(world.kees).get("/ask/", {"q": "Hoe krijg ik een tolk & hulp?"}).text
    assert "/questions/new/?title=Hoe%20krijg%20ik%20een%20tolk%20%26%20hulp%3F" in page
    assert 'href="/questions/"' in page
    assert 'href="/ask/"' in world.client(world.kees).get("/questions/").text


def test_a_question_among_colleagues_is_no_answer_of_the_library(world: World, question: Question) -> None:
    give_answer(world.otto, question, "Een tolk op zondag krijg je via de achterwacht.")
    page = world.client(world.kees).get("/ask/", {"q": TITLE}).text
    assert "via de achterwacht" not in page


@pytest.mark.parametrize(
    "page",
    [
        "/questions/",
        "/questions/?show=mine",
        "/questions/new/?title=Vraag+over+antwoord",
        "question",
        "/",
    ],
)
def test_a_page_asks_the_database_as_often_for_three_rows_as_for_one(
    world: World, question: Question, page: str
) -> None:
    def more(number: int) -> None:
        answer = give_answer(world.otto, question, f"Antwoord {number}.")
        comment_on(world.fatima, question, f"Zeg {number}", answer=answer)
        comment_on(world.fatima, question, f"Zeg ook {number}")
        vote_for(world.fatima, answer)
        other = ask_question(world.kees, world.organisation, f"Vraag {number}?")
        give_answer(world.otto, other, "Zo.")

    more(1)
    kees = world.client(world.kees)
    address = question.get_absolute_url() if page == "question" else page
    kees.get(address)
    with CaptureQueriesContext(connection) as asked:
        kees.get(address)
    once = len(asked)
    assert once <= 12
    more(2)
    more(3)
    kees.get(address)
    with CaptureQueriesContext(connection) as again:
        kees.get(address)
    assert len(again) == once


def test_who_asked_is_one_click_away_unless_nobody_may_know(world: World) -> None:
    asked = ask_question(world.kees, world.organisation, "Hoe laat begint de dienst?")
    link = f'<a href="{world.kees.get_absolute_url()}">Kees Mulder</a>'
    assert link in world.client(world.otto).get(asked.get_absolute_url()).text
    Question.objects.filter(pk=asked.pk).update(person=None)
    page = world.client(world.otto).get(asked.get_absolute_url()).text
    assert world.kees.get_absolute_url() not in page
    assert "A former colleague" in page


def test_questions_that_one_follows_stand_on_the_page_of_what_one_follows(world: World) -> None:
    question = ask_question(world.kees, world.team.space, TITLE, TEXT)
    kees, otto = world.client(world.kees), world.client(world.otto)
    page = kees.get("/knowledge/followed/").text
    assert f'href="{question.get_absolute_url()}"' in page
    assert f'action="{question.get_absolute_url()}following/"' in page
    assert question.title not in otto.get("/knowledge/followed/").text
    stopped = kees.post(
        f"{question.get_absolute_url()}following/", {"undo": "1", "next": "/knowledge/followed/"}, follow=True
    )
    assert stopped.redirect_chain == [("/knowledge/followed/", 302)]
    assert question.title not in stopped.text


@pytest.mark.parametrize("nothing", ["\u200b", " \u200d\u2060 ", "\ufeff", "\u00ad"])
def test_signs_that_show_nothing_are_no_question_and_no_answer(world: World, nothing: str) -> None:
    kees = world.client(world.kees, "nl")
    page = kees.post("/questions/new/", {"title": nothing, "text": "", "space": world.organisation.pk})
    assert page.status_code == 422
    question = ask_question(world.sanne, world.organisation, "Waar ligt de sleutel?")
    assert kees.post(f"/questions/{question.pk}/answers/", {"text": nothing}).status_code == 422
    assert Question.objects.count() == 1
    assert not Answer.objects.exists()
