from __future__ import annotations

from typing import ClassVar
from uuid import UUID

from django.db import models

from zwerm.people.models import Person, Space
from zwerm.records.models.statement import Statement
from zwerm.records.rules.identity import key_of


class Document(models.Model):
    """What a tool keeps about a person in an activity (state), about an activity or about a person (profiles).

    `owner` is a hash of the kind, the space, the activity and the agent; `key` that with the registration and the name. A
    document lies in the space of the credential that wrote it: tools of another space have documents of their own.
    `activity` is its IRI, and `agent` the agent as JSON, with no more than what it is known by and its name: so that who is erased is found
    by the names by which statements find them. Both are unknown of what was here before they were kept, until a tool asks for it.
    """

    class Kind(models.TextChoices):
        STATE = "state"
        ACTIVITY = "activity"
        AGENT = "agent"

    key = models.UUIDField(primary_key=True)
    owner = models.UUIDField(db_index=True)
    kind = models.CharField(max_length=10, choices=Kind.choices)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, null=True, related_name="+")
    space = models.ForeignKey(Space, on_delete=models.CASCADE, null=True, related_name="+")
    registration = models.UUIDField(null=True)
    activity = models.TextField(null=True)
    agent = models.TextField(null=True)
    identity = models.TextField()
    media_type = models.CharField(max_length=200)
    content = models.BinaryField()
    etag = models.CharField(max_length=64)
    updated = models.DateTimeField()

    class Meta:
        db_table = "records_document"
        # What is too old is looked for; without it all contents would be passed.
        indexes: ClassVar = [models.Index(fields=["updated"], name="records_document_updated")]

    def __str__(self) -> str:
        return f"{self.kind} {self.identity}"

    @staticmethod
    def owner_of(kind: str, space: UUID | None, *about: str) -> UUID:
        """`about`: the IRI of its activity, the key of its agent, or both."""
        return key_of(kind, str(space or ""), *about)

    @staticmethod
    def key_of(owner: UUID, registration: UUID | None, name: str) -> UUID:
        return key_of("document", str(owner), str(registration or ""), name)


class Attachment(models.Model):
    """A file that came with a statement. It lies on storage by its hash, once; who sees a statement of it sees the file."""

    statement = models.ForeignKey(Statement, on_delete=models.CASCADE, related_name="+")
    hash = models.CharField(max_length=128, db_index=True)

    class Meta:
        db_table = "records_attachment"
        constraints: ClassVar = [models.UniqueConstraint(fields=["statement", "hash"], name="records_attachment_once")]

    def __str__(self) -> str:
        return self.hash

    @staticmethod
    def path_of(hash: str) -> str:
        """Where it lies on storage."""
        return f"attachments/{hash[:2]}/{hash}"
