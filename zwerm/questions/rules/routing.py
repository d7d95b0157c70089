"""To whom a question is offered. Pure.

    worth of offering a question to somebody = use · language · turn · subject

- use: how sure it is that they know (skills/rules/knowing.py, `confidence`); who was named by a colleague counts as sure.
- language: UNLIKE when the question is in a language that they do not use here, else 1.
- turn: 1 / (1 + CROWDED · load), where load is what came to them before, each the less the longer ago (half after a week), in parts of what
  they want in a week. Who had none goes before who had many, and nobody's knowledge is lost sight of.
- subject: half for each time they said “not my subject” to a like question; each such word fades (half after eight weeks).

How fast, how often or how well somebody answers counts for nothing: that would be judging colleagues by what they do (EU AI Act, annex III 4(b)).

All questions of one round are offered at once: `share` finds the offers that are worth most together, where a question's first is worth more than
its second, nobody gets more than they have room for, and nobody the same question twice. This is a flow of least cost (successive shortest
paths; Ahuja, Magnanti & Orlin 1993, chapter 9), so it is the best there is and not the first that comes; equals go in the order of their keys.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Hashable, Iterable, Mapping
from datetime import timedelta
from typing import Generic, TypeVar

Asked = TypeVar("Asked", bound=Hashable)
Who = TypeVar("Who", bound=Hashable)
Place = TypeVar("Place", bound=Hashable)

# Of one question wait so many for a reaction at once; so many are asked in all.
AT_ONCE, MOST_ASKED = 2, 6
# Of their own time: who did not react is asked no longer; who said that they would answer is waited for.
REACTS, ANSWERS = timedelta(hours=8), timedelta(hours=16)
UNLIKE, CROWDED = 0.7, 2.0
HALF_LOAD, HALF_WORD = 7.0, 56.0
# That a question reaches somebody at all is worth more than that another reaches a second one.
FIRST, EACH_NEXT = 1.0, 0.25
_EXACT = 1_000_000


def worth(use: float, load: float, *, unlike: bool = False, refused: float = 0.0) -> float:
    """`load`, `refused`: see `faded`; the first in parts of what they want in a week."""
    return use * (UNLIKE if unlike else 1.0) / (1 + CROWDED * load) * float(0.5**refused)


def faded(days_ago: Iterable[float], half: float) -> float:
    """So many times, each counting half after `half` days."""
    return float(sum(0.5 ** (max(0.0, days) / half) for days in days_ago))


def room_left(a_week: int, days_ago: Iterable[float]) -> int:
    """How many more questions may come to somebody now, who wants `a_week` at most in any seven days, and these came before.

    In one day no more than a fifth of that, rounded up: not all of Monday morning.
    """
    within = [days for days in days_ago if days < 7]
    a_day = -(-a_week // 5)
    return max(0, min(a_week - len(within), a_day - sum(days < 1 for days in within)))


def share(
    wanted: Mapping[Asked, int], worths: Mapping[tuple[Asked, Who], float], room: Mapping[Who, int]
) -> list[tuple[Asked, Who]]:
    """Who gets which question: for each at most `wanted`, for everybody at most `room`, worth most together.

    `worths` above 0 only; pairs that are not there are not made.
    """
    flow: _Flow[tuple[str, Asked | Who | None]] = _Flow()
    begin, end = ("begin", None), ("end", None)
    for asked, most in sorted(wanted.items(), key=lambda one: str(one[0])):
        for number in range(most):
            flow.join(begin, ("asked", asked), FIRST * EACH_NEXT**number)
    for (asked, who), value in sorted(worths.items(), key=lambda one: (str(one[0][0]), str(one[0][1]))):
        if value > 0 and wanted.get(asked, 0) > 0 and room.get(who, 0) > 0:
            flow.join(("asked", asked), ("who", who), value)
    for who in sorted(room, key=str):
        for _ in range(room[who]):
            flow.join(("who", who), end, 0.0)
    flow.fill(begin, end)
    used = set(flow.used())
    return [(asked, who) for asked, who in sorted(worths, key=str) if (("asked", asked), ("who", who)) in used]


class _Flow(Generic[Place]):
    """Joints of capacity one, each worth something; filled along the paths that are worth most, as long as they are worth anything."""

    def __init__(self) -> None:
        # Even numbers as joined, odd ones the way back.
        self._ends: list[tuple[Place, Place]] = []
        self._worth: list[int] = []
        self._free: list[bool] = []
        self._from: dict[Place, list[int]] = {}

    def join(self, begin: Place, end: Place, worth: float) -> None:
        for ends, value, free in (((begin, end), worth, True), ((end, begin), -worth, False)):
            self._from.setdefault(ends[0], []).append(len(self._ends))
            self._ends.append(ends)
            self._worth.append(round(value * _EXACT))
            self._free.append(free)

    def fill(self, begin: Place, end: Place) -> None:
        while path := self._best(begin, end):
            for joint in path:
                self._free[joint], self._free[joint ^ 1] = False, True

    def used(self) -> list[tuple[Place, Place]]:
        return [self._ends[joint] for joint in range(0, len(self._ends), 2) if not self._free[joint]]

    def _best(self, begin: Place, end: Place) -> list[int]:
        """The path that is worth most; none when that is nothing. There are no rounds that gain, so it ends (Bellman-Ford with a queue)."""
        best: dict[Place, int] = {begin: 0}
        came: dict[Place, int] = {}
        waiting, queued = deque([begin]), {begin}
        while waiting:
            here = waiting.popleft()
            queued.discard(here)
            for joint in self._from.get(here, ()):
                there = self._ends[joint][1]
                if not self._free[joint] or best[here] + self._worth[joint] <= best.get(there, -1 << 62):
                    continue
                best[there], came[there] = best[here] + self._worth[joint], joint
                if there not in queued:
                    queued.add(there)
                    waiting.append(there)
        if best.get(end, 0) <= 0:
            return []
        path, at = [], end
        while at != begin:
            path.append(came[at])
            at = self._ends[came[at]][0]
        return path[::-1]
