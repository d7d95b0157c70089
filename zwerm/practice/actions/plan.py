"""What someone has to practise: today, and in the days ahead. Nothing here writes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

from django.db.models import Count, Max, Q, Subquery

from zwerm.people.models import Person
from zwerm.practice.actions.clock import beginning, day_of, today_and_tomorrow
from zwerm.practice.models import Keep, KeepQuerySet, Rhythm
from zwerm.practice.rules.memory import Stage
from zwerm.practice.rules.queue import Waiting, apart, in_order

# More than anybody does in a day; the rest comes when these are done.
MOST = 300


@dataclass(frozen=True)
class Plan:
    """Today's practice: `known` cards that return, `new` ones, about how many minutes of them make one session."""

    known: int
    new: int
    minutes: int
    answers: int
    kept: int
    day_off: bool

    @property
    def cards(self) -> int:
        return self.known + self.new


@dataclass(frozen=True)
class Ahead:
    """How many cards return on a day, and how many new ones may come."""

    day: date
    known: int
    new: int
    off: bool

    @property
    def cards(self) -> int:
        return self.known + self.new


def rhythm_of(person: Person) -> Rhythm:
    """What the person chose, or the defaults; read once per loaded person."""
    chosen: Rhythm | None = getattr(person, "rhythm", None)
    return chosen or Rhythm(person=person)


def plan_of(person: Person, now: datetime | None = None) -> Plan:
    now = now or datetime.now(UTC)
    _, tomorrow = today_and_tomorrow(now)
    rhythm = rhythm_of(person)
    told = (
        Keep.objects.of(person)
        .annotate(
            met_today=Subquery(_met_today(person, now).values("person").annotate(number=Count("pk")).values("number"))
        )
        .aggregate(
            known=Count("pk", filter=Q(last_review__isnull=False, due__lt=tomorrow)),
            unseen=Count("pk", filter=Q(last_review__isnull=True)),
            kept=Count("pk"),
            met=Max("met_today"),
        )
    )
    new = min(told["unseen"], max(0, rhythm.new_per_day - (told["met"] or 0)))
    # A new card is answered twice before it goes to another day.
    answers = min(told["known"] + 2 * new, rhythm.answers)
    day_off = day_of(now).weekday() in rhythm.weekdays_off
    return Plan(told["known"], new, rhythm.minutes_for(answers), answers, told["kept"], day_off)


def left_of(person: Person, seen: Collection[UUID], now: datetime) -> tuple[int, int]:
    """How many of today's cards have not come yet, and how many of those in `seen` come once more."""
    _, tomorrow = today_and_tomorrow(now)
    again = Keep.objects.of(person).waiting(now, tomorrow).filter(card__in=seen).count() if seen else 0
    return plan_of(person, now).cards - again, again


def due(person: Person, *, now: datetime | None = None, last_source: str = "", limit: int | None = None) -> list[Keep]:
    """The cards that `person` may answer now, in the order in which they come; only what they see.

    `last_source`: the item of the card before, so that another one comes first.
    """
    now = now or datetime.now(UTC)
    _, tomorrow = today_and_tomorrow(now)
    mine = Keep.objects.of(person)
    rows = mine.waiting(now, tomorrow).order_by("due").values_list("pk", "card__item_id", "due", "stage")[:MOST]
    waiting = [
        Waiting(pk, str(item or ""), when, learning=stage != Stage.REVIEW, new=False) for pk, item, when, stage in rows
    ]
    if new_left := _new_left(person, rhythm_of(person), now):
        oldest = mine.never_answered().order_by("since", "pk").values_list("pk", "card__item_id", "due")[:MOST]
        unseen = [Waiting(pk, str(item or ""), when, learning=False, new=True) for pk, item, when in oldest]
        # Kept together, cards of one page would all come on one day.
        waiting += apart(unseen)[:new_left]
    order = [card.keep for card in in_order(waiting, now, day_of(now), last_source)][:limit]
    found = Keep.objects.select_related("card__item", "card__version").in_bulk(order)
    for keep in found.values():
        keep.person = person
    return [found[pk] for pk in order]


def ahead(person: Person, now: datetime | None = None, days: int = 7) -> list[Ahead]:
    """The coming days, today first: what is overdue counts today, and new cards come as many a day as someone chose."""
    now = now or datetime.now(UTC)
    today, rhythm = day_of(now), rhythm_of(person)
    mine = Keep.objects.of(person)
    moments = mine.waiting(now, beginning(today + timedelta(days))).values_list("due", flat=True)
    known = Counter(max(day_of(moment), today) for moment in moments)
    unseen = mine.never_answered().count()
    new_left = _new_left(person, rhythm, now)
    coming = []
    for number in range(days):
        day = today + timedelta(number)
        off = day.weekday() in rhythm.weekdays_off
        new = 0 if off and number else min(unseen, new_left if number == 0 else rhythm.new_per_day)
        unseen -= new
        coming.append(Ahead(day, known[day], new, off))
    return coming


def _new_left(person: Person, rhythm: Rhythm, now: datetime) -> int:
    """How many cards someone may still meet for the first time today."""
    return max(0, rhythm.new_per_day - _met_today(person, now).count())


def _met_today(person: Person, now: datetime) -> KeepQuerySet:
    today, _ = today_and_tomorrow(now)
    return Keep.objects.filter(person=person, first_review__gte=today)
