"""What somebody is told: through the pages, and by what colleagues do in other modules."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from zwerm.library.actions import keep_item
from zwerm.library.actions.asking import ask_owners
from zwerm.library.actions.move import move_item
from zwerm.library.actions.talk.comments import comment_on, hide_comment
from zwerm.library.actions.upkeep import confirm_item, doubt_item, give_item
from zwerm.library.models import Item
from zwerm.notices.models import Notice
from zwerm.operations.registry import recurring
from zwerm.people.actions import add_person, join_space, leave_space
from zwerm.people.models import Person, Space
from zwerm.people.tests.world import World
from zwerm.questions.actions import (
    accept_answer,
    ask_anonymously,
    ask_question,
    follow_question,
    give_answer,
    let_in,
    mix,
    stop_following,
    tell_what_waits,
    withdraw_question,
)
from zwerm.questions.actions import comment_on as comment_on_question
from zwerm.questions.models import Question, Waiting

TITLE = "Hoe krijg ik een tolk op zondag?"


@pytest.fixture
def question(world: World) -> Question:
    return ask_question(world.kees, world.organisation, TITLE)


@pytest.fixture
def hidden(world: World) -> Question:
    """Kees asked it where only Fatima and he read."""
    return ask_question(world.kees, world.closed, "Wanneer praten we over het zeepaardje?")


def bell(client: Client, address: str = "/notices/") -> int:
    """The number in the top bar."""
    found = re.search(r'class="bell__number"[^>]*>(\d+)', client.get(address).text)
    return int(found[1]) if found else 0


def lines(client: Client, address: str = "/notices/") -> list[str]:
    return re.findall(r'item-card__title"[^>]*><a href="/notices/[^"]+"[^>]*>(.*?)</a>', client.get(address).text)


def test_who_asked_is_told_of_an_answer_until_they_have_read_it(world: World, question: Question) -> None:
    kees = world.client(world.kees)
    assert (bell(kees), lines(kees)) == (0, [])
    give_answer(world.fatima, question, "Bel de achterwacht.")
    assert bell(kees, "/knowledge/") == 1
    page = kees.get("/notices/").text
    assert TITLE in page
    assert "A colleague answered a question that you follow" in page
    assert (bell(world.client(world.fatima)), bell(world.client(world.otto))) == (0, 0)
    gone = kees.get(Notice.objects.get().get_absolute_url())
    assert gone["Location"] == question.get_absolute_url()
    assert (bell(kees), lines(kees), lines(kees, "/notices/?show=all")) == (0, [], [TITLE])


def test_who_opens_what_it_is_about_has_read_it_and_sees_that_on_that_very_page(
    world: World, question: Question
) -> None:
    give_answer(world.fatima, question, "Bel de achterwacht.")
    assert bell(world.client(world.kees), question.get_absolute_url()) == 0


def test_more_of_the_same_is_one_notice_that_is_unread_again(world: World, question: Question) -> None:
    kees = world.client(world.kees)
    for number in range(3):
        give_answer(world.fatima, question, f"Antwoord {number}")
    assert bell(kees) == 1
    kees.get(Notice.objects.get().get_absolute_url())
    give_answer(world.otto, question, "Nog iets.")
    assert (bell(kees), Notice.objects.filter(person=world.kees).count()) == (1, 1)


def test_who_no_longer_follows_hears_nothing(world: World, question: Question) -> None:
    follow_question(world.otto, question)
    stop_following(world.kees, question)
    give_answer(world.fatima, question, "Bel de achterwacht.")
    assert [one.person for one in Notice.objects.all()] == [world.otto]


def test_all_is_read_that_stood_on_the_page_and_not_what_came_meanwhile(world: World, question: Question) -> None:
    other = ask_question(world.kees, world.organisation, "Waar liggen de sleutels?")
    give_answer(world.fatima, question, "Bel de achterwacht.")
    kees = world.client(world.kees)
    until = re.search(r'name="until" value="([^"]+)"', kees.get("/notices/").text)
    assert until
    give_answer(world.fatima, other, "In de la.")
    kees.post("/notices/reading/", {"until": until[1]})
    assert lines(kees) == ["Waar liggen de sleutels?"]
    for nonsense in ("", "soon", "2026-01-01T00:00:00"):
        kees.post("/notices/reading/", {"until": nonsense})
    assert bell(kees) == 1
    kees.post(f"{Notice.objects.unread().get().get_absolute_url()}reading/")
    assert bell(kees) == 0


def test_nobody_reads_or_puts_away_the_notices_of_another(world: World, question: Question) -> None:
    give_answer(world.fatima, question, "Bel de achterwacht.")
    notice = Notice.objects.get()
    for other in (world.fatima, world.otto, world.priya):
        client = world.client(other)
        assert client.get(notice.get_absolute_url()).status_code == 404
        assert client.post(f"{notice.get_absolute_url()}reading/").status_code == 404
        client.post("/notices/reading/", {"until": datetime.now(UTC).isoformat()})
        assert TITLE not in client.get("/notices/?show=all").text
    assert Notice.objects.unread().count() == 1


def test_who_leaves_a_space_is_told_nothing_of_it_any_more(world: World, hidden: Question) -> None:
    follow_question(world.fatima, hidden)
    give_answer(world.kees, hidden, "In mei.")
    client = world.client(world.fatima)
    assert (bell(client), lines(client)) == (1, [hidden.title])
    leave_space(world.fatima, world.closed)
    assert bell(client, "/knowledge/") == 0
    for page in ("/notices/", "/notices/?show=all"):
        assert "zeepaardje" not in client.get(page).text
    assert client.get(Notice.objects.get().get_absolute_url()).status_code == 404
    give_answer(world.kees, hidden, "Of in juni.")
    assert Notice.objects.get().came < hidden.answers.last().when  # type: ignore[union-attr]


def test_what_is_taken_back_leaves_no_word_and_no_number(world: World, question: Question) -> None:
    follow_question(world.otto, question)
    give_answer(world.fatima, question, "Bel de achterwacht.")
    withdraw_question(world.kees, question)
    otto = world.client(world.otto)
    assert lines(otto) == []
    assert bell(otto, "/knowledge/") == 0


def kept(world: World, space: Space) -> Item:
    return keep_item(world.fatima, space, "page", "Tolken", "Bel de tolkentelefoon.", language="nl")


def test_who_is_named_is_told_once_and_not_when_the_words_are_hidden(world: World) -> None:
    item = kept(world, world.team.space)
    comment = comment_on(world.fatima, item, "Weet @Kees Mulder dit?")
    kees = world.client(world.kees)
    assert lines(kees) == ["Tolken"]
    assert "A colleague named you here" in kees.get("/notices/").text
    assert bell(kees, item.get_absolute_url()) == 0
    Notice.objects.update(read=None)
    hide_comment(world.sanne, comment)
    assert lines(kees) == []
    assert lines(world.client(world.fatima)) == []


def test_what_moves_out_of_sight_is_told_no_more(world: World) -> None:
    item = kept(world, world.organisation)
    comment_on(world.fatima, item, "Weet @Otto Outsider dit?")
    otto = world.client(world.otto)
    assert bell(otto, "/knowledge/") == 1
    move_item(world.fatima, item, world.closed)
    assert bell(otto, "/knowledge/") == 0
    assert "Tolken" not in otto.get("/notices/?show=all").text


def test_the_inbox_and_the_bell_ask_as_much_for_three_as_for_one(world: World) -> None:
    kees = world.client(world.kees)
    asked = []
    for number in range(3):
        one = ask_question(world.kees, world.organisation, f"Vraag {number}?")
        give_answer(world.fatima, one, "Ja.")
        if number != 1:
            with CaptureQueriesContext(connection) as inbox:
                assert len(lines(kees)) == number + 1
            with CaptureQueriesContext(connection) as elsewhere:
                kees.get("/settings/")
            asked.append((len(inbox), len(elsewhere)))
    assert asked[0] == asked[1]
    assert asked[0][0] <= 12
    Notice.objects.all().delete()
    with CaptureQueriesContext(connection) as without:
        kees.get("/settings/")
    assert len(without) == asked[0][1], "the number in the bar costs no query"


def test_many_notices_are_read_page_by_page(world: World, question: Question) -> None:
    give_answer(world.fatima, question, "Ja.")
    first = Notice.objects.get()
    for number in range(40):
        one = ask_question(world.kees, world.organisation, f"Vraag {number}?")
        Notice.objects.create(
            person=world.kees, kind=first.kind, thing=str(one.pk), came=first.came.replace(microsecond=number)
        )
    kees = world.client(world.kees)
    page = kees.get("/notices/").text
    older = re.search(r'rel="next" href="\?([^"]+)"', page)
    assert older
    seen = {*lines(kees), *lines(kees, f"/notices/?{older[1].replace('&amp;', '&')}")}
    assert len(seen) == 41
    assert kees.get("/notices/?before=nonsense").status_code == 200


def kinds_told(person: Person) -> list[str]:
    return sorted(Notice.objects.unread().filter(person=person).values_list("kind", flat=True))


def test_who_follows_hears_what_is_said_and_whose_answer_helped_hears_that(world: World, question: Question) -> None:
    answer = give_answer(world.fatima, question, "Bel de achterwacht.")
    comment_on_question(world.otto, question, "Welke taal?")
    assert (kinds_told(world.kees), kinds_told(world.otto)) == (["question-answered", "question-talk"], [])
    Notice.objects.all().delete()
    for _twice in range(2):
        accept_answer(world.kees, answer)
    assert kinds_told(world.fatima) == ["answer-helped"]
    assert kinds_told(world.kees) == []
    assert "Your answer helped" in world.client(world.fatima).get("/notices/").text


def test_who_lets_in_hears_once_a_day_that_something_waits_and_who_asked_is_told_of_nowhere(world: World) -> None:
    for number in range(3):
        join_space(add_person(f"m{number}@lindehof.example", f"Mede {number}"), world.community)
    join_space(world.kees, world.community)
    ask_anonymously(world.kees, world.community, "Mag ik nee zeggen?")
    tell_what_waits()
    assert not Notice.objects.exists(), "what nobody can read yet is told to nobody"
    mix()
    assert not Notice.objects.exists(), "the hour of asking is told to nobody"
    tell_what_waits()
    told = set(Notice.objects.values_list("person__name", flat=True))
    assert told == {"Fatima El Amrani", "Priya Ramdin", "Tom Verbeek"}
    fatima = world.client(world.fatima)
    page = fatima.get("/notices/").text
    assert "Something was asked anonymously: you read it first" in page
    assert "Mag ik nee zeggen" not in page
    tell_what_waits()
    assert Notice.objects.count() == 3
    question = let_in(world.fatima, Waiting.objects.get())
    assert lines(fatima) == []
    give_answer(world.fatima, question, "Ja.")
    comment_on_question(world.otto, question, "Altijd.")
    assert kinds_told(world.kees) == []
    assert not Notice.objects.filter(person=world.kees).exists()


def test_a_notice_of_what_waits_is_the_same_whether_it_came_today_or_waited_before(world: World) -> None:
    """Else it would keep the day on which it was asked, which the page where it waits tells to nobody."""
    for number in range(3):
        join_space(add_person(f"m{number}@lindehof.example", f"Mede {number}"), world.community)

    def on_the_next_day(*asked: str) -> list[tuple[object, ...]]:
        for title in asked:
            ask_anonymously(world.kees, world.community, title)
        mix()
        yesterday = datetime.now(UTC) - timedelta(days=1)
        Notice.objects.update(came=yesterday, look=None, read=yesterday)
        tell_what_waits()
        assert not Notice.objects.filter(came__lte=yesterday).exists()
        return sorted(Notice.objects.values_list("person__name", "kind", "thing", "read", "before", "space"))

    [first, nothing_new, one_more] = [on_the_next_day("Mag ik nee?"), on_the_next_day(), on_the_next_day("En ja?")]
    assert first == nothing_new == one_more
    assert len(first) == 3
    assert all(work.every >= timedelta(days=1) for work in recurring.values() if work.run is tell_what_waits)
    assert any(work.run is tell_what_waits for work in recurring.values())


def test_who_asked_anonymously_and_lets_in_as_well_is_told_as_the_others_are(world: World) -> None:
    for number in range(3):
        join_space(add_person(f"m{number}@lindehof.example", f"Mede {number}"), world.community)
    ask_anonymously(world.fatima, world.community, "Mag ik nee zeggen?")
    mix()
    tell_what_waits()
    assert kinds_told(world.fatima) == ["to-let-in"]


def test_who_follows_a_text_hears_what_is_said_but_once_when_they_are_named(world: World) -> None:
    item = kept(world, world.team.space)
    comment_on(world.kees, item, "Klopt dit?")
    assert kinds_told(world.fatima) == ["item-talk"]
    comment_on(world.sanne, item, "Vraag het @Kees Mulder")
    assert kinds_told(world.kees) == ["named"]
    assert kinds_told(world.sanne) == []


def test_who_looks_after_a_text_hears_of_a_doubt_and_that_it_is_time_to_look(world: World) -> None:
    item = kept(world, world.team.space)
    give_item(world.fatima, item, world.fatima)
    doubt_item(world.kees, item, "De telefoon is weg.")
    assert kinds_told(world.fatima) == ["doubted"]
    Notice.objects.all().delete()
    today = timezone.localdate()
    Item.objects.filter(pk=item.pk).update(due=today - timedelta(days=1))
    for _twice in range(2):
        ask_owners()
    fatima = world.client(world.fatima)
    assert lines(fatima) == ["1 text that you look after"]
    fatima.get(Notice.objects.get().get_absolute_url())
    ask_owners()
    assert lines(fatima) == [], "asked once, and then left to Today"
    Item.objects.filter(pk=item.pk).update(due=today + timedelta(days=1))
    ask_owners(today + timedelta(days=1))
    assert Notice.objects.unread().exists()
    confirm_item(world.fatima, Item.objects.get(pk=item.pk))
    assert lines(fatima) == []
    assert kinds_told(world.kees) == []
