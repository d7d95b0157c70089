"""What is known of activities: the definitions that statements bring along, put together (1.0.3, part two, 2.4.4.1).

A definition belongs to the space of the tool that told it, as its statements do. Who reads it gets what was told where they may look;
what was told in their own space counts most, so nobody changes from outside what an activity is called there.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, TypeVar
from uuid import UUID

import msgspec
from django.db.models import Q

from zwerm.operations.rows import put, rows_with
from zwerm.records.actions.record import canonical
from zwerm.records.models import Credential, KnownActivity
from zwerm.records.rules.definition import merged
from zwerm.records.rules.identity import activities_in, activity_key
from zwerm.records.vocabulary import OWN
from zwerm.records.xapi.find import seen_by

Json = dict[str, Any]
T = TypeVar("T")
# Characters of one definition: what would make it longer, such as ever more languages, is not learnt.
MOST_KNOWN = 64 * 1024
# Of one answer: each is looked up by itself.
MOST_OWN = 1000
# Activities of one answer that are looked for, and characters of definitions that one request reads to learn or to tell.
MOST_DEFINED, MOST_READ = 50_000, 16 * 1024 * 1024
# With a question each: of what is read then, there are no more than these beyond MOST_READ.
AT_ONCE = 500
COLUMNS = ("key", "activity", "space_id", "iri", "definition", "changed")
# How the things of Zwerm itself are called.
OURS = ("urn:uuid:", OWN)


@dataclass(frozen=True, slots=True)
class Learnt:
    """What statements say of one activity, put together."""

    iri: str
    definition: Json


def told_of_activities(statements: Iterable[Json], space: UUID | None) -> dict[UUID, Learnt]:
    """What these statements say of activities, by the key of each in `space`. Asks nothing of the database."""
    definitions = defaultdict[str, list[Json]](list)
    for statement in statements:
        for activity in activities_in(statement):
            if definition := activity.get("definition"):
                definitions[activity["id"]].append(definition)
    return {activity_key(iri, space): Learnt(iri, merged(*told)) for iri, told in definitions.items()}


def learn_activities(told: Mapping[UUID, Learnt], space: UUID | None) -> None:
    """Put this with what was known in `space`; the newest word counts, languages add up. What is beyond MOST_READ is not learnt."""
    room, now = MOST_READ, datetime.now(UTC)
    for keys in _in_parts(sorted(told)):
        known: dict[UUID, str] = dict(rows_with(KnownActivity, ("key", "definition"), "key", keys))  # type: ignore[arg-type]  # pairs
        room -= sum(map(len, known.values()))
        if room < 0:
            break
        changed = []
        for key in keys:
            before, new = known.get(key), told[key]
            definition = canonical(merged(msgspec.json.decode(before), new.definition) if before else new.definition)
            if definition != before and len(definition) <= MOST_KNOWN:
                changed.append((key, activity_key(new.iri), space, new.iri, definition, now))
        put(KnownActivity, COLUMNS, changed, ("definition", "changed"))


def definitions_of(iris: Iterable[str], reader: Credential) -> dict[str, Json]:
    """As far as this reader may see them; of the first so many, until it is MOST_READ."""
    room, found = MOST_READ, dict[str, Json]()
    seen = Q(space=None) | Q(space__open=True) | Q(space=reader.space_id)
    for part in _in_parts(list(dict.fromkeys(iris))[:MOST_DEFINED]):
        rows = KnownActivity.objects.filter(seen, activity__in=[activity_key(iri) for iri in part])
        told = list(rows.order_by("changed", "key").values_list("iri", "definition", "space"))
        room -= sum(len(definition) for _iri, definition, _space in told)
        if room < 0:
            break
        told.sort(key=lambda row: row[2] is not None and row[2] == reader.space_id)
        for iri, definition, _space in told:
            found[iri] = merged(found.get(iri, {}), msgspec.json.decode(definition))
    return found


def _in_parts(all: Sequence[T]) -> Iterator[Sequence[T]]:
    for begin in range(0, len(all), AT_ONCE):
        yield all[begin : begin + AT_ONCE]


def own_definitions(iris: Iterable[str], reader: Credential) -> dict[str, Json]:
    """How Zwerm itself told of things that are its own last, where this reader may look; of the first so many."""
    rows = seen_by(reader).filter(credential=None).order_by("-sequence")
    found: dict[str, Json] = {}
    for iri in [one for one in dict.fromkeys(iris) if one.startswith(OURS)][:MOST_OWN]:
        for where in ("object_iri", "part_of"):
            if text := rows.filter(**{where: iri}).values_list("json", flat=True).first():
                things = activities_in(msgspec.json.decode(text))
                found[iri] = next(one.get("definition", {}) for one in things if one["id"] == iri)
                break
    return found


def activity(iri: str, reader: Credential) -> Json:
    """The whole of what is known; of what is ours Zwerm's own words count, and no others."""
    definition = own_definitions([iri], reader).get(iri) or definitions_of([iri], reader).get(iri, {})
    return {"objectType": "Activity", "id": iri, **({"definition": definition} if definition else {})}
