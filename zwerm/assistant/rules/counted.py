"""Things that are asked for by their number: "de vijf momenten van handhygiëne" are the rows or items, five of them, that are called so."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby

from zwerm.assistant.rules.choosing import MOST_STEPS
from zwerm.assistant.rules.question import Question, Wanted
from zwerm.assistant.rules.sources import Quoted, Terms
from zwerm.assistant.rules.weighing import Weighed, share_of
from zwerm.language.words import fold_line

_NUMBERS = {
    "nl": ("twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen", "tien", "elf", "twaalf"),
    "en": ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"),
}
_ASKED = {
    "nl": re.compile(rf"^(?:en |maar )?(?:wat zijn|welke zijn|noem) (?:de|die|deze|onze|jullie) (?P<number>\d\d?|{'|'.join(_NUMBERS['nl'])}) (?:\w+e )?(?P<things>\w+)"),
    "en": re.compile(rf"^(?:and |so )?(?:what are|which are|name|list) (?:the|our|your|these) (?P<number>\d\d?|{'|'.join(_NUMBERS['en'])}) (?:\w+ )?(?P<things>\w+?s)\b"),
}  # fmt: skip
# So much of the question is said by what they stand in or under.
ABOUT = 0.5


def the_counted(question: Question, weighed: Sequence[Sequence[Weighed]], terms: Terms) -> list[Quoted]:
    """All rows or items of the first list of exactly so many that is called so, with the sentence that leads in to it; none where no number is asked."""
    asked = _ASKED.get(question.language, _ASKED["en"]).match(fold_line(question.text))
    if not asked:
        return []
    number = _as_number(asked["number"], question.language)
    things = [word for word in question.words if word.text == asked["things"]]
    if not things or not 2 <= number <= MOST_STEPS:
        return []
    ordered = sorted((units for units in weighed if units), key=lambda units: -max(one.score for one in units))
    for units in ordered:
        for listed in _lists(units):
            lead = _lead(things, listed[0], units)
            if (
                len(listed) == number
                and _is_called(things, listed[0], lead, terms)
                and _is_about(question, listed, lead)
            ):
                told = [Quoted(lead.source, lead.unit, lead=True)] if lead else []
                return [*told, *(Quoted(one.source, one.unit) for one in listed)]
    return []


def _as_number(word: str, language: str) -> int:
    return int(word) if word.isdecimal() else 2 + _NUMBERS.get(language, _NUMBERS["en"]).index(word)


def _lists(units: Sequence[Weighed]) -> list[list[Weighed]]:
    """The rows of each table and the items of each list, each by its first unit."""
    rows = groupby(units, key=lambda one: (one.unit.row, one.unit.section, one.unit.label))
    items: dict[tuple[int, int], list[Weighed]] = {}
    for one in units:
        if one.unit.item == one.unit.number:
            items.setdefault((one.unit.section, one.unit.lead), []).append(one)
    return [*(list(group) for (row, *_), group in rows if row), *items.values()]


def _lead(things: Sequence[Wanted], first: Weighed, units: Sequence[Weighed]) -> Weighed | None:
    """The sentence that leads in to a list: the last one above it, in its section, that names the things; or the one right before it that ends so."""
    above = [one for one in units[: first.unit.number] if one.unit.section == first.unit.section and not one.unit.row]
    naming = [one for one in above if all(word.found_in(one.terms) for word in things)]
    leading = above[-1:] if above and above[-1].unit.text.endswith(":") else naming[-1:]
    return leading[0] if leading else None


def _is_called(things: Sequence[Wanted], first: Weighed, lead: Weighed | None, terms: Terms) -> bool:
    """Whether the column, the heading or what leads in to the list names the things."""
    over = f"{first.unit.label} {' '.join(first.unit.heading[-1:])} {lead.unit.text if lead else ''}"
    said = frozenset(terms(over, first.source.language))
    return all(word.found_in(said) for word in things)


def _is_about(question: Question, listed: Sequence[Weighed], lead: Weighed | None) -> bool:
    said = [one.found for one in (*listed, *([lead] if lead else []))]
    return share_of(question.words, tuple(map(max, zip(*said, strict=True)))) >= ABOUT
