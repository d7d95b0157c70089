"""Moving an item: who may, what the page says before it is done, and who finds it afterwards."""

from __future__ import annotations

import pytest
from django.db.models import Value

from zwerm.library import registry
from zwerm.library.actions import NotAllowed, confirm_item, give_item, keep_item, revise_item, set_rhythm_of
from zwerm.library.actions.move import consequences, move_item
from zwerm.library.actions.talk.comments import comment_on
from zwerm.library.actions.talk.following import follow_item
from zwerm.library.models import Item, Move
from zwerm.library.registry import Use
from zwerm.library.tests.test_keeping import TEXT
from zwerm.library.tests.test_pages import words
from zwerm.library.tests.test_rooms import Browser
from zwerm.people.actions import add_person, join_space, open_community
from zwerm.people.models import Membership
from zwerm.people.tests.world import World
from zwerm.records.models import Statement
from zwerm.search.actions import find


@pytest.fixture
def item(world: World) -> Item:
    return keep_item(world.fatima, world.team.space, "lesson", "De kameleonpomp", TEXT)


def test_the_page_says_by_name_who_will_and_who_will_no_longer_read_it(world: World, item: Item) -> None:
    keep_item(world.kees, world.team.space, "page", "Verwijzing", f"Zie [de pomp](item:{item.id}).")
    keep_item(world.kees, world.closed, "page", "Besloten verwijzing", f"Zie [de pomp](item:{item.id}).")
    comment_on(world.otto, item, "Mooi.")
    follow_item(world.tom, item)
    page = words(world.client(world.fatima).get(f"/knowledge/{item.id}/moves/?to={world.closed.slug}"))
    # All six who work here could read it; only Fatima and Kees are in the works council.
    assert "4 colleagues can no longer read it" in page
    assert "2 of them follow it." in page, "Otto and Tom"
    assert "still can 2" in page
    assert "These link to it, and not everyone who reads them will be able to follow the link: Verwijzing" in page
    assert "Besloten verwijzing" not in page
    assert "no longer read it Otto Outsider, Priya Ramdin, Sanne de Vries, Tom Verbeek They don’t find it" in page
    assert "Who still can: Fatima El Amrani, Kees Mulder" in page
    assert "Gonny" not in page, "who left counts nowhere"


def test_the_page_says_when_colleagues_are_writing_in_it_now_and_what_they_wrote_goes_along(
    world: World, item: Item
) -> None:
    client, page = world.client(world.fatima), f"/knowledge/{item.id}/moves/"
    warning = "Colleagues are writing here now"
    assert warning not in words(client.get(page))
    mine = Browser(item, world.fatima)
    mine.sends("Wat ik zelf schrijf.")
    assert warning not in words(client.get(page))
    Browser(item, world.kees).sends("Bel bij storing 4400.")
    for address in (page, f"{page}?to={world.closed.slug}"):
        assert warning in words(client.get(address))
    client.post(page, {"to": world.closed.slug})
    world.client(world.kees).post(f"/knowledge/{item.id}/editing/session/")
    item.refresh_from_db()
    assert item.space == world.closed
    assert "Bel bij storing 4400." in item.version.text
    assert warning not in words(client.get(page))


def test_of_many_it_names_who_wrote_it_and_who_talked_about_it_first_and_how_many_more(
    world: World, item: Item
) -> None:
    for number in range(20):
        add_person(f"{number}@lindehof.example", f"Aagje {number:02}")
    comment_on(world.tom, item, "Mooi.")
    follow_item(world.otto, item)
    revise_item(world.sanne, item, item.title, TEXT + "\nEn dit.\n", authors=[world.sanne])
    client = world.client(world.fatima)
    page = words(client.get(f"/knowledge/{item.id}/moves/?to={world.closed.slug}"))
    named = "Sanne de Vries, Tom Verbeek, " + ", ".join(f"Aagje {number:02}" for number in range(6))
    assert f"24 colleagues can no longer read it {named} and 16 more They don’t find it" in page
    assert "Otto" not in page, "who follows it is nobody else’s to know"


def test_nobody_reads_who_is_in_a_space_that_they_do_not_see(world: World, item: Item) -> None:
    answer = world.client(world.sanne).get(f"/knowledge/{item.id}/moves/?to={world.closed.slug}")
    assert (answer.status_code, "Kees" in answer.text) == (404, False)
    hidden = keep_item(world.fatima, world.closed, "page", "Geheim", TEXT)
    assert world.client(world.sanne).get(f"/knowledge/{hidden.id}/moves/").status_code == 404
    small = open_community("Klein clubje", "klein", open=False)
    join_space(world.fatima, small)
    join_space(world.tom, small)
    page = words(world.client(world.fatima).get(f"/knowledge/{hidden.id}/moves/?to={small.slug}"))
    assert "1 colleague can read it from then on Tom Verbeek It goes along whole" in page
    assert "1 colleague can no longer read it Kees Mulder They don’t find it" in page
    assert "Who still can: Fatima El Amrani" in page


