"""What a database tells besides its rows: in which order they came, which transaction wrote them, and what stood in those that went.

See docs/decisions/0145.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from secrets import SystemRandom
from typing import Any, TypeVar

from django.db import OperationalError, connection, models, transaction

from zwerm.operations.holding import try_to_hold
from zwerm.operations.sqlite import empty_log

Row = TypeVar("Row", bound=models.Model)
# Held alone by who puts tables into new files, shared by who reads all of them as of one moment.
NEW_FILES = "tables in new files"
# Of milliseconds: so long others may read on.
READ_ON = 1000


def leave_no_order(*tables: type[models.Model]) -> None:
    """When this transaction is done, nothing tells any more in which order rows were written; nor, in `tables`, what stood in rows that went or changed.

    SQLite's log of writes (`-wal`) holds all of it as it came until it is written over from its beginning: beside what tells its own time, such as a sign-in or a
    worker that says that it is there, that is the time of what should have none. PostgreSQL keeps rows that went where they stood, with the number of the
    transaction that wrote them, until a table is vacuumed; then their places are free, and are overwritten as new rows come.
    """
    transaction.on_commit(partial(_clear, tables), robust=True)


def _clear(tables: Sequence[type[models.Model]]) -> None:
    empty_log()
    if connection.vendor != "postgresql" or connection.in_atomic_block:
        return
    with connection.cursor() as cursor:
        for table in tables:
            cursor.execute(f"VACUUM (INDEX_CLEANUP ON) {connection.ops.quote_name(table._meta.db_table)}")


def alone_with(*tables: type[models.Model]) -> bool:
    """Nobody else reads or writes these tables until the transaction ends: who comes later waits, and sees what became of them.

    False where others read on in them, or a copy of everything is made: then nothing is held. Call it first in a transaction.
    """
    if connection.vendor != "postgresql":
        return True
    names = ", ".join(connection.ops.quote_name(table._meta.db_table) for table in tables)
    if not try_to_hold(NEW_FILES):
        return False
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            # Meanwhile everybody who would read them waits behind us.
            cursor.execute(f"SET LOCAL lock_timeout = {READ_ON}")
            cursor.execute(f"LOCK TABLE {names} IN ACCESS EXCLUSIVE MODE")
    except OperationalError:
        return False
    return True


def lock_over(rows: models.QuerySet[Any]) -> None:
    """PostgreSQL keeps in a row the number of the transaction that held it last, also one that only pointed to it: from now on that of this one."""
    if connection.vendor == "postgresql":
        list(rows.order_by().select_for_update(of=("self",), no_key=True, skip_locked=True).values_list("pk"))


def write_anew(table: type[Row], rows: Sequence[Row], *, whole: bool = False) -> None:
    """The same rows in another order, all written by this transaction; those whose key is counted get another.

    `whole`: they are all that stands in the table, which is `alone_with` us; then on PostgreSQL the file in which it stood goes too. Call it in a transaction.
    """
    if whole and connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute(f"TRUNCATE {connection.ops.quote_name(table._meta.db_table)}")
            # As they are in every other transaction: this one may be part of a longer one.
            cursor.execute("SET CONSTRAINTS ALL DEFERRED")
    else:
        table._default_manager.filter(pk__in=[row.pk for row in rows]).delete()
    mixed = list(rows)
    SystemRandom().shuffle(mixed)
    if isinstance(table._meta.pk, models.AutoField):
        for row in mixed:
            row.pk = None
    table._default_manager.bulk_create(mixed)
