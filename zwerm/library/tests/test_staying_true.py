"""Staying true: owners, rhythm, “still true”, doubts, and the list of what asks for attention."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from importlib import import_module
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from zwerm.library.actions import (
    NotAllowed,
    NotKept,
    confirm_item,
    doubt_item,
    give_item,
    keep_item,
    revise_item,
    set_rhythm,
    set_rhythm_of,
    visit_item,
)
from zwerm.library.models import Confirmation, Doubt, Item
from zwerm.library.rules.upkeep import due_on, months_for
from zwerm.library.tests.test_pages import words
from zwerm.people.tests.world import World
from zwerm.records.models import Statement

LONG_AGO = datetime(2024, 5, 1, 9, tzinfo=UTC)
LIST = "/knowledge/upkeep/"


@pytest.fixture
def item(world: World) -> Item:
    return keep_item(world.fatima, world.team.space, "howto", "Pomp aansluiten", "Sluit de pomp aan.", created=LONG_AGO)


@pytest.mark.parametrize(
    ("checked", "months", "due"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2026, 11, 5), 12, date(2027, 11, 5)),
        (date(2026, 12, 1), 1, date(2027, 1, 1)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2026, 1, 1), 0, None),
    ],
)
def test_the_day_is_so_many_months_later(checked: date, months: int, due: date | None) -> None:
    assert due_on(checked, months) == due


@pytest.mark.parametrize(
    ("kind", "own", "of_space", "months"),
    [("howto", None, None, 12), ("howto", None, 3, 3), ("howto", 6, 3, 6), ("howto", 0, 3, 0), ("story", None, 3, 0)],
)
def test_its_own_rhythm_goes_before_that_of_its_space_and_kind(
    kind: str, own: int | None, of_space: int | None, months: int
) -> None:
    assert months_for(kind, own, of_space) == months


def test_one_click_says_that_it_still_holds_and_who_said_so(world: World, item: Item) -> None:
    assert item.due == date(2025, 5, 1)
    doubt_item(world.otto, item, "Het stopcontact zit ergens anders.")
    client = world.client(world.kees)
    assert "Does this still hold?" in words(client.get(item.get_absolute_url()))
    for _ in range(2):  # twice the same button
        client.post(f"/knowledge/{item.id}/confirmations/")
    item.refresh_from_db()
    assert item.due == due_on(timezone.localdate(), 12)
    assert [said.person for said in Confirmation.objects.all()] == [world.kees]
    assert Doubt.objects.get().settled_by == world.kees
    assert Statement.objects.filter(verb="confirmed", person=world.kees).count() == 1
    page = words(world.client(world.otto).get(item.get_absolute_url()))
    assert "Kees Mulder saw on" in page
    assert "Still true" not in page, "who may not write there cannot say so"


def test_a_changed_text_asks_again_later(world: World, item: Item) -> None:
    revise_item(world.fatima, item, item.title, "Sluit de nieuwe pomp aan.")
    item.refresh_from_db()
    assert item.due == due_on(timezone.localdate(), 12)


def test_what_is_brought_in_was_looked_at_today(world: World) -> None:
    item = keep_item(world.fatima, world.team.space, "page", "Oud", "Tekst.", created=LONG_AGO, source="map/oud.docx")
    assert item.due == due_on(timezone.localdate(), 12)
    set_rhythm(world.fatima, item, 6)
    assert item.due == due_on(timezone.localdate(), 6)
    set_rhythm(world.fatima, item, None)
    set_rhythm_of(world.sanne, world.team.space, 3)
    item.refresh_from_db()
    assert item.due == due_on(timezone.localdate(), 3)


def test_a_rhythm_counts_from_the_day_that_it_was_last_confirmed(world: World, item: Item) -> None:
    confirm_item(world.kees, item)
    set_rhythm(world.fatima, item, 3)
    item.refresh_from_db()
    assert item.due == due_on(timezone.localdate(), 3)


def test_a_doubt_reaches_whoever_looks_after_it_and_nobody_outside(world: World) -> None:
    item = keep_item(world.fatima, world.team.space, "page", "Wacht", "Bel 2222.")
    otto = world.client(world.otto)
    otto.post(f"/knowledge/{item.id}/doubts/", {"words": "Het is nu 3333."})
    otto.post(f"/knowledge/{item.id}/doubts/", {"words": "Het is nu 3434."})
    assert [doubt.words for doubt in Doubt.objects.all()] == ["Het is nu 3434."], "changed, not doubled"
    assert "Het is nu 3434." in words(world.client(world.fatima).get(LIST + "?show=doubted"))
    assert "Het is nu 3434." in words(otto.get(item.get_absolute_url())), "one's own words"
    assert "3434" not in words(world.client(world.tom).get(item.get_absolute_url()))
    refused = otto.post(f"/knowledge/doubts/{Doubt.objects.get().id}/settlement/")
    assert (refused.status_code, Doubt.objects.get().settled) == (404, None)
    world.client(world.kees).post(f"/knowledge/doubts/{Doubt.objects.get().id}/settlement/")
    assert Doubt.objects.get().settled_by == world.kees
    assert "3434" not in words(world.client(world.fatima).get(LIST + "?show=doubted"))


@pytest.mark.parametrize("said", ["", "   ", "x" * 1001])
def test_an_empty_or_endless_doubt_is_refused(world: World, item: Item, said: str) -> None:
    page = world.client(world.otto).post(f"/knowledge/{item.id}/doubts/", {"words": said}, follow=True)
    assert not Doubt.objects.exists()
    assert "Say" in page.content.decode()


def test_an_outsider_gets_nothing_of_a_closed_item(world: World) -> None:
    item = keep_item(world.fatima, world.closed, "howto", "Geheim", "Tekst.", created=LONG_AGO)
    doubt = doubt_item(world.kees, item, "Klopt dit?")
    otto = world.client(world.otto)
    for part in (f"{item.id}/confirmations/", f"{item.id}/doubts/", f"doubts/{doubt.id}/settlement/"):
        assert otto.post(f"/knowledge/{part}", {"words": "x"}).status_code == 404
    assert otto.get(f"/knowledge/{item.id}/upkeep/").status_code == 404
    assert otto.get(f"/knowledge/spaces/{world.closed.slug}/rhythm/").status_code == 404
    assert "Geheim" not in words(otto.get(LIST))
    with pytest.raises(NotAllowed):
        confirm_item(world.otto, item)
    assert (Confirmation.objects.count(), Doubt.objects.filter(settled__isnull=True).count()) == (0, 1)


def test_a_steward_sees_the_most_used_first(world: World) -> None:
    made = [
        keep_item(world.kees, world.team.space, "howto", f"Werkwijze {name}", "Zo doe je dat.", created=LONG_AGO)
        for name in ("ongelezen", "gelezen")
    ]
    for reader in (world.fatima, world.otto):
        visit_item(reader, made[1])
    page = words(world.client(world.sanne).get(LIST))
    assert page.index("Werkwijze gelezen") < page.index("Werkwijze ongelezen")
    assert "2 readers lately" in page
    assert "Werkwijze" not in words(world.client(world.fatima).get(LIST)), "a member who owns none of it"


def test_what_its_owner_left_behind_asks_for_another(world: World, item: Item) -> None:
    give_item(world.fatima, item, world.kees)
    world.kees.is_active = False
    world.kees.save()
    assert "Pomp aansluiten" in words(world.client(world.sanne).get(LIST + "?show=orphaned"))
    page = world.client(world.sanne).post(
        f"/knowledge/{item.id}/upkeep/", {"owner": world.fatima.id, "rhythm": "3"}, follow=True
    )
    assert "Fatima El Amrani looks after it." in words(page)
    item.refresh_from_db()
    assert (item.owner, item.rhythm, item.due) == (world.fatima, 3, date(2024, 8, 1))


def test_an_owner_must_see_what_they_look_after(world: World) -> None:
    item = keep_item(world.fatima, world.closed, "howto", "Geheim", "Tekst.")
    with pytest.raises(NotKept, match="Otto"):
        give_item(world.fatima, item, world.otto)
    page = world.client(world.fatima).post(f"/knowledge/{item.id}/upkeep/", {"owner": world.otto.id, "rhythm": ""})
    assert page.status_code == 422
    item.refresh_from_db()
    assert item.owner == world.fatima


def test_the_rhythm_of_a_space_holds_for_all_without_one_of_their_own(world: World, item: Item) -> None:
    own = keep_item(world.fatima, world.team.space, "howto", "Eigen ritme", "Tekst.", created=LONG_AGO)
    set_rhythm(world.fatima, own, 24)
    with pytest.raises(NotAllowed):
        set_rhythm_of(world.kees, world.team.space, 3)
    world.client(world.sanne).post(f"/knowledge/spaces/{world.team.space.slug}/rhythm/", {"rhythm": "3"})
    item.refresh_from_db()
    own.refresh_from_db()
    assert (item.due, own.due) == (date(2024, 8, 1), date(2026, 5, 1))


def test_the_rhythm_of_a_space_costs_as_many_queries_with_one_as_with_many(world: World, item: Item) -> None:
    def cost(months: int) -> int:
        with CaptureQueriesContext(connection) as queries:
            set_rhythm_of(world.sanne, world.team.space, months)
        return len(queries)

    cost(6)
    one = cost(3)
    for number in range(20):
        made = LONG_AGO + timedelta(days=number)
        keep_item(world.fatima, world.team.space, "howto", f"Nog {number}", "Tekst.", created=made)
    assert cost(6) == one
    assert Item.objects.get(title="Nog 19").due == due_on(timezone.localdate(LONG_AGO + timedelta(days=19)), 6)


def test_what_was_there_before_counts_from_when_it_came_in_or_was_confirmed(world: World, item: Item) -> None:
    """The day is found again by the migration; here it is run over what has lost it."""
    keep_item(world.fatima, world.team.space, "page", "Oud", "Tekst.", created=LONG_AGO, source="oud.docx")
    confirmed = keep_item(world.fatima, world.team.space, "page", "Ook oud", "Tekst.", created=LONG_AGO)
    confirm_item(world.fatima, confirmed)
    Item.objects.update(checked=date(2000, 1, 1))
    import_module("zwerm.library.migrations.0012_checked_before").find_when_checked(
        apps, SimpleNamespace(connection=connection)
    )
    days = {one.title: one.checked for one in Item.objects.all()}
    today = timezone.localdate()
    assert days == {item.title: timezone.localdate(LONG_AGO), "Oud": today, "Ook oud": today}


def test_today_asks_the_owner_alone(world: World, item: Item) -> None:
    assert "Does this still hold?" in words(world.client(world.fatima).get("/"))
    assert "Does this still hold?" not in words(world.client(world.kees).get("/"))


def test_the_list_costs_as_many_queries_with_one_as_with_three(world: World, item: Item) -> None:
    client = world.client(world.fatima)
    client.get(LIST)

    def cost() -> int:
        with CaptureQueriesContext(
            connection,
        ) as queries:
            client.get(LIST)
        return len(queries)

    one = cost()
    for number in range(2):
        keep_item(
            world.fatima, world.community, "howto", f"Nog {number}", "Tekst.", created=LONG_AGO + timedelta(days=number)
        )
    assert cost() == one
