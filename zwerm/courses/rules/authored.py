"""What authors add to a course themselves, beside what is drafted (`generation.draft`). Values that survive JSON."""

from __future__ import annotations

from typing import ClassVar, TypeAlias

import msgspec

from zwerm.courses.generation import draft
from zwerm.courses.generation.minutes import minutes_of
from zwerm.language.reading_time import minutes_to_read

LOOKING_AT_A_PICTURE = 0.3


class Prose(msgspec.Struct, frozen=True, tag="prose", tag_field="kind"):
    """An author's text in Markdown. `cited`: its sentences that still rest on a source, in order."""

    kind: ClassVar[str] = "prose"
    markdown: str
    cited: tuple[draft.Sentence, ...] = ()


class Picture(msgspec.Struct, frozen=True, tag="picture", tag_field="kind"):
    """`alt` says what it shows to who does not see it; empty only when the caption says it all."""

    kind: ClassVar[str] = "picture"
    hash: str
    alt: str
    caption: str = ""


class Video(msgspec.Struct, frozen=True, tag="video", tag_field="kind"):
    """`said` is what is said and shown, in Markdown: for who can not hear or play it, and for search."""

    kind: ClassVar[str] = "video"
    hash: str
    media_type: str
    title: str
    said: str
    minutes: float = 0.0


class Task(msgspec.Struct, frozen=True, tag="task", tag_field="kind"):
    """Something to do at work, in Markdown."""

    kind: ClassVar[str] = "task"
    markdown: str


Authored: TypeAlias = Prose | Picture | Video | Task
BlockValue: TypeAlias = draft.Block | Authored


def minutes_of_value(value: BlockValue) -> float:
    """How long a block takes, as far as it is read or watched; doing a task is not counted."""
    match value:
        case Prose(markdown=words) | Task(markdown=words):
            return minutes_to_read(words)
        case Picture(caption=words):
            return LOOKING_AT_A_PICTURE + minutes_to_read(words)
        case Video(minutes=minutes):
            return minutes
        case _:
            return minutes_of(value)
