from __future__ import annotations

from django.db import models

from zwerm.people.models import Person


class Rhythm(models.Model):
    """How someone wants to practise. Who chose nothing has the defaults, and no row.

    `days_off` are weekdays as digits, Monday 0: "56" is the weekend. `pace` is how many seconds an answer takes, of late.
    """

    person = models.OneToOneField(Person, on_delete=models.CASCADE, related_name="rhythm", primary_key=True)
    days_off = models.CharField(max_length=7, blank=True, default="")
    new_per_day = models.PositiveSmallIntegerField(default=8)
    minutes = models.PositiveSmallIntegerField(default=5)
    pace = models.FloatField(default=12.0)

    class Meta:
        db_table = "practice_rhythm"

    def __str__(self) -> str:
        return f"{self.person_id}: {self.minutes} minutes"

    @property
    def weekdays_off(self) -> frozenset[int]:
        return frozenset(int(day) for day in self.days_off)

    @property
    def answers(self) -> int:
        """About how many answers fit in a session."""
        return self.minutes * 4

    def minutes_for(self, answers: int) -> int:
        return max(1, round(answers * self.pace / 60)) if answers else 0
