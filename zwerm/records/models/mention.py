from __future__ import annotations

from collections.abc import Iterable
from typing import Any, ClassVar

from django.db import models

from zwerm.operations.rows import insert
from zwerm.records.models.statement import Statement
from zwerm.records.rules.identity import mentioned_in, verb_key


class Mention(models.Model):
    """A statement from outside names an agent or an activity: what filters of xAPI look for.

    `key` is a hash of what identifies it and `verb` one of the statement's verb (rules/identity.py): with the verb in the index
    someone's statements with a verb are found without looking at all others of theirs. What `record()` wrote has none: its columns say the same.
    """

    class Role(models.IntegerChoices):
        """DIRECT: as actor or object. RELATED: only further on, as instructor, parent or within a sub-statement."""

        DIRECT = 1
        RELATED = 2

    statement = models.ForeignKey(Statement, on_delete=models.CASCADE, related_name="mentions")
    role = models.SmallIntegerField(choices=Role.choices)
    key = models.UUIDField()
    verb = models.IntegerField()

    class Meta:
        db_table = "records_mention"
        indexes: ClassVar = [
            models.Index(fields=["key", "role", "statement", "verb"], name="records_mention_with_verb")
        ]

    def __str__(self) -> str:
        return f"{self.role} {self.key}"

    @classmethod
    def keep_all(cls, told: Iterable[tuple[int, dict[str, Any]]]) -> None:
        """What statements mention, each told with its sequence; the object's own column says that already."""
        roles = {True: cls.Role.DIRECT.value, False: cls.Role.RELATED.value}
        rows = [
            (sequence, roles[direct], key, verb)
            for sequence, one in told
            for verb in [verb_key(one["verb"]["id"])]
            for key, direct in mentioned_in(one)
        ]
        insert(cls, ("statement_id", "role", "key", "verb"), rows)


class Reference(models.Model):
    """A statement whose object is another statement, or that refers to one through others: all that is on its way.

    `voids`: it takes the other back. The other may not be there yet.
    """

    source = models.ForeignKey(Statement, on_delete=models.CASCADE, related_name="+")
    target = models.UUIDField(db_index=True)
    voids = models.BooleanField(default=False)

    class Meta:
        db_table = "records_reference"

    def __str__(self) -> str:
        return str(self.target)


class KnownActivity(models.Model):
    """What outside tools said an activity is, put together: its definition as JSON."""

    key = models.UUIDField(primary_key=True)
    iri = models.TextField()
    definition = models.TextField()

    class Meta:
        db_table = "records_activity"

    def __str__(self) -> str:
        return self.iri
