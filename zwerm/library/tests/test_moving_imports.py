"""All texts of an import move to another space at once: who may, what stays and why, and back again."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from zwerm.library.actions import NotAllowed, give_item, revise_item
from zwerm.library.actions.importing import import_paths
from zwerm.library.actions.importing import moving as importing_moving
from zwerm.library.actions.importing.lines import clear_lines
from zwerm.library.actions.importing.moving import move_import, plan_of
from zwerm.library.actions.move import let_live_in, may_move, movable_by, move_item
from zwerm.library.actions.talk.comments import comment_on
from zwerm.library.models import ImportRun, Item, Move
from zwerm.library.tests.test_pages import words
from zwerm.people.actions import join_space, leave_space
from zwerm.people.models import Membership, Person, Space
from zwerm.people.tests.world import World
from zwerm.records.models import Statement
from zwerm.search.actions import find

ABOUT = {
    "valkaart": "De kameleonkaart hangt aan het bed en telt zeven vragen.\n",
    "sleutel": "De sleutel ligt in lade vier van de meldkamer.\n",
    "rooster": "Het rooster staat op vrijdag om twaalf uur klaar.\n",
    "koffie": "De koffieautomaat op de gang kost niets.\n",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "handboek"
    folder.mkdir()
    for name, text in ABOUT.items():
        (folder / f"{name}.md").write_text(f"# {name.title()}\n\n{text}")
    return folder


@pytest.fixture
def run(world: World, folder: Path) -> ImportRun:
    """Brought in by Fatima, into the team by mistake."""
    return bring(world.fatima, world.team.space, folder)


def bring(person: Person, space: Space, folder: Path) -> ImportRun:
    import_paths(person, space, [folder])
    run = ImportRun.objects.first()
    assert run is not None
    return run


def of(name: str) -> Item:
    return Item.objects.get(source=f"{name}.md")


def places() -> dict[str, str]:
    return dict(Item.objects.order_by("title").values_list("title", "space__name"))


def address_of(run: ImportRun) -> str:
    return reverse("library:import-moves", args=[run.id])


def test_all_texts_move_after_their_number_is_told_and_back_in_the_same_way(world: World, run: ImportRun) -> None:
    before = places()
    item = of("valkaart")
    revise_item(world.kees, item, item.title, "De kameleonkaart telt nu acht vragen.\n")
    comment_on(world.otto, item, "Mooi.")
    client = world.client(world.fatima)
    report = client.get(reverse("library:import", args=[run.id])).content.decode()
    assert address_of(run) in report
    page = words(client.get(address_of(run)))
    assert "4 texts in Emergency department" in page
    page = words(client.get(f"{address_of(run)}?to={world.closed.slug}"))
    # Six colleagues could read them; Fatima and Kees are in the works council.
    assert "texts move 4" in page
    assert "colleagues can no longer read them 4" in page
    assert "colleagues can read more from then on 0" in page
    assert "Move 4 texts to Works council" in page
    assert places() == before, "looking moves nothing"
    answer = client.post(address_of(run), {"to": world.closed.slug}, follow=True)
    assert "4 texts moved to Works council." in words(answer)
    assert set(places().values()) == {world.closed.name}
    item.refresh_from_db()
    assert "acht vragen" in item.version.text, "what a colleague changed moves too"
    assert find(world.otto, "kameleonkaart").things == []
    assert [thing.title for thing in find(world.kees, "kameleonkaart").things] == ["Valkaart"]
    assert "From Emergency department to Works council" in words(client.get(f"/knowledge/{item.id}/versions/"))
    page = words(client.get(f"{address_of(run)}?to={world.team.space.slug}"))
    assert "colleagues can read more from then on 4" in page
    client.post(address_of(run), {"to": world.team.space.slug})
    assert places() == before
    assert Statement.objects.filter(verb="moved", person=world.fatima).count() == 2, "one act each"


def test_what_somebody_moved_by_itself_stays_there_also_when_all_move_back(world: World, run: ImportRun) -> None:
    move_item(world.fatima, of("koffie"), world.closed)
    before = places()
    client = world.client(world.fatima, language="nl")
    page = words(client.get(f"{address_of(run)}?to={world.community.slug}"))
    assert "teksten verhuizen 3" in page
    assert "Dit blijft 1 Iemand heeft deze apart verplaatst, dus ze blijven waar ze zijn. Koffie Works council" in page
    assert "1 tekst staat daar al." in words(client.get(f"{address_of(run)}?to={world.closed.slug}"))
    for space in (world.closed, world.community, world.team.space):
        client.post(address_of(run), {"to": space.slug})
    assert places() == before


def test_only_who_brought_it_in_and_who_looks_after_the_space_may(world: World, run: ImportRun) -> None:
    to = {"to": world.community.slug}
    for person in (world.kees, world.otto, world.priya):
        assert world.client(person).get(address_of(run)).status_code == 404
        assert world.client(person).post(address_of(run), to).status_code == 404
        with pytest.raises(NotAllowed):
            move_import(person, run, world.community)
    # Fatima is not in that community, so it is no place for her to move them to.
    strange = Space.objects.exclude(id__in=Space.objects.writable_by(world.fatima).values("id")).first()
    assert strange is not None
    assert world.client(world.fatima).post(address_of(run), {"to": strange.slug}).status_code == 404
    with pytest.raises(NotAllowed):
        move_import(world.fatima, run, strange)
    assert not Move.objects.exists()
    # Sanne leads the team; the names of files are not for her.
    join_space(world.sanne, world.community)
    page = words(world.client(world.sanne).get(address_of(run)))
    assert "Brought in by Fatima El Amrani 4 texts in Emergency department" in page
    assert "handboek" not in page
    world.client(world.sanne).post(address_of(run), to)
    assert set(places().values()) == {world.community.name}
    told = Statement.objects.get(verb="moved", person=world.sanne)
    assert "handboek" not in told.json


def test_texts_that_others_decide_about_stay_and_are_told(world: World, run: ImportRun) -> None:
    item = of("rooster")
    Item.objects.filter(id=item.id).update(author=world.kees)
    give_item(world.kees, Item.objects.get(id=item.id), world.kees)
    page = words(world.client(world.fatima).get(f"{address_of(run)}?to={world.closed.slug}"))
    assert "texts move 3" in page
    assert "This stays 1 You don’t decide where these live" in page
    assert "Rooster Emergency department" in page
    assert move_import(world.fatima, run, world.closed) == 3
    assert of("rooster").space == world.team.space
    leave_space(world.fatima, world.closed)
    plan = plan_of(world.fatima, run, world.team.space)
    assert (plan.going, plan.refused, plan.there) == ([], [], 1), "of what she no longer sees nothing is told"


def test_what_is_set_aside_stays_and_is_told(world: World, run: ImportRun, folder: Path) -> None:
    (folder / "sleutel.md").unlink()
    bring(world.fatima, world.team.space, folder)
    page = words(world.client(world.fatima).get(f"{address_of(run)}?to={world.closed.slug}"))
    assert "These are set aside, because their files are gone. Sleutel" in page
    assert move_import(world.fatima, run, world.closed) == 3
    assert of("sleutel").space == world.team.space


def test_what_was_here_already_from_elsewhere_is_not_of_the_import(
    world: World, run: ImportRun, tmp_path: Path
) -> None:
    other = tmp_path / "elders"
    other.mkdir()
    (other / "valkaart.md").write_bytes((tmp_path / "handboek" / "valkaart.md").read_bytes())
    (other / "nieuw.md").write_text("# Nieuw\n\nDit stond nog nergens.\n")
    second = bring(world.fatima, world.team.space, other)
    assert [item.title for item in plan_of(world.fatima, second, world.closed).going] == ["Nieuw"]


def test_stopped_halfway_doing_it_again_moves_the_rest(
    world: World, run: ImportRun, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(importing_moving, "_AT_ONCE", 2)
    called: list[object] = []

    def dies(*given: object) -> object:
        called.append(given)
        if len(called) == 2:
            raise KeyboardInterrupt
        return let_live_in(*given)  # type: ignore[arg-type]

    with monkeypatch.context() as patched:
        patched.setattr(importing_moving, "let_live_in", dies)
        with pytest.raises(KeyboardInterrupt):
            move_import(world.fatima, run, world.closed)
    assert sorted(places().values()) == [world.team.space.name] * 2 + [world.closed.name] * 2
    assert Move.objects.count() == 2
    assert move_import(world.fatima, run, world.closed) == 2
    assert set(places().values()) == {world.closed.name}


def test_importing_the_files_again_changes_the_texts_where_they_are_now(
    world: World, run: ImportRun, folder: Path
) -> None:
    move_import(world.fatima, run, world.closed)
    (folder / "koffie.md").write_text("# Koffie\n\nDe koffieautomaat kost nu vijf cent.\n")
    later = bring(world.fatima, world.team.space, folder)
    assert Item.objects.count() == 4
    assert "vijf cent" in of("koffie").version.text
    assert of("koffie").space == world.closed
    assert move_import(world.fatima, later, world.team.space) == 4, "it tells of the same texts"


def test_the_texts_are_known_when_the_lines_of_the_report_are_gone(world: World, run: ImportRun) -> None:
    assert run.finished
    clear_lines(run.finished.replace(year=run.finished.year + 1))
    assert not run.lines.exists()
    assert move_import(world.fatima, run, world.closed) == 4


def test_whoever_looks_after_a_text_and_does_not_see_it_there_is_followed_up(world: World, run: ImportRun) -> None:
    give_item(world.fatima, of("koffie"), world.sanne)
    page = words(world.client(world.fatima).get(f"{address_of(run)}?to={world.closed.slug}"))
    assert "Of 1 text whoever looks after it can’t read it there. From then on you look after it." in page
    move_import(world.fatima, run, world.closed)
    assert of("koffie").owner == world.fatima


def test_the_page_of_one_text_leads_to_all_for_who_may(world: World, run: ImportRun) -> None:
    page = f"/knowledge/{of('koffie').id}/moves/"
    for person in (world.fatima, world.sanne):
        assert address_of(run) in world.client(person).get(page).content.decode()
    give_item(world.fatima, of("koffie"), world.kees)
    assert address_of(run) not in world.client(world.kees).get(page).content.decode()


def test_many_are_asked_the_same_as_one_is(world: World, run: ImportRun) -> None:
    join_space(world.otto, world.team.space, Membership.Role.STEWARD)
    give_item(world.fatima, of("koffie"), world.kees)
    for person in (world.fatima, world.kees, world.otto, world.sanne, world.tom, world.priya):
        allowed = set(movable_by(person, Item.objects.all()))
        assert allowed == {item for item in Item.objects.all() if may_move(person, item)}


def test_the_page_and_the_move_ask_the_same_for_few_and_for_many(world: World, run: ImportRun, tmp_path: Path) -> None:
    many = tmp_path / "veel"
    many.mkdir()
    for number in range(12):
        (many / f"{number}.md").write_text(f"# Stuk {number}\n\nEen eigen zin over nummer {number}.\n")
    larger = bring(world.fatima, world.team.space, many)
    client = world.client(world.fatima)
    costs = []
    for one in (run, larger):
        client.get(address_of(one))
        with CaptureQueriesContext(connection) as looking:
            client.get(f"{address_of(one)}?to={world.closed.slug}")
        with CaptureQueriesContext(connection) as moving:
            move_import(world.fatima, one, world.closed)
        costs.append((len(looking), len(moving)))
    assert costs[0] == costs[1]
