from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zwerm.people.rules.week import DAYS, PLACES, Asked, read_asked, read_week, write_week

THURSDAY = 3


@pytest.mark.parametrize(
    ("query", "asked"),
    [
        ("Wie is er donderdag op kantoor?", Asked("", "thu", "office")),
        ("who is in the office on Thursday?", Asked("", "thu", "office")),
        ("wie werkt er morgen thuis", Asked("", "fri", "home")),
        ("who works from home today?", Asked("", "thu", "home")),
        ("Wie is er maandag vrij?", Asked("", "mon", "off")),
        ("iemand van de SEH dinsdag", Asked("seh", "tue", "office")),
        ("Sanne de Vries", Asked("Sanne de Vries")),
        ("Thuis", Asked("Thuis")),
        ("overmorgen", Asked("overmorgen")),
        ("", Asked("")),
    ],
)
def test_a_day_and_a_place_are_understood_as_people_ask_them(query: str, asked: Asked) -> None:
    assert read_asked(query, THURSDAY) == asked


@given(st.dictionaries(st.sampled_from(DAYS), st.sampled_from(PLACES)))
def test_a_week_is_read_as_it_was_written(places: dict[str, str]) -> None:
    assert read_week(write_week(places)) == places


@pytest.mark.parametrize("text", ["", "office,home,,,off", "mon:moon", "sun:office"])
def test_what_is_no_week_tells_nothing(text: str) -> None:
    assert read_week(text) == {}
