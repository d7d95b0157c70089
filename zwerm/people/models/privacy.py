"""Someone's own data: a copy to take along, an erasure that was asked for, and how long things are kept."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext as _
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

    def failing(self) -> ErasureQuerySet:
        """Those that could not be done when it was their time; each hour it is tried again."""
        return self.waiting().filter(failed__isnull=False)


class Erasure(models.Model):
    """Someone is to be erased from `due` on; until then it can be cancelled. Afterwards only the counts in `report` are left.

    `report`: `{"removed": {table: rows}, "nameless": {table: rows}, "words": {table: rows}, "first_names": {table: rows}}`; the last
    are words that stay, for who is meant by a first name nobody knows.
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
    failed = models.DateTimeField(null=True, help_text="When it was last tried and could not be done.")
    failure = models.CharField(
        max_length=300, blank=True, help_text="What kind of trouble, and in which columns: no words of anyone."
    )

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

    @property
    def why_failed(self) -> str:
        """For administrators."""
        kind, _colon, columns = self.failure.partition(": ")
        if kind == "LastAdministrator":
            return _("They are the only administrator. Make someone else one first.")
        if columns:
            return _("Something of them still stood in %(columns)s.") % {"columns": columns}
        return _("An error of the program: %(kind)s. The log of the server tells more.") % {"kind": kind}


class KeptFor(models.Model):
    """How many months something is kept, where an administrator chose otherwise than Zwerm does; 0: without end."""

    name = models.CharField(max_length=60, primary_key=True)
    months = models.PositiveSmallIntegerField()

    class Meta:
        db_table = "people_kept_for"

    def __str__(self) -> str:
        return f"{self.name}: {self.months}"
