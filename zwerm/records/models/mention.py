from __future__ import annotations

from collections.abc import Iterable
from typing import Any, ClassVar
from uuid import UUID

from django.db import models

from zwerm.operations.rows import Beside, Row, insert
from zwerm.people.models import Space
from zwerm.records.models.cursor import Cursor
from zwerm.records.models.statement import Statement
from zwerm.records.rules.identity import activity_of, mentioned_in, pair_key, verb_key


class Mention(models.Model):
    """A statement from outside names an agent or an activity: what filters of xAPI look for.

    `key` is a hash of what identifies it and `verb` one of the statement's verb (rules/identity.py): with the verb in the index
    someone's statements with a verb are found without looking at all others of theirs. `pair` is one of whom it names as actor and of the activity
    that it is about, so that what somebody did with something is found likewise. What `record()` wrote has none: its columns say the same.
    """

    # The cursors that are there until mentions from before there were pairs have theirs, and what is from before addresses were found in any case is.
    PAIRING, ADDRESSING = "pairs", "addresses"
    SAYS = ("role", "key", "verb", "pair")

    class Role(models.IntegerChoices):
        """DIRECT: as actor or object. RELATED: only further on, as instructor, parent or within a sub-statement."""

        DIRECT = 1
        RELATED = 2

    statement = models.ForeignKey(Statement, on_delete=models.CASCADE, related_name="mentions")
    role = models.SmallIntegerField(choices=Role.choices)
    key = models.UUIDField()
    verb = models.IntegerField()
    pair = models.BigIntegerField(null=True)

    class Meta:
        db_table = "records_mention"
        indexes: ClassVar = [
            models.Index(fields=["key", "role", "statement", "verb"], name="records_mention_with_verb"),
            models.Index(fields=["key", "verb", "statement"], condition=models.Q(role=1), name="records_mention_did"),
            models.Index(
                fields=["pair", "statement", "verb"],
                condition=models.Q(pair__isnull=False),
                name="records_mention_pair",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.role} {self.key}"

    @classmethod
    def all_paired(cls) -> bool:
        return not Cursor.objects.filter(projection=cls.PAIRING).exists()

    @classmethod
    def all_addressed(cls) -> bool:
        return not Cursor.objects.filter(projection=cls.ADDRESSING).exists()

    @classmethod
    def keep_all(cls, told: Iterable[tuple[int, dict[str, Any]]]) -> None:
        """What statements mention that are here, each told with its sequence."""
        insert(cls, ("statement_id", *cls.SAYS), cls._rows(told))

    @classmethod
    def beside(cls, told: Iterable[tuple[UUID, dict[str, Any]]]) -> Beside:
        """What statements mention that come in, each told with its id."""
        return Beside(cls, "statement_id", cls.SAYS, cls._rows(told))

    @classmethod
    def _rows(cls, told: Iterable[tuple[Any, dict[str, Any]]]) -> list[Row]:
        """The object's own column says already what that is."""
        roles = {True: cls.Role.DIRECT.value, False: cls.Role.RELATED.value}
        return [
            (whose, roles[direct], key, verb, pair_key(key, about) if direct and about else None)
            for whose, one in told
            for verb, about in [(verb_key(one["verb"]["id"]), activity_of(one))]
            for key, direct in mentioned_in(one)
        ]


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
    """What outside tools said an activity is, put together: its definition as JSON.

    As tools of one space told it: who may not see what lies there reads and changes nothing of it. `activity` is a hash of the IRI, `key` one of
    both; `changed` is when it last became another.
    """

    key = models.UUIDField(primary_key=True)
    activity = models.UUIDField(db_index=True)
    space = models.ForeignKey(Space, on_delete=models.CASCADE, null=True, db_index=False, related_name="+")
    iri = models.TextField()
    definition = models.TextField()
    changed = models.DateTimeField()

    class Meta:
        db_table = "records_activity"

    def __str__(self) -> str:
        return self.iri
