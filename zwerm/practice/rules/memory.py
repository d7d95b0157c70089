"""When a card returns: FSRS-6 with its default parameters, retention 0.9, as py-fsrs computes it.

What FSRS calls days are calendar days of the installation here: who practises at nine and at half past eight the next
morning practised on two days. Within a day, learning steps are minutes.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time
from enum import IntEnum
from functools import cache
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from zwerm.practice.rules.calendar import Calendar, choose_day

if TYPE_CHECKING:
    from fsrs import Scheduler

RETENTION = 0.9
# Someone remembers a card well when it would still be remembered (at 0.9) after three weeks.
WELL_KNOWN = 21


class Stage(IntEnum):
    """FSRS's states. A card that was never answered is in LEARNING without a last review."""

    LEARNING = 1
    REVIEW = 2
    RELEARNING = 3


class Rating(IntEnum):
    AGAIN = 1
    HARD = 2
    GOOD = 3
    EASY = 4


@dataclass(frozen=True)
class Memory:
    """What is known of one card in one head. `stability`: days until 0.9 is left; `difficulty`: 1 (easy) to 10."""

    due: datetime
    stage: Stage = Stage.LEARNING
    step: int | None = 0
    stability: float | None = None
    difficulty: float | None = None
    last_review: datetime | None = None

    @property
    def new(self) -> bool:
        return self.last_review is None


@dataclass(frozen=True)
class Outcome:
    """A rating's consequence before a day is chosen: `days` until it returns, or None when it is minutes."""

    memory: Memory
    days: int | None


def outcome_of(memory: Memory, rating: Rating, when: datetime, zone: ZoneInfo) -> Outcome:
    """What FSRS makes of `rating` at `when`; `memory.due` in the answer is not yet spread over days."""
    from fsrs import Card, State
    from fsrs import Rating as FsrsRating

    now = _calendar_time(when, zone)
    last = memory.last_review
    card = Card(
        card_id=0,
        state=State(memory.stage),
        step=memory.step,
        stability=memory.stability,
        difficulty=memory.difficulty,
        due=now,
        last_review=None if last is None else min(now, _calendar_day(last, zone)),
    )
    answered, _ = _scheduler().review_card(card, FsrsRating(rating), review_datetime=now)
    wait = answered.due - now
    after = Memory(
        due=when + wait,
        stage=Stage(answered.state),
        step=answered.step,
        stability=answered.stability,
        difficulty=answered.difficulty,
        last_review=when,
    )
    return Outcome(after, wait.days if after.stage is Stage.REVIEW else None)


def outcomes_of(memory: Memory, when: datetime, zone: ZoneInfo) -> dict[Rating, Outcome]:
    return {rating: outcome_of(memory, rating, when, zone) for rating in Rating}


def settle(outcome: Outcome, calendar: Calendar, when: datetime, zone: ZoneInfo, seed: str) -> Memory:
    """Choose the day on which the card returns; it is due from that day's beginning."""
    if outcome.days is None:
        return outcome.memory
    day = choose_day(outcome.days, when.astimezone(zone).date(), calendar, seed)
    return replace(outcome.memory, due=beginning_of(day, zone))


def remembered(memory: Memory, when: datetime, zone: ZoneInfo) -> float:
    """The chance that the card is remembered at `when`, 0 to 1; 0 for a card that was never answered."""
    from fsrs import Card

    if memory.last_review is None:
        return 0.0
    card = Card(card_id=0, stability=memory.stability, last_review=_calendar_day(memory.last_review, zone))
    return float(_scheduler().get_card_retrievability(card, _calendar_time(when, zone)))


def beginning_of(day: date, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, time(), zone).astimezone(UTC)


@cache
def _scheduler() -> Scheduler:
    # The library's own fuzz is chance; ours is choose_day().
    from fsrs import Scheduler

    return Scheduler(desired_retention=RETENTION, enable_fuzzing=False)


def _calendar_time(moment: datetime, zone: ZoneInfo) -> datetime:
    """The wall clock's time as if it were UTC: differences then count calendar days, whatever summer time does."""
    return moment.astimezone(zone).replace(tzinfo=UTC)


def _calendar_day(moment: datetime, zone: ZoneInfo) -> datetime:
    return _calendar_time(moment, zone).replace(hour=0, minute=0, second=0, microsecond=0)
