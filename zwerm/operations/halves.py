"""Files that a command writes somewhere under another name until they are whole.

Where one is written is known in ZWERM_HOME, and whoever writes it holds a lock on it. So what a killed command left is found and taken
away, wherever it lies: in it stand people who may be erased since.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

import msgspec
from django.conf import settings

from zwerm.operations.locks import FileLock, is_held
from zwerm.operations.registry import Health, Refused


@contextmanager
def written_whole(path: Path) -> Iterator[IO[bytes]]:
    """What is written inside lies at `path` when that ends well; only its owner may read it. Raises Refused while another writes it."""
    half = path.with_name(f"{path.name}.part").absolute()
    lock = FileLock(half)
    with _known() as halves:
        _take_away(halves)
        if not lock.take():
            raise Refused(f"Another process is writing {path} now.")
        halves.add(str(half))
    try:
        with half.open("w+b") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        half.replace(path)
    finally:
        half.unlink(missing_ok=True)
        lock.give_back()
        with _known() as halves:
            halves.discard(str(half))


def clear_halves() -> None:
    """What killed commands left goes."""
    with _known() as halves:
        _take_away(halves)


def look() -> Health:
    left = sorted(half for half in _listed() if _is_left(half))
    if left:
        return Health(
            "bad",
            f"killed while it was written, with all that is in it: {', '.join(left)}",
            "Throw it away. The next backup does so too, and background work once a day.",
        )
    return Health("good", "none left half")


def _take_away(halves: set[str]) -> None:
    for half in sorted(halves):
        # Where it cannot be reached now, as on a disk that is not there, it stays known.
        with suppress(OSError):
            if Path(half).parent.is_dir() and not is_held(Path(half)):
                Path(half).unlink(missing_ok=True)
                halves.discard(half)


def _is_left(half: str) -> bool:
    with suppress(OSError):
        return is_held(Path(half)) is False
    return False


@contextmanager
def _known() -> Iterator[set[str]]:
    """Those that are begun, to be changed by one process at a time."""
    lock = FileLock(settings.HOME / "halves.lock")
    lock.take(wait=True)
    try:
        before = _listed()
        now = set(before)
        yield now
        if now != before:
            _write_down(now)
    finally:
        lock.give_back()


def _listed() -> set[str]:
    try:
        return msgspec.json.decode(_list().read_bytes(), type=set[str])
    except (FileNotFoundError, msgspec.MsgspecError):
        return set()


def _write_down(halves: set[str]) -> None:
    if not halves:
        _list().unlink(missing_ok=True)
        return
    new = _list().with_name("halves.new")
    new.write_bytes(msgspec.json.encode(sorted(halves)))
    new.replace(_list())


def _list() -> Path:
    path: Path = settings.HOME / "halves"
    return path
