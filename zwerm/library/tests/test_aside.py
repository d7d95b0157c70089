"""A folder is brought in again and a file is gone: what it became is set aside, and comes back with the file or by hand."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from zipfile import ZipFile

import pytest
from django.urls import reverse

from zwerm.library.actions import export_space, revise_item
from zwerm.library.actions.importing import Summary, import_paths
from zwerm.library.actions.move import move_item
from zwerm.library.models import Aside, ImportRun, Item, Room
from zwerm.library.tests.test_pages import words
from zwerm.people.models import Space
from zwerm.people.tests.world import World
from zwerm.records.models import Statement
from zwerm.search.actions import find

ABOUT = {
    "valkaart": "De valkaart hangt aan het bed en telt zeven vragen.\n",
    "sleutel": "De kameleonsleutel ligt in lade vier van de meldkamer.\n",
    "rooster": "Het rooster staat op vrijdag om twaalf uur klaar.\n",
    "koffie": "De koffieautomaat op de gang kost niets.\n",
}
Bring = Callable[..., Summary]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "handboek"
    folder.mkdir()
    for name, text in ABOUT.items():
        (folder / f"{name}.md").write_text(f"# {name.title()}\n\n{text}")
    return folder


@pytest.fixture
def bring(world: World) -> Bring:
    def bring(*paths: Path, space: Space | None = None) -> Summary:
        return import_paths(world.fatima, space or world.team.space, paths)

    return bring


def told(summary: Summary) -> dict[str, str]:
    return {path: reason.code for path, reason in summary.skipped}


def of(name: str) -> Item:
    return Item.objects.get(source=f"{name}.md")


def last_run() -> ImportRun:
    run = ImportRun.objects.first()
    assert run is not None
    return run


def test_what_a_file_said_is_set_aside_when_it_is_gone_and_its_page_says_so(
    world: World, bring: Bring, folder: Path
) -> None:
    bring(folder)
    item = of("sleutel")
    assert find(world.otto, "kameleonsleutel").things
    (folder / "sleutel.md").unlink()
    summary = bring(folder)
    assert (summary.set_aside, summary.unchanged, told(summary)) == (1, 3, {"sleutel.md": "gone_set_aside"})
    assert told(bring(folder)) == {}, "told once"
    assert not find(world.otto, "kameleonsleutel").things
    otto, kees = world.client(world.otto, "nl"), world.client(world.kees, "nl")
    for address in ("/", "/knowledge/", f"/knowledge/spaces/{world.team.space.slug}/", "/learn/new/?q=sleutel"):
        assert item.get_absolute_url() not in otto.get(address).content.decode()
    page = words(otto.get(item.get_absolute_url()))
    assert "in lade vier van de meldkamer" in page
    assert "Dit is opzijgezet, omdat het bestand weg is" in page
    assert "Fatima El Amrani haalde de map" in page
    assert all(button not in page for button in ("Zet terug", "Klopt nog", "Onthoud dit", "Wijzigen"))
    page = words(kees.get(item.get_absolute_url()))
    assert "Zet terug" in page
    assert "Wijzigen" not in page
    assert kees.get(f"{item.get_absolute_url()}edit/").status_code == 404
    assert kees.post(f"{item.get_absolute_url()}comments/", {"words": "Hier?"}).status_code == 404


def test_who_may_write_there_puts_it_back_and_then_it_stays(world: World, bring: Bring, folder: Path) -> None:
    bring(folder)
    item = of("sleutel")
    (folder / "sleutel.md").unlink()
    bring(folder)
    address = reverse("library:back", args=[item.id])
    assert world.client(world.otto).post(address).status_code == 404
    assert not find(world.otto, "kameleonsleutel").things
    response = world.client(world.kees, "nl").post(address, follow=True)
    assert "is terug. Collega’s vinden het weer." in words(response)
    assert [thing.title for thing in find(world.otto, "kameleonsleutel").things] == ["Sleutel"]
    assert Statement.objects.get(verb="put-back").person == world.kees
    history = words(world.client(world.otto, "nl").get(reverse("library:versions", args=[item.id])))
    assert all(name in history for name in ("sleutel.md was weg", "Fatima El Amrani", "Zet terug", "Kees Mulder"))
    summary = bring(folder)
    assert (summary.set_aside, told(summary)) == (0, {"sleutel.md": "gone_kept"})
    (folder / "sleutel.md").write_text("# Sleutel\n\nHij is er weer.\n")
    assert bring(folder).updated == 1
    (folder / "sleutel.md").unlink()
    assert bring(folder).set_aside == 1, "it was there again meanwhile"


def test_a_file_that_returns_puts_back_what_it_said_also_changed_or_elsewhere(bring: Bring, folder: Path) -> None:
    bring(folder)
    sleutel, rooster = of("sleutel"), of("rooster")
    (folder / "sleutel.md").unlink()
    text = (folder / "rooster.md").read_text()
    (folder / "rooster.md").unlink()
    assert bring(folder).set_aside == 2
    (folder / "oud").mkdir()
    (folder / "oud" / "rooster.md").write_text(text)
    (folder / "sleutel.md").write_text("# Sleutel\n\nNu in lade vijf.\n")
    summary = bring(folder)
    assert (summary.put_back, summary.updated, summary.imported, told(summary)) == (2, 1, 0, {})
    sleutel.refresh_from_db()
    rooster.refresh_from_db()
    assert (sleutel.version.text, sleutel.in_use) == ("Nu in lade vijf.\n", True)
    assert (rooster.source, rooster.in_use) == ("oud/rooster.md", True)
    assert not Aside.objects.filter(back=None).exists()


def test_a_document_that_comes_in_from_another_folder_is_the_one_that_was_set_aside(
    bring: Bring, folder: Path, tmp_path: Path
) -> None:
    bring(folder)
    item = of("sleutel")
    other = tmp_path / "elders"
    other.mkdir()
    (folder / "sleutel.md").rename(other / "sleutel.md")
    bring(folder)
    assert (bring(other).put_back, Item.objects.count()) == (1, len(ABOUT))
    item.refresh_from_db()
    assert item.in_use
    assert bring(folder).set_aside == 0


def test_what_more_than_half_is_missing_of_is_not_taken_for_the_whole(world: World, bring: Bring, folder: Path) -> None:
    bring(folder)
    for name in ("valkaart", "sleutel", "rooster"):
        (folder / f"{name}.md").unlink()
    summary = bring(folder)
    assert (summary.set_aside, set(told(summary).values())) == (0, {"gone_most"})
    assert Item.objects.published().count() == len(ABOUT)
    run = last_run()
    client = world.client(world.fatima, "nl")
    report = reverse("library:import", args=[run.id])
    assert "Daarom blijven 3 teksten voorlopig staan" in words(client.get(report))
    for act in ("setting-aside", "return"):
        assert world.client(world.kees).post(f"{report}{act}/").status_code == 404
    assert "3 teksten zijn opzijgezet." in words(client.post(f"{report}setting-aside/", follow=True))
    assert [item.title for item in Item.objects.published()] == ["Koffie"]
    shelf = words(client.get("/knowledge/upkeep/?show=aside"))
    assert all(words_ in shelf for words_ in ("Opzijgezet 3", "Valkaart", "sleutel.md", "Zet terug"))
    assert "Valkaart" not in words(world.client(world.otto, "nl").get("/knowledge/upkeep/?show=aside"))
    assert "3 teksten zijn terug." in words(client.post(f"{report}return/", follow=True))
    assert Item.objects.published().count() == len(ABOUT)


def test_an_empty_folder_or_one_file_of_it_sets_nothing_aside(bring: Bring, folder: Path) -> None:
    bring(folder)
    for name in list(ABOUT)[1:]:
        (folder / f"{name}.md").unlink()
    assert told(bring(folder / "valkaart.md")) == {}
    (folder / "valkaart.md").unlink()
    assert set(told(bring(folder)).values()) == {"gone_most"}
    assert Item.objects.published().count() == len(ABOUT)


def test_what_people_worked_on_here_or_came_from_elsewhere_too_stays_and_is_told(
    world: World, bring: Bring, folder: Path, tmp_path: Path
) -> None:
    (folder / "kopie.md").write_text("# Kopie\n\nDit ligt ook in een andere map.\n")
    for name in ("a", "b", "c", "d"):
        (folder / f"{name}.md").write_text(f"# {name}\n\nHier gebeurt niets mee, {name}.\n")
    bring(folder)
    other = tmp_path / "elders"
    other.mkdir()
    (folder / "kopie.md").rename(other / "kopie.md")
    bring(other)
    revise_item(world.kees, of("valkaart"), "Valkaart", "Kees schreef het beter op.")
    move_item(world.fatima, of("sleutel"), world.community)
    rooster = of("rooster")
    Room.objects.create(item=rooster, base=rooster.version, snapshot=b"", changed=rooster.created)
    for name in ("valkaart", "sleutel", "rooster"):
        (folder / f"{name}.md").unlink()
    summary = bring(folder)
    assert summary.set_aside == 0
    assert told(summary) == {
        "kopie.md": "gone_elsewhere",
        "rooster.md": "gone_changed",
        "sleutel.md": "gone_changed",
        "valkaart.md": "gone_changed",
    }
    assert told(bring(folder)) == told(summary)


def test_what_is_closed_stays_closed_when_it_is_set_aside(world: World, bring: Bring, folder: Path) -> None:
    bring(folder, space=world.closed)
    item = of("sleutel")
    (folder / "sleutel.md").unlink()
    assert bring(folder, space=world.closed).set_aside == 1
    sanne = world.client(world.sanne)
    for answer in (
        sanne.get(item.get_absolute_url()),
        sanne.get(reverse("library:versions", args=[item.id])),
        sanne.post(reverse("library:back", args=[item.id])),
    ):
        assert answer.status_code == 404
    assert "Sleutel" not in words(sanne.get("/knowledge/upkeep/?show=aside"))
    assert world.client(world.kees).get(item.get_absolute_url()).status_code == 200


def test_a_space_that_is_taken_along_keeps_what_was_set_aside_apart(
    world: World, bring: Bring, folder: Path, tmp_path: Path
) -> None:
    bring(folder, space=world.community)
    (folder / "sleutel.md").unlink()
    bring(folder, space=world.community)
    zipped = tmp_path / "mee.zip"
    zipped.write_bytes(b"".join(export_space(world.fatima, world.community)))
    with ZipFile(io.BytesIO(zipped.read_bytes())) as archive:
        assert "sleutel.md" in archive.namelist()
    bring(zipped, space=world.community)
    here = Item.objects.get(title="Sleutel")
    assert here.set_aside, "the same space"
    bring(zipped, space=world.team.space)
    there = Item.objects.get(title="Sleutel", space=world.team.space)
    assert (there.set_aside, there.asides.count()) == (here.set_aside, 1)
    assert Item.objects.published().filter(space=world.team.space).count() == len(ABOUT) - 1
