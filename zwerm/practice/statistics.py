"""Numbers that encourage: what stays, how much is known well, on which days someone practised. No streaks, no ranking."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Count, Q

from zwerm.people.models import Person
from zwerm.practice.actions.clock import beginning, day_of
from zwerm.practice.models import Keep, Review
from zwerm.practice.rules.memory import WELL_KNOWN, Rating, Stage

WINDOW = 28
# Under so many answers a percentage says nothing.
ENOUGH = 10


@dataclass(frozen=True)
class Statistics:
    """`remembered`: of the cards that came back in four weeks, the percentage that was known; None: too few to say."""

    remembered: int | None
    days: list[tuple[date, bool]]
    well_known: int
    kept: int

    @property
    def days_practised(self) -> int:
        return sum(practised for _, practised in self.days)


def statistics_of(person: Person, now: datetime) -> Statistics:
    today = day_of(now)
    since = today - timedelta(WINDOW - 1)
    answers = list(
        Review.objects.counted()
        .filter(person=person, when__gte=beginning(since))
        .values_list("when", "stage", "rating")
    )
    returned = [rating for _, stage, rating in answers if stage == Stage.REVIEW]
    known = sum(rating > Rating.AGAIN for rating in returned)
    practised = {day_of(when) for when, _, _ in answers}
    cards = Keep.objects.of(person).aggregate(
        well_known=Count("pk", filter=Q(stability__gte=WELL_KNOWN)), kept=Count("pk")
    )
    return Statistics(
        remembered=round(100 * known / len(returned)) if len(returned) >= ENOUGH else None,
        days=[(day, day in practised) for day in (since + timedelta(number) for number in range(WINDOW))],
        well_known=cards["well_known"],
        kept=cards["kept"],
    )
