"""How sure a share is that some people told, and what answers say about a question. Few votes don't shout.

Wilson's score interval (E.B. Wilson 1927, J. Am. Stat. Assoc. 22) for a share k of n:
    centre ± half = (p + z²/2n ± z·√(p(1−p)/n + z²/4n²)) / (1 + z²/n)
It stays within 0–1 and is wide for few: one of one is 0.21–1 at z = 1.96.

Difficulty is the share of first answers that is right. Discrimination is the correlation of a question's first answers with what
the same people got on the other questions (corrected item-total, so that a question is not compared with itself); its interval
by Fisher's z. A question that those miss who know the rest has it below zero: mostly its key is wrong.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

Z = 1.96
# So many people must have answered before anything is told about a question, and so many more before anything else is told: of
# fewer someone could be recognised.
FEWEST, FEWEST_TO_COMPARE = 5, 10
HARD, EASY, AGAINST = 0.4, 0.95, 0.1
HEALTHY = 0.6


@dataclass(frozen=True)
class Interval:
    """A share with its 95% interval."""

    share: float
    low: float
    high: float


def wilson(k: float, n: int) -> Interval | None:
    """None of nobody."""
    if n == 0:
        return None
    p = k / n
    centre = p + Z * Z / (2 * n)
    half = Z * math.sqrt(p * (1 - p) / n + Z * Z / (4 * n * n))
    whole = 1 + Z * Z / n
    return Interval(p, max(0.0, (centre - half) / whole), min(1.0, (centre + half) / whole))


def health(helped: int, hindered: int) -> str:
    """ "good" or "bad" when that is sure, "unsure" when the votes say too little, "none" without votes."""
    found = wilson(helped, helped + hindered)
    if found is None:
        return "none"
    return "good" if found.low >= HEALTHY else "bad" if found.high < HEALTHY else "unsure"


@dataclass(frozen=True)
class Statistics:
    """`people`: who answered. `difficulty` only of enough people, `discrimination` of more; `flaw` names what is sure."""

    people: int
    difficulty: Interval | None = None
    discrimination: Interval | None = None
    flaw: str = ""


def step(people: int) -> int:
    """Of how many people is told, of so many: 0, 5, 10, 15, …"""
    return people - people % FEWEST


def statistics(answers: Sequence[tuple[float, float | None]]) -> Statistics:
    """Of one question: per person how right (0–1) the first answer was, and how right those to the other questions were."""
    people = len(answers)
    if people < FEWEST:
        return Statistics(people)
    difficulty = wilson(sum(share for share, _rest in answers), people)
    both = [(share, rest) for share, rest in answers if rest is not None]
    discrimination = correlation(both) if len(both) >= FEWEST_TO_COMPARE else None
    assert difficulty is not None, "there are enough people"
    flaw = ""
    if discrimination is not None and discrimination.high < AGAINST:
        flaw = "against"
    elif difficulty.high < HARD:
        flaw = "hard"
    elif difficulty.low > EASY:
        flaw = "easy"
    return Statistics(people, difficulty, discrimination, flaw)


def own_words(had: Sequence[bool]) -> Statistics:
    """Of one question that is answered in own words: per person whether they say that they had it. Nothing else is compared with that."""
    people = len(had)
    if people < FEWEST:
        return Statistics(people)
    share = wilson(sum(had), people)
    assert share is not None, "there are enough people"
    return Statistics(people, share, flaw="not-had" if share.high < HARD else "")


def correlation(pairs: Sequence[tuple[float, float]]) -> Interval | None:
    """Pearson's r with Fisher's interval; None when one of both is the same for everyone, or of fewer than four."""
    n = len(pairs)
    if n < 4:
        return None
    xs, ys = [x for x, _ in pairs], [y for _, y in pairs]
    mean_x, mean_y = math.fsum(xs) / n, math.fsum(ys) / n
    square_x = math.fsum((x - mean_x) ** 2 for x in xs)
    square_y = math.fsum((y - mean_y) ** 2 for y in ys)
    if square_x < 1e-12 or square_y < 1e-12:
        return None
    r = math.fsum((x - mean_x) * (y - mean_y) for x, y in pairs) / math.sqrt(square_x * square_y)
    z = math.atanh(max(-0.999999, min(0.999999, r)))
    half = Z / math.sqrt(n - 3)
    return Interval(r, math.tanh(z - half), math.tanh(z + half))
