from __future__ import annotations

from typing import ClassVar

from django.db import models
from uuid_utils.compat import uuid7

from zwerm.people.models import Person


class Session(models.Model):
    """Someone sits down to practise. `aim` is how many answers were expected at the start."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="practice_sessions")
    started = models.DateTimeField()
    active = models.DateTimeField(help_text="When the last answer came.")
    ended = models.DateTimeField(null=True)
    aim = models.PositiveSmallIntegerField()

    class Meta:
        db_table = "practice_session"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["person"], condition=models.Q(ended__isnull=True), name="practice_session_one_open"
            )
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.started:%Y-%m-%d %H:%M}"
