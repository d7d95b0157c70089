"""Files that go from storage, in such a way that a backup which is being made still has them.

A backup holds the rows of one moment and reads the files that they name after it. What goes meanwhile is held back in a folder of its own
until that backup ends. See docs/decisions/0141.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.files.storage import default_storage
from django.db import connection, transaction

from zwerm.operations.locks import FileLock, Lock, ask
from zwerm.operations.registry import Refused

HELD = "held/"


def remove_file(path: str) -> None:
    """For a file that no row names any more, when that is committed."""
    with removing() as remove:
        remove(path)


@contextmanager
def removing() -> Iterator[Callable[[str], None]]:
    """Answers what takes a file away. No backup begins inside: where a file goes before its row, both do so here."""
    with _beside_others() as nobody_copies:
        yield default_storage.delete if nobody_copies else _hold_back


@contextmanager
def copying() -> Iterator[None]:
    """Each file that a row names when this begins can be opened by `open_kept` until it ends. For one backup at a time."""
    with _alone(wait=True):
        # A file that somebody held back for the backup before this one goes with that; its row must be gone before this one looks.
        with _nobody_at_it():
            _throw_away(HELD)  # also by a backup that was killed
        try:
            yield
        finally:
            _throw_away(HELD)


def open_kept(path: str) -> Any:
    """Inside `copying`. Raises FileNotFoundError for what no row named when that began."""
    try:
        return default_storage.open(path, "rb")
    except FileNotFoundError:
        return default_storage.open(f"{HELD}{path}", "rb")


def kept_files() -> set[str]:
    """The names of all files, those that are held back too. What is not whole yet is left out."""
    here = {name for name in stored("") if not name.startswith(HELD)}
    # After the others: one that goes while this looks is here or there, and maybe both.
    return here | {name.removeprefix(HELD) for name in stored(HELD)}


def stored(folder: str) -> Iterator[str]:
    try:
        folders, files = default_storage.listdir(folder)
    except FileNotFoundError:
        return
    yield from (f"{folder}{name}" for name in files if not name.endswith(".part"))
    for name in folders:
        yield from stored(f"{folder}{name}/")


def clear_held_back() -> None:
    """What a killed backup left; not while one is being made."""
    with _alone() as nobody_copies:
        if nobody_copies:
            _throw_away(HELD)


def _throw_away(folder: str) -> None:
    for name in list(stored(folder)):
        default_storage.delete(name)


def _hold_back(path: str) -> None:
    try:
        old, new = Path(default_storage.path(path)), Path(default_storage.path(f"{HELD}{path}"))
    except NotImplementedError:
        with suppress(FileNotFoundError), default_storage.open(path) as file:
            default_storage.delete(f"{HELD}{path}")
            default_storage.save(f"{HELD}{path}", file)
        default_storage.delete(path)
        return
    new.parent.mkdir(parents=True, exist_ok=True)
    with suppress(FileNotFoundError):
        old.replace(new)


@contextmanager
def _beside_others() -> Iterator[bool]:
    """For who removes: any number together. Answers whether no backup is being made; none begins until the block ends."""
    if connection.vendor == "postgresql":
        with transaction.atomic():
            ask("pg_advisory_xact_lock_shared", Lock.GOING)
            yield ask("pg_try_advisory_xact_lock_shared", Lock.REMOVING)
        return
    going, lock = FileLock(settings.HOME / "going"), FileLock(settings.HOME / "removing")
    going.take(shared=True, wait=True)
    try:
        yield lock.take(shared=True)
    finally:
        lock.give_back()
        going.give_back()


@contextmanager
def _nobody_at_it() -> Iterator[None]:
    """Whoever was removing something is done with it; who begins waits a moment."""
    if connection.vendor == "postgresql":
        ask("pg_advisory_lock", Lock.GOING)
        try:
            yield
        finally:
            ask("pg_advisory_unlock", Lock.GOING)
        return
    going = FileLock(settings.HOME / "going")
    going.take(wait=True)
    try:
        yield
    finally:
        going.give_back()


@contextmanager
def _alone(*, wait: bool = False) -> Iterator[bool]:
    """For one at a time, while nobody removes. Without `wait` it may be refused, and then answers False."""
    if connection.vendor == "postgresql":
        taken = ask("pg_try_advisory_lock", Lock.REMOVING)
        if wait and not taken:
            _tell_of_waiting()
            ask("pg_advisory_lock", Lock.REMOVING)
        try:
            yield taken or wait
        finally:
            kept = not (taken or wait) or ask("pg_advisory_unlock", Lock.REMOVING)
        if not kept:
            raise Refused("The connection to the database was lost and made again meanwhile. Make the backup again.")
        return
    lock = FileLock(settings.HOME / "removing")
    taken = lock.take()
    if wait and not taken:
        _tell_of_waiting()
        taken = lock.take(wait=True)
    try:
        yield taken
    finally:
        lock.give_back()


def _tell_of_waiting() -> None:
    print("Another backup is being made; waiting for it.", file=sys.stderr, flush=True)