def test_what_is_opened_up_says_that_versions_and_remarks_go_along(world: World) -> None:
    item = keep_item(world.fatima, world.closed, "page", "Geheim", TEXT)
    comment_on(world.kees, item, "Alleen voor ons")
    page = words(world.client(world.fatima).get(f"/knowledge/{item.id}/moves/?to={world.community.slug}"))
    assert "4 colleagues can read it from then on Everyone who works here. It goes along whole" in page
    assert "It goes along whole: 1 version, and 1 remark of colleagues." in page
    assert "can no longer read it 0" in page


def test_a_moved_item_is_found_and_read_by_whoever_sees_its_new_space(world: World, item: Item) -> None:
    assert [thing.title for thing in find(world.otto, "kameleonpomp").things] == ["De kameleonpomp"]
    client = world.client(world.fatima)
    page = client.post(f"/knowledge/{item.id}/moves/", {"to": world.closed.slug}, follow=True)
    assert "Moved to Works council." in page.content.decode()
    assert world.client(world.otto).get(item.get_absolute_url()).status_code == 404
    assert find(world.otto, "kameleonpomp").things == []
    assert [thing.title for thing in find(world.kees, "kameleonpomp").things] == ["De kameleonpomp"]
    move = Move.objects.get()
    assert (move.origin, move.target, move.person) == (world.team.space, world.closed, world.fatima)
    assert Statement.objects.filter(verb="moved", person=world.fatima).count() == 1
    history = words(world.client(world.kees).get(f"/knowledge/{item.id}/versions/"))
    assert "From Emergency department to Works council" in history


def test_the_history_names_no_space_that_its_reader_does_not_see(world: World) -> None:
    item = keep_item(world.fatima, world.closed, "page", "Open geworden", TEXT)
    move_item(world.fatima, item, world.community)
    history = words(world.client(world.otto).get(f"/knowledge/{item.id}/versions/"))
    assert "From another space to Fall prevention" in history
    assert "Works council" not in history


def test_only_its_author_its_owner_and_the_steward_move_it_and_only_where_they_write(world: World, item: Item) -> None:
    address = f"/knowledge/{item.id}/moves/"
    sent = {"to": world.closed.slug}
    assert world.client(world.kees).get(address).status_code == 404
    assert world.client(world.kees).post(address, sent).status_code == 404, "a member could take it from everyone"
    assert world.client(world.otto).post(address, sent).status_code == 404
    assert world.client(world.sanne).post(address, sent).status_code == 404, "leads the team, is not in the council"
    with pytest.raises(NotAllowed):
        move_item(world.sanne, item, world.closed)
    with pytest.raises(NotAllowed):
        consequences(world.kees, item, world.closed)
    assert not Move.objects.exists()
    assert "Move" in words(world.client(world.sanne).get(item.get_absolute_url()))
    give_item(world.fatima, item, world.kees)
    world.client(world.kees).post(address, sent)
    assert Move.objects.get().person == world.kees


def test_a_draft_is_not_moved_this_way(world: World) -> None:
    draft = keep_item(world.fatima, world.team.space, "page", "Concept", TEXT, publish=False)
    assert world.client(world.fatima).get(f"/knowledge/{draft.id}/moves/").status_code == 404


def test_an_owner_who_does_not_see_it_there_is_followed_up_by_who_moves_it(world: World, item: Item) -> None:
    give_item(world.fatima, item, world.sanne)
    address = f"/knowledge/{item.id}/moves/"
    page = words(world.client(world.fatima).get(f"{address}?to={world.closed.slug}"))
    assert "Sanne de Vries, who looks after it, can’t read it there." in page
    world.client(world.fatima).post(address, {"to": world.closed.slug})
    item.refresh_from_db()
    assert item.owner == world.fatima


def test_it_asks_again_in_the_rhythm_of_its_new_space(world: World, item: Item) -> None:
    join_space(world.sanne, world.community, Membership.Role.STEWARD)
    set_rhythm_of(world.sanne, world.community, 3)
    confirm_item(world.fatima, item)
    item.refresh_from_db()
    before = item.due
    move_item(world.fatima, item, world.community)
    item.refresh_from_db()
    assert item.due
    assert before
    assert item.due < before


def test_what_is_made_of_it_is_told(world: World, item: Item, monkeypatch: pytest.MonkeyPatch) -> None:
    courses = Use("courses", lambda: Value(2), lambda count: f"{count} courses")
    monkeypatch.setitem(registry.uses, "courses", courses)
    page = words(world.client(world.fatima).get(f"/knowledge/{item.id}/moves/?to={world.closed.slug}"))
    assert "Made of it: 2 courses. Whoever can no longer read this" in page
