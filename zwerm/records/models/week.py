from __future__ import annotations

from datetime import date
from typing import ClassVar

from django.db import models

from zwerm.people.models import Person
from zwerm.records.models.cursor import Projected, ProjectedQuerySet


class WeekQuerySet(ProjectedQuerySet["Week"]):
    def of(self, person: Person, monday: date) -> Week | None:
        return self.live().filter(person=person, monday=monday).first()


class Week(Projected):
    """What one person did in one week (ISO 8601: Monday to Sunday), in acts; `seconds` is the time that was told.

    `on_the_job`, `from_others` and `formal` are the 70, the 20 and the 10.
    """

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    monday = models.DateField()
    learned = models.PositiveIntegerField(default=0)
    shared = models.PositiveIntegerField(default=0)
    taught = models.PositiveIntegerField(default=0)
    seconds = models.PositiveIntegerField(default=0)
    on_the_job = models.PositiveIntegerField(default=0)
    from_others = models.PositiveIntegerField(default=0)
    formal = models.PositiveIntegerField(default=0)

    objects = WeekQuerySet.as_manager()

    class Meta:
        db_table = "records_week"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["cursor", "person", "monday"], name="records_week_once")
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.monday}"

    @property
    def acts(self) -> int:
        return self.learned + self.shared + self.taught

    @property
    def minutes(self) -> int:
        return round(self.seconds / 60)
