"""Statements about statements: all to which one refers, through others too, and what it takes back by that.

With as many questions however many statements come together; and of a chain without end no more than its nearest part.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any
from uuid import UUID

from django.db import connection

from zwerm.operations.holding import hold, share_of
from zwerm.operations.rows import insert, rows_with
from zwerm.records.actions.record import COMING
from zwerm.records.models import Credential, Reference, Statement
from zwerm.records.rules.typed import VOIDED
from zwerm.records.xapi.asked import Refused
from zwerm.records.xapi.find import seen_by

Json = dict[str, Any]
# To how many statements one refers at most, the nearest; and how many that came before refer further by those of one request.
MOST_FURTHER, MOST_BEFORE = 20, 5000


def take_turn(coming: Iterable[Json]) -> None:
    """Who tells statements about statements sees all that others told of the same: on PostgreSQL one after the other.

    And whoever takes back what is not here yet waits for those who may be bringing it, or they wait for them. To be called before
    anything is written: so nobody who waits keeps up another.
    """
    about = [one for one in coming if one["object"].get("objectType") == "StatementRef"]
    if not about or connection.vendor != "postgresql":
        return
    hold("references")
    voided = {UUID(one["object"]["id"]) for one in about if one["verb"]["id"] == VOIDED}
    here = {id for (id,) in rows_with(Statement, ("id",), "id", voided)}
    hold(COMING, [share_of(id.int) for id in voided - here])


def refer(new: Mapping[int, Json], credential: Credential) -> None:
    """Each of these, told with its sequence, refers to what it is about, and to what that one refers to as well. Raises Refused."""
    about = {sequence: one for sequence, one in new.items() if one["object"].get("objectType") == "StatementRef"}
    links = {UUID(one["id"]): UUID(one["object"]["id"]) for one in about.values()}
    voiding = [UUID(one["id"]) for one in about.values() if one["verb"]["id"] == VOIDED]
    _check_may_void([links[id] for id in voiding], credential)
    if links:
        ways, voids = _ways(links), set(voiding)
        rows = _further(ways)
        for sequence, one in about.items():
            id = UUID(one["id"])
            rows += [(sequence, to, place == 0 and id in voids) for place, to in enumerate(ways[id])]
        insert(Reference, ("source_id", "target", "voids"), rows)
    _unvoid([UUID(one["id"]) for one in new.values()], set(voiding), credential)


def _ways(links: Mapping[UUID, UUID]) -> dict[UUID, list[UUID]]:
    """From each of these, which refers to the other, all to which it refers: the nearest first."""
    known = Reference.objects.filter(source__id__in=set(links.values()) - set(links)).order_by("pk")
    here = _gathered(known.values_list("source__id", "target"))
    ways = {}
    for id in links:
        way, at = dict[UUID, None](), id
        while len(way) < MOST_FURTHER:
            fresh = [to for to in ([links[at]] if at in links else here.get(at, ())) if to not in way]
            if not fresh:
                break
            way.update(dict.fromkeys(fresh))
            at = fresh[-1]
        ways[id] = list(way)[:MOST_FURTHER]
    return ways


def _further(ways: Mapping[UUID, Sequence[UUID]]) -> list[tuple[int, UUID, bool]]:
    """What was here before and ends at one of these goes on by its way."""
    before = Reference.objects.filter(target__in=list(ways)).order_by("pk").values_list("source", flat=True)
    theirs = Reference.objects.filter(source__in=list(before[:MOST_BEFORE])).order_by("pk")
    rows = []
    for source, way in _gathered(theirs.values_list("source", "target")).items():
        further = [to for to in ways.get(way[-1], ()) if to not in way]
        rows += [(source, to, False) for to in further[: max(0, MOST_FURTHER - len(way))]]
    return rows


def _gathered(pairs: Collection[tuple[Any, UUID]]) -> dict[Any, list[UUID]]:
    gathered = defaultdict[Any, list[UUID]](list)
    for source, target in pairs:
        gathered[source].append(target)
    return gathered


def _check_may_void(ids: Sequence[UUID], credential: Credential) -> None:
    """What it wrote itself, and what it sees. Of one that is not here yet nobody knows: see `_unvoid`. Raises Refused."""
    rows = rows_with(Statement, ("id", "verb_iri", "credential_id"), "id", ids)
    seen = _seen(credential, [id for id, _verb, writer in rows if writer != credential.pk])
    for id, verb, writer in rows:
        if writer != credential.pk and id not in seen:
            raise Refused(403, f"this credential may not void the statement {id}: it neither wrote it nor may read it")
        if verb == VOIDED:
            raise Refused(400, "a voiding statement cannot be voided")


def _seen(credential: Credential, ids: Collection[UUID]) -> set[UUID]:
    return set(seen_by(credential).filter(id__in=ids).values_list("id", flat=True)) if ids else set()


def _unvoid(new: Sequence[UUID], voiding: Collection[UUID], credential: Credential) -> None:
    """Who voided one of these before it was here, and may not, refers to it and no more; and so does whoever voided what now proves to be `voiding`."""
    before = rows_with(Reference, ("id", "source_id", "target"), "target", new, being="voids")
    voids = {source: (id, target) for id, source, target in before}
    if not voids:
        # Nearly always; Django would put the questions below together before it finds that nothing is asked.
        return
    undone = [id for id, target in voids.values() if target in voiding]
    of_writer = defaultdict[UUID, dict[int, UUID]](dict)
    for source, writer in rows_with(Statement, ("sequence", "credential_id"), "sequence", list(voids)):
        id, target = voids[source]
        of_writer[writer][id] = target
    for writer in Credential.objects.filter(pk__in=list(of_writer)).exclude(pk=credential.pk):
        targets = of_writer[writer.pk]
        seen = _seen(writer, targets.values())
        undone += [id for id, target in targets.items() if target not in seen]
    Reference.objects.filter(pk__in=undone).update(voids=False)
