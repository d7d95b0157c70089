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
