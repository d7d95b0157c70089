"""What one import brought, as one row of Today and as a list of its own."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from zwerm.library.actions import keep_item, revise_item
from zwerm.library.actions.importing import import_paths
from zwerm.library.actions.move import move_item
from zwerm.library.actions.talk.following import follow_space
from zwerm.library.models import ImportedFile, ImportRun, Item
from zwerm.library.tests.test_pages import words
from zwerm.people.models import Person, Space
from zwerm.people.tests.world import World

NEW, CHANGED = "New from your colleagues", "Changed in what you follow"
MANY = "%d texts that Fatima El Amrani brought in"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "Ontslagen en verzuim"
    folder.mkdir()
    write(folder, range(1, 9))
    return folder


def write(folder: Path, numbers: range, more: str = "") -> None:
    for number in numbers:
        (folder / f"geheime naam {number}.md").write_text(f"# Protocol {number}\n\nRegel {number} geldt.{more}\n")


def today(world: World, person: Person, **client: str) -> str:
    return words(world.client(person, **client).get("/"))


def section(page: str, title: str) -> str:
    """What stands on Today below this heading, up to the next one of these two."""
    below = page.partition(title)[2]
    return re.split(f"{NEW}|{CHANGED}|Gaan|Practise", below)[0]


def listed(world: World, person: Person, space: Space) -> str:
    run = ImportRun.objects.latest("started")
    return words(world.client(person).get(f"/knowledge/?import={run.id}&space={space.slug}"))


def test_an_import_is_one_row_of_what_is_new_beside_what_colleagues_wrote(world: World, folder: Path) -> None:
    keep_item(world.kees, world.team.space, "lesson", "Let op de klem", "Tekst.")
    import_paths(world.fatima, world.team.space, [folder])
    page = today(world, world.tom)
    assert MANY % 8 in page
    assert "Let op de klem" in page
    assert "Protocol 1" not in page
    assert "8 teksten die Fatima El Amrani binnenbracht" in today(world, world.tom, language="nl")
    assert MANY % 8 not in today(world, world.fatima), "who did it knows"


def test_a_few_texts_of_an_import_stand_there_by_their_titles(world: World, folder: Path) -> None:
    for file in sorted(folder.iterdir())[3:]:
        file.unlink()
    import_paths(world.fatima, world.team.space, [folder])
    page = today(world, world.tom)
    assert "brought in" not in page
    assert "Protocol 1" in page


def test_the_row_opens_a_list_of_those_texts_with_whose_import_it_was(world: World, folder: Path) -> None:
    keep_item(world.kees, world.team.space, "lesson", "Let op de klem", "Tekst.")
    import_paths(world.fatima, world.team.space, [folder])
    client = world.client(world.tom)
    page = client.get("/").content.decode()
    address = re.search(r'href="(/knowledge/\?import=[^"#]+)', page)
    assert address
    shown = words(client.get(address[1].replace("&amp;", "&")))
    assert "Brought in by Fatima El Amrani" in shown
    assert "Protocol 8" in shown
    assert "Let op de klem" not in shown


def test_neither_row_nor_list_tells_the_names_of_folder_and_files(world: World, folder: Path) -> None:
    import_paths(world.fatima, world.team.space, [folder])
    for page in (today(world, world.tom), listed(world, world.tom, world.team.space)):
        assert "Ontslagen" not in page
        assert "geheime naam" not in page


def test_what_came_into_a_closed_space_nobody_else_hears_of(world: World, folder: Path) -> None:
    import_paths(world.fatima, world.closed, [folder])
    assert MANY % 8 in today(world, world.kees)
    for page in (today(world, world.otto), listed(world, world.otto, world.closed)):
        assert "Fatima" not in page
        assert "brought in" not in page.lower()
        assert "Protocol" not in page


def test_only_what_the_reader_sees_is_counted(world: World, folder: Path) -> None:
    import_paths(world.fatima, world.team.space, [folder])
    for item in Item.objects.order_by("title")[:3]:
        move_item(world.fatima, item, world.closed)
    page = today(world, world.otto)
    assert MANY % 5 in page
    assert "Protocol 1" not in page
    page = today(world, world.kees)
    assert MANY % 5 in page
    assert "Protocol 1" in page, "in the closed space that he sees"


def test_who_follows_the_space_hears_of_an_import_in_one_row_beside_what_else_changed(
    world: World, folder: Path
) -> None:
    follow_space(world.tom, world.team.space)
    keep_item(world.kees, world.team.space, "lesson", "Let op de klem", "Tekst.")
    write(folder, range(1, 9), " Vanaf nu.")
    import_paths(world.fatima, world.team.space, [folder])
    shown = section(today(world, world.tom), CHANGED)
    assert MANY % 8 in shown
    assert "Let op de klem new" in shown
    assert "Protocol" not in shown


def test_a_text_that_somebody_changed_after_the_import_stands_there_itself(world: World, folder: Path) -> None:
    follow_space(world.tom, world.team.space)
    write(folder, range(1, 9), " Vanaf nu.")
    import_paths(world.fatima, world.team.space, [folder])
    item = Item.objects.get(title="Protocol 7")
    revise_item(world.kees, item, "Protocol 7, herzien", "Nu anders.")
    shown = section(today(world, world.tom), CHANGED)
    assert "Protocol 7, herzien" in shown
    assert "texts that Fatima" in shown


def test_bringing_the_folder_in_again_tells_only_what_that_changed(world: World, folder: Path) -> None:
    import_paths(world.fatima, world.team.space, [folder])
    follow_space(world.tom, world.team.space)
    write(folder, range(1, 6), " En meer.")
    import_paths(world.fatima, world.team.space, [folder])
    assert MANY % 5 in section(today(world, world.tom), CHANGED)
    assert "Protocol 8" not in listed(world, world.tom, world.team.space)
    assert ImportedFile.objects.filter(brought_by=ImportRun.objects.earliest("started")).count() == 3


def test_when_who_did_it_is_gone_the_row_names_nobody(world: World, folder: Path) -> None:
    import_paths(world.fatima, world.team.space, [folder])
    ImportRun.objects.update(person=None)
    assert "8 texts were brought in" in today(world, world.tom)
    assert "Brought in together" in listed(world, world.tom, world.team.space)


def test_today_costs_as_many_queries_for_one_import_as_for_three(world: World, folder: Path) -> None:
    client = world.client(world.tom)
    follow_space(world.tom, world.team.space)

    def cost() -> int:
        client.get("/")
        with CaptureQueriesContext(connection) as queries:
            client.get("/")
        return len(queries)

    write(folder, range(1, 9), " Vanaf nu.")
    import_paths(world.fatima, world.team.space, [folder])
    one = cost()
    assert one <= 12
    write(folder, range(1, 5), " Nu anders.")
    import_paths(world.fatima, world.team.space, [folder])
    write(folder, range(1, 9), " Voor iedereen.")
    import_paths(world.fatima, world.organisation, [folder])
    assert words(client.get("/")).count("texts that Fatima El Amrani brought in") == 5, (
        "three new; two in what they follow"
    )
    assert cost() == one


def test_an_address_that_is_no_import_filters_nothing(world: World) -> None:
    keep_item(world.kees, world.team.space, "lesson", "Let op de klem", "Tekst.")
    assert "Let op de klem" in words(world.client(world.tom).get("/knowledge/?import=x"))
