from __future__ import annotations

import pytest

from zwerm.assistant.rules.units import Stretch, Unit, find_units
from zwerm.library.rules.plain import blank_markup

TABLE = """| Wat | Hoe vaak | Wie |
|---|:--:|---|
| **Vloer** | elke dag. Ook zondag. | de [avonddienst](dienst.md) |
| Ramen | elk kwartaal | |
"""


def units_of(text: str) -> list[Unit]:
    return find_units(text, blank_markup(text), [Stretch(0, len(text))], "nl")


def test_a_row_is_told_in_one_line_under_the_headings_of_its_columns() -> None:
    assert [unit.text for unit in units_of(TABLE)] == [
        "Vloer – Hoe vaak: elke dag. Ook zondag; Wie: de avonddienst",
        "Ramen: elk kwartaal",
    ]


def test_a_row_keeps_its_place_in_the_text() -> None:
    text = f"Een zin vooraf.\n\n{TABLE}\nEn een zin erna."
    quoted = [text[unit.start : unit.end] for unit in units_of(text)]
    assert quoted == [
        "Een zin vooraf.",
        "| **Vloer** | elke dag. Ook zondag. | de [avonddienst](dienst.md) |",
        "| Ramen | elk kwartaal | |",
        "En een zin erna.",
    ]


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ("| 10.26 | Buurvrouw belt. |", "10.26: Buurvrouw belt."),
        ("| a\\|b | c |", "a|b – Wat: c"),
        ("| | alleen dit |", "alleen dit"),
    ],
)
def test_a_row_of_any_shape_is_told_without_bars(row: str, told: str) -> None:
    [unit] = units_of(f"| Tijd | Wat |\n|---|---|\n{row}\n")
    assert unit.text == told
