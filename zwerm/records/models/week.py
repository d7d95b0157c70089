from __future__ import annotations

from calendar import monthrange
from datetime import date
from typing import ClassVar

from django.db import models

from zwerm.people.models import Person
from zwerm.records.models.cursor import Projected, ProjectedQuerySet

MINUTES_A_DAY = 24 * 60


class Counted(Projected):
    """What one person did in a time, in acts; `seconds` is the time that was told, which tools may tell more of than there is.

    `on_the_job`, `from_others` and `formal` are the 70, the 20 and the 10; `classical` to `self_directed` the seven forms.
    """

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    learned = models.PositiveIntegerField(default=0)
    shared = models.PositiveIntegerField(default=0)
    taught = models.PositiveIntegerField(default=0)
    seconds = models.PositiveBigIntegerField(default=0)
    on_the_job = models.PositiveIntegerField(default=0)
    from_others = models.PositiveIntegerField(default=0)
    formal = models.PositiveIntegerField(default=0)
    classical = models.PositiveIntegerField(default=0)
    social = models.PositiveIntegerField(default=0)
    experience = models.PositiveIntegerField(default=0)
    organisational = models.PositiveIntegerField(default=0)
    informal = models.PositiveIntegerField(default=0)
    strategic = models.PositiveIntegerField(default=0)
    self_directed = models.PositiveIntegerField(default=0)

    class Meta:
        abstract = True

    @property
    def acts(self) -> int:
        return self.learned + self.shared + self.taught

    @property
    def days(self) -> int:
        raise NotImplementedError

    @property
    def minutes(self) -> int:
        """No more than there are in so many days."""
        return min(round(self.seconds / 60), self.days * MINUTES_A_DAY)


class WeekQuerySet(ProjectedQuerySet["Week"]):
    def of(self, person: Person, monday: date) -> Week | None:
        return self.live().filter(person=person, monday=monday).first()


class Week(Counted):
    """From Monday to Sunday (ISO 8601)."""

    monday = models.DateField()

    objects = WeekQuerySet.as_manager()

    class Meta:
        db_table = "records_week"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["cursor", "person", "monday"], name="records_week_once")
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.monday}"

    @property
    def days(self) -> int:
        return 7


class Month(Counted):
    """A month of the calendar, by its first day."""

    first = models.DateField()

    objects = ProjectedQuerySet.as_manager()

    class Meta:
        db_table = "records_month"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["cursor", "person", "first"], name="records_month_once")
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.first}"

    @property
    def days(self) -> int:
        return monthrange(self.first.year, self.first.month)[1]
