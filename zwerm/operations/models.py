from __future__ import annotations

from django.db import models


class Turn(models.Model):
    """When recurring work last had its turn."""

    name = models.CharField(max_length=80, primary_key=True)
    taken = models.DateTimeField()

    class Meta:
        db_table = "operations_turn"

    def __str__(self) -> str:
        return self.name
