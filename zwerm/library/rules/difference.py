"""What changed between two texts, word by word, as people read it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

_WORDS = re.compile(r"\s+|\w+|[^\w\s]")
# Above this many words in one changed part, words are not compared one by one: it would cost seconds and tell little.
_MOST_WORDS = 4000

# Of lines that have less in common than this, one is read as gone and the other as new.
LITTLE_ALIKE = 0.3

Kind = Literal["same", "gone", "new"]


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text that stayed, went or came."""

    kind: Kind
    text: str


@dataclass(frozen=True, slots=True)
class Change:
    """One paragraph or line: its pieces. `unchanged` ones around changes give context."""

    pieces: tuple[Piece, ...]

    @property
    def unchanged(self) -> bool:
        return all(piece.kind == "same" for piece in self.pieces)


@dataclass(frozen=True, slots=True)
class Skipped:
    """So many lines in a row are the same, and are not shown."""

    lines: int


def compare(old: str, new: str, context: int = 1) -> list[Change | Skipped]:
    """From `old` to `new`, with `context` unchanged lines around each change; blank lines are not told."""
    changes = list(_changes(_lines(old), _lines(new)))
    near: set[int] = set()
    for place, change in enumerate(changes):
        if not change.unchanged:
            near.update(range(place - context, place + context + 1))
    shown: list[Change | Skipped] = []
    for place, change in enumerate(changes):
        if place in near:
            shown.append(change)
        elif shown and isinstance(shown[-1], Skipped):
            shown[-1] = Skipped(shown[-1].lines + 1)
        else:
            shown.append(Skipped(1))
    return shown


def _lines(text: str) -> list[str]:
    return [line for line in text.split("\n") if line.strip()]


def _changes(old: list[str], new: list[str]) -> Iterator[Change]:
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag == "equal":
            for line in new[c:d]:
                yield Change((Piece("same", line),))
            continue
        together = min(b - a, d - c)
        for one, other in zip(old[a : a + together], new[c : c + together], strict=True):
            yield Change(tuple(_words(one, other)))
        for line in old[a + together : b]:
            yield Change((Piece("gone", line),))
        for line in new[c + together : d]:
            yield Change((Piece("new", line),))


def _words(old: str, new: str) -> Iterator[Piece]:
    one, other = _WORDS.findall(old), _WORDS.findall(new)
    if len(one) + len(other) > _MOST_WORDS:
        yield from (Piece("gone", old), Piece("new", new))
        return
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    if matcher.ratio() < LITTLE_ALIKE:
        yield from (Piece("gone", old), Piece("new", new))
        return
    gone = came = ""
    for tag, a, b, c, d in matcher.get_opcodes():
        stayed = "".join(other[c:d])
        # A space between two changed words belongs to the change: "viel uit" became "sloeg af", as one.
        if tag == "equal" and (stayed.strip() or not gone + came):
            yield from _pieces(gone, came)
            yield Piece("same", stayed)
            gone = came = ""
        else:
            gone, came = gone + "".join(one[a:b]), came + stayed
    yield from _pieces(gone, came)


def _pieces(gone: str, came: str) -> Iterator[Piece]:
    if gone:
        yield Piece("gone", gone)
    if came:
        yield Piece("new", came)
