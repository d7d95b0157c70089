"""Which of these is which of those: by place where their order is the same, and what was moved by being equal."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from difflib import SequenceMatcher


def numbered(old: Sequence[Hashable], new: Sequence[Hashable]) -> tuple[list[int], list[int]]:
    """Numbers for both, the same for what is equal: comparing these is cheaper, however big each is."""
    numbers: dict[Hashable, int] = {}
    before, after = ([numbers.setdefault(one, len(numbers)) for one in some] for some in (old, new))
    return before, after


def found_again(old: Sequence[Hashable], new: Sequence[Hashable]) -> list[int | None]:
    """For each of `new` the place in `old` of the one that it is; no place is given twice."""
    before, after = numbered(old, new)
    found: list[int | None] = [None] * len(after)
    for first, second, size in SequenceMatcher(None, before, after, autojunk=False).get_matching_blocks():
        for step in range(size):
            found[second + step] = first + step
    free: dict[int, list[int]] = {}
    for at in sorted(set(range(len(before))) - {at for at in found if at is not None}, reverse=True):
        free.setdefault(before[at], []).append(at)
    for at, number in enumerate(after):
        if found[at] is None and free.get(number):
            found[at] = free[number].pop()  # moved
    return found
