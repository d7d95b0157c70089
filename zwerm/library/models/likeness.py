"""Items that say nearly the same, and what became of them."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from zwerm.library.models.item import Item
from zwerm.library.models.version import Version
from zwerm.people.models import Person


class Sketched(models.Model):
    """This version of an item was compared with the others."""

    item = models.OneToOneField(Item, on_delete=models.CASCADE, primary_key=True, related_name="sketched")
    version = models.ForeignKey(Version, on_delete=models.CASCADE, related_name="+")

    class Meta:
        db_table = "library_sketched"

    def __str__(self) -> str:
        return str(self.item_id)


class Band(models.Model):
    """A part of an item's sketch: items with one in common are worth comparing (rules/likeness.py)."""

    item = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="bands")
    word = models.CharField(max_length=24)

    class Meta:
        db_table = "library_band"
        indexes: ClassVar = [models.Index(fields=["word"], name="library_band_word")]

    def __str__(self) -> str:
        return f"{self.item_id} {self.word}"


class Likeness(models.Model):
    """Two items say nearly the same, or `part`, one of them, stands within the other; `share` is how much of it then.

    `apart`: someone looked, and they are to stay two.
    """

    first = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="+")
    second = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="+")
    share = models.FloatField()
    part = models.ForeignKey(Item, on_delete=models.CASCADE, null=True, related_name="+", db_index=False)
    apart = models.DateTimeField(null=True)
    apart_by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")

    class Meta:
        db_table = "library_likeness"
        ordering: ClassVar = ["-share", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["first", "second"], name="library_likeness_once"),
            models.CheckConstraint(condition=models.Q(first__lt=models.F("second")), name="library_likeness_order"),
        ]

    def __str__(self) -> str:
        return f"{self.first_id} ~ {self.second_id}"


class Merger(models.Model):
    """Someone made two items one: what `gone` said is in `kept` now. What came along is noted, so that it can go back."""

    gone = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="mergers")
    kept = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="+")
    before = models.ForeignKey(
        Version, on_delete=models.CASCADE, related_name="+", help_text="What `kept` said before."
    )
    after = models.ForeignKey(Version, on_delete=models.CASCADE, related_name="+", help_text="What both say now.")
    person = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    when = models.DateTimeField()
    comments = models.JSONField(default=list)
    credits = models.JSONField(default=list)
    skills = models.JSONField(default=list)
    undone = models.DateTimeField(null=True)

    class Meta:
        db_table = "library_merger"
        ordering: ClassVar = ["-when"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["gone"], condition=models.Q(undone__isnull=True), name="library_merger_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.gone_id} → {self.kept_id}"
