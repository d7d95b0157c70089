from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from zwerm.people.models import Person


class ModelCall(models.Model):
    """One call of the language model, for the admin to see: on whose behalf, what for, how much, how it went.

    What was asked and answered is kept only when ZWERM_MODEL_LOG_CONTENT says so; `sources` are ids of what was sent along.
    """

    class Outcome(models.TextChoices):
        DONE = "done", _("answered")
        BUDGET = "budget", _("budget of the day used up")
        UNREACHABLE = "unreachable", _("not reachable")
        SLOW = "slow", _("too slow")
        BUSY = "busy", _("busy")
        REFUSED = "refused", _("refused")
        BROKEN = "broken", _("not understood")
        EMPTY = "empty", _("empty answer")

    person = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    when = models.DateTimeField()
    purpose = models.CharField(max_length=40)
    model = models.CharField(max_length=200)
    tokens_in = models.PositiveIntegerField(default=0)
    tokens_out = models.PositiveIntegerField(default=0)
    milliseconds = models.PositiveIntegerField(default=0)
    outcome = models.CharField(max_length=20, choices=Outcome.choices)
    detail = models.CharField(max_length=300, blank=True)
    sources = models.JSONField(default=list)
    content = models.TextField(blank=True)

    class Meta:
        db_table = "records_model_call"
        ordering: ClassVar = ["-when"]
        indexes: ClassVar = [models.Index(fields=["-when"], name="records_model_call_when")]

    @property
    def what_for(self) -> str:
        """Its purpose, as it is called to people."""
        return str(PURPOSES.get(self.purpose, self.purpose))

    def __str__(self) -> str:
        return f"{self.when:%Y-%m-%d %H:%M} {self.purpose} {self.outcome}"


class ModelDay(models.Model):
    """Tokens that the installation spent on the language model on one day, those still on their way included."""

    day = models.DateField(primary_key=True)
    tokens = models.PositiveBigIntegerField(default=0)

    class Meta:
        db_table = "records_model_day"

    def __str__(self) -> str:
        return f"{self.day}: {self.tokens}"


PURPOSES = {"answer": _("an answer"), "course": _("a course")}
