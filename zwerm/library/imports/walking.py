"""All files below what somebody wants to import: folders, zips (also inside each other), single files."""

import os
import re
import stat
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import IO, Protocol

from zwerm.library.imports import limits
from zwerm.library.imports.archive import Allowance, Archive, safe_name
from zwerm.library.imports.document import Reason, Refused
from zwerm.library.imports.kinds import is_archive

_NOT_OURS = re.compile(
    r"(^|/)(\.[^/]+|__MACOSX|Thumbs\.db|desktop\.ini|\$RECYCLE\.BIN|~\$[^/]*|node_modules|__pycache__|[^/]*\.(pyc|tmp|lnk|part|crdownload))(/|$)",
    re.IGNORECASE,
)


class Found(Protocol):
    """A file that can be read. `path` is relative to what was given, with `/` between folders."""

    @property
    def path(self) -> str: ...

    @property
    def modified(self) -> datetime | None: ...

    def read(self, limit: int = limits.FILE_BYTES) -> bytes:
        """Its bytes. Raises `Refused`."""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A file that will not come in, and why."""

    path: str
    reason: Reason


@dataclass(frozen=True, slots=True)
class _OnDisk:
    path: str
    place: Path
    modified: datetime | None

    def read(self, limit: int = limits.FILE_BYTES) -> bytes:
        try:
            # Without following links: between listing and reading somebody may put one there.
            handle = os.open(
                self.place,
                os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0),
            )
        except OSError as error:
            raise Refused("unreadable") from error
        with os.fdopen(handle, "rb") as file:
            information = os.fstat(file.fileno())
            if not stat.S_ISREG(information.st_mode):
                raise Refused("unreadable")
            if information.st_size > limit:
                raise Refused("too_large", size=information.st_size, limit=limit)
            try:
                return file.read(limit + 1)[:limit]
            except OSError as error:
                raise Refused("unreadable") from error


@dataclass(frozen=True, slots=True)
class _InMemory:
    path: str
    data: bytes
    modified: datetime | None

    def read(self, limit: int = limits.FILE_BYTES) -> bytes:
        if len(self.data) > limit:
            raise Refused("too_large", size=len(self.data), limit=limit)
        return self.data


class _InArchive:
    def __init__(self, path: str, archive: Archive, index: int) -> None:
        self.path = path
        self._archive = archive
        self._index = index

    @property
    def modified(self) -> datetime | None:
        try:
            return datetime(*self._archive.members[self._index].date_time, tzinfo=UTC)
        except ValueError:
            return None

    def read(self, limit: int = limits.FILE_BYTES) -> bytes:
        return self._archive.read(self._archive.members[self._index], limit)


def walk(place: Path, stack: ExitStack) -> Iterator[Found | LeftOut]:
    """What lies at `place`, in the order of the alphabet, so that a second walk meets the same.

    A folder or a zip gives its contents, relative to itself; a file gives itself. Links are not followed.
    System files (`.git`, `Thumbs.db`, `~$draft.docx`) are passed over in silence. Zips are open as long as `stack`.
    """
    allowance = Allowance()
    if place.is_symlink() or not place.exists():
        yield LeftOut(place.name, Reason("is_link" if place.is_symlink() else "not_found"))
    elif place.is_dir():
        yield from _walk_folder(place, place, allowance, stack)
    elif is_archive(place.name):
        yield from _walk_archive("", _OnDisk(place.name, place, _changed(place)), place, allowance, stack)
    else:
        yield _OnDisk(place.name, place, _changed(place))


def walk_bytes(name: str, data: bytes, stack: ExitStack) -> Iterator[Found | LeftOut]:
    """The same for an uploaded file."""
    found = _InMemory(name.replace("\\", "/").rsplit("/", 1)[-1], data, None)
    if is_archive(found.path):
        yield from _walk_archive("", found, None, Allowance(), stack)
    else:
        yield found


def _walk_folder(root: Path, folder: Path, allowance: Allowance, stack: ExitStack) -> Iterator[Found | LeftOut]:
    try:
        entries = sorted(
            os.scandir(folder),
            key=lambda entry: (entry.is_dir(follow_symlinks=False), entry.name),
        )
    except OSError:
        yield LeftOut(folder.relative_to(root).as_posix(), Reason("unreadable"))
        return
    for entry in entries:
        place = Path(entry.path)
        path = place.relative_to(root).as_posix().encode("utf-8", "replace").decode("utf-8")
        if _NOT_OURS.search(path):
            continue
        if entry.is_symlink():
            yield LeftOut(path, Reason("is_link"))
        elif entry.is_dir(follow_symlinks=False):
            yield from _walk_folder(root, place, allowance, stack)
        elif is_archive(path):
            yield from _walk_archive(path, _OnDisk(path, place, _changed(place)), place, allowance, stack)
        else:
            yield _OnDisk(path, place, _changed(place))


def _walk_archive(
    prefix: str, found: Found, place: Path | None, allowance: Allowance, stack: ExitStack, depth: int = 1
) -> Iterator[Found | LeftOut]:
    """The members of a zip, below its own name, or below nothing when it is what was given."""
    shown = prefix or found.path
    if depth > limits.ARCHIVE_DEPTH:
        yield LeftOut(shown, Reason("zip_bomb"))
        return
    try:
        # A zip on disk may be larger than memory: only its members are read.
        file: IO[bytes] = place.open("rb") if place is not None else BytesIO(found.read())
        stack.enter_context(file)
        yield from _members(shown, prefix, Archive(file, allowance), allowance, stack, depth)
    except Refused as refusal:
        yield LeftOut(shown, refusal.reason)
    except OSError:
        yield LeftOut(shown, Reason("unreadable"))


def _members(
    shown: str, prefix: str, archive: Archive, allowance: Allowance, stack: ExitStack, depth: int
) -> Iterator[Found | LeftOut]:
    seen: set[str] = set()
    for index, member in sorted(enumerate(archive.members), key=lambda pair: pair[1].filename):
        try:
            name = safe_name(member.filename)
        except Refused as refusal:
            # With the name of the zip, for such a name tells nothing of where it stood.
            yield LeftOut(f"{shown}/{member.filename[:200]}", refusal.reason)
            continue
        path = f"{prefix}/{name}" if prefix else name
        if _NOT_OURS.search(name) or path in seen:
            continue
        seen.add(path)
        inner = _InArchive(path, archive, index)
        if is_archive(name):
            yield from _walk_archive(path, inner, None, allowance, stack, depth + 1)
        else:
            yield inner


def _changed(place: Path) -> datetime | None:
    try:
        return datetime.fromtimestamp(place.stat().st_mtime, UTC)
    except (OSError, OverflowError, ValueError):
        return None
