"""Statements as sentences in the reader's language, by day; steps of one thing told in one line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

import msgspec
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from zwerm.people.models import Person
from zwerm.records.models import Statement
from zwerm.records.vocabulary import sentence, several


@dataclass(frozen=True)
class Line:
    time: str
    sentence: str
    minutes: int
    voided: bool = False


@dataclass(frozen=True)
class Day:
    date: date
    name: str
    lines: list[Line]


@dataclass(frozen=True)
class Told:
    """A statement with what a line needs of its JSON: the names of the thing, and of what the thing belongs to."""

    statement: Statement
    thing: dict[str, str]
    part_of: str
    whole: dict[str, str]

    @property
    def day(self) -> date:
        return timezone.localtime(self.statement.happened).date()

    @property
    def together(self) -> tuple[object, ...]:
        """What may share a line: the same steps of the same thing on the same day."""
        return self.day, self.statement.verb, self.voided, self.part_of or self.statement.sequence

    @property
    def voided(self) -> bool:
        """Taken back by another statement, as far as whoever asked for it looked."""
        return bool(getattr(self.statement, "voided", False))


def lines_of(statements: Sequence[Statement]) -> Iterator[list[Told]]:
    """What is told in one line: mostly one statement, or successive steps of one thing."""
    for _key, group in groupby(map(_read, statements), key=lambda told: told.together):
        yield list(group)


def days_of(lines: Sequence[Sequence[Told]], person: Person, language: str) -> list[Day]:
    """What `person` did, told to themselves. What lies in a space they no longer see is not named."""
    days: list[Day] = []
    for group in lines:
        if not days or days[-1].date != group[0].day:
            days.append(Day(group[0].day, date_format(group[0].day, "l j F Y"), []))
        moment = timezone.localtime(group[0].statement.happened)
        seconds = sum(told.statement.seconds or 0 for told in group)
        days[-1].lines.append(
            Line(f"{moment:%H:%M}", _sentence(group, person, language), round(seconds / 60), group[0].voided)
        )
    return days


def _sentence(group: Sequence[Told], person: Person, language: str) -> str:
    first = group[0].statement
    seen = first.space_id is None or first.space_id in person.space_ids
    hidden = _("something in a space that you no longer see")
    if group[0].part_of:
        told = several(first.verb, len(group), in_language(group[0].whole, language) if seen else hidden)
        if told:
            return told
    thing = (in_language(group[0].thing, language) or first.object_iri) if seen else hidden
    return sentence(first.verb, person.name, thing, own=True)


def _read(statement: Statement) -> Told:
    json: dict[str, Any] = msgspec.json.decode(statement.json)
    parents = json.get("context", {}).get("contextActivities", {}).get("parent") or [{}]
    return Told(statement, _names(json["object"]), parents[0].get("id", ""), _names(parents[0]))


def _names(thing: dict[str, Any]) -> dict[str, str]:
    names: dict[str, str] = thing.get("definition", {}).get("name", {})
    return names


def in_language(names: dict[str, str], language: str) -> str:
    """In the language that is asked for, in one of its kind, or in whichever there is."""
    alike = (text for tag, text in names.items() if tag.partition("-")[0] == language)
    return names.get(language) or next(alike, "") or next(iter(names.values()), "")
