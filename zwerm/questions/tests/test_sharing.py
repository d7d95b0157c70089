"""Who gets which question: the rule, without a database."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from itertools import chain, combinations
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zwerm.questions.rules.hours import Hours
from zwerm.questions.rules.routing import EACH_NEXT, FIRST, faded, room_left, share, worth

HERE = ZoneInfo("Europe/Amsterdam")
MONDAY = datetime(2026, 3, 2, tzinfo=HERE)


def at(hours: float) -> datetime:
    """So many hours after Monday began."""
    return MONDAY + timedelta(hours=hours)


def test_questions_come_on_ones_own_days_within_ones_own_hours() -> None:
    hours = Hours(9, 17, frozenset({0, 2}))
    assert [hours.has(at(hour)) for hour in (8.9, 9, 16.9, 17)] == [False, True, True, False]
    assert not hours.has(at(24 + 10))
    assert hours.has(at(48 + 10))
    assert not Hours(9, 9).has(at(9))
    assert not Hours(away=date(2026, 3, 2)).has(at(10))
    assert Hours(away=date(2026, 3, 1)).has(at(10))


def test_who_works_at_night_is_asked_at_night() -> None:
    hours = Hours(22, 6, frozenset(range(7)))
    assert [hours.has(at(hour)) for hour in (5, 6, 21, 22, 24)] == [True, False, False, True, True]
    assert hours.between(at(20), at(24 + 8)) == timedelta(hours=8)


def test_only_ones_own_time_counts_until_a_week_has_passed() -> None:
    hours = Hours(8, 18)
    assert hours.between(at(17), at(24 + 9)) == timedelta(hours=2)
    friday = 4 * 24
    assert hours.between(at(friday + 17), at(friday + 3 * 24 + 9)) == timedelta(hours=2)
    never = Hours(9, 9)
    assert not never.passed(at(0), at(6 * 24), timedelta(hours=1))
    assert never.passed(at(0), at(7 * 24), timedelta(hours=1))


def test_a_day_on_which_the_clock_changes_has_as_many_hours_as_it_has() -> None:
    sunday = datetime(2026, 3, 29, tzinfo=HERE)
    hours = Hours(0, 24, frozenset({6}))
    assert hours.has(sunday.replace(hour=23))
    assert not hours.has(sunday.replace(day=30))


def test_who_had_less_goes_first_and_nobody_is_out_of_sight() -> None:
    assert worth(0.5, 0) > worth(0.6, 1) > worth(0.5, 1) > 0
    assert worth(0.5, 0, unlike=True) == pytest.approx(0.35)
    assert worth(0.5, 0, refused=1) == pytest.approx(0.25)
    assert faded([0, 7, 14], 7) == pytest.approx(1.75)


def test_a_week_is_any_seven_days_and_a_day_has_its_part() -> None:
    assert room_left(3, []) == 1
    assert room_left(3, [0.5]) == 0
    assert room_left(3, [1, 2]) == 1
    assert room_left(3, [1, 2, 6.9]) == 0
    assert room_left(3, [2, 6.9, 7.1]) == 1
    assert room_left(10, [0.5]) == 1
    assert room_left(0, []) == 0


def test_a_question_that_nobody_else_can_take_gets_the_one_who_can() -> None:
    worths = {("bed", "anna"): 0.9, ("bed", "bob"): 0.5, ("lift", "anna"): 0.4}
    assert share({"bed": 1, "lift": 1}, worths, {"anna": 1, "bob": 1}) == [("bed", "bob"), ("lift", "anna")]


def test_a_second_for_one_never_takes_the_first_of_another() -> None:
    worths = {("bed", "anna"): 0.9, ("bed", "bob"): 0.9, ("lift", "bob"): 0.2}
    assert share({"bed": 2, "lift": 1}, worths, {"anna": 1, "bob": 1}) == [("bed", "anna"), ("lift", "bob")]


PAIRS = st.dictionaries(
    st.tuples(st.sampled_from(["q1", "q2", "q3"]), st.sampled_from(["anna", "bob", "cees"])),
    st.integers(1, 100).map(lambda part: part / 100),
    max_size=9,
)
WANTED = st.fixed_dictionaries({name: st.integers(0, 2) for name in ("q1", "q2", "q3")})
ROOM = st.fixed_dictionaries({name: st.integers(0, 2) for name in ("anna", "bob", "cees")})


def total(pairs: list[tuple[str, str]], worths: dict[tuple[str, str], float]) -> float:
    asked = [question for question, _who in pairs]
    firsts = sum(FIRST * EACH_NEXT**number for question in set(asked) for number in range(asked.count(question)))
    return firsts + sum(worths[pair] for pair in pairs)


def fits(pairs: list[tuple[str, str]], wanted: dict[str, int], room: dict[str, int]) -> bool:
    asked, people = [pair[0] for pair in pairs], [pair[1] for pair in pairs]
    return all(asked.count(one) <= wanted[one] for one in asked) and all(
        people.count(one) <= room[one] for one in people
    )


@settings(max_examples=60)
@given(WANTED, PAIRS, ROOM, st.randoms())
def test_no_other_way_is_worth_more_and_the_order_in_which_it_is_told_says_nothing(
    wanted: dict[str, int], worths: dict[tuple[str, str], float], room: dict[str, int], random: object
) -> None:
    found = share(wanted, worths, room)
    assert len(set(found)) == len(found)
    assert fits(found, wanted, room)
    ways = chain.from_iterable(combinations(worths, number) for number in range(len(worths) + 1))
    best = max(total(list(way), worths) for way in ways if fits(list(way), wanted, room))
    assert total(found, worths) == pytest.approx(best, abs=1e-5)
    told = list(worths.items())
    random.shuffle(told)  # type: ignore[attr-defined]
    assert share(wanted, dict(told), room) == found
