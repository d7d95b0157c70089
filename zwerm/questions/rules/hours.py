"""When questions may come to somebody. Pure: moments are local, with their time zone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

WORKING_DAYS = frozenset(range(5))
# Somebody who is never there is not waited for longer than this.
LONGEST = timedelta(days=7)


@dataclass(frozen=True)
class Hours:
    """On these weekdays (0: Monday), from one whole hour until another, and not up to and including the day `away`.

    `begins` after `ends`: through midnight; both the same: never.
    """

    begins: int = 8
    ends: int = 18
    days: frozenset[int] = WORKING_DAYS
    away: date | None = None

    def has(self, moment: datetime) -> bool:
        """Whether somebody may be asked at this moment."""
        return any(begin <= moment < end for begin, end in self._of(moment.date(), moment))

    def between(self, begin: datetime, end: datetime) -> timedelta:
        """How much of their own time lies between two moments, `LONGEST` after `begin` at most."""
        whole = timedelta()
        day, end = begin.date(), min(end, begin + LONGEST)
        while day <= end.date():
            for opens, closes in self._of(day, begin):
                whole += max(timedelta(), min(end, closes) - max(begin, opens))
            day += timedelta(days=1)
        return whole

    def passed(self, begin: datetime, end: datetime, enough: timedelta) -> bool:
        """Whether `enough` of their own time went by, or so long that it no longer matters."""
        return end - begin >= LONGEST or self.between(begin, end) >= enough

    def _of(self, day: date, like: datetime) -> Iterator[tuple[datetime, datetime]]:
        """The pieces of this day."""
        if day.weekday() not in self.days or (self.away is not None and day <= self.away):
            return
        if self.begins < self.ends:
            pieces = [(self.begins, self.ends)]
        else:
            pieces = [(0, self.ends), (self.begins, 24)] if self.begins != self.ends else []
        for begin, end in pieces:
            yield _at(day, begin, like), _at(day, end, like)


def _at(day: date, hour: int, like: datetime) -> datetime:
    return datetime.combine(day + timedelta(days=hour // 24), time(hour % 24), like.tzinfo)
