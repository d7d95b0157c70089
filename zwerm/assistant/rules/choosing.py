"""Which units make the answer, and in which order they read on."""

from __future__ import annotations

from collections.abc import Sequence

from zwerm.assistant.rules.question import Kind, Question
from zwerm.assistant.rules.sources import Quoted
from zwerm.assistant.rules.weighing import Weighed
from zwerm.language.standalone import leans_on_context
from zwerm.language.words import count_words

MOST_SENTENCES, MOST_STEPS, MOST_SOURCES = 5, 7, 3
NEAR_IN_SECTION, NEAR_IN_SOURCE, NEAR_ELSEWHERE = 0.62, 0.85, 0.82
MOST_ALIKE = 0.6
LISTED = frozenset({Kind.HOW, Kind.LIST, Kind.OTHER, Kind.WHY, Kind.MAY})


def choose(question: Question, weighed: Sequence[Sequence[Weighed]]) -> list[Quoted]:
    """The answer, best source first and within a source in the order of its text. `weighed`: units per source, best first."""
    leaders = [max(units, key=lambda one: one.score) for units in weighed if units]
    leaders.sort(key=lambda one: -one.score)
    if not leaders or leaders[0].score <= 0:
        return []
    by_source = {units[0].source.key: units for units in weighed if units}
    chosen: list[Quoted] = []
    best = leaders[0]
    said: list[frozenset[str]] = []
    for leader in leaders[:MOST_SOURCES]:
        room = (MOST_STEPS if question.kind is Kind.HOW else MOST_SENTENCES) - len(chosen)
        if room <= 0 or leader.score < NEAR_ELSEWHERE * best.score or _said_before(leader, said):
            continue
        group = _group(question, leader, by_source[leader.source.key], room if leader is best else min(room, 2))
        said += [by_source[leader.source.key][quoted.unit.number].terms for quoted in group]
        chosen += group
    return chosen


def _said_before(one: Weighed, said: Sequence[frozenset[str]]) -> bool:
    return any(len(one.terms & other) > MOST_ALIKE * max(1, min(len(one.terms), len(other))) for other in said)


def _group(question: Question, leader: Weighed, units: Sequence[Weighed], room: int) -> list[Quoted]:
    """The leader with what belongs to it, in order."""
    numbers = [leader.unit.number]
    numbers += _list_around(question, leader, units)
    if leader.unit.item < 0 and not leader.unit.row:
        numbers += _needed_before(leader, units)
    numbers += _near(leader, units)
    kept: list[int] = []
    for number in numbers:
        if number not in kept and len(kept) < room:
            kept.append(number)
    kept = _with_leads(kept, units, room)
    return [Quoted(units[n].source, units[n].unit, _leads(n, kept, units)) for n in sorted(kept)]


def _leads(number: int, kept: Sequence[int], units: Sequence[Weighed]) -> bool:
    return any(units[other].unit.lead == number for other in kept)


def _list_around(question: Question, leader: Weighed, units: Sequence[Weighed]) -> list[int]:
    """The items of a list that answers as a whole: when its lead-in is what fits best, or when steps are asked for."""
    unit = leader.unit
    if unit.row:
        return []
    lead = unit.number if unit.text.endswith(":") else unit.lead
    if lead < 0:
        return []
    items = [one for one in units if one.unit.lead == lead and one.unit.item == one.unit.number]
    if unit.number == lead:
        return [one.unit.number for one in items]
    whole = question.kind in LISTED and (unit.numbered or question.kind in (Kind.HOW, Kind.LIST))
    if not whole or units[lead].score < 0.6 * leader.score:
        return []
    place = next((place for place, one in enumerate(items) if one.unit.number == unit.item), 0)
    first = 0 if unit.numbered or place < MOST_SENTENCES - 1 else place - 1
    return [one.unit.number for one in items[first:]]


def _needed_before(leader: Weighed, units: Sequence[Weighed]) -> list[int]:
    """The sentence before, when the leader points back to it ("Dit betekent …")."""
    number = leader.unit.number
    if number == 0 or not leans_on_context(leader.unit.text, leader.source.language):
        return []
    before = units[number - 1]
    return [number - 1] if before.unit.section == leader.unit.section else []


def _near(leader: Weighed, units: Sequence[Weighed]) -> list[int]:
    """Other units of this source that answer about as well, best first, none that repeats another."""
    others = sorted(
        (
            one
            for one in units
            if one.unit.number != leader.unit.number
            and one.score
            >= (NEAR_IN_SECTION if one.unit.section == leader.unit.section else NEAR_IN_SOURCE) * leader.score
        ),
        key=lambda one: (-one.score, one.unit.number),
    )
    kept = [leader]
    for one in others:
        if not _said_before(one, [other.terms for other in kept]):
            kept.append(one)
    return [one.unit.number for one in kept[1:]]


def _with_leads(kept: list[int], units: Sequence[Weighed], room: int) -> list[int]:
    """Items that do not stand by themselves keep the words that lead in to them, at the cost of the last one chosen."""
    for number in list(kept):
        unit = units[number].unit
        if unit.lead < 0 or unit.lead in kept or number not in kept or _stands(units[number]):
            continue
        while len(kept) >= max(room, 2):
            kept.pop()
        kept.append(unit.lead)
    return kept


def _stands(one: Weighed) -> bool:
    """Whether a list item is a sentence of its own."""
    return (
        not one.unit.row
        and count_words(one.unit.text) >= 7
        and one.unit.text[-1:] in ".!"
        and one.unit.text[:1].isupper()
    )
