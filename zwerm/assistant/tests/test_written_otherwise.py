"""A word that a text writes as one or as two is the same word, a name is no form of an ordinary word, and loose ends are few; asked through the front door."""

from __future__ import annotations

import pytest

from zwerm.assistant.actions import ask
from zwerm.library.actions import keep_item
from zwerm.people.tests.world import World

ITEMS = {
    "Samen leren": "Buddy learning is samen leren van een collega naast je.",
    "De eerste week": "Het inwerkgesprek is op maandag om 9.00 uur.",
    "Wond en zorg": "Een wondzorgprotocol is een afspraak over het verzorgen van een wond.",
    "Thuis leren": "E-learning is leren achter een scherm.",
    "De tafel": "De houten tafel staat in de hal. Er is spanning op de lijn, dus span het touw niet.",
    "Foto's in de kast": "Na 55 minuten was de foto klaar. Om 11.20 uur was de draad op de foto zichtbaar. Dat kostte tien minuten.",
}


@pytest.fixture
def library(world: World) -> World:
    for title, text in ITEMS.items():
        keep_item(world.fatima, world.organisation, "lesson", title, text, language="nl")
    return world


@pytest.mark.same_code
@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ("Wat is buddylearning?", "Buddy learning is samen"),
        ("Wat is buddy-learning?", "Buddy learning is samen"),
        ("Wat is buddy learning?", "Buddy learning is samen"),
        ("Wanneer is het inwerk gesprek?", "Het inwerkgesprek is op maandag"),
        ("Wat is een wondzorg protocol?", "Een wondzorgprotocol is een afspraak"),
        ("Wat is elearning?", "E-learning is leren"),
    ],
)
def test_one_word_and_two_are_the_same(library: World, asked: str, told: str) -> None:
    answer = ask(library.otto, asked)
    assert answer.answered
    assert answer.sentences[0].text.startswith(told)


def test_half_of_a_word_that_is_written_as_two_is_not_that_word(library: World) -> None:
    keep_item(
        library.fatima, library.organisation, "lesson", "Machine", "Machine learning is iets anders.", language="nl"
    )
    assert [each.text for each in ask(library.otto, "Wat is buddylearning?").sentences] == [
        "Buddy learning is samen leren van een collega naast je."
    ]


@pytest.mark.same_code
@pytest.mark.parametrize("asked", ["Wie is de koning van Spanje?", "Wie is de burgemeester van Houten?"])
def test_a_name_is_no_form_of_an_ordinary_word(library: World, asked: str) -> None:
    answer = ask(library.otto, asked)
    assert not answer.answered
    assert answer.nearest is None
    assert answer.near == ()


def test_of_loose_ends_no_amount_of_something_else_is_shown(library: World) -> None:
    answer = ask(library.otto, "Hoe lang is een breuk zichtbaar op een foto?")
    told = [each.text for each in answer.sentences]
    assert not (answer.answered and answer.sure)
    assert "Dat kostte tien minuten." not in told
