"""Cards that modules above this one can make of a page: a course finds what is worth asking in the same words."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from zwerm.library.models import Item
from zwerm.practice.actions import CardDraft

MOST = 6
# Of an item, and where words of it are selected of the place of those: cards that `make_card` takes, the best first.
Proposer = Callable[[Item, tuple[int, int] | None], list[CardDraft]]

proposers: dict[str, Proposer] = {}


def declare_proposer(name: str, propose: Proposer) -> None:
    """Called from a module's declares.py. Whoever asks has checked that the asker sees the item."""
    proposers[name] = propose


def proposals(item: Item, place: tuple[int, int] | None) -> list[CardDraft]:
    """What can be asked about the item, or about the words at `place` in its text: some, and each question once."""
    found = {draft.front: draft for draft in _all(item, place)}
    return list(found.values())[:MOST]


def _all(item: Item, place: tuple[int, int] | None) -> Iterator[CardDraft]:
    for propose in proposers.values():
        yield from propose(item, place)
