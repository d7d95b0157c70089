"""Whether a pool stands between here and PostgreSQL that gives each transaction another connection (PgBouncer's `pool_mode = transaction`).

Behind such a pool a lock that is taken on one connection is held on another, so it keeps nobody from anything.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack
from typing import Protocol

from django.db import Error as DatabaseError
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper

# A pool may have several at rest, and gives each who begins a transaction one of those.
TRIED = 4


class Session(Protocol):
    """A connection as we see it."""

    def backend(self) -> int:
        """The number of the process of PostgreSQL that answers."""

    def hold(self) -> None:
        """From now on within a transaction that does not end."""

    def close(self) -> None: ...


def changes_per_transaction(begin: Callable[[], Session]) -> bool:
    """Seen, not guessed: a connection of our own has one process for as long as it lasts, and nobody else has that meanwhile.

    So True is proof. False only says that it did not show: of a pool with many at rest we may have seen too few.
    """
    with ExitStack() as stack:

        def begun() -> Session:
            session = begin()
            stack.callback(session.close)
            return session

        ours = begun()
        first = ours.backend()
        for _ in range(TRIED):
            other = begun()
            other.hold()
            if other.backend() == first or ours.backend() != first:
                return True
    return False


class _Connection:
    def __init__(self, wrapper: BaseDatabaseWrapper) -> None:
        self._wrapper = wrapper

    def backend(self) -> int:
        with self._wrapper.cursor() as cursor:
            cursor.execute("SELECT pg_backend_pid()")
            return int(cursor.fetchone()[0])

    def hold(self) -> None:
        self._wrapper.set_autocommit(False)

    def close(self) -> None:
        self._wrapper.close()


def pooled_per_transaction() -> bool:
    """Of the database that is set. When no connections are left to look with: False, for it did not show."""
    try:
        return changes_per_transaction(lambda: _Connection(connections.create_connection("default")))
    except DatabaseError:
        return False
