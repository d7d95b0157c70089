"""What a colleague looked at, and what of it changed since."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from difflib import SequenceMatcher
from hashlib import sha256
from typing import Any
from uuid import UUID

import msgspec

from zwerm.courses.models.course import Course
from zwerm.courses.models.reading import Row, Whole, read_whole

# Says nothing to who reads: how the words are rendered, and whether an author accepted a doubtful question.
UNREAD = frozenset({"html", "renderer", "doubt"})

Looked = list[list[str]]


def looks_like(course: Course, read: Mapping[UUID, Whole] | None = None) -> Looked:
    """Of each part, block and question, in their order: which one, and what tells its words from other words.

    Of a working copy it names the rows that it changes, so that what was looked at is known again once it is published.
    `read`: the course, where it was read whole already.
    """
    whole = (read or read_whole([course.pk]))[course.pk]
    told: list[tuple[Row, object]] = [(bite, bite.words) for bite in whole.bites]
    told += [(row, [row.kind, _words(row.words), row.inside]) for row in (*whole.blocks, *whole.questions)]
    return [[row.root, _sign(words)] for row, words in told]


def _words(content: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in content.items() if name not in UNREAD}


def _sign(words: object) -> str:
    return sha256(msgspec.json.encode(words, order="deterministic")).hexdigest()[:20]


def sign_of(looked: Looked) -> str:
    return _sign(looked)


def changed_since(before: Looked, now: Looked) -> dict[str, int]:
    """How much is new, changed (also: stands elsewhere) and gone since it was looked at."""
    then, here = dict(_pairs(before)), dict(_pairs(now))
    stayed = [key for key in here if key in then]
    moved = _moved([key for key in then if key in here], stayed)
    return {
        "new": len(here) - len(stayed),
        "changed": sum(then[key] != here[key] or key in moved for key in stayed),
        "gone": len(then) - len(stayed),
    }


def _pairs(looked: Looked) -> list[tuple[str, str]]:
    return [(key, sign) for key, sign in looked]


def _moved(before: Sequence[str], now: Sequence[str]) -> set[str]:
    """Which of those that stayed stand elsewhere among them."""
    runs = SequenceMatcher(None, before, now, autojunk=False).get_matching_blocks()
    return set(now) - {one for run in runs for one in now[run.b : run.b + run.size]}
