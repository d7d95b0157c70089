"""What no row stands for, or not yet, had alone by a transaction until it ends. SQLite has one writer at a time by nature.

On PostgreSQL whoever looks whether something is there, and writes because it is not, does not see who does the same at that moment. Such
things are held by their name and a number. Who waits for too long gives up, as with SQLite's lock.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from zlib import crc32

from django.db import connection, connections

# How many numbers rows share, a power of two up to 256: so few that no request takes many of PostgreSQL's locks, so many that they seldom wait for each other.
SHARES = 64
_HOLD = """
SELECT set_config('lock_timeout', '10s', true), pg_advisory_xact_lock(%s, number) FROM unnest(%s::int[]) AS number
"""


def hold(what: str, numbers: Iterable[int] = (0,)) -> None:
    """Have `what` with each of these numbers alone until our transaction ends. Raises OperationalError when others have it for too long."""
    if connection.vendor == "postgresql":
        # In order: so no two wait for each other.
        told = sorted({number & 0x7FFFFFFF for number in numbers})
        if told:
            with connection.cursor() as cursor:
                cursor.execute(_HOLD, [_number_of(what), told])


def try_to_hold(what: str) -> bool:
    """Have `what` alone until our transaction ends, where nobody else has it just now."""
    if connection.vendor != "postgresql":
        return True
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s, 0)", [_number_of(what)])
        return bool(cursor.fetchone()[0])


@contextmanager
def sharing_meanwhile(what: str, alias: str) -> Iterator[None]:
    """Nobody has `what` alone meanwhile, in transactions that begin inside too: held by the connection, before the moment of which they read."""
    with connections[alias].cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock_shared(%s, 0)", [_number_of(what)])
    try:
        yield
    finally:
        with connections[alias].cursor() as cursor:
            cursor.execute("SELECT pg_advisory_unlock_shared(%s, 0)", [_number_of(what)])


def share_of(id: int) -> int:
    """The number under which rows with this UUID are shared (`sharing`)."""
    return id & (SHARES - 1)


def sharing(what: str) -> str:
    """SQL for PostgreSQL: whoever puts in a row with a UUID as `id` shares `what` with all others but who holds it with the `share_of` that id."""
    number = f"('x' || right(id::text, 2))::bit(8)::int & {SHARES - 1}"
    return f"pg_advisory_xact_lock_shared({_number_of(what)}, {number})"


def _number_of(what: str) -> int:
    # With two numbers of 32 bits these are other locks than those with a single one.
    return crc32(what.encode()) & 0x7FFFFFFF
