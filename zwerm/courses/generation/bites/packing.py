"""Divides the units of a course over bites: of a long text each takes five to ten minutes, a short text is a short bite."""

from collections.abc import Callable, Iterator, Sequence
from itertools import groupby

from zwerm.courses.generation.material.units import Unit
from zwerm.language.reading_time import WORDS_PER_MINUTE

# Minutes of text alone. With key points, questions and cards a bite then takes five to ten.
SHORTEST, BEST, LONGEST = 3.6, 4.7, 6.3
# What it costs to cut at a place, in the same coin as minutes off the mark squared.
CUT_DEEPER, CUT_SECTION, CUT_UNDER_HEADING = 0.5, 3.0, 9.0
WINDOW = 60
# Minutes of text of two bites in one; points to remember and cards still fit in ten.
TOGETHER = 8.0


def pack(units: Sequence[Unit]) -> list[range]:
    """Ranges of unit numbers, in order, that cost least together: each text by itself, and none of what shows nothing.

    Also of many tiny texts each is a bite of its own: which of them belong together nobody told, and two in one have one title and one
    question that fit neither.
    """
    return [
        range(text.start + part.start, text.start + part.stop)
        for text in _texts(units)
        if any(units[number].section.shown for number in text)
        for part in _pack_text(units[text.start : text.stop])
    ]


def _texts(units: Sequence[Unit]) -> Iterator[range]:
    """The units of each document."""
    start = 0
    for _, same in groupby(units, key=lambda unit: unit.document):
        end = start + sum(1 for _ in same)
        yield range(start, end)
        start = end


def _pack_text(units: Sequence[Unit]) -> list[range]:
    """Optimal, by dynamic programming.

    A bite costs the square of what it lacks or has too much, weighed three times outside the bounds; a cut costs more
    the deeper the heading before which it falls, and most right after a heading that has no text of its own.
    """
    minutes = [unit.words / WORDS_PER_MINUTE for unit in units]
    best: list[float] = [0.0] + [float("inf")] * len(units)
    since = [0] * (len(units) + 1)
    for end in range(1, len(units) + 1):
        total = 0.0
        for start in range(end - 1, max(-1, end - 1 - WINDOW), -1):
            total += minutes[start]
            cost = best[start] + _length_cost(total) + _cut_cost(units, start)
            if cost < best[end] - 1e-9:
                best[end], since[end] = cost, start
            if total > 3 * LONGEST:
                break
    ranges: list[range] = []
    end = len(units)
    while end:
        ranges.append(range(since[end], end))
        end = since[end]
    return ranges[::-1]


def join_mute(ranges: Sequence[range], units: Sequence[Unit], can_be_asked: Callable[[range], bool]) -> list[range]:
    """The ranges, of which one that nothing can be asked about goes with its shorter neighbour of the same text where both fit in a bite.

    `can_be_asked` is asked only of ranges that could go with another.
    """
    found = list(ranges)
    number = 0
    while number < len(found):
        beside = [other for other in (number - 1, number + 1) if 0 <= other < len(found)]
        fitting = [
            other
            for other in beside
            if units[found[number].start].document == units[found[other].start].document
            and _minutes(units, found[number]) + _minutes(units, found[other]) <= TOGETHER
        ]
        if not fitting or can_be_asked(found[number]):
            number += 1
            continue
        first, last = sorted((number, min(fitting, key=lambda other: _minutes(units, found[other]))))
        found[first : last + 1] = [range(found[first].start, found[last].stop)]
        number = first
    return found


def _minutes(units: Sequence[Unit], inside: range) -> float:
    return sum(units[number].words for number in inside) / WORDS_PER_MINUTE


def _length_cost(minutes: float) -> float:
    cost = 0.35 * (minutes - BEST) ** 2
    if minutes < SHORTEST:
        cost += 3 * (SHORTEST - minutes) ** 2
    if minutes > LONGEST:
        cost += 3 * (minutes - LONGEST) ** 2
    return cost


def _cut_cost(units: Sequence[Unit], start: int) -> float:
    """What it costs that a bite starts here."""
    if start == 0:
        return 0.0
    here, before = units[start], units[start - 1]
    if here.part:
        return CUT_SECTION
    deeper = CUT_DEEPER * max(0, len(here.section.path) - 2)
    return deeper + (CUT_UNDER_HEADING if before.words == 0 else 0.0)
