"""On how few people something rests: the truck factor. Pure.

Of one skill it is the number of people who can it on their own: when they leave, nobody can. Of a group of skills it is the smallest number of
people whose leaving loses more than HALF of them (Avelino, Passos, Hora & Valente 2016, for files of software). Like theirs this is found
greedily: next goes who is nearest to the last for the most, so it may be more than the fewest there are, never less; what one person carries is
always found. Of equals the key decides, so the answer is the same each time.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import TypeVar

HALF = 0.5

S = TypeVar("S")
P = TypeVar("P")


def carried_by(can: Mapping[S, Collection[P]]) -> list[P]:
    """Who has to leave, one after the other, until more than half of the skills that somebody can are lost. Empty when nobody can any."""
    left = {skill: set(people) for skill, people in can.items() if people}
    enough = HALF * len(left)
    gone: list[P] = []
    while left and sum(1 for people in left.values() if not people) <= enough:
        gone.append(_next(left))
        for people in left.values():
            people.discard(gone[-1])
    return gone


def _next(left: Mapping[S, Collection[P]]) -> P:
    """Who is nearest to the last for the most: a skill weighs one divided by the square of how many can it."""
    weight: dict[P, float] = {}
    for people in left.values():
        for person in people:
            weight[person] = weight.get(person, 0.0) + 1 / len(people) ** 2
    return min(weight, key=lambda person: (-weight[person], str(person)))
