"""Files that were uploaded: kept on this machine's disk until they are in, so that a killed import can go on."""

from __future__ import annotations

import contextlib
import shutil
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import IO, Protocol
from uuid import UUID

from django.conf import settings
from django.db import transaction

from zwerm.library.actions.importing.run import import_paths
from zwerm.library.actions.refusals import NotAllowed
from zwerm.library.imports.archive import safe_name
from zwerm.library.imports.document import Refused
from zwerm.library.models import ImportRun
from zwerm.people.models import Person, Space

_STUCK_AFTER = timedelta(minutes=5)


class Uploaded(Protocol):
    """A file as a browser sends it."""

    def chunks(self) -> Iterable[bytes]: ...


def start_upload(person: Person, space: Space, files: Iterable[tuple[str, Uploaded]], title: str) -> ImportRun:
    """Keep what was uploaded (path in the chosen folder, file) and remember that it waits to be imported.

    Raises NotAllowed when `person` may not write in `space`.
    """
    if not Space.objects.writable_by(person).filter(id=space.id).exists():
        raise NotAllowed
    run = ImportRun(person=person, space=space, title=title[:300])
    run.upload = f"uploads/{run.id}"
    folder = folder_of(run)
    for path, file in files:
        try:
            place = folder / safe_name(path)
        except Refused:
            place = folder / Path(path.replace("\\", "/")).name
        place.parent.mkdir(parents=True, exist_ok=True)
        with place.open("wb") as target:
            _copy(file, target)
    with transaction.atomic():
        run.save(force_insert=True)
    return run


def import_upload(run_id: UUID) -> None:
    """Bring in what was uploaded, and throw the uploaded files away. Safe to call again after a crash."""
    run = ImportRun.objects.select_related("person", "space").filter(id=run_id, finished__isnull=True).first()
    if run is None:
        return
    folder = folder_of(run)
    if run.person is not None and folder.is_dir():
        with contextlib.suppress(NotAllowed):
            import_paths(run.person, run.space, sorted(folder.iterdir()), run=run)
    run.finished = run.finished or datetime.now(UTC)
    run.save(update_fields=["finished"])
    shutil.rmtree(folder, ignore_errors=True)


def stuck_runs() -> list[UUID]:
    """Uploads that were being imported when the process was killed."""
    before = datetime.now(UTC) - _STUCK_AFTER
    return list(ImportRun.objects.unfinished().filter(seen__lt=before).exclude(upload="").values_list("id", flat=True))


def is_stuck(run: ImportRun) -> bool:
    return run.finished is None and run.seen < datetime.now(UTC) - _STUCK_AFTER


def folder_of(run: ImportRun) -> Path:
    return Path(settings.HOME) / run.upload


def _copy(file: Uploaded, target: IO[bytes]) -> None:
    for chunk in file.chunks():
        target.write(chunk)
