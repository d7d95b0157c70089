"""What rests on items of the library, told by the modules above: an item that a course is made of is looked at first."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from django.db.models.expressions import Combinable


@dataclass(frozen=True)
class Use:
    """`count` makes the column that tells how many things of this sort rest on the item that OuterRef("pk") names.

    `tell` says it: "2 courses". `worth`: how many readers one of them weighs as much as. `rests`: it would
    be lost or changed with the item.
    """

    name: str
    count: Callable[[], Combinable]
    tell: Callable[[int], str]
    worth: int = 5
    rests: bool = True


uses: dict[str, Use] = {}


def declare_use(use: Use) -> None:
    """Called from a module's declares.py."""
    uses[use.name] = use


followers: dict[str, Callable[[UUID], None]] = {}


def declare_follower(name: str, tell: Callable[[UUID], None]) -> None:
    """`tell` is called with an item's id when it has a new version, is set aside or is put back, in the transaction of that: it must be quick."""
    followers[name] = tell


sight_followers: dict[str, Callable[[UUID], None]] = {}


def declare_sight_follower(name: str, tell: Callable[[UUID], None]) -> None:
    """`tell` is called with an item's id when it moved, so that others see it than before, in the transaction of that."""
    sight_followers[name] = tell


def tell_followers(item: UUID) -> None:
    for tell in followers.values():
        tell(item)
