from __future__ import annotations

from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import msgspec
from django.conf import settings
from django.db import connection
from uuid_utils.compat import uuid7

from zwerm.people.models import Person, Space
from zwerm.records.models import Statement
from zwerm.records.vocabulary import Activity, verbs

# Any constant will do, as long as nothing else takes the same lock.
_APPEND_LOCK = 7_241_001


def record(
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
    when: datetime | None = None,
) -> Statement:
    """Append one statement, inside the transaction of the act itself: both happen, or neither.

    `verb` is the name of a declared verb (KeyError otherwise); `seconds` how long it took; `scaled` −1…1 as in xAPI.
    Raises RuntimeError outside a transaction. Source: xAPI 1.0.3, part two, section 2.4.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("record() belongs inside the transaction of the act it records.")
    meaning = verbs[verb]
    now = datetime.now(UTC)
    happened = when or now
    identity = uuid7()
    result: dict[str, Any] = {}
    if scaled is not None:
        result["score"] = {"scaled": scaled}
    if success is not None:
        result["success"] = success
    if response is not None:
        result["response"] = response
    if seconds is not None:
        result["duration"] = f"PT{seconds:.2f}S"
    statement: dict[str, Any] = {
        "id": str(identity),
        "actor": {
            "objectType": "Agent",
            "name": person.name,
            "account": {"homePage": settings.SITE_URL, "name": str(person.id)},
        },
        "verb": {"id": meaning.iri, "display": {"en": meaning.name}},
        "object": {
            "objectType": "Activity",
            "id": thing.iri,
            "definition": {"type": thing.type, "name": thing.name},
        },
        "timestamp": happened.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z"),
        "version": "1.0.3",
    }
    if result:
        statement["result"] = result
    if registration:
        statement["context"] = {"registration": str(registration)}
    _wait_for_turn()
    return Statement.objects.create(
        id=identity,
        person=person,
        verb=verb,
        verb_iri=meaning.iri,
        object_iri=thing.iri,
        object_type=thing.type,
        registration=registration,
        space=space,
        form=meaning.form.value,
        kind=meaning.kind.value,
        seconds=seconds,
        scaled=scaled,
        success=success,
        timestamp=happened,
        stored=now,
        json=msgspec.json.encode(statement, order="sorted").decode(),
    )


def _wait_for_turn() -> None:
    """On PostgreSQL a lower sequence may commit after a higher one, and a cursor would pass it by: append in turn.

    SQLite has one writer at a time by nature.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_APPEND_LOCK])
