"""What the words of a text say of skills, and what its neighbours say."""

from __future__ import annotations

import pytest

from zwerm.skills.rules.spotting import Text, spot, vote, weigh

NAMES = [
    ("wound", ["wondzorg"]),
    ("wound", ["wond", "verzorg"]),
    ("meds", ["medicatie"]),
    ("check", ["medicatie", "verifieer"]),
    ("talk", ["gesprek"]),
]


def text(title: str = "", *sentences: str, headings: tuple[str, ...] = ()) -> Text:
    return Text(title.split(), [one.split() for one in headings], [one.split() for one in sentences])


def test_a_name_in_the_title_says_more_than_one_below_it() -> None:
    above, below = spot(text("wondzorg"), NAMES)["wound"], spot(text("", "wondzorg"), NAMES)["wound"]
    assert above > below > 0
    assert below < spot(text("", "wondzorg", "wondzorg"), NAMES)["wound"]
    assert spot(text("", headings=("wondzorg",)), NAMES)["wound"] > 0


def test_words_of_one_name_stand_together_in_a_sentence() -> None:
    assert "wound" in spot(text("", "wond goed verzorg"), NAMES)
    assert "wound" not in spot(text("", "wond", "verzorg"), NAMES)


def test_a_word_that_more_skills_share_says_less() -> None:
    found = spot(text("", "gesprek medicatie"), NAMES)
    assert found["talk"] > found["meds"]
    assert "check" not in found


def test_a_compound_counts_half_for_what_it_begins_or_ends_with() -> None:
    assert 0 < spot(text("", "medicatiefout"), NAMES)["meds"] < spot(text("", "medicatie"), NAMES)["meds"]
    assert spot(text("", "gesprekken"), [("talk", ["spre"])]) == {}


def test_neighbours_vote_as_much_as_they_are_like_it() -> None:
    votes = vote([(0.6, ["wound"]), (0.3, ["meds", "meds"]), (0.1, [])])
    assert votes == pytest.approx({"wound": 0.6, "meds": 0.3})
    assert vote([]) == {}


def test_both_count() -> None:
    assert weigh({"wound": 2.0}, {"meds": 0.5}) == pytest.approx({"wound": 0.2, "meds": 0.5})
