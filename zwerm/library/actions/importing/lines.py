"""What an import tells of each file stays as it was, whatever later imports of the same files do."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Count, Exists, OuterRef, QuerySet

from zwerm.library.imports.document import Reason
from zwerm.library.models import ImportedFile, ImportLine, ImportRun

Outcome = ImportedFile.Outcome
_BATCH = 400
# How administrators choose how long lines are kept.
LINES = "import-lines"


def keep_lines(run: ImportRun, files: Iterable[ImportedFile]) -> None:
    ImportLine.objects.bulk_create([_line(run, file) for file in files], batch_size=_BATCH)


def finish(run: ImportRun) -> None:
    """Its report is whole: with what it remembers only in its files, as it was killed in between."""
    told = set(run.lines.values_list("file", flat=True))
    known = run.files.exclude(outcome=Outcome.WAITING)
    keep_lines(run, [file for file in known.iterator() if file.id not in told])
    run.finished = datetime.now(UTC)
    run.save(update_fields=["total", "done", "seen", "finished"])


def refuse(run: ImportRun, paths: Sequence[str], reason: Reason) -> None:
    """None of these was looked at."""
    told = {"code": reason.code, "params": reason.params}
    lines = [ImportLine(run=run, path=path, outcome=Outcome.SKIPPED, reason=told) for path in paths]
    ImportLine.objects.bulk_create(lines, batch_size=_BATCH)


def tell_again(run: ImportRun, files: Sequence[ImportedFile]) -> None:
    """Whoever imported did something about these since: the report of this import tells it."""
    lines: dict[UUID | None, ImportLine] = {line.file: line for line in run.lines.filter(outcome=Outcome.GONE)}
    changed = []
    for file in files:
        if line := lines.get(file.id):
            line.reason = file.reason
            changed.append(line)
    ImportLine.objects.bulk_update(changed, ["reason"], batch_size=_BATCH)


def counts_of(run: ImportRun) -> dict[str, int]:
    """How many of its files became what, also when its lines are removed."""
    told: dict[str, int] = run.counts or dict(run.lines.order_by().values_list("outcome").annotate(count=Count("id")))
    return told


def clear_lines(before: datetime) -> int:
    """Remove the lines of imports that were done before this moment; how many there were of each outcome stays."""
    return sum(_clear(run) for run in _with_lines(before).iterator())


def count_lines(before: datetime) -> int:
    return ImportLine.objects.filter(run__finished__lt=before).count()


def _with_lines(before: datetime) -> QuerySet[ImportRun]:
    return ImportRun.objects.filter(Exists(ImportLine.objects.filter(run=OuterRef("pk"))), finished__lt=before)


@transaction.atomic
def _clear(run: ImportRun) -> int:
    # Not `save`: that says that it made progress.
    ImportRun.objects.filter(id=run.id).update(counts=counts_of(run))
    return run.lines.all().delete()[0]


def _line(run: ImportRun, file: ImportedFile) -> ImportLine:
    return ImportLine(
        run=run, file=file.id, path=file.shown, outcome=file.outcome, reason=file.reason, notes=file.notes,
        item=file.item_id, shared=file.is_shared, draft=file.draft_id,
    )  # fmt: skip
