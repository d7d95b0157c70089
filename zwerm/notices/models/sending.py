from __future__ import annotations

from typing import ClassVar

from django.db import models
from uuid_utils.compat import uuid7

from zwerm.notices.rules.planning import Way
from zwerm.people.models import Person


class Sending(models.Model):
    """One of the messages that a person gets in a day: the `number`-th place of that day, taken before anything is sent.

    `held`: nothing was handed to the mail server yet. `handed`: it may have it. Whoever finds one of these two later knows that the worker
    was killed: a held one is let go, a handed one is `lost`: nobody knows whether it came. Its place stays taken, and it is sent again under
    the same `name`, by which mail programs know it again.
    """

    class State(models.TextChoices):
        HELD = "held"
        HANDED = "handed"
        SENT = "sent"
        LOST = "lost"

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    way = models.CharField(max_length=8, choices=[(way.value, way.value) for way in Way])
    day = models.DateField()
    number = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=8, choices=State.choices, default=State.HELD)
    name = models.UUIDField(default=uuid7)
    when = models.DateTimeField()

    class Meta:
        db_table = "notices_sending"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["person", "day", "number"], name="notices_sending_place")
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["state"], condition=models.Q(state__in=("held", "handed")), name="notices_sending_under_way"
            ),
            models.Index(fields=["person"], condition=models.Q(state="lost"), name="notices_sending_lost"),
            models.Index(fields=["day"], name="notices_sending_day"),
        ]

    def __str__(self) -> str:
        return f"{self.way} {self.number} of {self.day} to {self.person_id}"


class Refusal(models.Model):
    """The mail server does not take mail for somebody: what it answered, how often, and when it is tried again."""

    person = models.OneToOneField(Person, on_delete=models.CASCADE, related_name="+", primary_key=True)
    code = models.PositiveSmallIntegerField()
    tries = models.PositiveSmallIntegerField(default=1)
    since = models.DateTimeField()
    again = models.DateTimeField()

    class Meta:
        db_table = "notices_refusal"

    def __str__(self) -> str:
        return f"{self.code} for {self.person_id}"
