"""Statements from outside come in: checked, made whole, and appended all together or not at all."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, OperationalError, transaction
from uuid_utils.compat import uuid7

from zwerm.operations.holding import hold
from zwerm.operations.rows import Beside, Row, rows_with
from zwerm.operations.storing import on_their_way
from zwerm.records.actions.record import append_rows, canonical
from zwerm.records.models import Attachment, Credential, Mention, Statement
from zwerm.records.rules import faults_of
from zwerm.records.rules.identity import attachments_in
from zwerm.records.rules.iris import in_column
from zwerm.records.rules.statement import Edition
from zwerm.records.rules.values import iso_of, moment_of
from zwerm.records.vocabulary import Verb, by_iri
from zwerm.records.xapi.activities import Learnt, learn_activities, told_of_activities
from zwerm.records.xapi.asked import Refused, busy, parse
from zwerm.records.xapi.colleagues import colleagues_among, known_as
from zwerm.records.xapi.multipart import Part
from zwerm.records.xapi.refer import refer, take_turn
from zwerm.records.xapi.same import same
from zwerm.records.xapi.signatures import USAGE, check_signature

Json = dict[str, Any]
DEADLOCK = "40P01"
TRIES = 4
# Form, kind, online and deed of a verb that means nothing here.
NO_MEANING = ("", "", True, "")
# Every number has a unit, also one that is left out: so none is looked through again from each of its digits.
_PARTS = re.compile(r"([0-9.,]+)([A-Z])")
# Of one request, each a row at least: what ordinary batches hold is far less, and with more SQLite's one lock would be had for too long.
MOST_NAMED, MOST_REFERRING = 50_000, 5_000
SECONDS_OF = {"W": 604800.0, "D": 86400.0, "H": 3600.0, "M": 60.0, "S": 1.0}


@dataclass(frozen=True, slots=True)
class Coming:
    """One statement on its way in: as it was told, made whole, and its row to be, of record's COLUMNS."""

    id: UUID
    told: Json
    row: Row


def take(told: Sequence[Any], credential: Credential, edition: Edition, files: dict[str, Part]) -> list[str]:
    """Append them; answers their ids. What is here already and says the same is left. Raises Refused."""
    coming = [_whole(one, number if len(told) > 1 else None, edition) for number, one in enumerate(told)]
    if len({one["id"] for one in coming}) < len(coming):
        raise Refused(400, "two statements have the same id")
    _check_files(coming, files)
    # Made before the transaction begins: while it lasts nobody else writes to SQLite.
    named, activities = _named(coming), told_of_activities(coming, credential.space_id)
    known, now = by_iri(), iso_of(datetime.now(UTC))
    by_path = {Attachment.path_of(hash): part.content for hash, part in files.items()}
    with on_their_way(by_path) as put:
        for tries_left in reversed(range(TRIES)):
            try:
                with transaction.atomic():
                    if tries_left < TRIES - 1:
                        # One at a time: so those who were in each other's way are not so again.
                        hold("another try")
                    take_turn(coming)
                    people = colleagues_among(one["actor"] for one in coming)
                    whole = [_coming(one, credential, people, known.get(one["verb"]["id"]), now) for one in coming]
                    _keep(whole, named, activities, credential, files.keys(), put)
                break
            except (IntegrityError, OperationalError) as fault:
                # A colleague was erased at this very moment; or two batches with the same statements waited for each other.
                if isinstance(fault, OperationalError) and getattr(fault.__cause__, "sqlstate", "") != DEADLOCK:
                    raise busy() from fault
                if not tries_left:
                    raise
    return [one["id"] for one in coming]


def _whole(told: Any, number: int | None, edition: Edition) -> Json:
    """Raises Refused, with every fault and where it stands."""
    if faults := faults_of(told, edition):
        where = "" if number is None else f"statement {number}: "
        raise Refused(400, "; ".join(where + fault for fault in faults[:10]))
    whole = {name: value for name, value in told.items() if name not in ("stored", "authority")}
    whole["id"] = told["id"].lower() if "id" in told else str(uuid7())
    whole.setdefault("version", "1.0.0" if edition == "1.0.3" else "2.0.0")
    for part in (whole, whole["object"]):
        if (context := part.get("context")) and (around := context.get("contextActivities")):
            lists = {name: one if isinstance(one, list) else [one] for name, one in around.items()}
            part["context"] = {**context, "contextActivities": lists}
    return whole


