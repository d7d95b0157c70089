"""Our use of FSRS equals the library's, and days are chosen fairly."""

from __future__ import annotations

import statistics
from collections import Counter
from datetime import UTC, date, datetime, timedelta
from random import Random
from zoneinfo import ZoneInfo

import fsrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from zwerm.practice.rules.calendar import Calendar, choose_day, window
from zwerm.practice.rules.memory import (
    Memory,
    Outcome,
    Rating,
    Stage,
    beginning_of,
    outcome_of,
    remembered,
    settle,
)

ZONE = ZoneInfo("Europe/Amsterdam")
UTC_ZONE = ZoneInfo("UTC")
NOON = datetime(2026, 1, 5, 12, 0, tzinfo=UTC)
LIBRARY = fsrs.Scheduler(enable_fuzzing=False)
FUZZY = fsrs.Scheduler()

RATINGS = st.sampled_from(list(Rating))
WAITS = st.one_of(
    st.integers(0, 59).map(lambda minutes: timedelta(minutes=minutes)), st.integers(1, 400).map(timedelta)
)


@given(st.lists(st.tuples(RATINGS, WAITS), min_size=1, max_size=25))
def test_our_use_of_fsrs_equals_the_library(answers: list[tuple[Rating, timedelta]]) -> None:
    """Whole days apart at the same hour, or minutes apart, as the library itself counts."""
    memory, card, when = Memory(due=NOON), fsrs.Card(card_id=1, due=NOON), NOON
    for rating, wait in answers:
        outcome = outcome_of(memory, rating, when, UTC_ZONE)
        card, _ = LIBRARY.review_card(card, fsrs.Rating(rating), review_datetime=when)
        memory = outcome.memory
        assert (memory.stage, memory.step, memory.last_review) == (Stage(card.state), card.step, card.last_review)
        assert memory.stability == pytest.approx(card.stability, rel=1e-12)
        assert memory.difficulty == pytest.approx(card.difficulty, rel=1e-12)
        assert memory.due == card.due
        when = when + wait
        assert remembered(memory, when, UTC_ZONE) == pytest.approx(LIBRARY.get_card_retrievability(card, when))
        # Our calendar days and the library's spans of 24 hours agree only from noon to noon.
        if when.time() != NOON.time():
            when = NOON + timedelta((when - NOON).days)


@given(st.integers(1, 5000))
def test_the_window_is_the_librarys(days: int) -> None:
    """Every day that the library's fuzz draws lies in our window, and its ends are reached."""
    drawn = {
        fsrs.Scheduler()
        ._get_fuzzed_interval(interval=timedelta(days))
        .days  # the library offers no other way to see it
        for _ in range(40)
    }
    first, last = window(days)
    assert min(drawn) >= first
    # The library rounds up past its own maximum by one day, now and then; we do not.
    assert max(drawn) <= last + 1


def test_the_next_morning_is_another_day_however_early() -> None:
    evening = datetime(2026, 3, 2, 9, 0, tzinfo=ZONE)
    morning = datetime(2026, 3, 3, 8, 30, tzinfo=ZONE)
    known = Memory(evening, Stage.REVIEW, None, 5.0, 5.0, evening)
    early = outcome_of(known, Rating.GOOD, morning, ZONE).memory
    later = outcome_of(known, Rating.GOOD, morning + timedelta(hours=10), ZONE).memory
    assert early.stability == later.stability
    assert early.stability is not None
    assert early.stability > 5


def test_a_night_in_which_the_clock_goes_forward_is_a_night() -> None:
    """29 March 2026: the day has 23 hours in Amsterdam."""
    evening = datetime(2026, 3, 28, 23, 50, tzinfo=ZONE)
    known = Memory(evening, Stage.REVIEW, None, 5.0, 5.0, evening)
    ordinary = replace_day(known, datetime(2026, 3, 2, 23, 50, tzinfo=ZONE))
    after = outcome_of(known, Rating.GOOD, datetime(2026, 3, 29, 12, 0, tzinfo=ZONE), ZONE).memory
    same = outcome_of(ordinary, Rating.GOOD, datetime(2026, 3, 3, 12, 0, tzinfo=ZONE), ZONE).memory
    assert after.stability == same.stability


