from __future__ import annotations

from typing import ClassVar, Self, TypeVar

from django.db import models


class Cursor(models.Model):
    """How far a projection has read: the sequence of the last statement that its rows account for.

    A projection's rows belong to a cursor. While it is rebuilt there is a second one, whose rows nobody sees until they
    are complete and it becomes the live one. Removing a cursor removes its rows. `failing_since`: when it last could not go on, and `says` why.
    """

    projection = models.CharField(max_length=60)
    sequence = models.BigIntegerField(default=0)
    live = models.BooleanField(default=True)
    moved = models.DateTimeField(auto_now=True)
    failing_since = models.DateTimeField(null=True)
    says = models.CharField(max_length=100, blank=True)

    class Meta:
        db_table = "records_cursor"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["projection"], condition=models.Q(live=True), name="records_cursor_one_live"
            )
        ]

    def __str__(self) -> str:
        return f"{self.projection} at {self.sequence}"


M = TypeVar("M", bound="Projected")


class ProjectedQuerySet(models.QuerySet[M]):
    def live(self) -> Self:
        """The rows that readers see. Every page loads through this."""
        return self.filter(cursor__live=True)


class Projected(models.Model):
    """A row of a projection: derived from statements, and never written by anything but its projection."""

    cursor = models.ForeignKey(Cursor, on_delete=models.CASCADE, related_name="+")

    class Meta:
        abstract = True


class Uncounted(Projected):
    """A statement that its projection read and could not count, and what kind of fault that was: a mistake of ours, and no other waited for it."""

    sequence = models.BigIntegerField()
    says = models.CharField(max_length=100)

    objects = ProjectedQuerySet.as_manager()

    class Meta:
        db_table = "records_uncounted"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["cursor", "sequence"], name="records_uncounted_once"),
        ]

    def __str__(self) -> str:
        return f"{self.sequence} {self.says}"
