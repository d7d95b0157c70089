"""What can be found. A module that owns something worth finding declares its kind here, from its declares.py.

The index is a projection: it asks a kind for documents by key, and is told of changes through `touch` (actions.py).
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from django.utils.functional import Promise

from zwerm.people.models import Person
from zwerm.search.engine.things import Findable, Passage

__all__ = ["Findable", "FindableKind", "Passage", "declare_findable", "kind_icons", "kind_labels", "kinds"]


@dataclass(frozen=True)
class FindableKind:
    """A kind of thing that can be found.

    `load` answers the documents of these keys; a key that is gone, or a draft, is left out and so leaves the index.
    `all_keys` answers every key there is, for rebuilding; `url(key, passage id)` where a hit leads. A passage's text is what
    a reader sees: marks blanked out, equally long, so that places in it are places in the thing. `labels` names the kinds
    that its things tell (`Findable.kind`); search can be narrowed to those. `rests_on(kind, keys)` answers the keys of what is
    made of those things of another kind: when they change, so does what may be found of it. `icon`: by which its things are known at a glance; empty: one
    named as each of `labels` is.
    """

    name: str
    label: str | Promise
    load: Callable[[Iterable[str]], Iterator[Findable]]
    all_keys: Callable[[], Iterator[str]]
    url: Callable[[str, str], str]
    labels: Mapping[str, str | Promise] = field(default_factory=dict)
    rests_on: Callable[[str, Collection[str]], Iterable[str]] = lambda kind, keys: ()
    icon: str = ""


kinds: dict[str, FindableKind] = {}


def declare_findable(kind: FindableKind) -> None:
    kinds[kind.name] = kind


# Name → called with who looked for something everywhere they may, and what, when nothing was found. What they make of it is theirs; search keeps nothing.
unfound: dict[str, Callable[[Person, str], None]] = {}


def declare_unfound(name: str, tell: Callable[[Person, str], None]) -> None:
    unfound[name] = tell


def kind_icons() -> dict[str, str]:
    """Of every kind of thing that search can be narrowed to, the icon in the sprite."""
    return {name: kind.icon or name for kind in kinds.values() for name in kind.labels}


def kind_labels() -> dict[str, str | Promise]:
    """Every kind of thing that search can be narrowed to, with its name."""
    return {name: label for kind in kinds.values() for name, label in kind.labels.items()}
