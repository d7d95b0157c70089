"""How well someone can something, out of what they say, what colleagues and leads say, and what they did. Pure.

A level L (1 to 5) is not known; each source tells something of it, and Bayes' rule puts it together:

    P(L | sources)  ∝  P(L) · Π P(source | L) ^ weight

`PRIOR` is P(L) before anything is known. A source that says a level s is a reading with a normal error around L:
P(s | L) ∝ exp(−(s − L − bias)² / 2σ²) over s = 1 … 5, with σ² = Var(L) · (1 − r) / r for a source of reliability r (the definition of
reliability in classical test theory: the share of the variance that is true). The reliabilities are those of one rater in the literature:
a lead 0.52 and a colleague 0.42 (Viswesvaran, Ones & Schmidt 1996), oneself 0.35 (agreement with others, Harris & Schaubroeck 1988); people
say of themselves 0.32 standard deviations more than their leads do (Heidemeier & Moser 2009), which is the bias.

Weights: what is older counts less, half after HALF_LIFE days. Who says the same as others also shares their errors, so n of one kind count
as n / (1 + (n − 1) · ALIKE) (the design effect of Kish 1965): however many friends say it, never more than 1 / ALIKE of them.

What someone did comes as pieces, m of them by their weights: P(m | L) is the chance that at least so many are seen, where they come as a Poisson
process with PIECES[L] in the time that counts, to the power DONE_TELLS. Nothing seen says nothing: most work leaves no trace here.
The numbers without a source are chosen, not measured; docs/decisions/0143 says what they do.

No source can win alone: see test_levels.py for what always holds.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import exp, fsum, lgamma, log

LEVELS = (1, 2, 3, 4, 5)
PRIOR = (0.22, 0.24, 0.26, 0.17, 0.11)
SELF, PEER, LEAD, EVIDENCE = "self", "peer", "lead", "evidence"
RELIABLE = {SELF: 0.35, PEER: 0.42, LEAD: 0.52}
BIAS_OF_SELF = 0.32
ALIKE = 0.3
# What someone leaves behind tells of their skill and of what their work asks.
DONE_TELLS = 0.5
HALF_LIFE = {SELF: 1095.0, PEER: 730.0, LEAD: 730.0, EVIDENCE: 730.0}
PIECES = (0.3, 0.8, 2.0, 4.0, 6.0)
# How much of what may be lies between `low` and `high`, at least.
CREDIBLE = 0.8

_MEAN = sum(level * chance for level, chance in zip(LEVELS, PRIOR, strict=True))
VARIANCE = sum((level - _MEAN) ** 2 * chance for level, chance in zip(LEVELS, PRIOR, strict=True))


@dataclass(frozen=True)
class Source:
    """`days`: how long ago. One of EVIDENCE has no level but `pieces`: how much stands behind it, 1 for one whole text or course."""

    kind: str
    days: float
    level: int = 0
    pieces: float = 0.0

    @property
    def fresh(self) -> float:
        """What is left of it: 1 today, a half after its half-life."""
        return float(0.5 ** (max(self.days, 0.0) / HALF_LIFE[self.kind]))


@dataclass(frozen=True)
class Estimate:
    """`chances` of each level; `level`: the one in the middle (as likely higher as lower); `low` and `high`: the shortest run around it that holds CREDIBLE."""

    chances: tuple[float, ...]
    level: int
    low: int
    high: int

    @property
    def mean(self) -> float:
        return sum(level * chance for level, chance in zip(LEVELS, self.chances, strict=True))


def put_together(sources: Sequence[Source]) -> Estimate:
    """The order of the sources makes no difference; without any it is what is likely of anybody."""
    told = [log(chance) for chance in PRIOR]
    for kind in RELIABLE:
        of_kind = sorted((one for one in sources if one.kind == kind), key=lambda one: (one.days, one.level))
        many = sum(source.fresh for source in of_kind)
        for source in of_kind:
            weight = source.fresh / (1 + max(many - 1, 0) * ALIKE)
            told = [sum_ + weight * said for sum_, said in zip(told, _said(source), strict=True)]
    pieces = fsum(source.pieces * source.fresh for source in sources if source.kind == EVIDENCE)
    told = [sum_ + DONE_TELLS * _done(pieces, usual) for sum_, usual in zip(told, PIECES, strict=True)]
    top = max(told)
    weights = [exp(one - top) for one in told]
    chances = tuple(weight / sum(weights) for weight in weights)
    return Estimate(chances, _middle(chances), *_run(chances))


def _said(source: Source) -> list[float]:
    """log P(s | L) for each L."""
    reliable = RELIABLE[source.kind]
    variance = VARIANCE * (1 - reliable) / reliable
    bias = BIAS_OF_SELF * VARIANCE**0.5 if source.kind == SELF else 0.0

    def reading(said: int, level: int) -> float:
        return -((said - level - bias) ** 2) / (2 * variance)

    return [reading(source.level, level) - log(sum(exp(reading(said, level)) for said in LEVELS)) for level in LEVELS]


def _done(pieces: float, usual: float) -> float:
    """log of the chance that at least `pieces` are seen where `usual` are: the regularised lower gamma function, by its series."""
    if pieces <= 0:
        return 0.0
    term = total = 1.0
    step = 0
    while term > total * 1e-12:
        step += 1
        term *= usual / (pieces + step)
        total += term
    return min(0.0, pieces * log(usual) - usual - lgamma(pieces + 1) + log(total))


def _middle(chances: Sequence[float]) -> int:
    below = 0.0
    for level, chance in zip(LEVELS, chances, strict=True):
        below += chance
        if below >= 0.5:
            return level
    return LEVELS[-1]


def _run(chances: Sequence[float]) -> tuple[int, int]:
    """The shortest run of levels that holds CREDIBLE; of equally short ones the likeliest. The middle is always in it: less than a fifth lies beside it."""
    runs = [(low, high) for low in LEVELS for high in LEVELS if high >= low]
    held = {run: sum(chances[run[0] - 1 : run[1]]) for run in runs}
    return min((run for run in runs if held[run] >= CREDIBLE - 1e-9), key=lambda run: (run[1] - run[0], -held[run]))
