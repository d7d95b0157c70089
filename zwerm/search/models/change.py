from __future__ import annotations

from django.db import models


class Change(models.Model):
    """Something findable changed. Append-only: every copy of the index follows by its own cursor."""

    sequence = models.BigAutoField(primary_key=True)
    kind = models.CharField(max_length=40)
    key = models.CharField(max_length=64)
    when = models.DateTimeField(auto_now_add=True)

    class Meta:
        db_table = "search_change"

    def __str__(self) -> str:
        return f"{self.sequence} {self.kind} {self.key}"
