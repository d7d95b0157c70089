"""Divides the units of a course over bites that each take five to ten minutes."""

from collections.abc import Callable, Mapping, Sequence

from zwerm.courses.generation.material.units import Unit
from zwerm.language.reading_time import WORDS_PER_MINUTE

# Minutes of text alone. With key points, questions and cards a bite then takes five to ten.
SHORTEST, BEST, LONGEST = 3.6, 4.7, 6.3
# What it costs to cut at a place, in the same coin as minutes off the mark squared.
CUT_DEEPER, CUT_SECTION, CUT_UNDER_HEADING, CUT_DOCUMENT, CUT_LANGUAGE = 0.5, 3.0, 9.0, -2.0, -1000.0
WINDOW = 60
# Minutes of text of two bites in one; points to remember and cards still fit in ten.
TOGETHER = 8.0


def pack(units: Sequence[Unit]) -> list[range]:
    """Ranges of unit numbers, in order and without holes, that cost least together. Optimal, by dynamic programming.

    A bite costs the square of what it lacks or has too much, weighed three times outside the bounds; a cut costs more
    the deeper the heading before which it falls, and most right after a heading that has no text of its own.
    """
    spoken = _spoken(units)
    minutes = [unit.words / WORDS_PER_MINUTE for unit in units]
    best: list[float] = [0.0] + [float("inf")] * len(units)
    since = [0] * (len(units) + 1)
    for end in range(1, len(units) + 1):
        total = 0.0
        for start in range(end - 1, max(-1, end - 1 - WINDOW), -1):
            total += minutes[start]
            cost = best[start] + _length_cost(total) + _cut_cost(units, start, spoken)
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
    """The ranges, of which one that nothing can be asked about goes with its shorter neighbour where both fit in a bite.

    `can_be_asked` is asked only of ranges that could go with another.
    """
    found, spoken = list(ranges), _spoken(units)
    number = 0
    while number < len(found):
        beside = [other for other in (number - 1, number + 1) if 0 <= other < len(found)]
        fitting = [
            other
            for other in beside
            if _minutes(units, found[number]) + _minutes(units, found[other]) <= TOGETHER
            and _is_of_one_language(spoken, units[found[number].start], units[found[other].start])
        ]
        if not fitting or can_be_asked(found[number]):
            number += 1
            continue
        first, last = sorted((number, min(fitting, key=lambda other: _minutes(units, found[other]))))
        found[first : last + 1] = [range(found[first].start, found[last].stop)]
        number = first
    return found


def _spoken(units: Sequence[Unit]) -> dict[int, str]:
    """The language of each document that says anything."""
    return {unit.document: unit.language for unit in reversed(units) if unit.language}


def _is_of_one_language(spoken: Mapping[int, str], one: Unit, other: Unit) -> bool:
    return len({spoken[unit.document] for unit in (one, other) if unit.document in spoken}) < 2


def _minutes(units: Sequence[Unit], inside: range) -> float:
    return sum(units[number].words for number in inside) / WORDS_PER_MINUTE


def _length_cost(minutes: float) -> float:
    cost = 0.35 * (minutes - BEST) ** 2
    if minutes < SHORTEST:
        cost += 3 * (SHORTEST - minutes) ** 2
    if minutes > LONGEST:
        cost += 3 * (minutes - LONGEST) ** 2
    return cost


def _cut_cost(units: Sequence[Unit], start: int, spoken: Mapping[int, str]) -> float:
    """What it costs that a bite starts here."""
    if start == 0:
        return 0.0
    here, before = units[start], units[start - 1]
    if here.document != before.document:
        return CUT_DOCUMENT if _is_of_one_language(spoken, before, here) else CUT_LANGUAGE
    if here.part:
        return CUT_SECTION
    deeper = CUT_DEEPER * max(0, len(here.section.path) - 2)
    return deeper + (CUT_UNDER_HEADING if before.words == 0 else 0.0)
