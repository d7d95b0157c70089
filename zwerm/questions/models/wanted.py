from __future__ import annotations

from typing import ClassVar

from django.db import models


class Wanted(models.Model):
    """Words that several colleagues looked for in a week, and nothing was found. By nobody; never a row for fewer than five (actions/wanted.py)."""

    words = models.CharField(max_length=200)
    week = models.DateField(help_text="Its Monday.")
    people = models.PositiveIntegerField(help_text="At least so many.")

    class Meta:
        db_table = "questions_wanted"
        constraints: ClassVar = [models.UniqueConstraint(fields=["words", "week"], name="questions_wanted_once")]

    def __str__(self) -> str:
        return f"{self.words} {self.week}"
