"""What can be found. A module that owns something worth finding declares its kind here, from its declares.py.

The index is a projection: it asks a kind for documents by key, and is told of changes through `touch` (actions.py).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from django.utils.functional import Promise

from zwerm.search.engine.things import Findable, Passage

__all__ = ["Findable", "FindableKind", "Passage", "declare_findable", "kinds"]


@dataclass(frozen=True)
class FindableKind:
    """A kind of thing that can be found.

    `load` answers the documents of these keys; a key that is gone, or a draft, is left out and so leaves the index.
    `all_keys` answers every key there is, for rebuilding; `url(key, passage id)` where a hit leads. A passage's text is what
    a reader sees: marks blanked out, equally long, so that places in it are places in the thing.
    """

    name: str
    label: str | Promise
    load: Callable[[Iterable[str]], Iterator[Findable]]
    all_keys: Callable[[], Iterator[str]]
    url: Callable[[str, str], str]


kinds: dict[str, FindableKind] = {}


def declare_findable(kind: FindableKind) -> None:
    kinds[kind.name] = kind
