"""What can be found. A module that owns something worth finding declares its kind here, from its declares.py.

The index is a projection: it asks a kind for documents by key, and is told of changes through `touch` (actions.py).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.functional import Promise


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
    """One thing as the index sees it. `key` is unique within its kind; `kind` is what a filter shows (lesson …)."""

    key: str
    kind: str
    title: str
    language: str
    space: UUID
    authors: tuple[UUID, ...]
    date: datetime
    passages: tuple[Passage, ...]
    path: str = ""


@dataclass(frozen=True)
class FindableKind:
    """A kind of thing that can be found.

    `load` answers the documents of these keys; a key that is gone, or a draft, is left out and so leaves the index.
    `all_keys` answers every key there is, for rebuilding; `url(key, passage id)` where a hit leads.
    """

    name: str
    label: str | Promise
    load: Callable[[Iterable[str]], Iterator[Findable]]
    all_keys: Callable[[], Iterator[str]]
    url: Callable[[str, str], str]


kinds: dict[str, FindableKind] = {}


def declare_findable(kind: FindableKind) -> None:
    kinds[kind.name] = kind
