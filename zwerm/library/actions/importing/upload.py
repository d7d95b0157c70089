"""Files that were uploaded: kept on this machine's disk until they are in, so that a killed import can go on."""

from __future__ import annotations

import contextlib
import errno
import itertools
import shutil
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import IO, Protocol
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from zwerm.library.actions.importing.lines import finish, refuse
from zwerm.library.actions.importing.loose import numbered
from zwerm.library.actions.importing.run import import_paths
from zwerm.library.actions.refusals import NotAllowed, NotKept
from zwerm.library.imports.archive import safe_name
from zwerm.library.imports.document import Reason, Refused
from zwerm.library.models import ImportedFile, ImportRun
from zwerm.people.models import Person, Space

_STUCK_AFTER = timedelta(minutes=5)


class Uploaded(Protocol):
    """A file as a browser sends it."""

    def chunks(self) -> Iterable[bytes]: ...


def start_upload(person: Person, space: Space, files: Iterable[tuple[str, Uploaded]], title: str) -> ImportRun:
    """Keep what was uploaded (path in the chosen folder, file) and remember that it waits to be imported.

    Files of the same path are all kept, the later ones with a number. Raises NotAllowed when `person` may not write in
    `space`, and NotKept when the paths cannot be files of one folder; then nothing stays.
    """
    if not Space.objects.writable_by(person).filter(id=space.id).exists():
        raise NotAllowed
    run = ImportRun(person=person, space=space, title=title[:300])
    run.upload = f"uploads/{run.id}"
    try:
        for path, file in files:
            with _new_file(folder_of(run), _inside(path)) as target:
                _copy(file, target)
        with transaction.atomic():
            run.save(force_insert=True)
    except BaseException:
        shutil.rmtree(folder_of(run), ignore_errors=True)
        raise
    return run


def import_upload(run_id: UUID) -> None:
    """Bring in what was uploaded, and throw the uploaded files away. Safe to call again after a crash."""
    run = ImportRun.objects.select_related("person", "space").filter(id=run_id, finished__isnull=True).first()
    if run is None:
        return
    folder = folder_of(run)
    if run.person is not None and folder.is_dir():
        try:
            import_paths(run.person, run.space, sorted(folder.iterdir()), run=run)
        except NotAllowed:
            _refuse_all(run, folder)
    if run.finished is None:
        with transaction.atomic():
            finish(run)
    shutil.rmtree(folder, ignore_errors=True)


def _refuse_all(run: ImportRun, folder: Path) -> None:
    """What it told before it was killed stays told; the rest may not come in any more."""
    met = run.files.exclude(outcome=ImportedFile.Outcome.WAITING).values_list("path", "zip")
    told = {name for names in met for name in names}
    paths = sorted(str(place.relative_to(folder)) for place in folder.rglob("*") if place.is_file())
    # A file of a chosen folder is known by its place in it.
    left = [path for path in paths if not told.intersection({path, path.partition("/")[2] or path})]
    refuse(run, left, Reason("not_writable"))


def stuck_runs() -> list[UUID]:
    """Uploads that were being imported when the process was killed."""
    before = datetime.now(UTC) - _STUCK_AFTER
    return list(ImportRun.objects.unfinished().filter(seen__lt=before).exclude(upload="").values_list("id", flat=True))


def is_stuck(run: ImportRun) -> bool:
    return run.finished is None and run.seen < datetime.now(UTC) - _STUCK_AFTER


def folder_of(run: ImportRun) -> Path:
    return Path(settings.HOME) / run.upload


def _inside(path: str) -> str:
    try:
        return safe_name(path)
    except Refused as refusal:
        # A file on its own may have any name that a file can have, such as "1: start.md".
        if "/" in path or "\\" in path or "\x00" in path or path in {"", ".", ".."}:
            reason = _("“%(path)s” is no place in a folder. Choose the folder again.")
            raise NotKept(reason % {"path": path}) from refusal
        return path


def _new_file(folder: Path, path: str) -> IO[bytes]:
    place = folder / path
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        for number in itertools.count(2):
            if place.is_dir():
                raise NotADirectoryError
            with contextlib.suppress(FileExistsError):
                return place.open("xb")
            place = place.with_name(numbered(Path(path).name, number))
    except (FileExistsError, NotADirectoryError) as error:
        reason = _("“%(path)s” is both a file and a folder. Import the one first, and then the other.")
        raise NotKept(reason % {"path": path}) from error
    except OSError as error:
        if error.errno != errno.ENAMETOOLONG:
            raise
        reason = _("The name “%(path)s” is too long. Make it shorter and try again.")
        raise NotKept(reason % {"path": path[:100]}) from error
    raise AssertionError("there is always a number that is free")


def _copy(file: Uploaded, target: IO[bytes]) -> None:
    for chunk in file.chunks():
        target.write(chunk)
