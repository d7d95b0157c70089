"""Measures of a ranking, and intervals around their differences."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from math import log2

import numpy as np
from numpy.typing import NDArray

CUT = 10
DRAWS = 5000


def ndcg(ranking: Sequence[int], answers: Collection[int]) -> float:
    gained = sum(1 / log2(place + 2) for place, page in enumerate(ranking[:CUT]) if page in answers)
    return gained / sum(1 / log2(place + 2) for place in range(min(CUT, len(answers))))


def recall(ranking: Sequence[int], answers: Collection[int]) -> float:
    return sum(page in answers for page in ranking[:CUT]) / min(CUT, len(answers))


def reciprocal_rank(ranking: Sequence[int], answers: Collection[int]) -> float:
    return next((1 / (place + 1) for place, page in enumerate(ranking[:CUT]) if page in answers), 0.0)


def difference(ours: Sequence[float], theirs: Sequence[float]) -> tuple[float, float, float]:
    """Mean difference per query, with its 95 % interval by the paired bootstrap."""
    each = np.asarray(ours) - np.asarray(theirs)
    drawn: NDArray[np.int64] = np.random.default_rng(7).integers(0, len(each), (DRAWS, len(each)))
    low, high = np.quantile(each[drawn].mean(axis=1), [0.025, 0.975])
    return float(each.mean()), float(low), float(high)
