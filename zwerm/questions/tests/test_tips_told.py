"""Who hears of tips: whom they name, and who takes part in a thread; once, and only who sees the space."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from zwerm.notices.actions import lines_of
from zwerm.notices.models import Notice, Sending
from zwerm.notices.rules.planning import Way
from zwerm.people.actions import add_person, ask_erasure, carry_out_erasure, join_space, leave_space
from zwerm.people.models import Person, Space
from zwerm.people.tests.world import World
from zwerm.questions import held
from zwerm.questions.actions.tips import change_tip, last_of, news_of, tell_tip, withdraw_tip
from zwerm.questions.models import Tip, TipNaming, TipSeen

SEH = "/questions/tips/of/seh/"
COLLEAGUES = "/knowledge/things/?kind=person"


@pytest.fixture
def tip(world: World) -> Tip:
    return tell_tip(world.kees, world.team.space, "De bladderscan moet even uit en aan.")


def inbox(client: Client) -> str:
    return client.get("/notices/").text


def told(person: Person) -> list[tuple[str, str]]:
    """Kind and title of what they have to read."""
    return [
        (line.notice.kind, line.shown.title) for line in lines_of(person, Notice.objects.unread().filter(person=person))
    ]


def test_who_is_named_is_linked_and_told_and_has_read_it_by_looking(world: World, tip: Tip) -> None:
    kees, fatima = world.client(world.kees), world.client(world.fatima)
    kees.post(f"{SEH}telling/", {"words": "Vraag @Fatima El Amrani. Zij weet het (a@b.nl).", "thread": tip.id})
    link = f'<a href="{world.fatima.get_absolute_url()}">@Fatima El Amrani</a>'
    assert link in world.client(world.otto).get(SEH).text
    assert [kind for kind, _ in told(world.fatima)] == ["mention"]
    assert link in fatima.get(f"/questions/tips/{tip.id}/").text
    news = news_of(world.team.space.pk, 0, {"nl"})
    assert news is not None
    assert any(link in one["html"] for one in json.loads(news.said["nl"])["tips"])
    assert told(world.fatima) == [], "she was on the page"
    assert told(world.otto) == []
    kees.post(f"{SEH}telling/", {"words": "En @Sanne de Vries, wat zeg jij?"})
    assert "A colleague named you in a tip" in inbox(world.client(world.sanne))
    assert "En @Sanne de Vries, wat zeg jij?" in inbox(world.client(world.sanne))
    world.client(world.sanne).get(SEH)
    assert told(world.sanne) == []


def test_a_notice_leads_to_what_names_them(world: World, tip: Tip) -> None:
    tell_tip(world.kees, world.team.space, "Weet @Sanne de Vries dat?", thread=tip)
    again = tell_tip(world.otto, world.team.space, "Ja toch, @Sanne de Vries?", thread=tip)
    notice = Notice.objects.get(person=world.sanne)
    assert world.client(world.sanne).get(notice.get_absolute_url())["Location"] == again.get_absolute_url()


def test_who_does_not_see_the_space_is_neither_found_nor_named_nor_told(world: World) -> None:
    fatima = world.client(world.fatima)
    offered = fatima.get(f"{COLLEAGUES}&space={world.closed.pk}&q=").json()["things"]
    assert {one["title"] for one in offered} == {"Fatima El Amrani", "Kees Mulder"}
    assert world.client(world.otto).get(f"{COLLEAGUES}&space={world.closed.pk}&q=").json()["things"] == []
    tip = tell_tip(world.fatima, world.closed, "Het zeepaardje: @Otto Outsider en @Kees Mulder en @Gonny Gone.")
    assert set(TipNaming.objects.values_list("person__name", flat=True)) == {"Kees Mulder"}
    assert told(world.kees) == [("mention", tip.words)]
    assert not Notice.objects.exclude(person=world.kees).exists()
    # Picked by hand in the form is not a way around it.
    fatima.post("/questions/tips/of/or/telling/", {"words": "@Otto Outsider!", "named": str(world.otto.pk)})
    assert not Notice.objects.filter(person=world.otto).exists()


def test_who_loses_sight_of_the_space_keeps_nothing_and_gets_nothing_more(world: World) -> None:
    tip = tell_tip(world.kees, world.closed, "Het zeepaardje gaat dicht.")
    tell_tip(world.kees, world.closed, "Toch, @Fatima El Amrani?", thread=tip)
    assert told(world.fatima) == [("mention", "Toch, @Fatima El Amrani?")]
    leave_space(world.fatima, world.closed)
    fatima = world.client(world.fatima)
    assert told(world.fatima) == []
    assert "zeepaardje" not in inbox(fatima)
    assert fatima.get(Notice.objects.get(person=world.fatima).get_absolute_url()).status_code == 404
    join_space(world.fatima, world.closed)
    tell_tip(world.fatima, world.closed, "Ja.", thread=tip)
    leave_space(world.fatima, world.closed)
    Notice.objects.all().delete()
    tell_tip(world.kees, world.closed, "Nou, @Fatima El Amrani!", thread=tip)
    assert not Notice.objects.filter(person=world.fatima).exists()


def test_of_people_with_one_name_the_one_who_was_picked_is_named(world: World) -> None:
    other = add_person("kees2@lindehof.example", "Kees Mulder")
    for picked in (other, world.kees):
        world.client(world.fatima).post(f"{SEH}telling/", {"words": "@Kees Mulder", "named": str(picked.pk)})
        assert TipNaming.objects.order_by("-pk")[0].person == picked


def test_changing_words_tells_who_is_new_in_them_and_forgets_who_is_not(world: World, tip: Tip) -> None:
    change_tip(world.kees, tip, "Vraag @Fatima El Amrani.")
    assert [kind for kind, _ in told(world.fatima)] == ["mention"]
    Notice.objects.filter(person=world.fatima).update(read=datetime.now(UTC))
    change_tip(world.kees, tip, "Vraag @Fatima El Amrani of @Sanne de Vries.")
    assert told(world.fatima) == [], "she was named already"
    assert [kind for kind, _ in told(world.sanne)] == ["mention"]
    change_tip(world.kees, tip, "Vraag niemand.")
    assert told(world.sanne) == []
    assert not TipNaming.objects.exists()
    change_tip(world.kees, tip, "Vraag @Fatima El Amrani.")
    withdraw_tip(world.kees, tip)
    assert told(world.fatima) == []
    assert not TipNaming.objects.exists()


def test_a_name_that_is_nobodys_and_one_of_who_left_lead_nowhere(world: World) -> None:
    tell_tip(world.kees, world.team.space, "Vraag @Otto Outsider, of @niemand.")
    world.otto.is_active = False
    world.otto.save(update_fields=["is_active"])
    shown = world.client(world.fatima).get(SEH).text
    assert "@Otto Outsider, of @niemand." in shown
    assert str(world.otto.pk) not in shown


def test_who_began_a_thread_and_who_takes_part_in_it_hear_of_replies_once(world: World, tip: Tip) -> None:
    tell_tip(world.fatima, world.team.space, "Bij mij ook.", thread=tip)
    assert told(world.kees) == [("tip-replied", "Bij mij ook.")]
    assert told(world.fatima) == told(world.sanne) == []
    tell_tip(world.sanne, world.team.space, "Ik meld het.", thread=tip)
    assert told(world.kees) == told(world.fatima) == [("tip-replied", "Ik meld het.")]
    assert told(world.sanne) == []
    world.client(world.kees).get(f"/questions/tips/{tip.id}/")
    assert told(world.kees) == []
    assert told(world.fatima) == [("tip-replied", "Ik meld het.")]


def test_more_replies_are_one_notice_that_is_sent_once_until_they_look(world: World, tip: Tip) -> None:
    """As a mail that went: ten more replies send nothing. After looking, the next one does."""
    tell_tip(world.fatima, world.team.space, "Een.", thread=tip)
    went = Sending.objects.create(
        person=world.kees, way=Way.MAIL, day=datetime.now(UTC).date(), number=1, when=datetime.now(UTC)
    )
    theirs = Notice.objects.filter(person=world.kees)
    theirs.update(mailed=went, look=None)
    first = theirs.get().came
    for n in range(10):
        tell_tip(world.fatima, world.team.space, f"En {n}.", thread=tip)
    one = theirs.get()
    assert (one.mailed, one.look) == (went, None)
    assert one.came > first
    world.client(world.kees).get(SEH)
    world.client(world.kees).get(f"/questions/tips/{tip.id}/")
    tell_tip(world.fatima, world.team.space, "Nog een.", thread=tip)
    one = theirs.get()
    assert (one.read, one.mailed) == (None, None)
    assert one.look is not None


def test_who_is_named_in_a_reply_hears_that_and_not_also_that_somebody_replied(world: World, tip: Tip) -> None:
    tell_tip(world.fatima, world.team.space, "Goed gezien, @Kees Mulder.", thread=tip)
    assert [kind for kind, _ in told(world.kees)] == ["mention"]
    tell_tip(world.kees, world.team.space, "Ik, @Kees Mulder, dank je.", thread=tip)
    assert [kind for kind, _ in told(world.kees)] == ["mention"], "nobody is told of themselves"


def test_who_took_back_what_they_said_takes_no_part(world: World, tip: Tip) -> None:
    reply = tell_tip(world.fatima, world.team.space, "Bij mij ook.", thread=tip)
    withdraw_tip(world.fatima, reply)
    assert told(world.kees) == []
    tell_tip(world.sanne, world.team.space, "Ik meld het.", thread=tip)
    assert told(world.fatima) == []


def test_in_a_long_thread_the_conversation_does_not_count_as_having_read_all(world: World, tip: Tip) -> None:
    tell_tip(world.fatima, world.team.space, "Weet @Sanne de Vries dit?", thread=tip)
    for n in range(4):
        tell_tip(world.fatima, world.team.space, f"Reactie {n}.", thread=tip)
    world.client(world.sanne).get(SEH)
    assert [kind for kind, _ in told(world.sanne)] == ["mention"]
    world.client(world.sanne).get(f"/questions/tips/{tip.id}/")
    assert told(world.sanne) == []


def test_erasing_takes_a_name_out_of_tips_also_where_another_has_the_same(world: World) -> None:
    other = add_person("kees2@lindehof.example", "Kees Mulder")
    own = tell_tip(world.fatima, world.team.space, "Vraag @Kees Mulder.", picked=[world.kees.pk])
    theirs = tell_tip(world.fatima, world.team.space, "Vraag @Kees Mulder.", picked=[other.pk])
    carry_out_erasure(ask_erasure(world.kees, world.kees, own_texts=False))
    own.refresh_from_db()
    theirs.refresh_from_db()
    assert "Kees" not in own.words
    assert theirs.words == "Vraag @Kees Mulder."
    assert [naming.person for naming in TipNaming.objects.all()] == [other]


def test_names_ask_as_much_for_one_as_for_many(world: World, tip: Tip) -> None:
    for n in range(8):
        tell_tip(world.sanne, world.team.space, f"{n}: @Kees Mulder en @Otto Outsider.", thread=tip)
    for address in (SEH, f"/questions/tips/{tip.id}/"):
        for reader in (world.kees, world.tom):
            client = world.client(reader)
            client.get(address)
            tell_tip(world.sanne, world.team.space, "@Kees Mulder?", thread=tip)
            with CaptureQueriesContext(connection) as asked:
                assert client.get(address).status_code == 200
            assert len(asked) <= 12, [query["sql"][:120] for query in asked]


def test_the_copy_of_my_data_tells_namings_only_where_one_still_sees_them(world: World) -> None:
    tell_tip(world.kees, world.closed, "Toch, @Fatima El Amrani?")
    [table] = [one for holding in held.HOLDINGS for one in holding.tables if one.model == "questions.TipNaming"]
    assert table.rows is not None
    assert table.rows(world.fatima).count() == 1
    leave_space(world.fatima, world.closed)
    assert table.rows(world.fatima).count() == 0


def test_what_was_told_stays_with_its_space(world: World, tip: Tip) -> None:
    tell_tip(world.fatima, world.team.space, "Bij mij ook.", thread=tip)
    assert Notice.objects.get().space == Space.objects.get(pk=world.team.space.pk)


def test_what_came_in_while_they_looked_is_no_news_afterwards(world: World, tip: Tip) -> None:
    kees = world.client(world.kees)
    kees.get(SEH)
    tell_tip(world.fatima, world.team.space, "Bij mij ook.", thread=tip)
    other = tell_tip(world.fatima, world.team.space, "Vraag @Kees Mulder.")
    upto = last_of(world.team.space.pk)
    assert kees.post(f"{SEH}seen/", {"thread": [str(tip.id), "nonsense"], "upto": upto + 5}).status_code == 204
    assert [kind for kind, _ in told(world.kees)] == ["mention"]
    assert TipSeen.objects.get(person=world.kees).number == upto, "nobody saw what is still to come"
    kees.post(f"{SEH}seen/", {"thread": str(other.id), "upto": "-1"})
    assert told(world.kees) == []
    assert world.client(world.otto).post("/questions/tips/of/or/seen/", {"upto": "9"}).status_code == 404
    # And nobody reads for another.
    tell_tip(world.fatima, world.team.space, "Nog een.", thread=tip)
    world.client(world.sanne).post(f"{SEH}seen/", {"thread": str(tip.id)})
    assert [kind for kind, _ in told(world.kees)] == ["tip-replied"]
