"""Statements as sentences in the reader's language, by day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import msgspec
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from zwerm.people.models import Person
from zwerm.records.models import Statement
from zwerm.records.vocabulary import sentence


@dataclass(frozen=True)
class Line:
    time: str
    sentence: str
    minutes: int


@dataclass(frozen=True)
class Day:
    date: date
    name: str
    lines: list[Line]


def days_of(statements: Sequence[Statement], person: Person, language: str) -> list[Day]:
    """What `person` did, told to themselves. What lies in a space they no longer see is not named."""
    days: list[Day] = []
    for statement in statements:
        moment = timezone.localtime(statement.timestamp)
        if not days or days[-1].date != moment.date():
            days.append(Day(moment.date(), date_format(moment, "l j F Y"), []))
        seen = statement.space_id is None or statement.space_id in person.space_ids
        thing = _name(statement, language) if seen else _("something in a space that you no longer see")
        line = Line(
            f"{moment:%H:%M}",
            sentence(statement.verb, person.name, thing, own=True),
            round((statement.seconds or 0) / 60),
        )
        days[-1].lines.append(line)
    return days


def _name(statement: Statement, language: str) -> str:
    told: dict[str, Any] = msgspec.json.decode(statement.json)
    names: dict[str, str] = told["object"].get("definition", {}).get("name", {})
    return names.get(language) or next(iter(names.values()), statement.object_iri)
