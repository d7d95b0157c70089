"""What is missing, put together: questions and words that are about the same. Pure."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

Thing = TypeVar("Thing", bound=Hashable)
# So much of their words in common, of the shorter of the two, makes two entries one gap.
IN_COMMON = 0.6
LEAST_IN_COMMON = 2


@dataclass(frozen=True)
class Missed(Generic[Thing]):
    """Something that was asked or looked for: `stems` of the words that tell, and how many people wanted it."""

    thing: Thing
    stems: frozenset[str]
    people: int


@dataclass(frozen=True)
class Gap(Generic[Thing]):
    """`people`: those of all entries together; who asked it twice in other words counts twice, so it is at most so many."""

    entries: tuple[Missed[Thing], ...]

    @property
    def people(self) -> int:
        return sum(one.people for one in self.entries)

    @property
    def first(self) -> Missed[Thing]:
        return self.entries[0]

    @property
    def alone(self) -> Thing | None:
        """The one thing, when nothing else stands with it."""
        return self.first.thing if len(self.entries) == 1 else None


def gaps_in(missed: Iterable[Missed[Thing]]) -> list[Gap[Thing]]:
    """Most wanted first. What most people wanted begins a gap, and what is like that comes to it; one entry stands in one gap.

    The order in which entries are given says nothing.
    """
    groups: list[list[Missed[Thing]]] = []
    for one in sorted(missed, key=lambda one: (-one.people, str(one.thing))):
        like = next((group for group in groups if is_like(group[0].stems, one.stems)), None)
        if like is None:
            groups.append([one])
        else:
            like.append(one)
    gaps = [Gap(tuple(group)) for group in groups]
    return sorted(gaps, key=lambda gap: (-gap.people, str(gap.first.thing)))


def is_like(one: frozenset[str], other: frozenset[str]) -> bool:
    """A single word is like nothing but the same word."""
    common, shorter = len(one & other), min(len(one), len(other))
    return one == other or (common >= LEAST_IN_COMMON and common / shorter >= IN_COMMON)


def telling(words: Sequence[str], most: int = 12) -> str:
    """The words by which something that was looked for is known; "" for what says nothing or tells a whole story."""
    return " ".join(words) if 0 < len(words) <= most else ""
