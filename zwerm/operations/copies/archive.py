"""A whole installation in one file: a zip with `rows/<table>.jsonl`, `media/<path>`, `secret` and, last, `about.json`.

It is of one moment, says of every part how many rows or bytes it has and their SHA-256, and is the same for every kind of database.
"""

from __future__ import annotations

import hashlib
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath
from typing import IO, Any

import msgspec
from django.conf import settings
from django.core.files.storage import default_storage

from zwerm import __version__
from zwerm.operations.copies import rows
from zwerm.operations.copies.snapshot import snapshot
from zwerm.operations.copies.state import State, state_of
from zwerm.operations.halves import written_whole
from zwerm.operations.registry import Refused
from zwerm.operations.removing import copying, kept_files, open_kept

FORM = 1
PIECE = 1024 * 1024
# What reading a zip raises when its bytes are not those that were written: in what is packed, or in what tells how.
UNREADABLE = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, UnicodeDecodeError)


class About(msgspec.Struct, frozen=True):
    """What stands in a copy. `steps`: the migrations that its database had. `rows`, `media`: count or size, and SHA-256."""

    form: int
    zwerm: str
    made: datetime
    steps: list[tuple[str, str]]
    counters: dict[str, int]
    rows: dict[str, dict[str, Any]]
    media: dict[str, dict[str, Any]]


def write_archive(path: Path) -> About:
    """Write everything that this installation owns into `path`, whole or not at all; the product may go on meanwhile."""
    with (
        written_whole(path) as file,
        zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive,
    ):
        return _write(archive)


def _write(archive: zipfile.ZipFile) -> About:
    state = state_of("default")
    with copying():
        with snapshot("default"):
            counters = rows.counters("default", state.tables)
            counted = {table._meta.db_table: _write_rows(archive, table) for table in state.tables}
        media = dict(_write_files(archive))
    secret = settings.HOME / "secret"
    if secret.is_file():
        archive.write(secret, "secret")
    about = About(FORM, __version__, datetime.now(UTC), sorted(state.steps), counters, counted, media)
    archive.writestr("about.json", msgspec.json.format(msgspec.json.encode(about), indent=1))
    return about


def _write_rows(archive: zipfile.ZipFile, table: rows.Table) -> dict[str, Any]:
    tally = rows.Tally()
    with archive.open(f"rows/{table._meta.db_table}.jsonl", "w", force_zip64=True) as file:
        for line in rows.lines("default", table):
            file.write(tally.add(line) + b"\n")
    return tally.told


def _write_files(archive: zipfile.ZipFile) -> Iterator[tuple[str, dict[str, Any]]]:
    for name in sorted(kept_files()):
        # What went before anybody could hold it back is of no row: a file that was only tried, or written since.
        with suppress(FileNotFoundError), open_kept(name) as source:
            entry = zipfile.ZipInfo(f"media/{name}", datetime.now(UTC).timetuple()[:6])
            with archive.open(entry, "w", force_zip64=True) as file:
                yield name, _copied(source, file)


def _copied(source: Any, target: IO[bytes] | None = None) -> dict[str, Any]:
    """Copy piece by piece; answers size and SHA-256."""
    size, hash = 0, hashlib.sha256()
    while piece := source.read(PIECE):
        if target is not None:
            target.write(piece)
        hash.update(piece)
        size += len(piece)
    return {"bytes": size, "sha256": hash.hexdigest()}


class Archive:
    """A copy that is read back. Raises Refused for whatever cannot be one."""

    def __init__(self, path: Path) -> None:
        try:
            self._zip = zipfile.ZipFile(path)
            self.about = msgspec.json.decode(self._zip.read("about.json"), type=About)
        except FileNotFoundError:
            raise Refused(f"There is no file {path}.") from None
        except (*UNREADABLE, OSError, KeyError, msgspec.MsgspecError) as error:
            raise Refused(f"{path} is no complete copy made by zwerm backup: {error}") from error
        if self.about.form != FORM:
            raise Refused(f"{path} was made by a newer Zwerm ({self.about.zwerm}). Install that version to restore it.")

    def lines(self, table: rows.Table) -> Iterator[bytes]:
        """The rows of a table; Refused at the end when they aren't what was written."""
        name = table._meta.db_table
        tally = rows.Tally()
        if name in self.about.rows:
            with self._open(f"rows/{name}.jsonl") as file:
                for line in file:
                    yield tally.add(line.rstrip(b"\n"))
            if tally.told != self.about.rows[name]:
                raise Refused(f"This copy is damaged: the rows of {name} are not those that were written.")

    def keep_files(self) -> None:
        """Put the files back on storage. Those that are there already, with the same bytes, stay."""
        for name, told in self._files():
            self._keep_file(name, told)

    def _files(self) -> Iterator[tuple[str, dict[str, Any]]]:
        for name, told in self.about.media.items():
            path = PurePosixPath(name)
            if path.is_absolute() or ".." in path.parts or "\\" in name:
                raise Refused(f"This copy is damaged: it has a file named {name!r}.")
            yield name, told

    def _keep_file(self, name: str, told: dict[str, Any]) -> None:
        if default_storage.exists(name):
            with default_storage.open(name, "rb") as present:
                if _copied(present) == told:
                    return
        half = settings.HOME / "restoring.part"
        try:
            with half.open("wb") as file:
                self._read(name, told, file)
            if default_storage.exists(name):
                default_storage.delete(name)
            with half.open("rb") as file:
                default_storage.save(name, file)
        finally:
            half.unlink(missing_ok=True)

    def secret(self) -> bytes | None:
        if "secret" not in self._zip.namelist():
            return None
        with self._open("secret") as file:
            return file.read()

    def check(self, tables: Iterable[rows.Table]) -> None:
        """Read every part once, without writing."""
        for table in tables:
            for _ in self.lines(table):
                pass
        for name, told in self._files():
            self._read(name, told)
        self.secret()

    def _read(self, name: str, told: dict[str, Any], target: IO[bytes] | None = None) -> None:
        with self._open(f"media/{name}") as source:
            if _copied(source, target) != told:
                raise Refused(f"This copy is damaged: the file {name} is not the one that was written.")

    @contextmanager
    def _open(self, name: str) -> Iterator[IO[bytes]]:
        """One part, to be read while this lasts. Raises Refused, then too, when it cannot be."""
        try:
            with self._zip.open(name) as file:
                yield file
        except (*UNREADABLE, KeyError) as error:
            raise Refused(f"This copy is damaged: {name} cannot be read ({error}).") from error


def differing(alias: str, state: State, told: dict[str, dict[str, Any]]) -> list[str]:
    """The tables whose rows aren't exactly those, read back from the database."""
    none = rows.Tally().told
    return [
        table._meta.db_table
        for table in state.tables
        if rows.tally(alias, table).told != told.get(table._meta.db_table, none)
    ]
