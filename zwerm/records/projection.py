"""Projections: whatever counts, ranks or draws what people did, made of the statements alone.

A projection reads statements by sequence in batches; its rows and its cursor move in one transaction, so a crash loses
nothing and counts nothing twice. It can be made again from nothing while readers go on seeing the old rows.

What another statement took back (voided) does not count: its rows hold what was read up to the cursor and was not taken back up to the cursor.
And what a projection cannot count is noted, and passed by: one statement keeps no other from counting, and one projection no other from its turn.
"""

from __future__ import annotations

import math
from abc import ABC, abstractmethod
from collections.abc import Sequence
from datetime import UTC, datetime
from uuid import UUID

import structlog
from django.db import DatabaseError, InterfaceError, OperationalError, transaction
from django.db.models import Exists, OuterRef, QuerySet

from zwerm.operations.registry import Rebuild, Refused, declare_rebuild
from zwerm.records.models import Cursor, Reference, Statement, Uncounted

# What says nothing about the statement that was read when it happened: the same may go well a moment later.
PASSING = (OperationalError, InterfaceError, OSError, MemoryError)
log = structlog.get_logger("zwerm.records")


class Projection(ABC):
    """One derived view. `name` is what `zwerm rebuild` calls it; its rows extend `Projected`."""

    name: str
    batch = 1000

    def of_concern(self, statements: QuerySet[Statement]) -> QuerySet[Statement]:
        """Those of `statements` that `read` has to see, with the columns that it looks at; others it passes by."""
        return statements

    @abstractmethod
    def read(self, statements: Sequence[Statement], cursor: Cursor) -> None:
        """Account for `statements` in the rows of `cursor`.

        Each statement of concern counts at most once per cursor, in order of sequence, inside the transaction that moves the cursor. Reads
        nothing but the statements and its own rows: anything else may differ at the next rebuild. When it raises, nothing of it was done,
        and it is called with fewer, down to the one that cannot be counted; so it keeps nothing in itself.
        """

    @abstractmethod
    def forget(self, statements: Sequence[Statement], cursor: Cursor) -> None:
        """Take out of the rows of `cursor` what `statements` brought there: they are being removed, for they are too old, or were taken back.

        Afterwards the rows are what a rebuild would give. Called at most once per statement per cursor that read it.
        """


projections: dict[str, Projection] = {}


def declare_projection(projection: Projection) -> None:
    """Register `projection`, keep it up to date from now on, and let `zwerm rebuild` make it again."""
    projections[projection.name] = projection
    declare_rebuild(Rebuild(projection.name, lambda: {"statements": rebuild(projection)}))


def advance(projection: Projection) -> int:
    """Read one batch into the live rows; answers how many statements there were."""
    with transaction.atomic():
        return _read_batch(projection, _lock_live(projection))


def advance_all(batches: int = 20) -> None:
    """Bring every projection up to date, at most `batches` each, so that one that is far behind, or fails, leaves others a turn."""
    for projection in projections.values():
        try:
            _catch_up(projection, batches)
        except Exception as failure:
            log.exception("projection.failed", projection=projection.name)
            try:
                _note_failure(projection, failure)
            except DatabaseError:
                # The same trouble, most often: the log has it.
                log.warning("projection.failure_not_noted", projection=projection.name)


def _catch_up(projection: Projection, batches: int) -> None:
    if lag(projection) == 0:
        return
    for _ in range(batches):
        if advance(projection) < projection.batch:
            break


def _note_failure(projection: Projection, failure: Exception) -> None:
    """Told until it moves again. Only of which kind it was: what it says may name a person."""
    with transaction.atomic():
        cursor = _lock_live(projection)
        cursor.failing_since = cursor.failing_since or datetime.now(UTC)
        cursor.says = type(failure).__name__
        # Not `moved`: it did not.
        cursor.save(update_fields=["failing_since", "says"])


def lag(projection: Projection) -> int:
    """How far the live rows are behind, as a difference of sequences."""
    last = Statement.objects.last_sequence()
    cursor = Cursor.objects.filter(projection=projection.name, live=True).first()
    # The last that it read may have been removed since.
    return max(0, last - (cursor.sequence if cursor else 0))


def rebuild(projection: Projection) -> int:
    """Make the rows again from nothing, then show them instead of the old ones; answers how many statements were read.

    Stopped half-way, the old rows stay, and the next rebuild clears away what was begun. Refused when another rebuild
    of the same projection starts meanwhile: the last one to start wins.
    """
    new = _begin(projection)
    read = 0
    while count := _read_into(projection, new):
        read += count
    while True:
        with transaction.atomic():
            # With all cursors locked nothing moves, so readers never see the new rows behind the old ones.
            cursors = _lock_all(projection, new)
            count = _read_batch(projection, cursors[new])
            read += count
            if count < projection.batch:
                _put_live(cursors, new)
                return read


