"""How scores of parts become one order. Plain numbers in, plain numbers out; measured in docs/develop/search.md."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

# A row, its score, and its nearness in meaning where that is measured.
Ranked = tuple[int, float, float | None]


@dataclass(frozen=True)
class Weights:
    """What each part counts for, beside the words of the whole thing, which count 1."""

    lead: float = 0.5
    title: float = 0.3
    title_while_typing: float = 1.5
    pairs: float = 0.5
    alike: float = 0.15
    kinds: float = 0.5
    forms: float = 0.3
    forms_of_few: float = 0.8
    named: float = 1.0
    named_of_few: float = 2.5
    said_in_names: float = 0.4
    both: float = 0.06
    common: float = 0.2
    passages: float = 0.7
    decay: float = 0.5
    passages_counted: int = 3
    other_language: float = 0.8
    other_than_spoken: float = 0.5


WEIGHTS = Weights()


def sum_of_best(scores: Iterable[tuple[int, float]], weights: Weights = WEIGHTS) -> dict[int, float]:
    """Score per thing of its best passages: s₁ + decay·s₂ + decay²·s₃. `scores` come best first."""
    totals: dict[int, float] = {}
    counted: dict[int, int] = {}
    for row, score in scores:
        seen = counted.get(row, 0)
        if seen < weights.passages_counted:
            totals[row] = totals.get(row, 0.0) + score * weights.decay**seen
            counted[row] = seen + 1
    return totals


def join(things: Mapping[int, float], passages: Mapping[int, float], weights: Weights = WEIGHTS) -> dict[int, float]:
    """The word score of every thing: as a whole, and by its best passages."""
    return {
        row: things.get(row, 0.0) + weights.passages * passages.get(row, 0.0) for row in things.keys() | passages.keys()
    }


def lifted(rows: Collection[int], ranked: Sequence[Ranked], share: float) -> list[Ranked]:
    """Those in `rows` with so much of the best score more."""
    more = share * max((score for _, score, _ in ranked), default=0.0) if rows else 0.0
    raised = [(row, score + more if row in rows else score, near) for row, score, near in ranked]
    return sorted(raised, key=lambda one: -one[1]) if more else raised


def first(rows: Mapping[int, int], ranked: Sequence[Ranked]) -> list[Ranked]:
    """Those with a higher number first, else in the order that they have. None scores more than the first."""
    ordered = sorted(ranked, key=lambda one: -rows.get(one[0], 0))
    return [(row, min(score, ordered[0][1]), near) for row, score, near in ordered]


def with_meaning(words: Sequence[float], nearness: NDArray[np.float32], weight: float) -> NDArray[np.float64]:
    """Word scores scaled to their best, plus `weight` times nearness in meaning scaled to its best."""
    score = np.asarray(words, dtype=np.float64)
    best = score.max(initial=0.0)
    near = np.maximum(nearness.astype(np.float64), 0.0)
    nearest = near.max(initial=0.0)
    scaled: NDArray[np.float64] = score / (best or 1.0) + weight * near / (nearest or 1.0)
    return scaled
