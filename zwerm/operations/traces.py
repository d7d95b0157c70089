"""What a database tells besides its rows: in which order they came, which transaction wrote them, and what stood in those that went.

See docs/decisions/0145.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from secrets import SystemRandom
from typing import TypeVar

from django.db import connection, models, transaction

from zwerm.operations.sqlite import empty_log

Row = TypeVar("Row", bound=models.Model)


def leave_no_order(*tables: type[models.Model]) -> None:
    """When this transaction is done, nothing tells any more in which order rows were written; nor, in `tables`, what stood in rows that went or changed.

    SQLite's log of writes (`-wal`) holds all of it as it came until it is written over from its beginning: beside what tells its own time, such as a sign-in or a
    worker that says that it is there, that is the time of what should have none. PostgreSQL keeps rows that went where they stood, with the number of the
    transaction that wrote them, until a table is vacuumed.
    """
    transaction.on_commit(partial(_clear, tables), robust=True)


def _clear(tables: Sequence[type[models.Model]]) -> None:
    empty_log()
    if connection.vendor != "postgresql" or connection.in_atomic_block:
        return
    with connection.cursor() as cursor:
        for table in tables:
            cursor.execute(f"VACUUM (INDEX_CLEANUP ON) {connection.ops.quote_name(table._meta.db_table)}")


def alone_with(table: type[models.Model]) -> None:
    """Nobody else reads or writes this table until the transaction ends. Call it first: who comes later waits, and sees what became of it."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(f"LOCK TABLE {connection.ops.quote_name(table._meta.db_table)} IN ACCESS EXCLUSIVE MODE")


def write_anew(table: type[Row], rows: Sequence[Row], *, whole: bool = False) -> None:
    """The same rows in another order, all written by this transaction; those whose key is counted get another.

    `whole`: they are all that stands in the table, which is `alone_with` us; then on PostgreSQL the file in which it stood goes too. Call it in a transaction.
    """
    with connection.cursor() as cursor:
        if whole and connection.vendor == "postgresql":
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute(f"TRUNCATE {connection.ops.quote_name(table._meta.db_table)}")
        else:
            table._default_manager.filter(pk__in=[row.pk for row in rows]).delete()
    mixed = list(rows)
    SystemRandom().shuffle(mixed)
    for row in mixed:
        if isinstance(table._meta.pk, models.AutoField):
            row.pk = None
    table._default_manager.bulk_create(mixed)
