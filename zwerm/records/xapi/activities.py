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
from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import F, Q, TextField
from django.db.models.expressions import RawSQL

from zwerm.operations.rows import put, rows_with
from zwerm.records.actions.record import canonical
from zwerm.records.models import Credential, KnownActivity, Statement
from zwerm.records.rules.definition import merged
from zwerm.records.rules.identity import activities_in, activity_key
from zwerm.records.vocabulary import OURS
from zwerm.records.xapi.find import Found, in_reach, seen_by
from zwerm.records.xapi.ways import Among

Json = dict[str, Any]
T = TypeVar("T")
# Characters of one definition: what would make it longer, such as ever more languages, is not learnt.
MOST_KNOWN = 64 * 1024
# Of one answer: each is looked for in an index.
MOST_OWN = 1000
# Activities of one answer that are looked for, and characters of definitions that one request reads to learn or to tell.
MOST_DEFINED, MOST_READ = 50_000, 16 * 1024 * 1024
# With a question each: of what is read then, there are no more than these beyond MOST_READ.
AT_ONCE = 500
COLUMNS = ("key", "activity", "space_id", "iri", "definition", "changed")


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
    """How Zwerm itself told of things that are its own last, where this reader may look; of the first so many.

    With nothing in it of one that lies in their reach and of which they may read nothing of Zwerm's: what tools say of that counts no more for them than
    for others. Of one in a space that is closed to them not even this tells that it is there.
    """
    wanted = [one for one in dict.fromkeys(iris) if one.startswith(OURS)][:MOST_OWN]
    rows = seen_by(reader).filter(credential=None)
    last = _last(rows, "object_iri", wanted)
    last |= _last(rows, "part_of", [iri for iri in wanted if iri not in last])
    texts = Statement.objects.filter(Among(F("sequence"), list(last.values()))).values_list("sequence", "json")
    told = {sequence: _definitions_in(json) for sequence, json in texts} if last else {}
    # One may be removed, or left without its contents, between two questions.
    found = {iri: told.get(sequence, {}).get(iri) for iri, sequence in last.items()}
    own = {iri: definition for iri, definition in found.items() if definition is not None}
    unseen = [iri for iri in wanted if iri not in own]
    ours = Statement.objects.filter(in_reach(reader), credential=None)
    known = _last(ours, "object_iri", unseen).keys() | _last(ours, "part_of", unseen).keys()
    return own | {iri: {} for iri in known}


def _last(rows: Found, column: str, values: Sequence[str]) -> dict[str, int]:
    """Of each of these values the number of the last of `rows` that has it: each by a look in the index, and all in one question."""
    if not values:
        return {}
    given: Any
    given, each = msgspec.json.encode(values).decode(), "json_each(%s) AS each"
    if connection.vendor == "postgresql":
        # It sees how many there are, and does not get ready for more.
        given, each = list(values), "unnest(%s::text[]) AS each (value)"
    named = RawSQL("each.value", (), TextField())
    # A stretch of one: with an equality PostgreSQL, which does not know the value yet, may read the whole log for it.
    within = rows.filter(**{f"{column}__gte": named, f"{column}__lte": named})
    found = within.order_by(f"-{column}", "-sequence").values("sequence")[:1]
    try:
        asked, params = found.query.sql_with_params()
    except EmptyResultSet:
        # Who reads only what it wrote itself sees nothing of Zwerm's.
        return {}
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT each.value, ({asked}) FROM {each}", (*params, given))  # noqa: S608  Django's own
        return {value: sequence for value, sequence in cursor.fetchall() if sequence is not None}


def _definitions_in(text: str) -> dict[str, Json]:
    """What a statement says of the activities in it: of one that it names again, what it says first."""
    told = [(one["id"], one.get("definition", {})) for one in activities_in(msgspec.json.decode(text))]
    return dict(reversed(told))


def activity(iri: str, reader: Credential) -> Json:
    """The whole of what is known; of what is ours Zwerm's own words count, and no others."""
    own = own_definitions([iri], reader)
    definition = own[iri] if iri in own else definitions_of([iri], reader).get(iri, {})
    return {"objectType": "Activity", "id": iri, **({"definition": definition} if definition else {})}
