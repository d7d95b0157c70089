"""What keeps the library true: who looked, who doubts, and how often it is looked at."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from zwerm.library.models.item import Item
from zwerm.library.models.version import Version
from zwerm.people.models import Person, Space


class Rhythm(models.Model):
    """How often what is kept in a space is looked at again, in months; 0: never. Without a row: as its kind asks."""

    space = models.OneToOneField(Space, on_delete=models.CASCADE, primary_key=True, related_name="rhythm")
    months = models.PositiveSmallIntegerField()

    class Meta:
        db_table = "library_rhythm"

    def __str__(self) -> str:
        return f"{self.space_id}: {self.months}"


class Confirmation(models.Model):
    """Someone looked at an item and said that it still holds."""

    item = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="confirmations")
    version = models.ForeignKey(Version, on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    when = models.DateTimeField()

    class Meta:
        db_table = "library_confirmation"
        ordering: ClassVar = ["-when"]

    def __str__(self) -> str:
        return f"{self.item_id} holds, {self.when:%Y-%m-%d}"


class Doubt(models.Model):
    """Someone thinks that something in an item does not hold (any more). Settled when it was looked at."""

    item = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="doubts")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    words = models.CharField(max_length=1000)
    when = models.DateTimeField()
    settled = models.DateTimeField(null=True)
    settled_by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")

    class Meta:
        db_table = "library_doubt"
        ordering: ClassVar = ["when"]
        constraints: ClassVar = [
            # Twice the same button is one doubt, changed.
            models.UniqueConstraint(
                fields=["item", "person"], condition=models.Q(settled__isnull=True), name="library_doubt_open_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.item_id}: {self.words[:40]}"
