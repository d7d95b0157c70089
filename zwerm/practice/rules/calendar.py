"""On which day a card returns: within what FSRS allows, on the day with the least work, never on a day off.

FSRS names one best day. Anki's fuzz, which py-fsrs follows, holds that days around it are as good (about 15 % early, 5 %
for long waits) and takes one by chance. We take the emptiest one instead, so that days are evenly full.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from hashlib import blake2b

# From day, to day, share of the days in between that may be added or taken off.
_ROOM = ((2.5, 7.0, 0.15), (7.0, 20.0, 0.1), (20.0, math.inf, 0.05))
LONGEST = 36500


@dataclass(frozen=True)
class Calendar:
    """How many cards return per day already, and the weekdays (Monday 0) on which someone does not practise."""

    load: Mapping[date, int] = field(default_factory=dict)
    days_off: frozenset[int] = frozenset()


def window(days: int) -> tuple[int, int]:
    """The first and last day that do as well as `days`; waits under 2.5 days leave no room. As py-fsrs's fuzz range."""
    if days < 2.5:
        return days, days
    room = 1.0 + sum(share * max(min(float(days), end) - start, 0.0) for start, end, share in _ROOM)
    first, last = max(2, round(days - room)), min(round(days + room), LONGEST)
    return min(first, last), last


def choose_day(days: int, today: date, calendar: Calendar, seed: str) -> date:
    """The day on which a card that should wait `days` returns.

    Of the days in its window that are not off: the one with the fewest cards, then the nearest to `days`, then by `seed`,
    so that the same card of the same person gives the same day. All days off: the first later day that is not.
    """
    first, last = window(days)
    open_days = [
        wait for wait in range(first, last + 1) if (today + timedelta(wait)).weekday() not in calendar.days_off
    ]
    if not open_days:
        later = (last + more for more in range(1, 8))
        return today + timedelta(
            next((wait for wait in later if (today + timedelta(wait)).weekday() not in calendar.days_off), days)
        )
    chosen = min(
        open_days,
        key=lambda wait: (calendar.load.get(today + timedelta(wait), 0), abs(wait - days), _draw(seed, wait)),
    )
    return today + timedelta(chosen)


def _draw(seed: str, wait: int) -> bytes:
    return blake2b(f"{seed}/{wait}".encode(), digest_size=8).digest()
