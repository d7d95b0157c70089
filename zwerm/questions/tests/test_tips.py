"""Tips of a space, through the pages and through search: who says, who reads, what is kept, and who must not."""

from __future__ import annotations

import json
from itertools import pairwise
from uuid import UUID, uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from zwerm.library.models import Item
from zwerm.people.models import Person
from zwerm.people.tests.world import World
from zwerm.questions.actions import NotAllowed, NotDone
from zwerm.questions.actions.tips import change_tip, last_of, news_of, react, seen_up_to, tell_tip, withdraw_tip
from zwerm.questions.actions.tips.reading import AT_ONCE, seers_of
from zwerm.questions.actions.tips.tell import MOST_A_MINUTE
from zwerm.questions.models import Tip, TipKept, TipReaction, TipSeen
from zwerm.records.models import Statement
from zwerm.search.actions import find, follow_changes

SEH = "/questions/tips/of/seh/"
QUIETLY = {"zwerm-quietly": "yes"}


@pytest.fixture
def tip(world: World) -> Tip:
    return tell_tip(world.kees, world.team.space, "De bladderscan moet even uit en aan.\nDan telt hij weer.")


def told(world: World, space: UUID, since: int = 0) -> list[dict[str, object]]:
    news = news_of(space, since, {"nl"})
    return [] if news is None else json.loads(news.said["nl"])["tips"]


def test_a_colleague_says_something_and_others_read_and_reply(world: World) -> None:
    kees, fatima = world.client(world.kees), world.client(world.fatima)
    sent = {"words": "De sleutel hangt links.\nNiet in de la.", "key": uuid4()}
    for _ in range(2):
        assert kees.post(f"{SEH}telling/", sent)["Location"] == SEH
    tip = Tip.objects.get()
    shown = fatima.get(SEH).text
    assert "De sleutel hangt links.\nNiet in de la." in shown
    answer = fatima.post(f"{SEH}telling/", {"words": "Welke sleutel?", "thread": tip.id, "key": uuid4()})
    reply = Tip.objects.get(thread=tip)
    assert answer["Location"] == f"/questions/tips/{tip.id}/#tip-{reply.id}"
    assert "Welke sleutel?" in kees.get(SEH).text
    assert "Welke sleutel?" in kees.get(f"/questions/tips/{tip.id}/").text
    # A reply to a reply stands in the same thread.
    kees.post(f"{SEH}telling/", {"words": "Die van de kast.", "thread": reply.id, "key": uuid4()})
    assert Tip.objects.filter(thread=tip).count() == 2
    assert Statement.objects.filter(verb="tipped").count() == 3
    assert not [one for one in Statement.objects.all() if "sleutel" in str(one.__dict__)], "words stand in no log"


def test_what_cannot_be_taken_comes_back_with_the_words(world: World, tip: Tip) -> None:
    kees = world.client(world.kees)
    refused = kees.post(f"{SEH}telling/", {"words": "x" * 2001, "key": uuid4()})
    assert refused.status_code == 422
    assert "x" * 2001 in refused.text
    assert kees.post(f"{SEH}telling/", {"words": "  "}, headers=QUIETLY).json()["reason"]
    below = kees.post(f"{SEH}telling/", {"words": "y" * 2001, "thread": tip.id})
    assert below.status_code == 422
    assert "y" * 2001 in below.text
    assert Tip.objects.count() == 1


def test_who_does_not_see_the_space_gets_nothing_and_says_nothing(world: World) -> None:
    secret = tell_tip(world.kees, world.closed, "Het zeepaardje gaat dicht.")
    otto = world.client(world.otto)
    for method, address in [
        ("get", "/questions/tips/of/or/"),
        ("post", "/questions/tips/of/or/telling/"),
        ("get", f"/questions/tips/{secret.id}/"),
        *(("post", f"/questions/tips/{secret.id}/{what}/") for what in ("words", "withdrawal", "reactions", "item")),
    ]:
        assert getattr(otto, method)(address, {"words": "hallo", "kind": "helped"}).status_code == 404
    assert "zeepaardje" not in otto.get("/questions/tips/").text
    assert "zeepaardje" in world.client(world.fatima).get("/questions/tips/").text
    follow_changes()
    assert not find(world.otto, "zeepaardje").things
    assert find(world.fatima, "zeepaardje").things
    with pytest.raises(NotAllowed):
        tell_tip(world.otto, world.closed, "hallo")
    # Nor is a tip of elsewhere a thread here.
    with pytest.raises(NotAllowed):
        tell_tip(world.fatima, world.team.space, "hallo", thread=secret)
    # Nobody talks to themselves.
    own = world.kees.memberships.filter(space__kind="private").first()
    if own:
        assert world.client(world.kees).get(f"/questions/tips/of/{own.space.slug}/").status_code == 404


