"""Locks on files: the kernel gives them back when their process ends, however it ends."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType

from django.conf import settings
from django.db import connection

from zwerm.operations.registry import Refused

_fcntl: ModuleType | None
try:
    import fcntl as _fcntl
except ImportError:  # Windows: a lease decides alone, and nobody waits for anybody
    _fcntl = None

# Any number does; it only has to be the same in every process of an installation, and another for every use.
PREPARING = 7_203_971_001


class FileLock:
    """Held from `take()` until `give_back()` or the end of the process."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._descriptor: int | None = None

    def take(self, *, wait: bool = False, shared: bool = False) -> bool:
        """Whether the lock is now ours. Without `wait`: False when another process has it. `shared`: beside others who share it."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(self.path, os.O_RDWR | os.O_CREAT, 0o600)
        if _fcntl is not None:
            try:
                kind = _fcntl.LOCK_SH if shared else _fcntl.LOCK_EX
                _fcntl.flock(descriptor, kind | (0 if wait else _fcntl.LOCK_NB))
            except BlockingIOError:
                os.close(descriptor)
                return False
        self._descriptor = descriptor
        return True

    def give_back(self) -> None:
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None


def is_held(path: Path) -> bool | None:
    """Whether a process holds the lock on `path`; None when there is no such file, so that this machine cannot tell."""
    if _fcntl is None or not path.exists():
        return None
    lock = FileLock(path)
    if not lock.take():
        return True
    lock.give_back()
    return False


@contextmanager
def alone_preparing() -> Iterator[None]:
    """One process at a time prepares an installation: on this machine, and with PostgreSQL on every machine."""
    lock = FileLock(settings.HOME / "preparing")
    if not lock.take():
        print("Another process is preparing this installation; waiting for it.", file=sys.stderr, flush=True)
        lock.take(wait=True)
    try:
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_lock(%s)", [PREPARING])
        yield
    finally:
        # PostgreSQL gives its lock back with the connection.
        if connection.vendor == "postgresql":
            connection.close()
        lock.give_back()


@contextmanager
def serving() -> Iterator[None]:
    """For whoever serves or works: any number together, but not while the whole of the data is put back or moved."""
    lock = FileLock(settings.HOME / "serving")
    if not lock.take(shared=True):
        print("The data is being restored or moved; waiting for that.", file=sys.stderr, flush=True)
        lock.take(shared=True, wait=True)
    try:
        yield
    finally:
        lock.give_back()


@contextmanager
def nobody_serving() -> Iterator[None]:
    """For whoever replaces all data. Raises Refused while Zwerm runs."""
    lock = FileLock(settings.HOME / "serving")
    if not lock.take():
        raise Refused("Zwerm is running here. Stop it (and its workers) first, so that nothing is written meanwhile.")
    try:
        yield
    finally:
        lock.give_back()
