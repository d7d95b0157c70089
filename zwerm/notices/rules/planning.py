"""When somebody is told what, over which way: at most so many messages a day, not in quiet hours or on days off, and nothing lost.

All moments are aware; days and hours are those of the person's time zone. How it works:

- A notice that is told at once is due when it came, at the first moment at which its reader may be disturbed. One for the overview is due
  with the next overview, or at once when it would be of no use by then (`before`).
- A message takes one of the day's places, however many notices are in it, whatever way it goes.
- The last place of a day waits for the overview, when that is still to come today, unless something in it cannot wait; it takes all that waits along.
- What finds no place waits for the next day. So the number is never exceeded, and nothing waits for ever while there is a place a day.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo
from enum import StrEnum
from uuid import UUID
from zoneinfo import ZoneInfo

MIDNIGHT = time(0)
A_DAY = timedelta(days=1)
# Days after which weekdays have all been there, with room for a clock that is set.
LOOK_AHEAD = 9


class Mail(StrEnum):
    """How notices of a kind come by mail."""

    NOW = "now"
    DIGEST = "digest"
    NO = "no"


class Way(StrEnum):
    MAIL = "mail"
    PUSH = "push"


@dataclass(frozen=True)
class Habits:
    """When a person may be disturbed, and how often. Weekdays: Monday is 0. Quiet from and until the same moment: never quiet.

    `budget`: messages a day, at most. `digest_days`: on which days there is an overview, at `digest_at` or the first moment after it that is not quiet.
    """

    zone: tzinfo
    budget: int
    quiet_from: time
    quiet_until: time
    off: frozenset[int]
    digest_days: frozenset[int]
    digest_at: time

    def day_of(self, moment: datetime) -> date:
        return moment.astimezone(self.zone).date()

    def allows(self, moment: datetime) -> bool:
        local = moment.astimezone(self.zone)
        if local.weekday() in self.off:
            return False
        clock, begin, end = local.time(), self.quiet_from, self.quiet_until
        if begin == end:
            return True
        quiet = begin <= clock < end if begin < end else clock >= begin or clock < end
        return not quiet

    def next_allowed(self, moment: datetime) -> datetime | None:
        """The first moment from this one on at which they may be disturbed; None: there is none."""
        if self.allows(moment):
            return moment
        return min((one for one in self._openings(moment) if one > moment), default=None)

    def _openings(self, moment: datetime) -> Iterator[datetime]:
        """Rest ends at midnight or when the quiet hours do."""
        for day in self._days(moment, 0, LOOK_AHEAD):
            for clock in (MIDNIGHT, self.quiet_until):
                if self.allows(one := self._at(day, clock)):
                    yield one

    def next_digest(self, moment: datetime) -> datetime | None:
        """The first overview from this moment on. One that falls in rest comes when that ends."""
        named = (day for day in self._days(moment, -LOOK_AHEAD, 2 * LOOK_AHEAD) if day.weekday() in self.digest_days)
        found = (self.next_allowed(self._at(day, self.digest_at)) for day in named)
        return min((one for one in found if one is not None and one >= moment), default=None)

    def beginning(self, moment: datetime) -> datetime:
        """When the day of this moment began."""
        return self._at(self.day_of(moment), MIDNIGHT)

    def tomorrow(self, moment: datetime) -> datetime:
        return self._at(self.day_of(moment) + A_DAY, MIDNIGHT)

    def _days(self, moment: datetime, first: int, last: int) -> Iterator[date]:
        today = self.day_of(moment)
        return (today + timedelta(days=number) for number in range(first, last))

    def _at(self, day: date, clock: time) -> datetime:
        # By way of UTC: an hour that the clock skips is the one after it.
        utc = datetime.combine(day, clock, self.zone).astimezone(ZoneInfo("UTC"))
        return utc.astimezone(self.zone)


@dataclass(frozen=True)
class Pending:
    """A notice that was not told yet, and over which ways it is to be."""

    key: UUID
    came: datetime
    mail: Mail
    push: bool = False
    before: datetime | None = None


@dataclass(frozen=True)
class Plan:
    way: Way
    keys: tuple[UUID, ...]
    digest: bool = False


def next_message(pending: Sequence[Pending], habits: Habits, used: int, now: datetime) -> Plan | None:
    """What is to be told now, when `used` of today's places are taken; None: nothing yet."""
    left = habits.budget - used
    if left <= 0 or not habits.allows(now):
        return None
    mails = [one for one in pending if one.mail is not Mail.NO]
    due = [one for one in mails if _is_due(_mail_moment(one, habits), now)]
    pushes = [one for one in pending if one.push and _is_due(habits.next_allowed(one.came), now)]
    if left == 1 and mails and (later := _digest_later_today(habits, now)) is not None:
        pressing = any(one.before is not None and one.before < later for one in due)
        return Plan(Way.MAIL, _keys(mails), digest=True) if pressing else None
    if pushes and (left > 1 or not due):
        return Plan(Way.PUSH, _keys(one for one in pending if one.push))
    if not due:
        return None
    digest = left == 1 or any(one.mail is Mail.DIGEST and _is_due(habits.next_digest(one.came), now) for one in due)
    return Plan(Way.MAIL, _keys(mails if digest else due), digest=digest)


def next_look(pending: Sequence[Pending], habits: Habits, used: int, now: datetime) -> datetime | None:
    """When, after `next_message` had nothing, it may have something; None: never, as things are."""
    waiting = [one for one in pending if one.push or one.mail is not Mail.NO]
    if not waiting or habits.budget <= 0:
        return None
    if not habits.allows(now):
        return habits.next_allowed(now)
    if used >= habits.budget:
        return habits.next_allowed(habits.tomorrow(now))
    moments = [_mail_moment(one, habits) for one in waiting if one.mail is not Mail.NO]
    moments += [habits.next_allowed(one.came) for one in waiting if one.push]
    moments.append(_digest_later_today(habits, now))
    return min((one for one in moments if one is not None and one > now), default=None)


def _mail_moment(one: Pending, habits: Habits) -> datetime | None:
    if one.mail is Mail.NOW:
        return habits.next_allowed(one.came)
    overview = habits.next_digest(one.came)
    if one.before is not None and (overview is None or overview > one.before):
        return habits.next_allowed(one.came)
    return overview


def _digest_later_today(habits: Habits, now: datetime) -> datetime | None:
    later = habits.next_digest(now + timedelta(microseconds=1))
    return later if later is not None and habits.day_of(later) == habits.day_of(now) else None


def _is_due(moment: datetime | None, now: datetime) -> bool:
    return moment is not None and moment <= now


def _keys(some: Iterable[Pending]) -> tuple[UUID, ...]:
    return tuple(one.key for one in some)
