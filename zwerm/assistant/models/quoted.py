from __future__ import annotations

from typing import ClassVar

from django.db import models


class Quoted(models.Model):
    """How many answers quoted an item in a week, and how many were called right and wrong: by nobody, about nothing, and not by day, so that no question can
    be told from it.

    No key to the item: what was asked must not keep a text from being erased.
    """

    item = models.UUIDField()
    week = models.DateField(help_text="Its Monday.")
    answers = models.PositiveIntegerField(default=0)
    right = models.PositiveIntegerField(default=0, help_text="Of those that were judged.")
    wrong = models.PositiveIntegerField(default=0)

    class Meta:
        db_table = "assistant_quoted"
        constraints: ClassVar = [models.UniqueConstraint(fields=["item", "week"], name="assistant_quoted_once")]

    def __str__(self) -> str:
        return f"{self.item} {self.week} {self.answers}"
