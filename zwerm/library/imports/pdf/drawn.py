"""The horizontal lines that are drawn on a page of a PDF."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

_NEAR = 3


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