def _named(coming: Sequence[Json]) -> Beside:
    """What they mention. Raises Refused when it is, or they refer to, too much for one request."""
    if sum(one["object"].get("objectType") == "StatementRef" for one in coming) > MOST_REFERRING:
        raise Refused(413, f"at most {MOST_REFERRING} statements about statements come at once")
    named = Mention.beside((UUID(one["id"]), one) for one in coming)
    if len(named.rows) > MOST_NAMED:
        raise Refused(413, f"the statements of one request name at most {MOST_NAMED} agents and activities")
    return named


def _check_files(coming: Sequence[Json], files: dict[str, Part]) -> None:
    """Every file belongs to a statement, every attachment has a file or an address, and signatures are true."""
    wanted = set()
    for statement in coming:
        for attachment in attachments_in(statement):
            hash = attachment["sha2"].lower()
            wanted.add(hash)
            if attachment["usageType"] == USAGE:
                check_signature(statement, attachment, files.get(hash))
            if hash not in files and "fileUrl" not in attachment:
                raise Refused(400, f"the attachment {hash[:16]}… neither came along nor has a fileUrl")
    if set(files) - wanted:
        raise Refused(400, "a part of multipart/mixed belongs to no statement")


def _coming(statement: Json, credential: Credential, people: dict[str, UUID], meaning: Verb | None, now: str) -> Coming:
    told = statement
    # Not into what was told: told again without a moment it is the same statement.
    statement = {"timestamp": now, **statement}
    about, result = statement["object"], statement.get("result", {})
    is_activity = about.get("objectType", "Activity") == "Activity"
    registration = statement.get("context", {}).get("registration")
    try:
        json = canonical(statement)
    except (OverflowError, ValueError, RecursionError):
        raise Refused(400, "the statement holds a number or a depth beyond what can be kept") from None
    id = UUID(statement["id"])
    row = (
        id,
        people.get(known_as(statement["actor"])),
        meaning.name if meaning else "",
        in_column("verb_iri", statement["verb"]["id"]),
        in_column("object_iri", about["id"]) if is_activity else "",
        in_column("object_type", about.get("definition", {}).get("type", "")),
        UUID(registration) if registration else None,
        credential.space_id,
        None,  # part_of: what tools say of that are mentions
        credential.pk,
        *((meaning.form.value, meaning.kind.value, meaning.online, meaning.deed.value) if meaning else NO_MEANING),
        _seconds(result.get("duration")),
        result.get("score", {}).get("scaled"),
        result.get("success"),
        _moment(statement["timestamp"]),
        json,
    )
    return Coming(id, told, row)


def _moment(told: str) -> datetime:
    try:
        return moment_of(told)
    except (ValueError, OverflowError):
        raise Refused(400, "timestamp is not a moment that can be kept") from None


def _seconds(duration: str | None) -> float | None:
    """How long an act took. Years and months are no number of seconds: they are left out, and so is what no act takes."""
    if not duration:
        return None
    day, _, time = duration[1:].partition("T")
    found = [part for part in _PARTS.findall(day) if part[1] in "WD"] + _PARTS.findall(time)
    seconds = sum(float(number.replace(",", ".")) * SECONDS_OF[unit] for number, unit in found)
    return seconds if seconds < SECONDS_OF["W"] else None


def _keep(
    coming: list[Coming],
    named: Beside,
    activities: Mapping[UUID, Learnt],
    credential: Credential,
    files: Collection[str],
    put: Callable[[str], None],
) -> None:
    """`named` and `activities`: what all these mention, and say of activities; `put` brings one of `files`, by its path, to its place."""
    kept = append_rows([one.row for one in coming], named)
    here = {one.id: one for one in coming if one.id not in kept}
    for id, json in rows_with(Statement, ("id", "json"), "id", here):
        if not same(here[id].told, parse(json, "the statement")):
            raise Refused(409, f"the statement {id} is here already, and says something else")
    new = {kept[one.id][0]: one for one in coming if one.id in kept}
    if not new:
        return
    refer({sequence: one.told for sequence, one in new.items()}, credential)
    _attach(new, files, put)
    if here:
        # What was told before is not said again.
        activities = told_of_activities([one.told for one in new.values()], credential.space_id)
    learn_activities(activities, credential.space_id)


def _attach(new: dict[int, Coming], files: Collection[str], put: Callable[[str], None]) -> None:
    if not files:
        return
    kept, came = [], set(files)
    for sequence, one in new.items():
        for hash in {attachment["sha2"].lower() for attachment in attachments_in(one.told)} & came:
            kept.append(Attachment(statement_id=sequence, hash=hash))
            put(Attachment.path_of(hash))
    Attachment.objects.bulk_create(kept)
