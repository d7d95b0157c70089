"""Locks on files and in the database: they are given back when their process ends, however it ends."""

from __future__ import annotations

import logging
import os
import signal
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from enum import IntEnum, unique
from pathlib import Path
from types import ModuleType

from django.conf import settings
from django.db import Error as DatabaseError
from django.db import connection, connections
from django.db.backends.base.base import BaseDatabaseWrapper

from zwerm.operations.copies.unfinished import refuse_unfinished
from zwerm.operations.registry import Refused

_fcntl: ModuleType | None
try:
    import fcntl as _fcntl
except ImportError:  # Windows: a lease decides alone, and nobody waits for anybody
    _fcntl = None


@unique
class Lock(IntEnum):
    """Locks of PostgreSQL. Any number does; it only has to be the same in every process of an installation, and another for every use."""

    PREPARING = 7_203_971_001
    # What a backup has alone while it is made, and what whoever removes a file has until its row is gone too.
    REMOVING = 7_203_971_002
    GOING = 7_203_971_004
    # For whoever serves or works.
    SERVING = 7_203_971_003


# Seconds between two looks at whether the database still knows of us.
LOOK = 5
# How often, a tenth of a second apart, it is asked again: who was stopped just now may not have left it yet.
TRIES = 20

log = logging.getLogger("zwerm.locks")


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
            ask("pg_advisory_lock", Lock.PREPARING)
        yield
    finally:
        # PostgreSQL gives its lock back with the connection.
        if connection.vendor == "postgresql":
            connection.close()
        lock.give_back()


class Presence:
    """That this process serves or works, known in the database too: processes on other machines do not see our files.

    PostgreSQL gives a lock back with its connection. So this has one of its own, that no page or task closes.
    """

    def __init__(self) -> None:
        self._connection: BaseDatabaseWrapper | None = None
        self._over = threading.Event()
        self._watching: threading.Thread | None = None

    def begin(self) -> None:
        """Wait for whoever replaces all data."""
        if connection.vendor != "postgresql":
            return
        self._connection = connections.create_connection("default")
        self._connection.inc_thread_sharing()
        if not ask("pg_try_advisory_lock_shared", Lock.SERVING, self._connection):
            _tell_of_waiting()
            while not ask("pg_try_advisory_lock_shared", Lock.SERVING, self._connection):
                time.sleep(1)

    def watch(self) -> None:
        """From now on, take the lock again when its connection was lost. Apart, because no process with threads is copied safely."""
        if self._connection:
            self._watching = threading.Thread(target=self._watch, name="zwerm-presence", daemon=True)
            self._watching.start()

    def end(self) -> None:
        self._over.set()
        if self._watching:
            self._watching.join(LOOK)
        if self._connection:
            self._connection.close()

    def _watch(self) -> None:
        while not self._over.wait(LOOK):
            try:
                there = self._is_there()
            except DatabaseError:
                continue  # The next look tries again.
            if not there:
                log.error(
                    "The data is being restored or moved, and the connection that prevents that was lost. Stopping."
                )
                os.kill(os.getpid(), signal.SIGTERM)
                return

    def _is_there(self) -> bool:
        """Whether the lock is ours, if need be again; False when somebody replaces all data."""
        assert self._connection
        if self._connection.connection is not None and self._connection.is_usable():
            return True
        self._connection.close()
        return ask("pg_try_advisory_lock_shared", Lock.SERVING, self._connection)


def ask(function: str, lock: Lock, where: BaseDatabaseWrapper | None = None) -> bool:
    """What PostgreSQL's function of that name says of the lock, on the connection of this thread or another."""
    with (where or connection).cursor() as cursor:
        cursor.execute(f"SELECT {function}(%s)", [int(lock)])
        return bool(cursor.fetchone()[0])


def _tell_of_waiting() -> None:
    print("The data is being restored or moved; waiting for that.", file=sys.stderr, flush=True)


@contextmanager
def serving(at: str = "") -> Iterator[Presence]:
    """For whoever serves or works: any number together, but not while the whole of the data is put back or moved. `at`: the address that is served."""
    lock = FileLock(settings.HOME / "serving")
    if not lock.take(shared=True):
        _tell_of_waiting()
        lock.take(shared=True, wait=True)
    presence = Presence()
    try:
        presence.begin()
        refuse_unfinished()
        connection.close()  # Programs that are a copy of this one must not share it.
        if at:
            lock.path.write_text(at, "utf-8")
        yield presence
    finally:
        presence.end()
        if at and lock.path.read_text("utf-8") == at:
            lock.path.write_text("", "utf-8")
        lock.give_back()


def served_at() -> str:
    """The address of what runs with this folder, on this machine; empty when nothing does."""
    path = settings.HOME / "serving"
    # Who was killed leaves its address behind, but no lock.
    address = path.read_text("utf-8").strip() if path.exists() else ""
    return address if address and is_held(path) else ""


@contextmanager
def leading_to_who_serves() -> Iterator[None]:
    """Links lead to what runs here, whatever port it was given; not where the settings name an address."""
    before = settings.SITE_URL
    if not settings.CONFIGURATION.text("URL"):
        settings.SITE_URL = served_at() or before
    try:
        yield
    finally:
        settings.SITE_URL = before


@contextmanager
def nobody_serving() -> Iterator[None]:
    """For whoever replaces all data. Raises Refused while Zwerm runs, here or elsewhere with the same database."""
    lock = FileLock(settings.HOME / "serving")
    if not lock.take():
        raise Refused("Zwerm is running here. Stop it (and its workers) first, so that nothing is written meanwhile.")
    try:
        with nobody_serving_from("default"):
            yield
    finally:
        lock.give_back()


@contextmanager
def nobody_serving_from(alias: str) -> Iterator[None]:
    """That of a database alone. The lock is on the connection that writes: when one is lost, so is the other."""
    where = connections[alias]
    if where.vendor != "postgresql":
        yield
        return
    for _ in range(TRIES):
        if ask("pg_try_advisory_lock", Lock.SERVING, where):
            break
        time.sleep(0.1)
    else:
        raise Refused(
            "Zwerm is running with that database, perhaps on another machine. Stop it (and its workers) everywhere "
            "first, so that nothing is written meanwhile."
        )
    try:
        yield
    finally:
        where.close()
