from __future__ import annotations

from typing import ClassVar

from django.db import models

from zwerm.people.models import Person


class Room(models.Model):
    """How much room somebody has for questions of colleagues. What they did not choose is as the organisation has it (empty).

    `begins`, `ends`: whole hours, through midnight when the first is later. `away`: until and including that day nothing comes.
    """

    person = models.OneToOneField(Person, on_delete=models.CASCADE, primary_key=True, related_name="+")
    a_week = models.PositiveSmallIntegerField(null=True)
    begins = models.PositiveSmallIntegerField(null=True)
    ends = models.PositiveSmallIntegerField(null=True)
    away = models.DateField(null=True)

    class Meta:
        db_table = "questions_room"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(begins__isnull=True, ends__isnull=True) | models.Q(begins__lt=24, ends__lte=24),
                name="questions_room_hours",
            )
        ]

    def __str__(self) -> str:
        return f"{self.person_id}: {self.a_week}"
