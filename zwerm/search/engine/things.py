"""What goes into the index."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID


@dataclass(frozen=True)
class Passage:
    """A part of a thing that can be found and quoted: its heading path and its character span in the thing's text."""

    id: str
    heading: tuple[str, ...]
    start: int
    end: int
    text: str


@dataclass(frozen=True)
class Findable:
    """One thing as the index sees it. `key` is unique within its kind; `kind` is what a filter shows (lesson …).
    `names` are of authors who are nobody here, as a document told them."""

    key: str
    kind: str
    title: str
    language: str
    space: UUID
    authors: tuple[UUID, ...]
    date: datetime
    passages: tuple[Passage, ...]
    path: str = ""
    names: tuple[str, ...] = ()
