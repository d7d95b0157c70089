"""The lines that are drawn on a page of a PDF: across it, and upright between the columns of a table."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

_NEAR = 3
# Higher than a line of text with its borders: it stands beside several rows.
_LONG = 40
# Less high than this, in sizes of the letters beside it, it is the edge of a key or a box in a sentence.
_KEY = 1.5
# Letters further away than this, in their sizes, do not stand beside it.
_BESIDE = 4
# Rows stand at least this far below each other, in sizes of the letters.
_NEXT = 0.6
_BAND = 12


class Rule(NamedTuple):
    """One horizontal line: how far down the page it stands, and from where to where it goes."""

    height: float
    left: float
    right: float

    def crosses(self, across: float) -> bool:
        return self.left < across - _NEAR and self.right > across + _NEAR


def whole_rules(pieces: Iterable[Rule]) -> list[Rule]:
    """Rules as people see them: many programs draw a line in pieces, one above each cell, or twice."""
    rules: list[Rule] = []
    levels: list[list[Rule]] = []
    for piece in sorted(pieces):
        if levels and piece.height - levels[-1][0].height <= _NEAR:
            levels[-1].append(piece)
        else:
            levels.append([piece])
    for level in levels:
        height, whole = level[0].height, -1
        for piece in sorted(level, key=lambda one: one.left):
            if whole >= 0 and piece.left - rules[whole].right <= _NEAR:
                rules[whole] = rules[whole]._replace(right=max(rules[whole].right, piece.right))
            else:
                whole = len(rules)
                rules.append(Rule(height, piece.left, piece.right))
    return rules


def heights_within(rules: Sequence[Rule], left: float, right: float) -> list[float]:
    """The heights of what is drawn between two places across the page, each once."""
    return sorted({rule.height for rule in rules if rule.left < right - _NEAR and rule.right > left + _NEAR})


class Upright(NamedTuple):
    """One upright line: its place across the page, and where it begins and ends."""

    across: float
    top: float
    bottom: float


class Place(NamedTuple):
    """Where a letter stands: from where to where, the middle of its line, and its size."""

    left: float
    right: float
    middle: float
    size: float


class Uprights:
    """The lines between the columns of a table."""

    def __init__(self, drawn: Iterable[Upright]) -> None:
        self._at: dict[int, list[Upright]] = {}
        for upright in drawn:
            self._at.setdefault(round(upright.across), []).append(upright)

    def between(self, left: float, right: float, middle: float) -> float | None:
        """The place of the one that stands between two places of a line of text, if there is one."""
        places = range(round(left), round(right) + 1) if self._at else ()
        for at in places if len(places) < len(self._at) else self._at:
            for one in self._at.get(at, ()):
                if left <= one.across <= right and one.top <= middle <= one.bottom:
                    return one.across
        return None

    def beside_rows(self, letters: Iterable[Place]) -> "Uprights":
        """Those that stand beside several rows. One beside a single row may be the edge of a key or a box in a sentence."""
        sure: list[Upright] = []
        unsure: list[Upright] = []
        for some in self._at.values():
            for one in some:
                (sure if len(some) > 1 or one.bottom - one.top > _LONG else unsure).append(one)
        bands: dict[int, list[Place]] = {}
        for letter in letters if unsure else ():
            bands.setdefault(int(letter.middle) // _BAND, []).append(letter)
        for one in unsure:
            beside = range(int(one.top) // _BAND, int(one.bottom) // _BAND + 1)
            near = [letter for band in beside for letter in bands.get(band, ()) if _is_beside(one, letter)]
            middles = sorted(letter.middle for letter in near)
            if middles and middles[-1] - middles[0] > max(letter.size for letter in near) * _NEXT:
                sure.append(one)
        return Uprights(sure)


def _is_beside(upright: Upright, letter: Place) -> bool:
    reach = letter.size * _BESIDE
    return (
        upright.top <= letter.middle <= upright.bottom
        and upright.bottom - upright.top > letter.size * _KEY
        and letter.left - reach <= upright.across <= letter.right + reach
    )
