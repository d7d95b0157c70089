from __future__ import annotations

from typing import ClassVar

from django.db import models
from uuid_utils.compat import uuid7

from zwerm.people.models import Person, Space


class Statement(models.Model):
    """Who did what, in xAPI's shape. Append-only: rows are never changed, and only retention removes them.

    `json` is the statement as it is told to others, canonical and byte-true; the columns are what is queried.
    """

    sequence = models.BigAutoField(primary_key=True)
    id = models.UUIDField(unique=True, default=uuid7, editable=False)
    person = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    verb = models.CharField(max_length=40)
    verb_iri = models.CharField(max_length=300)
    object_iri = models.CharField(max_length=500)
    object_type = models.CharField(max_length=300, blank=True)
    registration = models.UUIDField(null=True)
    space = models.ForeignKey(Space, on_delete=models.SET_NULL, null=True, related_name="+")
    form = models.CharField(max_length=20)
    kind = models.CharField(max_length=2)
    seconds = models.FloatField(null=True)
    scaled = models.FloatField(null=True)
    success = models.BooleanField(null=True)
    timestamp = models.DateTimeField()
    stored = models.DateTimeField()
    json = models.TextField()

    class Meta:
        db_table = "records_statement"
        indexes: ClassVar = [
            models.Index(fields=["person", "sequence"], name="records_statement_person"),
            models.Index(fields=["verb", "sequence"], name="records_statement_verb"),
            models.Index(fields=["object_iri", "sequence"], name="records_statement_object"),
            models.Index(fields=["timestamp"], name="records_statement_time"),
        ]

    def __str__(self) -> str:
        return f"{self.sequence} {self.verb}"
