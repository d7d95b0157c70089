from __future__ import annotations

from datetime import datetime
from typing import Any, ClassVar, NoReturn

from django.db import models
from uuid_utils.compat import uuid7

from zwerm.operations.appending import Log, LogQuerySet
from zwerm.people.models import Person, Space
from zwerm.records.models.credential import Credential
from zwerm.records.rules.values import in_every_zone


class AppendOnly(Exception):
    """Statements are not changed and not taken back; another statement can say that one was wrong."""


class StatementQuerySet(LogQuerySet["Statement"]):
    def update(self, **fields: Any) -> NoReturn:
        raise AppendOnly

    def delete(self) -> NoReturn:
        raise AppendOnly


class Statement(Log):
    """Who did what, in xAPI's shape. Append-only: a trigger in the database refuses any change but forgetting who.

    `json` is the statement as it is told to others, canonical and byte-true, without `stored`, `authority` and `version`,
    which who serves it adds; the columns are what is queried. `form`, `kind`, `online` and `deed` are what its verb meant.
    """

    id = models.UUIDField(unique=True, default=uuid7, editable=False)
    person = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, db_index=False, related_name="+")
    verb = models.CharField(max_length=40)
    verb_iri = models.CharField(max_length=300)
    object_iri = models.CharField(max_length=500)
    object_type = models.CharField(max_length=300, blank=True)
    registration = models.UUIDField(null=True)
    # What lies in none is read by all: a space goes only after its statements were left without their contents (actions/forget.py).
    space = models.ForeignKey(Space, on_delete=models.PROTECT, null=True, db_index=False, related_name="+")
    # What Zwerm's own statements say that a thing belongs to; what others say of it stands in records_mention.
    part_of = models.TextField(null=True)
    # Which outside tool wrote it; nobody: Zwerm itself did, through `record()`.
    credential = models.ForeignKey(Credential, on_delete=models.PROTECT, null=True, db_index=False, related_name="+")
    form = models.CharField(max_length=20)
    kind = models.CharField(max_length=2)
    online = models.BooleanField(default=True)
    deed = models.CharField(max_length=10, default="learned")
    seconds = models.FloatField(null=True)
    scaled = models.FloatField(null=True)
    success = models.BooleanField(null=True)
    timestamp = models.DateTimeField()
    stored = models.DateTimeField()
    json = models.TextField()

    objects = StatementQuerySet.as_manager()

    class Meta:
        db_table = "records_statement"
        indexes: ClassVar = [
            # What often goes with another is the last column of its index: there it is looked at without the row.
            models.Index(fields=["verb_iri", "sequence"], name="records_statement_verb_iri"),
            models.Index(fields=["object_iri", "sequence"], name="records_statement_object"),
            models.Index(fields=["object_iri", "verb_iri", "sequence"], name="records_statement_object_did"),
            # What Zwerm itself told of a thing that tools tell much of.
            models.Index(
                fields=["object_iri", "sequence"],
                condition=models.Q(credential__isnull=True),
                name="records_statement_own_object",
            ),
            # By the day on which something happened.
            models.Index(fields=["timestamp", "sequence"], name="records_statement_happened"),
            models.Index(fields=["verb_iri", "timestamp", "sequence"], name="records_statement_verb_day"),
            models.Index(fields=["stored"], name="records_statement_stored"),
            # Only where there is one, so that all others pay nothing for it.
            models.Index(
                fields=["person", "sequence", "verb_iri"],
                condition=models.Q(person__isnull=False),
                name="records_statement_person_verb",
            ),
            models.Index(
                fields=["person", "timestamp", "sequence"],
                condition=models.Q(person__isnull=False),
                name="records_statement_person_day",
            ),
            models.Index(
                fields=["credential", "sequence"],
                condition=models.Q(credential__isnull=False),
                name="records_statement_credential",
            ),
            models.Index(
                fields=["credential", "timestamp", "sequence"],
                condition=models.Q(credential__isnull=False),
                name="records_statement_told_day",
            ),
            models.Index(
                fields=["space", "sequence"],
                condition=models.Q(space__isnull=False),
                name="records_statement_space",
            ),
            models.Index(
                fields=["space", "timestamp", "sequence"],
                condition=models.Q(space__isnull=False),
                name="records_statement_space_day",
            ),
            models.Index(
                fields=["part_of", "sequence"],
                condition=models.Q(part_of__isnull=False),
                name="records_statement_part_of",
            ),
            models.Index(
                fields=["registration", "sequence"],
                condition=models.Q(registration__isnull=False),
                name="records_statement_registratio",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.sequence} {self.verb}"

    @property
    def happened(self) -> datetime:
        """When, for whoever counts or shows it by day: `timestamp` may be a moment for which another time zone has no day."""
        return in_every_zone(self.timestamp)

    def delete(self, *given: Any, **named: Any) -> NoReturn:
        raise AppendOnly
