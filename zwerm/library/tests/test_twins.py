"""Documents that are here already from another source: recognised, used, and told only to who may see them."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from zwerm.library.actions import revise_item
from zwerm.library.actions.importing import Summary, import_paths
from zwerm.library.models import ImportRun, Item
from zwerm.library.tests.test_importing import SENTENCE, numbers, save
from zwerm.library.tests.test_keeping import png
from zwerm.operations.cli import run_command
from zwerm.people.models import Person, Space
from zwerm.people.tests.world import World


def bring(person: Person, space: Space, *paths: Path) -> Summary:
    return import_paths(person, space, paths)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return save(
        tmp_path / "een",
        a_md="# Eerste\n\nZie [de tweede](map/b.md).\n",
        map__b_md="# Tweede\n\nTerug naar [de eerste](../a.md).\n",
        c_md="# Derde\n\n![Kamer](kamer.png)\n\n" + SENTENCE,
        kamer_png=png(),
    )


def copy_of(folder: Path, name: str) -> Path:
    files = {path.relative_to(folder): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    for path, body in files.items():
        place = folder.parent / name / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(body)
    return folder.parent / name


def test_the_same_folder_under_another_name_is_recognised_file_by_file(world: World, folder: Path) -> None:
    assert numbers(bring(world.fatima, world.team.space, folder)) == (3, 0, 0, 0)
    other = copy_of(folder, "twee")
    again = bring(world.kees, world.team.space, other)
    assert (numbers(again), len(again.already)) == ((0, 0, 3, 0), 3)
    assert Item.objects.count() == 3
    page = (
        world.client(world.kees, "nl")
        .get(reverse("library:import", args=[ImportRun.objects.latest("started").id]))
        .text
    )
    assert "Dit was er al, als “Eerste” in Emergency department." in page
    assert numbers(bring(world.kees, world.team.space, other)) == (0, 0, 3, 0)


def test_a_file_that_changed_since_comes_in_and_links_lead_to_what_was_here(world: World, folder: Path) -> None:
    bring(world.fatima, world.team.space, folder)
    other = copy_of(folder, "twee")
    save(other, map__d_md="# Vierde\n\nZie [de derde](../c.md).\n")
    assert numbers(bring(world.fatima, world.team.space, other)) == (1, 0, 3, 0)
    third = Item.objects.get(title="Derde")
    assert f"item:{third.id}" in Item.objects.get(title="Vierde").version.text
    save(other, c_md="# Derde\n\nNieuwe tekst van de derde.\n")
    assert numbers(bring(world.fatima, world.team.space, other)) == (0, 1, 3, 1)
    third.refresh_from_db()
    assert third.version.text == "Nieuwe tekst van de derde.\n"


def test_a_single_file_that_came_first_gets_its_picture_and_links_from_the_folder(world: World, folder: Path) -> None:
    alone = save(folder.parent / "los", c_md=(folder / "c.md").read_bytes(), a_md=(folder / "a.md").read_bytes())
    bring(world.fatima, world.team.space, alone / "c.md")
    bring(world.fatima, world.team.space, alone / "a.md")
    assert numbers(bring(world.fatima, world.team.space, folder)) == (1, 2, 0, 0)
    assert Item.objects.count() == 3
    assert "picture:" in Item.objects.get(title="Derde").version.text
    assert f"item:{Item.objects.get(title='Tweede').id}" in Item.objects.get(title="Eerste").version.text


def test_the_same_words_about_other_files_are_another_document(world: World, tmp_path: Path) -> None:
    same = "# Lees mij\n\nBegin bij [de inhoud](inhoud.md).\n"
    one = save(tmp_path / "een", leesmij_md=same, inhoud_md="# Inhoud van een\n\n" + SENTENCE)
    two = save(tmp_path / "twee", leesmij_md=same, inhoud_md="# Inhoud van twee\n\n" + SENTENCE)
    bring(world.fatima, world.team.space, one)
    assert numbers(bring(world.fatima, world.team.space, two)) == (2, 0, 0, 0)


def test_nothing_is_told_or_used_of_what_the_importer_may_not_see(world: World, folder: Path) -> None:
    bring(world.kees, world.closed, folder)
    summary = bring(world.otto, world.organisation, folder)
    assert (numbers(summary), summary.already) == ((3, 0, 0, 0), [])
    assert Item.objects.visible_to(world.otto).count() == 3


def test_what_fewer_people_see_is_not_used_for_more(world: World, folder: Path) -> None:
    """Fatima sees both; her colleagues would miss it in the organisation."""
    bring(world.fatima, world.closed, folder)
    assert numbers(bring(world.fatima, world.organisation, folder)) == (3, 0, 0, 0)


def test_what_all_colleagues_see_is_used_in_a_closed_space_until_the_file_changes(world: World, folder: Path) -> None:
    bring(world.fatima, world.organisation, folder)
    assert numbers(bring(world.fatima, world.closed, folder)) == (0, 0, 3, 0)
    save(folder, c_md="# Derde\n\nAlleen voor de raad.\n")
    bring(world.fatima, world.closed, folder)
    assert {item.space for item in Item.objects.filter(title="Derde")} == {world.organisation, world.closed}
    assert "Alleen voor de raad" not in Item.objects.get(title="Derde", space=world.organisation).version.text


def test_what_people_changed_here_stays_when_the_same_document_comes_from_elsewhere(world: World, folder: Path) -> None:
    bring(world.fatima, world.team.space, folder)
    other = copy_of(folder, "twee")
    third = Item.objects.get(title="Derde")
    revise_item(world.kees, third, "Derde", "Beter verteld.")
    assert numbers(bring(world.fatima, world.team.space, other)) == (0, 0, 3, 0)
    save(other, c_md="# Derde\n\nNog anders.\n")
    bring(world.fatima, world.team.space, other)
    third.refresh_from_db()
    assert third.version.text == "Beter verteld."
    assert Item.objects.get(title="Derde", published=None).version.text == "Nog anders.\n"


def test_a_command_tells_what_is_here_already(world: World, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run_command(["import", str(folder)]) == 0
    assert run_command(["import", str(copy_of(folder, "twee"))]) == 0
    assert "c.md: it is here already, as “Derde”" in capsys.readouterr().err


def test_recognising_costs_as_many_queries_for_one_file_as_for_ten(world: World, tmp_path: Path) -> None:
    def cost(count: int) -> int:
        files = {f"{number}_md": f"# Titel {count} {number}\n\n{SENTENCE}" for number in range(count)}
        bring(world.fatima, world.team.space, save(tmp_path / f"een{count}", **files))
        other = save(tmp_path / f"twee{count}", **files)
        with CaptureQueriesContext(connection) as queries:
            assert bring(world.fatima, world.team.space, other).unchanged == count
        return len(queries)

    assert cost(1) == cost(10)
