"""Who knows: from what was found and who had to do with it, to people in order. Pure.

Each thing that was found votes for who had to do with it (the document model of Balog et al. 2009, P(q|person) = Σ P(q|thing) · P(thing|person),
and the voting models that follow it): as much as it answers, as much as they did, and the less the longer ago. When it is known where the question is
asked, that somebody of those worked there speaks for them too, as a witness who does not know of the others: it never speaks against anybody, and for
nobody alone. How busy somebody is or how much they wrote elsewhere changes nothing.
Numbers were chosen on one set and measured on others by bench/expertise.py (docs/run/performance/expertise.md).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import exp, fsum, log
from typing import Generic, TypeVar

from zwerm.skills.rules.levels import ALIKE, HALF_LIFE, PEER

Thing = TypeVar("Thing", bound=Hashable)
Who = TypeVar("Who", bound=Hashable)
Place = tuple[str, ...]

# What was found further down says next to nothing.
MOST_VOTING = 50
# vote = (score / best score)^SHARP / (EASY + rank), rank from 1.
SHARP, EASY = 2.0, 20
# Nobody found everything: as if a part of a best vote were cast for someone who is not here. One text alone makes nobody sure.
UNSEEN = 0.5
# What it counts for to have done all that is in the place where it is asked; each step up in a tree of places counts half.
OF_PLACE, PER_STEP = 0.3, 0.5
# log-odds of being right = SURE · log-odds of the score, by logistic regression on the set that numbers were chosen on.
SURE = 1.2
# What somebody's own word counts for, by level from 3 (on their own) on, and that they like to be asked.
OWN_WORD, LIKES_TO_BE_ASKED = {3: 0.3, 4: 0.4, 5: 0.5}, 0.25
# What one colleague who confirms that counts for, and after how many days for half of that.
CONFIRMED, HALF_CONFIRMED = 0.15, HALF_LIFE[PEER]


@dataclass(frozen=True)
class Hit(Generic[Thing]):
    """A thing that answers, and how much: any scale, more is better. Given best first."""

    thing: Thing
    score: float


@dataclass(frozen=True)
class Trace(Generic[Thing, Who]):
    """That somebody had to do with a thing. `weight`: what such a trace counts for when it is new, 0 to 1; `days` ago; `half`: days after which half is left."""

    person: Who
    thing: Thing
    weight: float
    days: float = 0
    half: float = 1095

    @property
    def strength(self) -> float:
        return self.weight * float(0.5 ** (max(0.0, self.days) / self.half))


@dataclass(frozen=True)
class Ranked(Generic[Thing, Who]):
    """`score`: the part of what was found that they had to do with, 0 to 1. `confidence`: how often somebody with such a score is right.
    `behind`: the things that spoke for them, the strongest first.
    """

    person: Who
    score: float
    confidence: float
    behind: tuple[Thing, ...]


def rank_people(
    hits: Sequence[Hit[Thing]],
    traces: Iterable[Trace[Thing, Who]],
    there: Mapping[Who, float] | None = None,
) -> list[Ranked[Thing, Who]]:
    """People by what they had to do with what was found, best first; equals in the order of their keys as text.

    Of several traces of one person on one thing the strongest counts. `there`: what part of the place of the question each did (`worked_there`); who did
    nothing of what was found is not named for that.
    """
    votes = votes_of(hits)
    total = sum(votes.values()) + UNSEEN * max(votes.values(), default=1.0)
    spoke: dict[Who, dict[Thing, float]] = defaultdict(dict)
    for trace in traces:
        if vote := votes.get(trace.thing, 0.0) * trace.strength:
            of_person = spoke[trace.person]
            of_person[trace.thing] = max(of_person.get(trace.thing, 0.0), vote)
    ranked = []
    for person, things in spoke.items():
        score = with_place(fsum(things.values()) / total, (there or {}).get(person, 0.0))
        behind = sorted(things, key=lambda thing: (-things[thing], str(thing)))
        ranked.append(Ranked(person, score, confidence(score), tuple(behind)))
    return sorted(ranked, key=lambda one: (-round(one.score, 9), str(one.person)))


def votes_of(hits: Sequence[Hit[Thing]]) -> dict[Thing, float]:
    best = max((hit.score for hit in hits), default=0.0)
    if best <= 0:
        return {}
    return {
        hit.thing: (max(0.0, hit.score) / best) ** SHARP / (EASY + place)
        for place, hit in enumerate(hits[:MOST_VOTING], 1)
    }


def worked_there(place: Place, things: Mapping[Thing, Place], traces: Iterable[Trace[Thing, Who]]) -> dict[Who, float]:
    """What part of the things in a place somebody did: 0 to 1, each step up the tree counting half of the one below.

    `things`: those of the tree, and where each is.
    """
    steps = [place[: len(place) - up] for up in range(len(place))]
    within = {step: [thing for thing, where in things.items() if where[: len(step)] == step] for step in steps}
    strongest: dict[Who, dict[Thing, float]] = defaultdict(dict)
    for trace in traces:
        of_person = strongest[trace.person]
        of_person[trace.thing] = max(of_person.get(trace.thing, 0.0), trace.strength)
    told = [(PER_STEP**up, within[step]) for up, step in enumerate(steps) if within[step]]
    whole = sum(much for much, _things in told)
    return {
        person: sum(much * sum(did.get(thing, 0.0) for thing in inside) / len(inside) for much, inside in told) / whole
        for person, did in strongest.items()
        if whole
    }


def with_place(score: float, there: float) -> float:
    return both(score, OF_PLACE * there)


def confidence(score: float) -> float:
    """How often somebody with this score had indeed to do with it."""
    kept = min(0.99, max(0.001, score))
    return 1 / (1 + exp(-SURE * log(kept / (1 - kept))))


def own_word(level: int, *, asks: bool) -> float:
    """What it counts for that somebody says that they can it: a score. Who is still learning is not sent people."""
    said = OWN_WORD.get(level, 0.0)
    return said + LIKES_TO_BE_ASKED if said and asks else said


def confirmed_word(times: int, days: float) -> float:
    """What it counts for that so many colleagues confirm it, `days` ago in the middle: a score. Who says the same shares their errors (`levels`), so never more than a few."""
    fresh = times * 0.5 ** (max(0.0, days) / HALF_CONFIRMED)
    return 1 - float((1 - CONFIRMED) ** (fresh / (1 + max(fresh - 1, 0) * ALIKE)))


def both(one: float, other: float) -> float:
    """Two witnesses who do not know of each other, such as work and word: 1 − (1 − work)·(1 − word)."""
    return 1 - (1 - one) * (1 - other)
