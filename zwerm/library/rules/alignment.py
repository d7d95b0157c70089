"""Which lines of two texts belong together. Linear in long texts, whatever they repeat."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

# Up to this many pairs of lines are compared one by one between two lines that are certainly the same.
_MOST_PAIRS = 40_000
_MOST_ALIKE = 2_500
# Of lines that have less in common than this, one is read as gone and the other as new.
LITTLE_ALIKE = 0.3

_WORD = re.compile(r"\w+")

Block = tuple[bool, int, int, int, int]
"""(same, from and to in the old lines, from and to in the new lines)"""


def blocks(old: Sequence[str], new: Sequence[str]) -> Iterator[Block]:
    """Stretches of lines that stayed, and between them those that went and came, in order."""
    changed_old, changed_new = 0, 0
    for start, place, length in [*_same(old, new), (len(old), len(new), 0)]:
        if (changed_old, changed_new) != (start, place):
            yield False, changed_old, start, changed_new, place
        if length:
            yield True, start, start + length, place, place + length
        changed_old, changed_new = start + length, place + length


def _same(old: Sequence[str], new: Sequence[str]) -> list[tuple[int, int, int]]:
    """Stretches of equal lines: first those that stand once in both texts, then what lies between these."""
    found: list[tuple[int, int, int]] = []
    a = b = 0
    for stop, end in [*_anchors(old, new), (len(old), len(new))]:
        found += _between(old, new, a, stop, b, end)
        if stop < len(old):
            found.append((stop, end, 1))
        a, b = stop + 1, end + 1
    return found


def _between(old: Sequence[str], new: Sequence[str], a: int, stop: int, b: int, end: int) -> list[tuple[int, int, int]]:
    begin = 0
    while a + begin < stop and b + begin < end and old[a + begin] == new[b + begin]:
        begin += 1
    close = 0
    while stop - close > a + begin and end - close > b + begin and old[stop - close - 1] == new[end - close - 1]:
        close += 1
    found = [(a, b, begin)] if begin else []
    rest_old, rest_new = old[a + begin : stop - close], new[b + begin : end - close]
    if len(rest_old) * len(rest_new) <= _MOST_PAIRS:
        matcher = SequenceMatcher(None, rest_old, rest_new, autojunk=False)
        found += [(a + begin + i, b + begin + j, size) for i, j, size in matcher.get_matching_blocks() if size]
    return [*found, (stop - close, end - close, close)] if close else found


def _anchors(old: Sequence[str], new: Sequence[str]) -> list[tuple[int, int]]:
    """Lines that stand once in either text, the longest row of them that is in the same order in both."""
    once_old, once_new = Counter(old), Counter(new)
    places = {line: place for place, line in enumerate(new) if once_new[line] == 1}
    pairs = [(i, places[line]) for i, line in enumerate(old) if once_old[line] == 1 and line in places]
    ends: list[int] = []
    last: list[int] = []
    before: list[int] = []
    for number, (_i, j) in enumerate(pairs):
        at = bisect_left(ends, j)
        before.append(last[at - 1] if at else -1)
        # Slices of one: they replace what is there, or add at the end.
        ends[at : at + 1], last[at : at + 1] = [j], [number]
    row: list[tuple[int, int]] = []
    number = last[-1] if last else -1
    while number >= 0:
        row.append(pairs[number])
        number = before[number]
    return row[::-1]


def partners(old: Sequence[str], new: Sequence[str]) -> list[tuple[int | None, int | None]]:
    """Lines that went beside lines that came: those that have most in common together, the rest alone, in order."""
    if len(old) * len(new) > _MOST_ALIKE:
        together = min(len(old), len(new))
        alone: list[tuple[int | None, int | None]] = [(i, None) for i in range(together, len(old))]
        return [*((i, i) for i in range(together)), *alone, *((None, j) for j in range(together, len(new)))]
    best = _best(old, new)
    pairs: list[tuple[int | None, int | None]] = []
    i = j = 0
    while i < len(old) or j < len(new):
        if i < len(old) and j < len(new) and best[i][j][1]:
            pairs.append((i, j))
            i, j = i + 1, j + 1
        elif i < len(old) and (j == len(new) or best[i + 1][j][0] >= best[i][j + 1][0]):
            pairs.append((i, None))
            i += 1
        else:
            pairs.append((None, j))
            j += 1
    return pairs


def _best(old: Sequence[str], new: Sequence[str]) -> list[list[tuple[float, bool]]]:
    """Per place in both: how much can still be alike from there on, and whether these two lines go together then."""
    words_old, words_new = [_words(line) for line in old], [_words(line) for line in new]
    best = [[(0.0, False)] * (len(new) + 1) for _ in range(len(old) + 1)]
    for i in range(len(old) - 1, -1, -1):
        for j in range(len(new) - 1, -1, -1):
            apart = max(best[i + 1][j][0], best[i][j + 1][0])
            alike = _alike(words_old[i], words_new[j])
            together = best[i + 1][j + 1][0] + alike if alike >= LITTLE_ALIKE else -1.0
            best[i][j] = (together, True) if together > apart else (apart, False)
    return best


def _words(line: str) -> Counter[str]:
    return Counter(_WORD.findall(line) or [line])


def _alike(one: Counter[str], other: Counter[str]) -> float:
    return 2 * (one & other).total() / (one.total() + other.total())
