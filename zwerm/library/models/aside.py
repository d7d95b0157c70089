from __future__ import annotations

from typing import ClassVar

from django.db import models

from zwerm.library.models.item import Item
from zwerm.people.models import Person


class Aside(models.Model):
    """The file of an item was gone when `person` brought its folder in again. `back`: since when the item counts again."""

    item = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="asides")
    path = models.CharField(max_length=500)
    person = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    when = models.DateTimeField()
    back = models.DateTimeField(null=True)
    back_by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")

    class Meta:
        db_table = "library_aside"
        ordering: ClassVar = ["-when"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["item"], condition=models.Q(back__isnull=True), name="library_aside_once")
        ]

    def __str__(self) -> str:
        return f"{self.item_id} without {self.path}"
