from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any, TypedDict, Unpack
from uuid import UUID

import msgspec
from django.conf import settings
from django.db import connection
from uuid_utils.compat import uuid7

from zwerm.operations.rows import Beside, Row, append_once
from zwerm.people.models import Person, Space
from zwerm.records.models import Statement
from zwerm.records.rules import faults_of
from zwerm.records.rules.values import iso_of
from zwerm.records.vocabulary import Activity, types, verbs

# What whoever appends tells; the store adds the sequence and when it was stored.
COLUMNS = (
    *("id", "person_id", "verb", "verb_iri", "object_iri", "object_type", "registration", "space_id", "part_of"),
    *("credential_id", "form", "kind", "online", "deed", "seconds", "scaled", "success", "timestamp", "json"),
)
# What holds up whoever puts in a statement with an id that somebody takes back at that moment.
COMING = "statement that comes"


class Told(TypedDict, total=False):
    """What may be told besides; see `state`."""

    space: Space | None
    seconds: float | None
    scaled: float | None
    success: bool | None
    response: str | None
    registration: UUID | None
    part_of: Activity | None
    when: datetime | None


def record(person: Person, verb: str, thing: Activity, **told: Unpack[Told]) -> Statement:
    """Append one statement, inside the transaction of the act itself: both happen, or neither.

    Raises RuntimeError outside a transaction, and what `state` raises.
    """
    return append([state(person, verb, thing, **told)])[0]


def append(statements: Sequence[Statement]) -> list[Statement]:
    """Append several that were stated, in one go: less than half the work of one by one. Tells their `sequence` and `stored`."""
    kept = append_rows([[getattr(one, name) for name in COLUMNS] for one in statements])
    for one in statements:
        one.sequence, one.stored = kept[one.id]
        one._state.adding, one._state.db = False, connection.alias
    return list(statements)


def append_rows(rows: Sequence[Row], mentions: Beside | None = None) -> dict[UUID, tuple[int, datetime]]:
    """The one way into the log, for rows of `COLUMNS` and what they mention. Answers the sequence and `stored` of those that were not there yet, by id.

    `mentions` are of statements from outside, which others may know of before they are here; see xapi/refer.py, `take_turn`.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("A statement belongs inside the transaction of the act it records.")
    return append_once(Statement, COLUMNS, rows, mentions, shared=COMING if mentions else "")


def state(
    person: Person,
    verb: str,
    thing: Activity,
    *,
    space: Space | None = None,
    seconds: float | None = None,
    scaled: float | None = None,
    success: bool | None = None,
    response: str | None = None,
    registration: UUID | None = None,
    part_of: Activity | None = None,
    when: datetime | None = None,
) -> Statement:
    """A statement that is not appended yet.

    `verb` is the name of a declared verb, and the types of `thing` and `part_of` are declared (KeyError otherwise);
    `seconds` how long it took; `scaled` −1…1 as in xAPI; `part_of` what the thing belongs to, as a question to a lesson;
    `when` it happened, with a time zone (a moment in the future becomes now: a device's clock may run ahead). Raises
    ValueError when the statement would not be valid. Source: xAPI 1.0.3, part two, 2.4.
    """
    if when is not None and when.tzinfo is None:
        raise ValueError("A moment needs a time zone.")
    meaning = verbs[verb]
    if unknown := {one.type for one in (thing, part_of) if one} - types.keys():
        raise KeyError(f"Nobody declared the type {unknown.pop()}.")
    now = datetime.now(UTC)
    happened = min(when or now, now)
    identity = uuid7()
    statement: dict[str, Any] = {
        "id": str(identity),
        # Without a name: whoever reads the log elsewhere learns who it is only from us, and erasing a person is possible.
        "actor": {"objectType": "Agent", "account": {"homePage": settings.SITE_URL, "name": str(person.id)}},
        "verb": {"id": meaning.iri, "display": {"en": meaning.name}},
        "object": _told(thing),
        "timestamp": iso_of(happened.astimezone(UTC), "milliseconds"),
    }
    if result := _result(seconds, scaled, success, response):
        statement["result"] = result
    if context := _context(registration, part_of):
        statement["context"] = context
    if faults := faults_of(statement):
        raise ValueError(f"Not a valid statement: {'; '.join(faults)}")
    return Statement(
        id=identity,
        person=person,
        verb=verb,
        verb_iri=meaning.iri,
        object_iri=thing.iri,
        object_type=thing.type,
        registration=registration,
        part_of=part_of.iri if part_of else None,
        space=space,
        form=meaning.form.value,
        kind=meaning.kind.value,
        deed=meaning.deed.value,
        online=meaning.online,
        seconds=seconds,
        scaled=scaled,
        success=success,
        timestamp=happened,
        json=canonical(statement),
    )


def canonical(statement: dict[str, Any]) -> str:
    """One text per statement: keys in order, no spaces, UTF-8. What is hashed, signed and told to others."""
    return msgspec.json.encode(statement, order="sorted").decode()


def _told(thing: Activity) -> dict[str, Any]:
    told: dict[str, Any] = {"type": thing.type, "name": thing.name}
    if thing.interaction:
        told["interactionType"] = thing.interaction
    return {"objectType": "Activity", "id": thing.iri, "definition": told}


def _context(registration: UUID | None, part_of: Activity | None) -> dict[str, Any]:
    context: dict[str, Any] = {}
    if registration:
        context["registration"] = str(registration)
    if part_of:
        context["contextActivities"] = {"parent": [_told(part_of)]}
    return context


def _result(
    seconds: float | None, scaled: float | None, success: bool | None, response: str | None
) -> dict[str, object]:
    told: dict[str, object] = {
        "score": None if scaled is None else {"scaled": scaled},
        "success": success,
        "response": response,
        # Hundredths of a second are the finest that xAPI compares.
        "duration": None if seconds is None else f"PT{seconds:.2f}S",
    }
    return {name: value for name, value in told.items() if value is not None}
