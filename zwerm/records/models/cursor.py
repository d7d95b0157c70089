from __future__ import annotations

from django.db import models


class Cursor(models.Model):
    """How far a projection has read: the sequence of the last statement that its rows account for."""

    projection = models.CharField(max_length=60, primary_key=True)
    sequence = models.BigIntegerField(default=0)
    moved = models.DateTimeField(auto_now=True)

    class Meta:
        db_table = "records_cursor"

    def __str__(self) -> str:
        return f"{self.projection} at {self.sequence}"
