"""Someone's own data: a copy to take along, an erasure that was asked for, and how long things are kept."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils import timezone
from uuid_utils.compat import uuid7

from zwerm.people.models.person import Person


class PersonalCopyQuerySet(models.QuerySet["PersonalCopy"]):
    def usable(self) -> PersonalCopyQuerySet:
        """Being made, or ready and not yet over."""
        return self.filter(expires__gt=timezone.now())


class PersonalCopy(models.Model):
    """Everything about one person in a zip, for that person alone. `part` of `parts` tells how far it is."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="copies")
    asked = models.DateTimeField(auto_now_add=True)
    expires = models.DateTimeField()
    part = models.PositiveSmallIntegerField(default=0)
    parts = models.PositiveSmallIntegerField(default=0)
    size = models.PositiveBigIntegerField(default=0)
    ready = models.DateTimeField(null=True)
    failed = models.DateTimeField(null=True)

    objects = PersonalCopyQuerySet.as_manager()

    class Meta:
        db_table = "people_personal_copy"
        ordering: ClassVar = ["-asked"]

    def __str__(self) -> str:
        return str(self.id)

    @property
    def path(self) -> str:
        """Where it lies on storage."""
        return f"personal/{self.id}.zip"


class ErasureQuerySet(models.QuerySet["Erasure"]):
    def waiting(self) -> ErasureQuerySet:
        """Asked for, and neither cancelled nor done. Of one person at most one."""
        return self.filter(cancelled=None, done=None)


class Erasure(models.Model):
    """Someone is to be erased from `due` on; until then it can be cancelled. Afterwards only the counts in `report` are left.

    `report`: `{"removed": {table: rows}, "nameless": {table: rows}, "words": {table: rows}}`.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    person = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="erasures")
    by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    own_texts = models.BooleanField(default=False, help_text="Texts that nobody else changed go too.")
    asked = models.DateTimeField(auto_now_add=True)
    due = models.DateTimeField()
    cancelled = models.DateTimeField(null=True)
    done = models.DateTimeField(null=True)
    report = models.JSONField(default=dict)

    objects = ErasureQuerySet.as_manager()

    class Meta:
        db_table = "people_erasure"
        ordering: ClassVar = ["-asked"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["person"],
                condition=models.Q(cancelled__isnull=True, done__isnull=True),
                name="people_erasure_open_once",
            )
        ]

    def __str__(self) -> str:
        return str(self.id)


class KeptFor(models.Model):
    """How many months something is kept, where an administrator chose otherwise than Zwerm does; 0: without end."""

    name = models.CharField(max_length=60, primary_key=True)
    months = models.PositiveSmallIntegerField()

    class Meta:
        db_table = "people_kept_for"

    def __str__(self) -> str:
        return f"{self.name}: {self.months}"
