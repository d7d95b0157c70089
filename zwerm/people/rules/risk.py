"""What is lost most with somebody who leaves: a number between 0 and 1, for an order and three words. Pure."""

from __future__ import annotations

from math import log2

MANY = 30
HIGH, SOME = 0.6, 0.3


def risk(used: int, others: int, *, overdue: bool) -> float:
    """Of something that they look after: read or used by `used` people, which `others` had a hand in.

    Half of it is how much it is used (by MANY and more it counts in full), a third that nobody else knows it, and the rest that it should have been looked
    at already. What nobody uses is lost without harm, whoever knows it.
    """
    use = min(1.0, log2(1 + used) / log2(1 + MANY))
    return 0.5 * use + 0.35 / (1 + others) * (0.4 + 0.6 * use) + 0.15 * overdue


def in_words(much: float) -> str:
    return "high" if much >= HIGH else "some" if much >= SOME else "low"
