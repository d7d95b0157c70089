from __future__ import annotations

from django.db import models


class Turn(models.Model):
    """Recurring work: which worker has it in hand, and when it last had its turn."""

    name = models.CharField(max_length=80, primary_key=True)
    taken = models.DateTimeField()
    # No foreign key: a shift that is over is removed while its turns still tell who had them.
    holder = models.CharField(max_length=64, default="", blank=True)

    class Meta:
        db_table = "operations_turn"

    def __str__(self) -> str:
        return self.name


class Shift(models.Model):
    """A worker at work: from its start to its end, and last seen when."""

    worker = models.CharField(max_length=64, primary_key=True)
    began = models.DateTimeField(auto_now_add=True)
    seen = models.DateTimeField()

    class Meta:
        db_table = "operations_shift"

    def __str__(self) -> str:
        return self.worker
