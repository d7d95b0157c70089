"""Where a text beside a name says what that is."""

from __future__ import annotations

import pytest

from zwerm.language.explaining import find_told


@pytest.mark.parametrize(
    ("language", "label", "text", "told"),
    [
        ("en", "Proofing", "Proofing is the time in which shaped dough rises.", "the time in which shaped dough rises"),
        ("en", "Lamination", "Lamination involves folding butter between thin layers.", "involves folding butter between thin layers"),
        ("en", "Day crew", "A group of bakers who load the first oven.", "A group of bakers who load the first oven"),
        ("nl", "Autolyse", "Autolyse houdt in dat meel en water samen rusten.", "dat meel en water samen rusten"),
        ("nl", "Voordeeg", "Een mengsel van meel en water dat een nacht eerder rijst.", "Een mengsel van meel en water dat een nacht eerder rijst"),
    ],
)  # fmt: skip
def test_what_it_is_or_does_is_found(language: str, label: str, text: str, told: str) -> None:
    place = find_told(label, text, language)
    assert place
    assert text[slice(*place)] == told


@pytest.mark.parametrize(
    ("language", "label", "text"),
    [
        ("en", "Flour", "We buy it from the mill that stands across the river."),
        ("en", "Ordering", "A customer asks for a loaf without any seeds."),
        ("en", "Cooling", "Keep the loaves on the rack for an hour or two."),
        ("en", "PBT", "PBT stands for proof before the second touch."),
        ("en", "Scaling", "The baker weighs each piece of dough twice."),
        ("nl", "Rijskast", "De bakker zet de rijskast elke avond op laag."),
        ("nl", "Deeg", "Meng het deeg tot het loslaat van de kom."),
    ],
)
def test_what_is_done_with_it_is_no_explanation(language: str, label: str, text: str) -> None:
    assert find_told(label, text, language) is None


def test_of_kinds_a_whole_sentence_tells_what_one_is() -> None:
    text = "In this method, bakers hold back a third of the water until the end."
    assert find_told("Double hydration", text, "en") is None
    place = find_told("Double hydration", text, "en", of_kinds=True)
    assert place
    assert text[slice(*place)] == "bakers hold back a third of the water until the end"
