"""Statements as sentences in the reader's language, by day; steps of one thing told in one line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any
from uuid import UUID

import msgspec
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from zwerm.people.models import Person
from zwerm.records.models import KnownActivity, Statement
from zwerm.records.rules.identity import activity_key
from zwerm.records.vocabulary import OURS, sentence, several

# Characters of what is shown among others: a name or an address may be much longer.
MOST_OF_SENTENCE = 300


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
    """A statement with what a line needs of its JSON: the names of the thing and its IRI, "" of what is no activity, and the names of what the thing belongs to."""

    statement: Statement
    thing: dict[str, str]
    iri: str
    part_of: str
    whole: dict[str, str]

    @property
    def day(self) -> date:
        return timezone.localtime(self.statement.happened).date()

    @property
    def is_nameless(self) -> bool:
        return bool(self.iri) and not self.thing and not self.iri.startswith(OURS)

    @property
    def key(self) -> UUID:
        """Under which what tools say of the thing is kept, where this statement lies."""
        return activity_key(self.iri, self.statement.space_id)

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
    for _key, group in groupby(map(read, statements), key=lambda told: told.together):
        yield list(group)


def days_of(lines: Sequence[Sequence[Told]], person: Person, language: str) -> list[Day]:
    """What `person` did, told to themselves. What lies in a space they no longer see is not named."""
    days: list[Day] = []
    known = known_names(group[0] for group in lines)
    for group in lines:
        if not days or days[-1].date != group[0].day:
            days.append(Day(group[0].day, date_format(group[0].day, "l j F Y"), []))
        moment = timezone.localtime(group[0].statement.happened)
        seconds = sum(told.statement.seconds or 0 for told in group)
        days[-1].lines.append(
            Line(f"{moment:%H:%M}", _sentence(group, person, language, known), round(seconds / 60), group[0].voided)
        )
    return days


def known_names(lines: Iterable[Told]) -> dict[UUID, dict[str, str]]:
    """Of what has no name in a statement of a tool: what tools of the same space called it in others. Of our own things nobody else tells that."""
    keys = {told.key for told in lines if told.statement.credential_id and told.is_nameless}
    if not keys:
        return {}
    rows = KnownActivity.objects.filter(key__in=keys).values_list("key", "definition")
    return {key: msgspec.json.decode(definition).get("name", {}) for key, definition in rows}


def _sentence(group: Sequence[Told], person: Person, language: str, known: dict[UUID, dict[str, str]]) -> str:
    first = group[0].statement
    seen = first.space_id is None or first.space_id in person.space_ids
    hidden = _("something in a space that you no longer see")
    if group[0].part_of:
        told = several(first.verb, len(group), in_language(group[0].whole, language) if seen else hidden)
        if told:
            return cut(told)
    names = group[0].thing or known.get(group[0].key, {})
    thing = (in_language(names, language) or group[0].iri) if seen else hidden
    return cut(sentence(first.verb, person.name, thing, own=True))


def cut(said: str) -> str:
    return said if len(said) <= MOST_OF_SENTENCE else f"{said[:MOST_OF_SENTENCE]}…"


def read(statement: Statement) -> Told:
    """Keeps nothing else of its JSON, which may be long."""
    json: dict[str, Any] = msgspec.json.decode(statement.json)
    parents = json.get("context", {}).get("contextActivities", {}).get("parent") or [{}]
    thing = json["object"]
    iri = thing["id"] if thing.get("objectType", "Activity") == "Activity" else ""
    return Told(statement, _names(thing), iri, parents[0].get("id", ""), _names(parents[0]))


def _names(thing: dict[str, Any]) -> dict[str, str]:
    names: dict[str, str] = thing.get("definition", {}).get("name", {})
    return names


def in_language(names: dict[str, str], language: str) -> str:
    """In the language that is asked for, in one of its kind, or in whichever there is."""
    alike = (text for tag, text in names.items() if tag.partition("-")[0] == language)
    return names.get(language) or next(alike, "") or next(iter(names.values()), "")