def test_who_may_look_on_is_who_sees_the_space_now(world: World) -> None:
    people = {one.id for one in (world.kees, world.fatima, world.otto, world.gone)}
    assert seers_of(world.closed.pk, people) == {world.kees.id, world.fatima.id}
    assert seers_of(world.team.space.pk, people) == {world.kees.id, world.fatima.id, world.otto.id}


def test_only_who_said_it_changes_it_and_who_looks_after_the_space_takes_it_back_too(world: World, tip: Tip) -> None:
    fatima, kees, sanne = world.client(world.fatima), world.client(world.kees), world.client(world.sanne)
    assert fatima.post(f"/questions/tips/{tip.id}/words/", {"words": "Anders."}).status_code == 404
    assert fatima.post(f"/questions/tips/{tip.id}/withdrawal/").status_code == 404
    assert kees.post(f"/questions/tips/{tip.id}/words/", {"words": "Eerst uit, dan aan."}).status_code == 302
    assert "Eerst uit, dan aan." in fatima.get(SEH).text
    tell_tip(world.fatima, world.team.space, "Dank je.", thread=tip)
    assert sanne.post(f"/questions/tips/{tip.id}/withdrawal/").status_code == 302
    shown = fatima.get(SEH).text
    assert "Eerst uit" not in shown
    assert "It was taken back." in shown
    assert "Dank je." in shown
    tip.refresh_from_db()
    assert tip.words == ""


def test_reactions_count_once_and_never_for_oneself(world: World, tip: Tip) -> None:
    fatima = world.client(world.fatima)
    for _ in range(2):
        assert (
            fatima.post(f"/questions/tips/{tip.id}/reactions/", {"kind": "helped"}, headers=QUIETLY).status_code == 204
        )
    assert TipReaction.objects.count() == 1
    assert 'aria-pressed="true">This helped me <span class="reaction__count">1' in fatima.get(SEH).text
    assert 'aria-pressed="true">This helped me' not in world.client(world.sanne).get(SEH).text
    assert world.client(world.kees).post(f"/questions/tips/{tip.id}/reactions/", {"kind": "helped"}).status_code == 404
    assert fatima.post(f"/questions/tips/{tip.id}/reactions/", {"kind": "boo"}).status_code == 404
    fatima.post(f"/questions/tips/{tip.id}/reactions/", {"kind": "helped", "undo": "1"})
    assert not TipReaction.objects.exists()


def test_a_thread_becomes_a_lesson_with_credit_and_a_way_back(world: World, tip: Tip) -> None:
    tell_tip(world.fatima, world.team.space, "Bij mij ook *altijd*.", thread=tip)
    kees = world.client(world.kees)
    form = kees.get(f"/questions/tips/{tip.id}/item/").text
    assert "De bladderscan moet even uit en aan." in form
    assert "Dan telt hij weer." in form
    assert r"Bij mij ook \*altijd\*." in form
    sent = {
        "kind": "lesson",
        "title": "De bladderscan",
        "text": "Uit en aan.",
        "space": world.team.space.pk,
        "key": uuid4(),
    }
    for _ in range(2):
        made = kees.post(f"/questions/tips/{tip.id}/item/", sent)
        assert made.status_code == 302
    item = Item.objects.get()
    assert TipKept.objects.get().item == item
    assert set(item.credits.values_list("person__name", flat=True)) == {"Kees Mulder", "Fatima El Amrani"}
    assert "De bladderscan" in kees.get(f"/questions/tips/{tip.id}/").text
    assert "Kept" in kees.get(SEH).text


def test_a_lesson_of_a_closed_space_is_kept_there_only(world: World) -> None:
    secret = tell_tip(world.kees, world.closed, "Het zeepaardje gaat dicht.")
    sent = {"kind": "lesson", "title": "Zee", "text": "Dicht.", "space": world.team.space.pk, "key": uuid4()}
    assert world.client(world.kees).post(f"/questions/tips/{secret.id}/item/", sent).status_code == 422
    assert not Item.objects.exists()


def test_search_finds_what_was_said_and_leads_to_it(world: World, tip: Tip) -> None:
    reply = tell_tip(world.fatima, world.team.space, "Bij de echografie net zo.", thread=tip)
    follow_changes()
    hit = find(world.otto, "echografie").things[0]
    assert hit.url == f"/questions/tips/{tip.id}/#tip-{reply.id}"
    withdraw_tip(world.fatima, reply)
    follow_changes()
    assert not find(world.otto, "echografie").things
    assert find(world.otto, "bladderscan").things


def test_today_tells_what_is_new_since_one_looked_and_nothing_of_oneself(world: World, tip: Tip) -> None:
    def says(person: Person) -> bool:
        return 'id="questions-tips"' in world.client(person).get("/").text

    assert says(world.fatima)
    assert not says(world.kees)
    assert not says(world.otto), "not in the team, and never looked"
    world.client(world.fatima).get(SEH)
    assert not says(world.fatima)
    secret = tell_tip(world.kees, world.closed, "Het zeepaardje gaat dicht.")
    assert says(world.fatima)
    assert TipSeen.objects.filter(person=world.fatima).count() == 1
    withdraw_tip(world.kees, secret)
    assert not says(world.fatima)


