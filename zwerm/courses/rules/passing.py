"""How far a learner is, and when a course is passed."""

from __future__ import annotations

from collections.abc import Collection, Mapping


def score(questions: Collection[object], latest: Mapping[object, float]) -> float | None:
    """The share of `questions` that is right, 0–1, by the latest answer to each; an unanswered one counts 0.

    None for a course without questions. Half right counts half.
    """
    if not questions:
        return None
    return sum(latest.get(question, 0.0) for question in questions) / len(questions)


def passed(reached: float | None, pass_mark: int) -> bool:
    """Whether a score (0–1) reaches `pass_mark` (per cent). Without questions, finishing is passing."""
    return reached is None or round(reached * 100, 6) >= pass_mark


NEARLY = 15


def nearly(reached: float | None, pass_mark: int) -> bool:
    """Whether a score (0–1) that does not pass lies within fifteen points of the mark: one or two questions more."""
    return reached is not None and round(reached * 100, 6) >= pass_mark - NEARLY
