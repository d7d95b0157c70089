"""What is known of activities: the definitions that statements bring along, put together (1.0.3, part two, 2.4.4.1)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

import msgspec

from zwerm.operations.rows import rows_with
from zwerm.records.actions.record import canonical
from zwerm.records.models import KnownActivity, Statement
from zwerm.records.rules.identity import activities_in, activity_key

Json = dict[str, Any]


def learn_activities(statements: Sequence[Json]) -> None:
    """Put what these statements say of activities with what was known; the newest word counts, languages add up."""
    definitions: dict[str, Json] = {}
    for statement in statements:
        for activity in activities_in(statement):
            if definition := activity.get("definition"):
                before = definitions.get(activity["id"])
                definitions[activity["id"]] = merged(before, definition) if before else definition
    if not definitions:
        return
    told = {activity_key(iri): (iri, definition) for iri, definition in definitions.items()}
    known: dict[UUID, str] = dict(rows_with(KnownActivity, ("key", "definition"), "key", told))  # type: ignore[arg-type]  # pairs
    changed = []
    for key in sorted(told):
        iri, new = told[key]
        definition = canonical(merged(msgspec.json.decode(known.get(key, "{}")), new))
        if definition != known.get(key):
            changed.append(KnownActivity(key=key, iri=iri, definition=definition))
    if changed:
        KnownActivity.objects.bulk_create(
            changed, update_conflicts=True, unique_fields=["key"], update_fields=["definition"]
        )


def merged(old: Json, new: Json) -> Json:
    both = {**old, **new}
    for name in ("name", "description", "extensions"):
        if name in old and name in new:
            both[name] = {**old[name], **new[name]}
    return both


def definitions_of(iris: Iterable[str]) -> dict[str, Json]:
    keys = [activity_key(iri) for iri in set(iris)]
    rows = KnownActivity.objects.filter(key__in=keys).values_list("iri", "definition")
    return {iri: msgspec.json.decode(definition) for iri, definition in rows}


def activity(iri: str, seen: Any) -> Json:
    """The whole of what is known. `seen`: the statements in which Zwerm itself may have told it."""
    definition = definitions_of([iri]).get(iri)
    if definition is None:
        own: Statement | None = seen.filter(object_iri=iri, credential=None).order_by("-sequence").first()
        definition = msgspec.json.decode(own.json)["object"].get("definition") if own else None
    return {"objectType": "Activity", "id": iri, **({"definition": definition} if definition else {})}
