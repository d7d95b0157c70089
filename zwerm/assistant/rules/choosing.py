"""Which units make the answer, and in which order they read on."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from zwerm.assistant.rules.listing import STEPS
from zwerm.assistant.rules.question import TO_DO, Kind, Question
from zwerm.assistant.rules.signs import TELLING
from zwerm.assistant.rules.sources import Form, Quoted
from zwerm.assistant.rules.units import Unit
from zwerm.assistant.rules.ways import names_a_task
from zwerm.assistant.rules.weighing import Weighed, share_of
from zwerm.language.standalone import lacks_subject, leans_on_context, points_back
from zwerm.language.words import count_words

MOST_SENTENCES, MOST_STEPS, MOST_SOURCES = 5, 12, 3
# What stands under a step goes along, as far as that is not more than this.
LONGEST_STEP = 32
NEAR_IN_SECTION, NEAR_IN_SOURCE, NEAR_ELSEWHERE = 0.75, 0.85, 0.85
# One sentence says who, when, where or how much; another one must answer about as well to stand beside it.
POINTED = frozenset({Kind.WHO, Kind.CALL, Kind.CONTACT, Kind.WHEN, Kind.WHERE, Kind.NUMBER, Kind.MEANING})
NEAR_POINTED, NEAR_ELSEWHERE_POINTED = 0.9, 0.95
MOST_ALIKE = 0.6
# So much of the question is said by a title and headings over steps that they are how it is done; when one of them says the rest; and by what stands before them, that they are for it.
TASK, TASK_BESIDE, TASK_FOR, TASK_TYPED = 0.2, 0.15, 0.5, 0.9
# What is asked so, the steps of a how-to answer.
DONE = TO_DO | {Kind.WHERE, Kind.OTHER}
LISTED = TO_DO | {Kind.LIST, Kind.OTHER, Kind.WHY, Kind.MAY}


def choose(question: Question, weighed: Sequence[Sequence[Weighed]]) -> list[Quoted]:
    """The answer, best source first and within a source in the order of its text. `weighed`: units per source, best first."""
    leaders = [max(units, key=lambda one: one.score) for units in weighed if units]
    leaders.sort(key=lambda one: -one.score)
    if not leaders or leaders[0].score <= 0:
        return []
    by_source = {units[0].source.key: units for units in weighed if units}
    chosen: list[Quoted] = []
    best = leaders[0]
    elsewhere = NEAR_ELSEWHERE_POINTED if question.kind in POINTED else NEAR_ELSEWHERE
    said: list[frozenset[str]] = []
    for leader in leaders[:MOST_SOURCES]:
        room = (MOST_STEPS if question.kind in DONE else MOST_SENTENCES) - len(chosen)
        if room <= 0 or leader.score < elsewhere * best.score or _said_before(leader, said):
            continue
        group = _group(question, leader, by_source[leader.source.key], room if leader is best else min(room, 2))
        said += [by_source[leader.source.key][quoted.unit.number].terms for quoted in group]
        chosen += group
    return chosen


def _said_before(one: Weighed, said: Sequence[frozenset[str]]) -> bool:
    return any(len(one.terms & other) > MOST_ALIKE * max(1, min(len(one.terms), len(other))) for other in said)


def _group(question: Question, leader: Weighed, units: Sequence[Weighed], room: int) -> list[Quoted]:
    """The leader with what belongs to it, in order."""
    listed = _list_around(question, leader, units)
    # A fragment does not say when the steps are for; they are the answer by themselves.
    alone = bool(listed) and listed[0] > leader.unit.number and _leans(leader, units)
    kept = [] if alone else [leader.unit.number]
    together = [[number] for number in ([] if alone else _needed_before(leader, units))]
    # What cannot be understood without the words around it comes with them, or not at all.
    together += [[number, *_belonging(units[number], units)] for number in _near(question, leader, units)]
    for most, groups in ((room, [_whole(number, units) for number in listed]), (min(room, MOST_SENTENCES), together)):
        for numbers in groups:
            new = [number for number in numbers if number not in kept]
            if len(kept) + len(new) <= most:
                kept += new
    kept = _with_leads(kept, units, room)
    return [Quoted(units[n].source, units[n].unit, _leads(n, kept, units)) for n in sorted(kept)]


def with_what_stands_under(chosen: Sequence[Quoted], units: Sequence[Unit], *, items: bool = False) -> list[Quoted]:
    """The same, each numbered step, or each of the `items` of a list, together with the sentences that explain it, as far as they are not long. `units`: of the source that all are of."""
    told: list[Quoted] = []
    for quoted in chosen:
        unit = quoted.unit
        if not told or unit.start >= told[-1].unit.end:
            step = (unit.numbered or items) and unit.item == unit.number
            told.append(replace(quoted, unit=_explained(unit, units) if step else unit))
    return told


def _explained(unit: Unit, units: Sequence[Unit]) -> Unit:
    for after in units[unit.number + 1 :]:
        text = f"{unit.text} {after.text}"
        if after.item != unit.item or count_words(text) > LONGEST_STEP:
            break
        unit = replace(unit, end=after.end, text=text)
    return unit


def _whole(number: int, units: Sequence[Weighed]) -> list[int]:
    """A list item by its first sentence, and its second where the first only asks: "Ook daar niet? Bel de centrale."."""
    text, after = units[number].unit.text, units[number + 1 : number + 2]
    asks = text.endswith("?") and ":" not in text and any(one.unit.item == number for one in after)
    return [number, number + 1] if asks else [number]


def _leads(number: int, kept: Sequence[int], units: Sequence[Weighed]) -> bool:
    return any(units[other].unit.lead == number for other in kept)


def _list_around(question: Question, leader: Weighed, units: Sequence[Weighed]) -> list[int]:
    """The items of a list that answers as a whole: when its lead-in is what fits best, or when steps are asked for."""
    unit = leader.unit
    if unit.row:
        return []
    lead = unit.number if unit.text.endswith(":") else unit.lead
    if lead < 0 or leader.source.form is Form.HOWTO:
        steps = _steps(question, leader, units)
        if steps or lead < 0:
            return steps
    items = _items_under(lead, units)
    if unit.number == lead:
        return items
    whole = question.kind in LISTED and (unit.numbered or question.kind in TO_DO | {Kind.LIST})
    if not whole or units[lead].score < 0.6 * leader.score:
        return []
    place = items.index(unit.item) if unit.item in items else 0
    return items if unit.numbered or place < MOST_SENTENCES - 1 else items[place - 1 :]


def _steps(question: Question, leader: Weighed, units: Sequence[Weighed]) -> list[int]:
    """The steps of a list that the leader stands in, or of the how-to that it stands in, before them or behind them.

    All of them only where what they stand under says the task that is asked for; else the step that does.
    """
    if question.kind not in DONE:
        return []
    unit = leader.unit
    task = share_of(question.words, leader.above)
    # "Bed verschonen": who types a task asks how it is done.
    typed = question.kind is Kind.OTHER and task >= TASK_TYPED and _heads_steps(unit, leader.source.language)
    beside = _steps_beside(unit, units) if question.kind in TO_DO or typed else []
    if beside:
        return beside if task >= TASK_BESIDE or leader.source.form is not Form.HOWTO else [unit.item]
    first = next((one for one in units if one.unit.numbered), None)
    if (
        leader.source.form is not Form.HOWTO
        or first is None
        or (question.kind is Kind.WHERE and leader.shown and any(leader.own))
    ):
        return []
    # What stands before the steps may say that they are for this; what stands behind them is beside it, unless the title says the task.
    said = share_of(question.words, tuple(map(max, leader.above, leader.own)))
    when = first.unit.section > unit.section and _says_when(unit) and said >= TASK_FOR
    return _steps_beside(first.unit, units) if when or share_of(question.words, first.above) >= TASK else []


_STEPS = re.compile(rf"\b(?:{'|'.join(STEPS)}|step by step)\b", re.IGNORECASE)
_WHEN = re.compile(r"\b(?:wanneer|waarvoor|bedoeld voor|when|use)\b", re.IGNORECASE)


def _says_when(unit: Unit) -> bool:
    """Whether it stands where a how-to says what it is for: at its beginning, or under "When to use this"."""
    return unit.section == 0 or any(map(_WHEN.search, unit.heading[-1:]))


def _items_under(lead: int, units: Sequence[Weighed]) -> list[int]:
    """The items of the list that a unit leads in to, each by its first unit."""
    return [one.unit.number for one in units if one.unit.lead == lead and one.unit.item == one.unit.number]


def _are_called_steps(unit: Unit) -> bool:
    """Whether the heading right above says that these are steps, also where they have no numbers."""
    return bool(_STEPS.search(unit.heading[-1])) if unit.heading else False


def _heads_steps(unit: Unit, language: str) -> bool:
    return _are_called_steps(unit) or bool(unit.heading and names_a_task(unit.heading[-1], language))


def _steps_beside(unit: Unit, units: Sequence[Weighed]) -> list[int]:
    """The numbered steps of a list that stands right under its heading."""
    if unit.item < 0 or not (units[unit.item].unit.numbered or _are_called_steps(unit)):
        return []
    beside = (one.unit for one in units if one.unit.section == unit.section and one.unit.item >= 0)
    beside = (one for one in beside if one.numbered or _are_called_steps(one))
    return [step.number for step in beside if step.item == step.number]


def _belonging(one: Weighed, units: Sequence[Weighed]) -> list[int]:
    """The sentence that this one points back to, and the list that it leads in to."""
    items = _items_under(one.unit.number, units) if one.unit.text.endswith(":") else []
    return [*_needed_before(one, units), *items]


def _needed_before(one: Weighed, units: Sequence[Weighed]) -> list[int]:
    """The sentence before, when this one points back to it ("Dit betekent …")."""
    if not _leans(one, units):
        return []
    before = units[one.unit.number - 1].unit
    return [before.number] if before.section == one.unit.section and not before.row else []


def _leans(one: Weighed, units: Sequence[Weighed]) -> bool:
    """Whether it points back to a sentence before it in the same paragraph or list item."""
    unit = one.unit
    begins = unit.number == 0 or unit.row or unit.item == unit.number
    return not begins and _points_back(unit.text, one.source.language)


# "Op andere afdelingen mag het": what, was said before.
_MAY_IT = {
    "nl": re.compile(r"\b(?:mag|mogen|moet|moeten|kan|kun|kunnen|hoeft|doet|doe|geldt) (?:je |dat |we )?(?:het|dat|dit)(?:$|[.,;!]| (?:ook|niet|wel|alleen|pas|dan|nooit)\b)", re.IGNORECASE),
    "en": re.compile(r"\b(?:do|does|allows?|needs?|requires?|get|have) (?:it|this|that|so|one|them)(?:$|[.,;!]| (?:only|too|also|either|unless)\b)", re.IGNORECASE),
}  # fmt: skip


def _points_back(text: str, language: str) -> bool:
    return (
        leans_on_context(text, language)
        or lacks_subject(text, language)
        or points_back(text, language)
        or bool(_MAY_IT.get(language, _MAY_IT["en"]).search(text))
    )


def _near(question: Question, leader: Weighed, units: Sequence[Weighed]) -> list[int]:
    """Other units of this source that answer about as well, best first, none that repeats another."""
    others = sorted(
        (
            one
            for one in units
            if one.unit.number != leader.unit.number and one.score >= _needed(question, one, leader) * leader.score
        ),
        key=lambda one: (-one.score, one.unit.number),
    )
    kept = [leader]
    for one in others:
        if not _said_before(one, [other.terms for other in kept]):
            kept.append(one)
    return [one.unit.number for one in kept[1:]]


def _needed(question: Question, one: Weighed, leader: Weighed) -> float:
    """How well a unit must answer, as a share of how well the leader does, to stand beside it."""
    near = NEAR_IN_SECTION if one.unit.section == leader.unit.section else NEAR_IN_SOURCE
    told = question.kind in TELLING and one.shown == 1
    return near if told or question.kind not in POINTED else NEAR_POINTED


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