def replace_day(memory: Memory, last: datetime) -> Memory:
    return Memory(last, memory.stage, memory.step, memory.stability, memory.difficulty, last)


def test_a_card_is_due_from_the_beginning_of_its_day() -> None:
    when = datetime(2026, 11, 20, 16, 0, tzinfo=UTC)
    outcome = Outcome(Memory(when, Stage.REVIEW, None, 2.0, 5.0, when), 2)
    assert settle(outcome, Calendar(), when, ZONE, "x").due == beginning_of(date(2026, 11, 22), ZONE)
    assert beginning_of(date(2026, 11, 22), ZONE) == datetime(2026, 11, 21, 23, 0, tzinfo=UTC)


def test_minutes_are_not_moved() -> None:
    outcome = outcome_of(Memory(NOON), Rating.AGAIN, NOON, ZONE)
    off = Calendar(days_off=frozenset(range(7)))
    assert settle(outcome, off, NOON, ZONE, "x").due == NOON + timedelta(minutes=1)


MONDAY = date(2026, 11, 16)


@given(
    st.integers(1, 400),
    st.frozensets(st.integers(0, 6), max_size=6),
    st.dictionaries(st.integers(0, 30), st.integers(0, 9)),
    st.text(max_size=5),
)
def test_a_card_never_returns_on_a_day_off_nor_outside_its_window_without_need(
    days: int, off: frozenset[int], load: dict[int, int], seed: str
) -> None:
    calendar = Calendar({MONDAY + timedelta(day): count for day, count in load.items()}, off)
    day = choose_day(days, MONDAY, calendar, seed)
    assert day == choose_day(days, MONDAY, calendar, seed)
    assert day > MONDAY
    assert day.weekday() not in off
    first, last = window(days)
    inside = [wait for wait in range(first, last + 1) if (MONDAY + timedelta(wait)).weekday() not in off]
    wait = (day - MONDAY).days
    assert wait in inside if inside else last < wait <= last + 7


def test_the_emptiest_day_wins_then_the_nearest() -> None:
    assert window(10) == (8, 12)
    busy = {MONDAY + timedelta(day): 5 for day in (9, 10, 11)}
    assert choose_day(10, MONDAY, Calendar(busy), "x") in {MONDAY + timedelta(8), MONDAY + timedelta(12)}
    assert choose_day(10, MONDAY, Calendar({}), "x") == MONDAY + timedelta(10)


def test_days_are_fuller_or_emptier_by_far_less_than_by_chance() -> None:
    """Ten new cards a day for three months, each answered well: spread of cards per day, ours against chance."""
    ours = spread_of_days(balanced=True)
    chance = spread_of_days(balanced=False)
    assert ours < chance * 0.75


def spread_of_days(*, balanced: bool) -> float:
    chance, load = Random(7), Counter[date]()
    line: dict[date, list[Memory]] = {}
    answered: list[int] = []
    for number in range(90):
        today = MONDAY + timedelta(number)
        when = datetime(today.year, today.month, today.day, 9, 0, tzinfo=ZONE)
        due = line.pop(today, []) + [Memory(when)] * 10
        answered.append(len(due))
        for place, memory in enumerate(due):
            outcome = outcome_of(memory, Rating.EASY if memory.new else Rating.GOOD, when, ZONE)
            assert outcome.days
            if balanced:
                day = choose_day(outcome.days, today, Calendar(load), f"{number}/{place}")
            else:
                first, last = window(outcome.days)
                day = today + timedelta(chance.randint(first, last))
            load[day] += 1
            line.setdefault(day, []).append(outcome.memory)
    return statistics.pstdev(answered[30:])
