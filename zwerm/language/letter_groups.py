"""Which of many known groups of letters stand in a text, told in one pass, from the tables of an automaton that were made small.

Such a table says for each state and each byte which state comes next: 39 MB for the hundred thousand states of the model that
tells languages apart. Nearly every row is that of another state that a shorter ending of the same text leads to, but for a byte or
two: what is kept is where a row differs, and from which one (Aho & Corasick, 1975). It comes to 2 MB and leads to the same states.
"""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

BYTES = 256
_AT_ONCE = 2_000
Numbers = NDArray[np.uint32]


@dataclass(frozen=True)
class LetterGroups:
    """Of state s: `letters[starts[s] : starts[s + 1]]` lead to `targets` at the same place, any other byte where `shorter[s]` leads."""

    letters: bytes
    targets: array[int]
    starts: array[int]
    shorter: array[int]
    groups: array[int]

    def count(self, text: bytes) -> Counter[int]:
        """How often each group stands in the text, by its number."""
        letters, targets, starts, shorter, groups = self.letters, self.targets, self.starts, self.shorter, self.groups
        found, state = [], 0
        for letter in text:
            while (at := letters.find(letter, starts[state], starts[state + 1])) < 0 and state:
                state = shorter[state]
            state = targets[at] if at >= 0 else 0
            if groups[state] >= 0:
                found.append(groups[state])
        return Counter(found)


def made_small(table: Numbers, rows: Sequence[int], groups: Sequence[int]) -> LetterGroups:
    """From rows of 256 next states, the row of each state, and the group that ends in it (-1: none). State 0 is the beginning."""
    table, row_of = table.reshape(-1, BYTES), np.asarray(rows)
    shorter = np.zeros(len(row_of), dtype=np.uint32)
    known = np.zeros(len(row_of), dtype=bool)
    known[0] = True
    found: list[tuple[Numbers, Numbers, Numbers]] = []
    level = np.zeros(1, dtype=np.uint32)
    while len(level):
        following = []
        for begin in range(0, len(level), _AT_ONCE):
            states = level[begin : begin + _AT_ONCE]
            leads = table[row_of[states]]
            otherwise = table[row_of[shorter[states]]] if states[0] else np.zeros_like(leads)
            place, letters = np.nonzero(leads != otherwise)
            targets = leads[place, letters]
            found.append((states[place], letters.astype(np.uint32), targets))
            new, first = np.unique(targets, return_index=True)
            first = first[~known[new]]
            known[targets[first]] = True
            shorter[targets[first]] = otherwise[place[first], letters[first]]
            following.append(targets[first])
        level = np.concatenate(following)
    return _ordered(found, shorter, groups)


def _ordered(
    found: Sequence[tuple[Numbers, Numbers, Numbers]], shorter: Numbers, groups: Sequence[int]
) -> LetterGroups:
    states, letters, targets = (np.concatenate(column) for column in zip(*found, strict=True))
    order = np.argsort(states, kind="stable")
    starts = np.searchsorted(states[order], np.arange(len(shorter) + 1))
    return LetterGroups(
        letters[order].astype(np.uint8).tobytes(),
        array("I", targets[order].astype(np.uint32).tobytes()),
        array("I", starts.astype(np.uint32).tobytes()),
        array("I", shorter.tobytes()),
        array("i", groups),
    )