def lock_cursors() -> list[Cursor]:
    """All of them, until the transaction ends; nothing that is derived moves meanwhile."""
    return list(Cursor.objects.select_for_update().order_by("pk"))


def forget(statements: Sequence[Statement], cursors: Sequence[Cursor]) -> None:
    """Take `statements` out of every projection, inside the transaction that removes them. `cursors`: all, locked."""
    back = _taken_back(statements)
    for cursor in cursors:
        projection = projections.get(cursor.projection)
        read = [one for one in statements if one.sequence <= cursor.sequence < back.get(one.id, math.inf)]
        if projection and (counted := _without_uncounted(read, cursor)):
            projection.forget(counted, cursor)


def _without_uncounted(statements: Sequence[Statement], cursor: Cursor) -> list[Statement]:
    """Those of these, which are to be forgotten, that were counted; that the others were not is forgotten with this."""
    those = Uncounted.objects.filter(cursor=cursor)
    if not those.exists():
        return list(statements)
    passed_by = those.filter(sequence__in=[one.sequence for one in statements])
    numbers = set(passed_by.values_list("sequence", flat=True))
    passed_by.delete()
    return [one for one in statements if one.sequence not in numbers]


def _taken_back(statements: Sequence[Statement]) -> dict[UUID, int]:
    """By which statement first, those of these that were."""
    voids = Reference.objects.filter(voids=True, target__in=[one.id for one in statements])
    return dict(voids.order_by("-source").values_list("target", "source"))


def _begin(projection: Projection) -> int:
    with transaction.atomic():
        _lock_live(projection)
        for left in Cursor.objects.select_for_update().filter(projection=projection.name, live=False):
            left.delete()
        return Cursor.objects.create(projection=projection.name, live=False).pk


def _read_into(projection: Projection, new: int) -> int:
    """One full batch, without holding up the live cursor; 0 as soon as less than a full batch is left."""
    with transaction.atomic():
        cursor = Cursor.objects.select_for_update().filter(pk=new).first()
        if cursor is None:
            raise _overtaken(projection)
        if Statement.objects.after(cursor.sequence).settled()[projection.batch - 1 : projection.batch].exists():
            return _read_batch(projection, cursor)
        return 0


def _lock_all(projection: Projection, new: int) -> dict[int, Cursor]:
    found = Cursor.objects.select_for_update().filter(projection=projection.name).order_by("pk")
    cursors = {cursor.pk: cursor for cursor in found}
    if new not in cursors:
        raise _overtaken(projection)
    return cursors


def _overtaken(projection: Projection) -> Refused:
    return Refused(f"Another rebuild of {projection.name} started; this one stopped and changed nothing.")


def _put_live(cursors: dict[int, Cursor], new: int) -> None:
    for pk, cursor in cursors.items():
        if pk != new:
            cursor.delete()
    Cursor.objects.filter(pk=new).update(live=True)


def _lock_live(projection: Projection) -> Cursor:
    found = Cursor.objects.select_for_update()
    return found.get_or_create(projection=projection.name, live=True)[0]


def _read_batch(projection: Projection, cursor: Cursor) -> int:
    coming = Statement.objects.after(cursor.sequence)
    numbers = list(coming.settled().values_list("sequence", flat=True)[: projection.batch])
    if numbers:
        before, last = cursor.sequence, numbers[-1]
        voids = Reference.objects.filter(voids=True, source__lte=last)
        voided = voids.filter(target=OuterRef("id"))
        counts = coming.filter(~Exists(voided), sequence__lte=last)
        _count(projection, list(projection.of_concern(counts)), cursor)
        new = list(voids.filter(source__gt=before).values_list("target", flat=True))
        if new:
            gone = Statement.objects.filter(
                ~Exists(voided.filter(source__lte=before)), id__in=new, sequence__lte=before
            )
            projection.forget(_without_uncounted(list(projection.of_concern(gone)), cursor), cursor)
        cursor.sequence, cursor.failing_since, cursor.says = last, None, ""
        cursor.save(update_fields=["sequence", "failing_since", "says", "moved"])
    return len(numbers)


def _count(projection: Projection, statements: Sequence[Statement], cursor: Cursor) -> None:
    """Read these; halved again and again where it fails, until it is known which of them cannot be counted."""
    try:
        with transaction.atomic():
            projection.read(statements, cursor)
    except PASSING:
        raise
    except Exception as fault:
        if len(statements) > 1:
            half = len(statements) // 2
            _count(projection, statements[:half], cursor)
            _count(projection, statements[half:], cursor)
        elif statements:
            number = statements[0].sequence
            log.exception("projection.passed_by", projection=projection.name, statement=number)
            Uncounted.objects.create(cursor=cursor, sequence=number, says=type(fault).__name__)
        else:
            raise
