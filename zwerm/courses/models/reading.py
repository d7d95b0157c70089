"""Courses read whole, to compare what they say: every part, block and question in one query."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, NamedTuple
from uuid import UUID

from zwerm.courses.models.bite import Bite

_OF_A_ROW = ("id", "origin_id", "position")
_WHERE = {"": ("title",), "blocks__": ("kind", "content"), "blocks__questions__": ("kind", "content")}


@dataclass(frozen=True)
class Row:
    """A part, block or question. `words` is its content, of a part its title; `inside` is the root of what it stands in."""

    id: UUID
    origin_id: UUID | None
    position: int
    words: Any
    kind: str = ""
    inside: str = ""

    @property
    def root(self) -> str:
        """The row itself; in a working copy the published one that it will change."""
        return str(self.origin_id or self.id)


class Whole(NamedTuple):
    """What a course is made of, each in the order in which it is read."""

    bites: tuple[Row, ...]
    blocks: tuple[Row, ...]
    questions: tuple[Row, ...]


def read_whole(courses: Iterable[UUID]) -> dict[UUID, Whole]:
    """Course → what it is made of."""
    keys = list(courses)
    names = [f"{at}{name}" for at, words in _WHERE.items() for name in (*_OF_A_ROW, *words)]
    found = Bite.objects.filter(course__in=keys).order_by("position", "blocks__position", "blocks__questions__position")
    told: dict[UUID, tuple[dict[UUID, Row], dict[UUID, Row], dict[UUID, Row]]] = {key: ({}, {}, {}) for key in keys}
    for course, *row in found.values_list("course_id", *names):
        bites, blocks, questions = told[course]
        bite, block, question = row[:4], row[4:9], row[9:]
        bites.setdefault(bite[0], Row(*bite))
        if block[0]:
            _keep(blocks, block, bites[bite[0]])
        if question[0]:
            _keep(questions, question, blocks[block[0]])
    return {key: Whole(*(tuple(rows.values()) for rows in whole)) for key, whole in told.items()}


def _keep(rows: dict[UUID, Row], row: list[Any], stands_in: Row) -> None:
    id, origin, position, kind, content = row
    rows.setdefault(id, Row(id, origin, position, content, kind, stands_in.root))
