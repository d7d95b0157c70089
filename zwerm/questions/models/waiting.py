from __future__ import annotations

from typing import ClassVar
from uuid import uuid4

from django.db import models
from django.utils.translation import gettext_lazy as _

from zwerm.people.models import Placed, PlacedQuerySet, Space
from zwerm.questions.models.question import Question


class WaitingQuerySet(PlacedQuerySet["Waiting"]):
    def to_read(self) -> WaitingQuerySet:
        """What whoever looks after the space has still to read."""
        return self.filter(ready=True, turned_away__isnull=True).exclude(kind=Waiting.Kind.WITHDRAWAL)


class Waiting(Placed):
    """What somebody sent anonymously, until a colleague who looks after the space lets it in.

    Nothing here tells who sent it: no person, no time and no day, and an id and a place in the table that tell neither (actions/mixing.py).
    `ready`: mixed with the others, and only from then on seen.
    """

    class Kind(models.TextChoices):
        QUESTION = "question", _("a question")
        ADDITION = "addition", _("something added to a question")
        WITHDRAWAL = "withdrawal", _("a question to take back")

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    space = models.ForeignKey(Space, on_delete=models.PROTECT, related_name="+", verbose_name=_("space"))
    kind = models.CharField(max_length=20, choices=Kind.choices)
    question = models.ForeignKey(
        Question, on_delete=models.CASCADE, null=True, related_name="waiting", help_text="To which it belongs."
    )
    title = models.CharField(max_length=300, blank=True)
    text = models.TextField(blank=True)
    language = models.CharField(max_length=8)
    key = models.CharField(max_length=64, help_text="Hash of the code that who asked has.")
    ready = models.BooleanField(default=False)
    turned_away = models.DateField(null=True)
    reason = models.TextField(blank=True)

    objects = WaitingQuerySet.as_manager()

    class Meta:
        db_table = "questions_waiting"
        ordering: ClassVar = ["id"]
        indexes: ClassVar = [models.Index(fields=["key"], name="questions_waiting_key")]

    def __str__(self) -> str:
        return self.title or self.text[:40]
