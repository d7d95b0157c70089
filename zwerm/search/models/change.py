from __future__ import annotations

from django.db import models

from zwerm.operations.appending import Log, LogQuerySet


class ChangeQuerySet(LogQuerySet["Change"]):
    """Changes, in the order in which they are followed."""


class Change(Log):
    """Something findable changed. Append-only: every copy of the index follows by its own cursor."""

    kind = models.CharField(max_length=40)
    key = models.CharField(max_length=64)
    when = models.DateTimeField(auto_now_add=True)

    objects = ChangeQuerySet.as_manager()

    class Meta:
        db_table = "search_change"

    def __str__(self) -> str:
        return f"{self.sequence} {self.kind} {self.key}"
