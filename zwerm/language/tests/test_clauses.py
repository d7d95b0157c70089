"""A sentence is cut at the comma where its main clause starts, or not at all."""

import pytest

from zwerm.language.conditions import find_tied


@pytest.mark.parametrize(
    "text",
    [
        "Als kok of bakker, meld je een storing binnen een dag.",
        "Als kok of bakker ben je verplicht, zodra je rook ruikt, om alarm te slaan.",
        "Als kok, die ook de sleutel heeft, sluit je elke avond de keuken af.",
        "Wanneer de oven te heet wordt, omdat de klep klemt, of de deur niet sluit.",
    ],
)
def test_a_role_or_a_second_clause_gives_no_half_sentence(text: str) -> None:
    found = find_tied(text, "nl")
    assert found is None or found.tie != "condition"


def test_the_reason_of_what_somebody_does_in_a_role_is_found() -> None:
    found = find_tied("Als kok of bakker draag je een muts, omdat haren in het deeg vallen.", "nl")
    assert found
    assert found.tie == "cause"


def test_an_english_condition_is_not_cut_within_another_clause() -> None:
    text = "If the oven gets too hot, because the valve sticks, or the door stays open."
    found = find_tied(text, "en")
    assert found is None or found.tie != "condition"


@pytest.mark.parametrize(
    ("text", "language", "second"),
    [
        ("Als je rook ruikt in de keuken, sla je meteen alarm.", "nl", "sla je meteen alarm"),
        ("Als koks rook ruiken, slaan ze meteen alarm.", "nl", "slaan ze meteen alarm"),
        ("If a cook smells smoke, the alarm must be raised.", "en", "the alarm must be raised"),
    ],
)
def test_a_condition_is_cut_at_its_main_clause(text: str, language: str, second: str) -> None:
    found = find_tied(text, language)
    assert found
    assert found.tie == "condition"
    assert text[slice(*found.second)] == second
