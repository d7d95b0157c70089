"""Words inside files that hang on a text are found with it, by whoever sees it."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from zwerm.library.actions import keep_attachment, keep_item, publish_item, revise_item
from zwerm.library.actions.words_of_files import read_words
from zwerm.library.models import Attachment, AttachmentWords, Item
from zwerm.people.models import Person, Space
from zwerm.people.tests.world import World
from zwerm.search.actions import find

SAYS = b"# Rooster van de nacht\n\nDe kameleonsleutel ligt bij de portier, en wie hem leent tekent daarvoor.\n"


@pytest.fixture(autouse=True)
def storage(settings: object, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = str(tmp_path / "files")  # type: ignore[attr-defined]


def with_file(
    world: World, space: Space, data: bytes = SAYS, name: str = "nachten.txt", *, publish: bool = True
) -> Item:
    hash = keep_attachment(SimpleUploadedFile(name, data)).hash
    text = f"Zie [{name}](attachment:{hash}.{name.rpartition('.')[2]})."
    return keep_item(world.fatima, space, "page", "Nachtdiensten", text, publish=publish)


def found(person: Person, words: str = "kameleonsleutel") -> list[tuple[str, tuple[str, ...]]]:
    return [(thing.title, thing.passages[0].heading) for thing in find(person, words).things]


def test_words_in_a_file_find_the_text_that_it_hangs_on_and_say_in_which_file(world: World) -> None:
    item = with_file(world, world.team.space)
    assert found(world.otto) == []
    assert read_words() == 1
    assert read_words() == 0
    assert found(world.otto)[0][0] == "Nachtdiensten"
    assert found(world.otto)[0][1][0] == "In nachten.txt"
    page = world.client(world.otto).get("/search/?q=kameleonsleutel").content.decode()
    assert "In nachten.txt" in page
    assert f'href="{item.get_absolute_url()}"' in page


def test_who_does_not_see_the_text_does_not_find_the_file(world: World) -> None:
    with_file(world, world.closed)
    read_words()
    assert found(world.otto) == []
    assert len(found(world.kees)) == 1


def test_what_hangs_on_a_draft_is_read_when_it_is_shared(world: World) -> None:
    draft = with_file(world, world.team.space, publish=False)
    assert read_words() == 0
    publish_item(world.fatima, draft)
    assert read_words() == 1
    assert len(found(world.otto)) == 1


def test_a_file_that_is_taken_out_is_found_no_more(world: World) -> None:
    item = with_file(world, world.team.space)
    read_words()
    revise_item(world.fatima, item, item.title, "Zie het prikbord.")
    assert found(world.otto) == []
    Attachment.objects.all().delete()
    assert not AttachmentWords.objects.exists()


def test_one_file_on_two_texts_is_read_once_and_each_is_found_by_who_sees_it(world: World) -> None:
    with_file(world, world.closed)
    with_file(world, world.team.space)
    assert read_words() == 1
    assert (len(found(world.otto)), len(found(world.kees))) == (1, 2)


@pytest.mark.parametrize(("name", "data"), [("stuk.pdf", b"%PDF-1.7 kapot"), ("stuk.docx", b"PK\x03\x04 kapot")])
def test_a_file_that_cannot_be_read_is_tried_once_and_harms_nothing(world: World, name: str, data: bytes) -> None:
    with_file(world, world.team.space, data, name)
    assert (read_words(), read_words()) == (1, 0)
    assert AttachmentWords.objects.get().passages == []
    assert [title for title, _heading in found(world.otto, "nachtdiensten")] == ["Nachtdiensten"]


def test_a_file_of_a_kind_that_no_reader_knows_is_left_alone(world: World) -> None:
    with_file(world, world.team.space, b"a;b\n", "lijst.xlsx")
    assert not AttachmentWords.objects.exists()
