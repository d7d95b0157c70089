"""Statements as an administrator looks for them, and takes them along."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from uuid import UUID

import msgspec
from django.db.models import Q, QuerySet
from django.utils import timezone

from zwerm.people.actions import write_down_look
from zwerm.people.models import AuditEntry, Person, Space
from zwerm.records.models import Mention, Statement
from zwerm.records.rules import parquet
from zwerm.records.rules.identity import activity_of, agent_key, verb_key
from zwerm.records.rules.values import sequence_of
from zwerm.records.told import name_of
from zwerm.records.xapi.colleagues import people_in, sums_of
from zwerm.records.xapi.find import fitting, is_voided, to_tell
from zwerm.records.xapi.tell import exact
from zwerm.records.xapi.ways import Column, Named, Stretch, any_of, finds_few, first_of, of_row, ways_to

AT_ONCE = 2000
EPOCH, LAST = datetime(1, 1, 1, tzinfo=UTC), datetime.max.replace(tzinfo=UTC)
# Zwerm itself, among the outside tools.
OURSELVES = "zwerm"

COLUMNS = {
    "id": parquet.TEXT,
    "timestamp": parquet.MOMENT,
    "stored": parquet.MOMENT,
    "person": parquet.TEXT,
    "verb": parquet.TEXT,
    "object": parquet.TEXT,
    "object_type": parquet.TEXT,
    "object_name": parquet.TEXT,
    "space": parquet.TEXT,
    "form": parquet.TEXT,
    "kind": parquet.TEXT,
    "deed": parquet.TEXT,
    "online": parquet.FLAG,
    "seconds": parquet.NUMBER,
    "scaled": parquet.NUMBER,
    "success": parquet.FLAG,
    "source": parquet.TEXT,
    "statement": parquet.TEXT,
}
# What of it are columns, besides what is told of each statement anyway.
OF_ROW = (*("id", "timestamp", "person", "space", "form", "kind", "deed", "online", "seconds", "scaled", "success"),)


@dataclass(frozen=True)
class Wanted:
    """What is looked for; empty is all. `address`: of whoever did it, or of one of `people`.

    `until` is a day that is still part of it; `source` a credential, OURSELVES or "".
    """

    people: frozenset[UUID] | None = None
    address: str = ""
    verb_iri: str = ""
    space: Space | None = None
    since: date | None = None
    until: date | None = None
    source: str = ""


def seen_by(admin: Person) -> QuerySet[Statement]:
    """Not what lies in a space that is closed to them: a task opens no space."""
    rows = Statement.objects.select_related("person", "credential", "space")
    rows = rows.filter(Q(space=None) | Q(space__in=Space.objects.visible_to(admin)))
    return rows.annotate(voided=is_voided())


def matching(admin: Person, wanted: Wanted) -> QuerySet[Statement]:
    rows = _within(_from_source(admin, wanted), wanted)
    return rows.filter(*(any_of(one.by_index() for one in clause) for clause in _clauses(wanted)))


def page_of(admin: Person, wanted: Wanted, before: str, most: int) -> tuple[list[int], str]:
    """Sequences, newest first, and where the next page begins ("" after the last): `before` of that one.

    In the order in which it was stored; when days are asked, in the order in which it happened.
    """
    rows = _from_source(admin, wanted)
    if wanted.since or wanted.until:
        page = _by_day(rows, wanted, _clauses(wanted), before, most + 1)
        further = f"{_micros(page[most - 1][0])}-{page[most - 1][1]}" if len(page) > most else ""
        return [sequence for _when, sequence in page[:most]], further
    clauses = _clauses(wanted, wanted.verb_iri)
    told = first_of(ways_to(rows, clauses, most), Stretch(None, sequence_of(before)), most + 1, "-")
    return told[:most], str(told[most - 1]) if len(told) > most else ""


def shown(admin: Person, sequences: list[int]) -> Iterator[Statement]:
    """What has these numbers, in that order; at a time as much as fits into memory easily."""
    while sequences:
        some = fitting(sequences)
        rows = seen_by(admin).in_bulk(some)
        for sequence in some:
            if sequence in rows:
                yield rows.pop(sequence)
        sequences = sequences[len(some) :]


def _by_day(
    rows: QuerySet[Statement], wanted: Wanted, clauses: list[list[Column | Named]], before: str, most: int
) -> list[tuple[datetime, int]]:
    """Along the index of the days of one that finds few, or else of the first."""
    if not all(clauses):
        return []
    lead = next((one for one in clauses if finds_few(one, most)), clauses[0] if clauses else None)
    rows = _within(rows, wanted).filter(*(of_row(clause) for clause in clauses if clause is not lead))
    moment, _dash, number = before.partition("-")
    micros, sequence = sequence_of(moment), sequence_of(number)
    if micros is not None and sequence is not None:
        at = EPOCH + timedelta(microseconds=min(micros, _micros(LAST)))
        rows = rows.filter(timestamp__lte=at).filter(Q(timestamp__lt=at) | Q(sequence__lt=sequence))
    ways = [rows] if lead is None else [rows.filter(one.by_index()) for one in lead]
    found: list[tuple[datetime, int]] = []
    for way in ways:
        found += way.order_by("-timestamp", "-sequence").values_list("timestamp", "sequence")[:most]
    return sorted(found, reverse=True)[:most]


def _from_source(admin: Person, wanted: Wanted) -> QuerySet[Statement]:
    """What they see, and when that is asked what no outside tool told."""
    rows = seen_by(admin)
    return rows.filter(credential=None) if wanted.source == OURSELVES else rows


def _within(rows: QuerySet[Statement], wanted: Wanted) -> QuerySet[Statement]:
    if wanted.since:
        rows = rows.filter(timestamp__gte=_begin_of(wanted.since))
    if wanted.until:
        rows = rows.filter(timestamp__lt=_begin_of(wanted.until + timedelta(days=1)))
    return rows


def _clauses(wanted: Wanted, verb: str = "") -> list[list[Column | Named]]:
    """What is looked for besides days and Zwerm itself: of each list one has to be true. `verb`: what else to look for along an index."""
    found: list[list[Column | Named]] = []
    if wanted.people is not None:
        also = _at(wanted.address, verb) if wanted.address else []
        found.append([*(Column("person", id, verb=verb) for id in wanted.people), *also])
    if wanted.space:
        found.append([Column("space", wanted.space.pk)])
    if wanted.verb_iri:
        found.append([Column("verb_iri", wanted.verb_iri)])
    if wanted.source and wanted.source != OURSELVES:
        found.append([Column("credential", UUID(wanted.source))])
    return found


def _at(address: str, verb: str) -> list[Named]:
    """Who is told by this address: as it was typed, in small letters, or by its SHA-1."""
    agents: list[dict[str, Any]] = [{"mbox": f"mailto:{one}"} for one in {address, address.lower()}]
    agents += [{"mbox_sha1sum": told} for told in sums_of(address)]
    direct, key = Mention.Role.DIRECT, verb_key(verb) if verb else None
    return [Named(one, direct, key) for one in map(agent_key, agents) if one]


def _micros(when: datetime) -> int:
    return (when - EPOCH) // timedelta(microseconds=1)


def _begin_of(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time()), timezone.get_default_timezone())


THEIR_STATEMENTS = "what they did"


def look_at(admin: Person, statements: Iterable[Statement]) -> None:
    """Whose statements these are reads that they were looked at, and so does whoever is named in one."""
    people: dict[UUID, Person] = {}

    def told() -> Iterator[dict[str, Any]]:
        """One by one: each may be megabytes."""
        for one in statements:
            if one.person:
                people[one.person.pk] = one.person
            yield msgspec.json.decode(one.json)

    missing = people_in(told()) - people.keys()
    _write_down(admin, [*people.values(), *(Person.objects.filter(pk__in=missing) if missing else ())])


def _write_down(admin: Person, people: Iterable[Person]) -> None:
    write_down_look(admin, AuditEntry.Act.LOOKED, people, detail=THEIR_STATEMENTS)


def take_along(admin: Person, wanted: Wanted, form: str) -> Iterator[bytes]:
    """All that matches now, as "jsonl" or "parquet", in pieces. Written down first for everyone whom it tells about."""
    rows = matching(admin, wanted)
    about = Person.objects.filter(pk__in=rows.order_by().values("person").distinct())
    _write_down(admin, about.iterator())
    last = Statement.objects.last_sequence()
    pieces = _written_down(admin, _pieces(rows.filter(sequence__lte=last)))
    if form == "parquet":
        return parquet.written(COLUMNS, map(_rows, pieces))
    return ("".join(f"{line}\n" for line in exact(to_tell(some), "2.0")).encode() for some in pieces)


def _written_down(admin: Person, pieces: Iterable[list[int]]) -> Iterator[list[int]]:
    """Before a piece goes out, for those whom it names besides."""
    for some in pieces:
        texts = Statement.objects.filter(sequence__in=some).values_list("json", flat=True)
        named = people_in(map(msgspec.json.decode, texts))
        _write_down(admin, Person.objects.filter(pk__in=named).iterator())
        yield some


def _pieces(rows: QuerySet[Statement]) -> Iterator[list[int]]:
    """Sequences, oldest first; each piece is a question of its own, so that nobody waits for who takes long to receive."""
    after = 0
    while some := list(
        rows.filter(sequence__gt=after).order_by("sequence").values_list("sequence", flat=True)[:AT_ONCE]
    ):
        some = fitting(some)
        yield some
        after = some[-1]


def _rows(sequences: list[int]) -> list[list[Any]]:
    spaces = dict(Space.objects.values_list("pk", "name"))
    return [_row(one, spaces) for one in to_tell(sequences, "", *OF_ROW)]


def _row(one: Statement, spaces: dict[UUID, str]) -> list[Any]:
    statement: dict[str, Any] = msgspec.json.decode(one.json)
    return [
        str(one.id),
        one.timestamp.astimezone(UTC),
        one.stored.astimezone(UTC),
        str(one.person_id) if one.person_id else None,
        statement["verb"]["id"],
        activity_of(statement) or None,
        statement["object"].get("definition", {}).get("type") or None,
        name_of(statement["object"], "en") or None,
        spaces[one.space_id] if one.space_id else None,
        one.form or None,
        one.kind or None,
        one.deed or None,
        one.online,
        one.seconds,
        one.scaled,
        one.success,
        one.credential.name if one.credential else OURSELVES,
        exact([one], "2.0")[0],
    ]
