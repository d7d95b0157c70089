"""The one rule of sight, as the database asks it.

Every page asks it several times, and Django takes four times as long to put the same words together from nested querysets
as a database takes to answer them.
"""

from __future__ import annotations

from typing import Any, ClassVar
from uuid import UUID

from django.db import models

OPEN_OR_MEMBER = (
    "({open} OR EXISTS(SELECT 1 FROM people_membership seen_by"
    " WHERE seen_by.space_id = {space} AND seen_by.person_id = {person}))"
)


class Sight(models.Func):
    """A rule in words of its own: `words` gets the columns and, last, the person, who may stand in it `times` times."""

    times: ClassVar = 1
    conditional: ClassVar = True

    def __init__(self, *columns: str, person: UUID) -> None:
        names = [models.F(name) for name in columns]
        super().__init__(*names, models.Value(person, models.UUIDField()), output_field=models.BooleanField())

    def as_sql(self, compiler: Any, connection: Any, **_: Any) -> tuple[str, tuple[Any, ...]]:  # type: ignore[override]
        *columns, (person, params) = [compiler.compile(part) for part in self.source_expressions]
        return self.words(*[sql for sql, _ in columns], person), tuple(params) * self.times

    def words(self, *parts: str) -> str:
        raise NotImplementedError


class SeenSpace(Sight):
    """On a space, `SeenSpace("open", "pk", person=…)`: the person sees it."""

    def words(self, *parts: str) -> str:
        is_open, space, person = parts
        return OPEN_OR_MEMBER.format(open=is_open, space=space, person=person)


class InSeenSpace(Sight):
    """On anything in a space, `InSeenSpace("space", person=…)`: the person sees that space."""

    def words(self, *parts: str) -> str:
        space, person = parts
        rule = OPEN_OR_MEMBER.format(open="seen.open", space="seen.id", person=person)
        return f"EXISTS(SELECT 1 FROM people_space seen WHERE seen.id = {space} AND {rule})"  # noqa: S608  columns
