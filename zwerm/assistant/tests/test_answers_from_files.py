"""Answers quote what files say that hang on a text, for who sees that text."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from zwerm.assistant.actions import Answer, ask
from zwerm.library.actions import keep_attachment, keep_item, revise_item
from zwerm.library.actions.words_of_files import read_words
from zwerm.library.models import Item
from zwerm.people.models import Space
from zwerm.people.tests.world import World

SAYS = b"""# Afspraken

De kameleonsleutel ligt bij de portier in de hal. Wie hem leent tekent daarvoor.

De koffie is gratis.
"""
QUESTION = "Waar ligt de kameleonsleutel?"
BEFORE = "Alles over de nacht staat in "


@pytest.fixture(autouse=True)
def storage(settings: object, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = str(tmp_path / "files")  # type: ignore[attr-defined]


def with_file(world: World, space: Space) -> Item:
    hash = keep_attachment(SimpleUploadedFile("nachten.txt", SAYS)).hash
    item = keep_item(
        world.fatima, space, "page", "Nachtdiensten", f"{BEFORE}[nachten.txt](attachment:{hash}.txt).", language="nl"
    )
    read_words()
    return item


def quoted(answer: Answer) -> list[str]:
    return [sentence.text for sentence in answer.sentences]


def test_an_answer_quotes_a_file_and_leads_to_its_link_in_the_text(world: World) -> None:
    item = with_file(world, world.team.space)
    answer = ask(world.otto, QUESTION)
    assert "De kameleonsleutel ligt bij de portier in de hal." in quoted(answer)
    (source,) = answer.sentences[0].sources
    assert (source.item, source.heading[0]) == (item, "In nachten.txt")
    assert source.quote in SAYS.decode()
    assert item.version.text[source.start : source.end] == "nachten.txt"
    client = world.client(world.otto, "nl")
    page = client.get("/ask/", {"q": QUESTION}).text
    assert "In nachten.txt" in page
    assert "nachten.txt</mark>" in client.get(source.url).text


def test_who_does_not_see_the_text_gets_nothing_of_its_file(world: World) -> None:
    with_file(world, world.closed)
    assert quoted(ask(world.otto, QUESTION)) == []
    assert quoted(ask(world.kees, QUESTION))


def test_a_file_that_the_text_links_to_no_more_is_not_quoted(world: World) -> None:
    item = with_file(world, world.team.space)
    revise_item(world.fatima, item, item.title, "De kameleonsleutel is weg. Zie het prikbord.")
    assert not any(source.file for sentence in ask(world.otto, QUESTION).sentences for source in sentence.sources)
