"""How far a learner is, and when a course is passed."""

from __future__ import annotations

from collections.abc import Collection


def score(latest: Collection[float | None]) -> float | None:
    """The share that is right, 0–1, by the latest answer to each question; an unanswered one (None) counts 0.

    None for a course without questions. Half right counts half.
    """
    if not latest:
        return None
    return sum(share or 0.0 for share in latest) / len(latest)


def passed(reached: float | None, pass_mark: int) -> bool:
    """Whether a score (0–1) reaches `pass_mark` (per cent). Without questions, finishing is passing."""
    return reached is None or round(reached * 100, 6) >= pass_mark


NEARLY = 15


def nearly(reached: float | None, pass_mark: int) -> bool:
    """Whether a score (0–1) that does not pass lies within fifteen points of the mark: one or two questions more."""
    return reached is not None and round(reached * 100, 6) >= pass_mark - NEARLY
