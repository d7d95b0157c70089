from __future__ import annotations

from typing import ClassVar

from django.db import models

from zwerm.library.models.imports import ImportRun
from zwerm.library.models.item import Item
from zwerm.people.models import Person, Space


class Move(models.Model):
    """Someone moved an item from one space to another."""

    item = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="moves")
    origin = models.ForeignKey(Space, on_delete=models.CASCADE, related_name="+")
    target = models.ForeignKey(Space, on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    when = models.DateTimeField()
    run = models.ForeignKey(
        ImportRun,
        on_delete=models.SET_NULL,
        null=True,
        related_name="moves",
        help_text="The import with which it moved; empty: by itself.",
    )

    class Meta:
        db_table = "library_move"
        ordering: ClassVar = ["-when"]

    def __str__(self) -> str:
        return f"{self.item_id}: {self.origin_id} → {self.target_id}"
