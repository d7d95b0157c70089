"""What SQLite does besides keeping rows, and what Django does not know of."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.backends.base.base import BaseDatabaseWrapper

# Of milliseconds: so long others may read on before the log is left as it is. Who asked waits for it.
READ_ON = 2000


@contextmanager
def waiting_at_most(connection: BaseDatabaseWrapper, milliseconds: int) -> Iterator[Any]:
    """The driver's connection, which meanwhile waits no longer than that for others. Past Django, which would take a lock that is not free for a connection that is broken."""
    connection.ensure_connection()
    sqlite = connection.connection
    sqlite.execute(f"PRAGMA busy_timeout = {milliseconds}")
    try:
        yield sqlite
    finally:
        sqlite.execute(f"PRAGMA busy_timeout = {connection.settings_dict['OPTIONS'].get('timeout', 5) * 1000}")


def empty_log() -> bool:
    """Put all that was written into the tables, and leave nothing in the log of writes. False while others read on and on, and on PostgreSQL."""
    here = connections[DEFAULT_DB_ALIAS]
    if here.vendor != "sqlite" or here.in_atomic_block:
        return False
    with waiting_at_most(here, READ_ON) as sqlite:
        busy, _, _ = sqlite.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    return not busy
