from __future__ import annotations

from typing import ClassVar

from django.db import models

from zwerm.people.models import Person


class Verdict(models.Model):
    """Whether an answer was right, by who asked. Of the question only a hash is kept, so that one person counts once."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    question = models.CharField(max_length=64, help_text="SHA-256 of the question as it was asked")
    right = models.BooleanField()
    items = models.JSONField(default=list, help_text="Ids of the items that the answer quoted")
    when = models.DateTimeField()

    class Meta:
        db_table = "assistant_verdict"
        constraints: ClassVar = [models.UniqueConstraint(fields=["person", "question"], name="assistant_verdict_once")]

    def __str__(self) -> str:
        return f"{self.question[:8]} {self.right}"
