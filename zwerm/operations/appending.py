"""Logs that many append to at once, and that others follow by sequence without passing a row by.

On PostgreSQL a sequence number is given before its row can be seen: a row with a lower number may appear after one with a
higher number was read, and a cursor would pass it by for ever. So whoever appends first leaves a mark, until its transaction
ends, that tells how far the sequence had come; whoever follows reads no further than the lowest mark. Nobody waits for
anybody. SQLite has one writer at a time by nature. See docs/decisions/0004.
"""

from __future__ import annotations

import sqlite3
from datetime import UTC, datetime
from typing import Any, Self, TypeVar
from zlib import crc32

from django.db import connections, models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations.base import Operation
from django.db.models import Max

from zwerm.operations.sqlite import waiting_at_most

# A mark is a shared advisory lock: its upper sixteen bits name the log, the rest is how far the sequence had come.
MARK = """
CREATE FUNCTION {table}_mark() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    -- Once per transaction: its first mark is its lowest. A savepoint that is undone takes the mark and the setting with it.
    IF coalesce(current_setting('zwerm.{table}', true), '') = '' THEN
        PERFORM pg_advisory_xact_lock_shared(
            {log}::bigint << 48 | (SELECT CASE WHEN is_called THEN last_value ELSE 0 END FROM {table}_sequence_seq)
        );
        PERFORM set_config('zwerm.{table}', 'marked', true);
    END IF;
    RETURN NULL;
END $$
"""
# Before the statement, so before the first of its rows gets a number.
TRIGGER = "CREATE TRIGGER {table}_mark BEFORE INSERT ON {table} FOR EACH STATEMENT EXECUTE FUNCTION {table}_mark()"

REACHED = "SELECT CASE WHEN is_called THEN last_value ELSE 0 END FROM {table}_sequence_seq"
# What this transaction appended itself it can see.
_MARKS = """
locktype = 'advisory' AND objsubid = 1 AND classid::bigint >> 16 = {log} AND pid IS DISTINCT FROM pg_backend_pid()
    AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
"""
LOWEST_MARK = f"SELECT min((classid::bigint & 65535) << 32 | objid::bigint) FROM pg_locks WHERE {_MARKS}"  # noqa: S608
# Whoever has no mark when this looks appends after this was asked; whoever has one, after their transaction began.
OLDEST_MARK = f"""
SELECT least(statement_timestamp(), (
    SELECT min(began.xact_start) FROM pg_stat_activity began
    WHERE began.pid IN (SELECT pid FROM pg_locks WHERE {_MARKS})
))
"""  # noqa: S608

L = TypeVar("L", bound="Log")


class LogQuerySet(models.QuerySet[L]):
    def after(self, sequence: int) -> Self:
        return self.filter(sequence__gt=sequence).order_by("sequence")

    def settled(self) -> Self:
        """Up to where every row can be seen now or will never be there. Whoever keeps a cursor reads no further.

        Ask in a transaction that sees what others commit meanwhile (PostgreSQL's and Django's default).
        """
        connection = connections[self.db]
        if connection.vendor != "postgresql":
            return self
        names = names_of(self.model._meta.db_table)
        with connection.cursor() as cursor:
            # In this order: whoever has a number at the first look has its mark there at the second, or its row is there.
            cursor.execute(REACHED.format(**names))
            reached = cursor.fetchone()[0]
            cursor.execute(LOWEST_MARK.format(**names))
            mark = cursor.fetchone()[0]
        return self.filter(sequence__lte=reached if mark is None else min(reached, mark))

    def complete_through(self) -> datetime:
        """The moment up to which every row `stored` can be seen from now on (rows that say when that was: rows.py)."""
        connection = connections[self.db]
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute(OLDEST_MARK.format(**names_of(self.model._meta.db_table)))
                moment: datetime = cursor.fetchone()[0]
                return moment
        if connection.in_atomic_block or _nobody_writes(connection):
            return datetime.now(UTC)
        # Whoever writes now had to wait for the last row, and appends later than that.
        return self.order_by("-sequence").values_list("stored", flat=True).first() or datetime.min.replace(tzinfo=UTC)

    def last_sequence(self) -> int:
        """The highest there is; 0 when there is none."""
        return self.aggregate(last=Max("sequence"))["last"] or 0


def _nobody_writes(connection: BaseDatabaseWrapper) -> bool:
    """Whether SQLite's lock is free at this moment. Waits for nobody."""
    try:
        with waiting_at_most(connection, 0) as sqlite:
            sqlite.execute("BEGIN IMMEDIATE")
            sqlite.execute("ROLLBACK")
    except sqlite3.OperationalError:
        return False
    return True


class Log(models.Model):
    """Rows in the order of `sequence`, only ever appended. Its first migration also does `MarkAppending(db_table)`."""

    sequence = models.BigAutoField(primary_key=True)

    class Meta:
        abstract = True


def names_of(table: str) -> dict[str, object]:
    # Positive, and away from the small numbers that other locks use.
    return {"table": table, "log": 0x4000 | crc32(table.encode()) & 0x3FFF}


class MarkAppending(Operation):
    """A migration's step: from now on whoever appends to `table` leaves a mark. Nothing to do on SQLite."""

    reversible = True

    def __init__(self, table: str) -> None:
        self.table = table

    def state_forwards(self, app_label: str, state: Any) -> None:
        """The tables stay as they are."""

    def database_forwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: Any, to_state: Any
    ) -> None:
        if schema_editor.connection.vendor == "postgresql":
            schema_editor.execute(MARK.format(**names_of(self.table)))
            schema_editor.execute(TRIGGER.format(table=self.table))

    def database_backwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: Any, to_state: Any
    ) -> None:
        if schema_editor.connection.vendor == "postgresql":
            schema_editor.execute(f"DROP TRIGGER {self.table}_mark ON {self.table}")
            schema_editor.execute(f"DROP FUNCTION {self.table}_mark()")

    def describe(self) -> str:
        return f"Mark whoever appends to {self.table}"
