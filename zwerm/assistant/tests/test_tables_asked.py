"""What stands in a table is answered and shown as words, asked through the front door."""

from __future__ import annotations

import html

import pytest

from zwerm.assistant.actions import ask
from zwerm.library.actions import keep_item
from zwerm.people.tests.world import World

CUPS = """# Hoeveel gaat erin

Voor de vochtlijst tel je wat iemand dronk.

| Wat | ml |
|---|---|
| koffiekop | 125 |
| soepkom | 250 |
| beker | 200 |
"""


@pytest.mark.same_code
@pytest.mark.parametrize(
    "asked", ["Hoeveel ml is een soepkom?", "Hoeveel gaat er in een soepkom?", "Hoeveel milliliter is een soepkom?"]
)
def test_a_bare_number_in_a_row_answers_how_much(world: World, asked: str) -> None:
    keep_item(world.fatima, world.team.space, "howto", "Vochtlijst bijhouden", CUPS, language="nl")
    answer = ask(world.kees, asked)
    assert [sentence.text for sentence in answer.sentences] == ["soepkom – ml: 250"]


def test_no_bars_of_a_table_are_ever_shown(world: World) -> None:
    keep_item(world.fatima, world.team.space, "howto", "Vochtlijst bijhouden", CUPS, language="nl")
    page = world.client(world.kees, "nl").get("/ask/", {"q": "Hoeveel ml is een soepkom?"}).content.decode()
    shown = html.unescape(page)
    assert "250" in shown
    assert "| " not in shown


MOMENTS = """Handhygiëne is het schoonmaken van je handen op het moment dat het ertoe doet.

## Wanneer

Er zijn drie momenten. Ze gelden voor iedereen.

| Moment | Wanneer precies | Voorbeeld |
|---|---|---|
| 1 | vóór contact | hand geven |
| 2 | na contact | uit bed geholpen |
| 3 | na de omgeving | nachtkastje |

## Wat heb je nodig

- Handalcohol.
- Blote onderarmen.
- Handcrème.
"""
RULES = """De wasstraat heeft drie regels:

- Zet de wagen recht.
- Trek de rem aan.
- Blijf zitten.

Daarna volgt het drogen.
"""


@pytest.mark.same_code
@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("Wat zijn de drie momenten van handhygiëne?", ["Er zijn drie momenten.", "1 –", "2 –", "3 –"]),
        ("Noem de 3 momenten van handhygiëne", ["Er zijn drie momenten.", "1 –", "2 –", "3 –"]),
        ("What are the two signs of a stroke?", ["A stroke has", "An arm", "Speech"]),
        ("Wat zijn de drie regels van de wasstraat?", ["De wasstraat", "Zet de wagen", "Trek de rem", "Blijf zitten"]),
    ],
)
def test_what_is_asked_by_its_number_is_the_whole_list_of_so_many(world: World, asked: str, said: list[str]) -> None:
    keep_item(world.fatima, world.closed, "howto", "Handhygiëne, drie momenten", MOMENTS, language="nl")
    keep_item(world.fatima, world.closed, "page", "De wasstraat", RULES, language="nl")
    signs = "A stroke has two signs:\n\n1. An arm drops.\n2. Speech is slurred.\n\nCall at once."
    keep_item(world.fatima, world.closed, "page", "A stroke", signs, language="en")
    sentences = [sentence.text for sentence in ask(world.kees, asked).sentences]
    assert [text.startswith(begin) for text, begin in zip(sentences, said, strict=True)] == [True] * len(said)
    assert ask(world.otto, asked).sentences == ()


def test_a_list_of_another_number_or_of_other_things_is_no_answer_to_it(world: World) -> None:
    keep_item(world.fatima, world.team.space, "howto", "Handhygiëne, drie momenten", MOMENTS, language="nl")
    for asked in ("Wat zijn de vier momenten van handhygiëne?", "Wat zijn de drie gevaren van handhygiëne?"):
        assert not any("nachtkastje" in sentence.text for sentence in ask(world.kees, asked).sentences), asked