def test_what_changed_is_told_to_everybody_once_in_its_order_and_as_it_is_now(world: World, tip: Tip) -> None:
    space = world.team.space
    reply = tell_tip(world.fatima, space, "Dank je.", thread=tip)
    assert [one["id"] for one in told(world, space.pk)] == [str(tip.id), str(reply.id)]
    upto = last_of(space.pk)
    assert told(world, space.pk, upto) == []
    change_tip(world.kees, tip, "Uit en aan.")
    react(world.fatima, tip, "thanks")
    (now,) = told(world, space.pk, upto)
    assert "Uit en aan." in str(now["html"])
    assert "Dank je wel" in str(now["html"])
    assert "csrf" not in str(now["html"])
    upto = last_of(space.pk)
    withdraw_tip(world.fatima, reply)
    gone = {one["id"]: one["html"] for one in told(world, space.pk, upto)}
    assert gone[str(reply.id)] == ""
    assert str(tip.id) in gone, "it counts its replies anew"


def test_what_is_told_says_nothing_of_who_reads_it(world: World, tip: Tip) -> None:
    """The same bytes go to all: no own buttons, no token, no pressed reaction."""
    react(world.fatima, tip, "helped")
    (one,) = told(world, world.team.space.pk)
    assert 'aria-pressed="true"' not in str(one["html"])
    assert 'data-own="yes"' not in str(one["html"])


def test_much_that_was_missed_comes_in_parts_without_a_gap(world: World) -> None:
    space = world.team.space
    now = timezone.now()
    rows = [Tip(space=space, person=world.kees, words=str(n), when=now, number=n, changed=n) for n in range(1, 251)]
    Tip.objects.bulk_create(rows)
    seen: list[int] = []
    since = 0
    while news := news_of(space.pk, since, {"en"}):
        numbers = [one["number"] for one in json.loads(news.said["en"])["tips"]]
        assert len(numbers) <= AT_ONCE
        seen += numbers
        since = news.upto
        if not news.more:
            break
    assert seen == list(range(1, 251))


def test_numbers_go_up_also_when_a_form_comes_twice(world: World) -> None:
    key = uuid4()
    tips = [tell_tip(world.kees, world.team.space, "Een.", key=key) for _ in range(3)]
    assert len({one.id for one in tips}) == 1
    tips = [tell_tip(world.kees, world.team.space, f"{n}.") for n in range(5)]
    assert all(one.number < other.number for one, other in pairwise(tips))


def test_who_floods_a_space_waits(world: World) -> None:
    for n in range(MOST_A_MINUTE):
        tell_tip(world.kees, world.team.space, f"{n}.")
    with pytest.raises(NotDone):
        tell_tip(world.kees, world.team.space, "En nog een.")
    tell_tip(world.fatima, world.team.space, "Ik wel.")


def test_pages_stay_within_their_queries(world: World) -> None:
    for n in range(12):
        tip = tell_tip(world.kees, world.team.space, f"Tip {n}.")
        for m in range(4):
            reply = tell_tip(world.sanne, world.team.space, f"Reactie {m}.", thread=tip) if n < 4 else tip
            react(world.fatima, reply, "helped")
    fatima = world.client(world.fatima)
    for address in ("/questions/tips/", SEH, f"{SEH}?before=40", f"/questions/tips/{tip.id}/"):
        fatima.get(address)
        with CaptureQueriesContext(
            connection,
        ) as asked:
            assert fatima.get(address).status_code == 200
        assert len(asked) <= 12, [query["sql"][:120] for query in asked]


def test_of_a_long_thread_the_last_replies_stand_in_the_conversation(world: World, tip: Tip) -> None:
    for n in range(6):
        tell_tip(world.fatima, world.team.space, f"Reactie nummer {n}.", thread=tip)
    shown = world.client(world.kees).get(SEH).text
    assert [n for n in range(6) if f"Reactie nummer {n}." in shown] == [3, 4, 5]
    assert "6 replies" in shown


def test_links_work_and_nothing_else_that_was_typed(world: World) -> None:
    tell_tip(
        world.kees, world.team.space, "Zie https://lindehof.example/x <script>alert(1)</script> javascript:alert(2)"
    )
    shown = world.client(world.fatima).get(SEH).text
    assert 'href="https://lindehof.example/x" rel="nofollow"' in shown
    assert "<script>alert" not in shown
    assert 'href="javascript' not in shown


def test_seen_never_goes_back(world: World, tip: Tip) -> None:
    seen_up_to(world.fatima, world.team.space, 9)
    seen_up_to(world.fatima, world.team.space, 4)
    assert TipSeen.objects.get(person=world.fatima).number == 9
