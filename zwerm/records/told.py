"""A statement as a sentence about someone, for who may read what everyone did: "Fatima answered … (of …)"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec
from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from zwerm.people.models import Person, Space
from zwerm.records.models import Statement
from zwerm.records.rules.identity import identifier_of
from zwerm.records.timeline import cut, in_language
from zwerm.records.vocabulary import sentence, verbs

Json = dict[str, Any]
# Characters of what is shown among others: a statement may be megabytes, and a page has 40. Nearly all are shorter.
MOST_OF_JSON = 2000


@dataclass(frozen=True)
class Line:
    """What is shown of a statement, which may be much longer itself.

    `source`: the outside tool that told it; "" for Zwerm itself. `json`: the statement to read, or how it begins; then `longer` says how long it is.
    """

    id: UUID
    timestamp: datetime
    person: Person | None
    space: Space | None
    sentence: str
    details: str
    source: str
    json: str
    longer: int
    voided: bool


def with_lines(statements: Iterable[Statement], lines: list[Line], language: str) -> Iterator[Statement]:
    """Each as it is passed on, and in `lines` what is shown of it: of those that are long no two are held together."""
    for one in statements:
        lines.append(_line(one, language))
        yield one


def to_read(statement: Statement) -> str:
    return msgspec.json.format(statement.json, indent=2)


def _line(statement: Statement, language: str) -> Line:
    told: Json = msgspec.json.decode(statement.json)
    said, whole = said_of(statement, told, language), to_read(statement)
    return Line(
        statement.id,
        statement.happened,
        statement.person,
        statement.space,
        cut(said),
        ", ".join(results_of(statement)),
        statement.credential.name if statement.credential else "",
        whole if len(whole) <= MOST_OF_JSON else f"{whole[:MOST_OF_JSON]}…",
        len(whole) if len(whole) > MOST_OF_JSON else 0,
        bool(getattr(statement, "voided", False)),
    )


def said_of(statement: Statement, told: Json, language: str) -> str:
    who = statement.person.name if statement.person else _actor(told["actor"])
    thing = name_of(told["object"], language)
    if statement.verb in verbs:
        said = sentence(statement.verb, who, thing)
    else:
        display = told["verb"].get("display", {})
        said = f"{who} {in_language(display, language) or _last(statement.verb_iri)} {thing}"
    parents = told.get("context", {}).get("contextActivities", {}).get("parent") or []
    whole = name_of(parents[0], language) if parents else ""
    if not whole or whole == thing:
        return said
    # The name of a thing may end a sentence of its own.
    return _("%(said)s, of %(whole)s") % {"said": said.removesuffix("."), "whole": whole}


def own_sentence(verb: str, told: Json, thing: str) -> str:
    """What somebody did, told to themselves; by what an outside tool calls it where we have no words for it."""
    if verb in verbs:
        return sentence(verb, "", thing, own=True)
    meant = told.get("verb", {})
    called = in_language(meant.get("display", {}), get_language() or "en") or _last(meant.get("id", ""))
    return f"{called}: {thing}"


def name_of(thing: Json, language: str) -> str:
    """What an object of a statement is called: an activity, someone, another statement."""
    kind = thing.get("objectType", "Activity")
    if kind in ("Agent", "Group"):
        return _actor(thing)
    if kind != "Activity":
        return _("another statement")
    return in_language(thing.get("definition", {}).get("name", {}), language) or str(thing.get("id", ""))


def _actor(agent: Json) -> str:
    """By name or identifier; our own accounts without a person are those of who was erased."""
    identity = identifier_of(agent)
    if name := agent.get("name"):
        return str(name)
    match identity:
        case ("mbox", mbox) if not mbox.endswith("@erased.invalid"):
            return mbox.removeprefix("mailto:")
        case ("account", home, name) if home != settings.SITE_URL:
            return name
        case ("openid", address):
            return address
    return _("Someone")


def _last(iri: str) -> str:
    return iri.rstrip("/").rpartition("/")[2] or iri


def results_of(statement: Statement) -> list[str]:
    told = []
    if statement.success is not None:
        told.append(_("succeeded") if statement.success else _("not succeeded"))
    if statement.scaled is not None:
        told.append(f"{round(statement.scaled * 100)}%")
    if statement.seconds:
        told.append(_("%(minutes)s min") % {"minutes": max(1, round(statement.seconds / 60))})
    return told
