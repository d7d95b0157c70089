from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zwerm.people.rules.week import DAYS, PLACES, Asked, read_asked, read_week, write_week

THURSDAY = date(2026, 11, 26)


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
        ("Wie is er dinsdag niet?", Asked("", "tue", "not-office")),
        ("Who isn't in on Tuesday?", Asked("", "tue", "not-office")),
        ("wie is er dinsdag niet op kantoor", Asked("", "tue", "not-office")),
        ("wie werkt dinsdag niet", Asked("", "tue", "off")),
        ("who doesn't work on Tuesday", Asked("", "tue", "off")),
        ("wie werkt dinsdag niet thuis", Asked("", "tue", "not-home")),
        ("wie is dinsdag niet vrij", Asked("", "tue", "not-off")),
        ("wie is dinsdag vrij", Asked("", "tue", "off")),
        ("Wie is er volgende week dinsdag?", Asked("", "tue", "office")),
        ("who is off next Friday", Asked("", "fri", "off")),
        ("wie is er vandaag", Asked("", "thu", "office")),
        ("Wie is er op 3 december?", Asked("", "thu", "office", date(2026, 12, 3))),
        ("who is not in on the 3rd of December 2026", Asked("", "thu", "not-office", date(2026, 12, 3))),
        ("who is in on December 3?", Asked("", "thu", "office", date(2026, 12, 3))),
        ("wie is er 3-12-2026 thuis", Asked("", "thu", "home", date(2026, 12, 3))),
        ("Sanne 26 november", Asked("sanne", "thu", "office", date(2026, 11, 26))),
        ("wie is er op 25 november", Asked("", "thu", "office", date(2027, 11, 25))),
        ("wie is er op 29 februari", Asked("", "tue", "office", date(2028, 2, 29))),
        ("wie is er op 5 december", Asked("", on=date(2026, 12, 5))),
        ("31 november", Asked("31 november")),
        ("Mei Li", Asked("Mei Li")),
    ],
)
def test_a_day_and_a_place_are_understood_as_people_ask_them(query: str, asked: Asked) -> None:
    assert read_asked(query, THURSDAY) == asked


@given(st.dates(THURSDAY, date(2030, 12, 31)), st.sampled_from(["{d} december", "December {d}", "{d}-12", "{d}/12"]))
def test_a_day_of_december_without_its_year_is_the_next_and_with_it_that_one(on: date, form: str) -> None:
    on = on.replace(month=12)
    said, joined = form.format(d=on.day), "-" if "12" in form else " "
    assert read_asked(f"{said}{joined}{on.year}", THURSDAY).on == on
    assert read_asked(said, on).on == on
    assert read_asked(said, on + timedelta(days=1)).on == on.replace(year=on.year + 1)


@given(st.dictionaries(st.sampled_from(DAYS), st.sampled_from(PLACES)))
def test_a_week_is_read_as_it_was_written(places: dict[str, str]) -> None:
    assert read_week(write_week(places)) == places


@pytest.mark.parametrize("text", ["", "office,home,,,off", "mon:moon", "sun:office"])
def test_what_is_no_week_tells_nothing(text: str) -> None:
    assert read_week(text) == {}
