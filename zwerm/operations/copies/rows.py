"""Rows of any table as lines of JSON: the same line on every kind of database, so that copies can be compared.

A line is a list of values in the order of the table's columns. Its form is canonical: two rows that hold the same are the same
bytes, and the SHA-256 of a table is that of its lines in the order of their keys.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from itertools import islice
from typing import Any
from uuid import UUID

import msgspec
from django.db import DatabaseError, connections, models
from django.db.models.functions import Collate

from zwerm.operations.registry import Refused

AT_ONCE = 1000
_TYPES: dict[str, Any] = {
    "UUIDField": UUID,
    "DateTimeField": datetime,
    "DateField": date,
    "TimeField": time,
    "DurationField": timedelta,
    "DecimalField": Decimal,
    "BinaryField": bytes,
    "BooleanField": bool,
    "FloatField": float,
}
_encode = msgspec.json.Encoder(order="deterministic").encode
Table = type[models.Model]


@dataclass
class Tally:
    """How many rows went by, and the SHA-256 of their lines."""

    rows: int = 0
    _hash: Any = field(default_factory=hashlib.sha256)

    def add(self, line: bytes) -> bytes:
        self.rows += 1
        self._hash.update(line)
        self._hash.update(b"\n")
        return line

    @property
    def told(self) -> dict[str, Any]:
        return {"rows": self.rows, "sha256": self._hash.hexdigest()}


def columns(table: Table) -> list[models.Field[Any, Any]]:
    return list(table._meta.concrete_fields)


def lines(alias: str, table: Table) -> Iterator[bytes]:
    """Every row, in the order of the primary key. To be called inside a snapshot."""
    names = [column.attname for column in columns(table)]
    rows = table._base_manager.using(alias).order_by(_order(alias, table)).values_list(*names)
    for row in rows.iterator(chunk_size=AT_ONCE):
        yield _encode([bytes(value) if isinstance(value, memoryview) else value for value in row])


def _order(alias: str, table: Table) -> Any:
    """By key, letters by their code: the order of letters that PostgreSQL was set up with would differ from place to place."""
    is_text = isinstance(_target(table._meta.pk), models.CharField)
    return Collate("pk", "C") if is_text and connections[alias].vendor == "postgresql" else "pk"


def tally(alias: str, table: Table) -> Tally:
    """Reads the whole table."""
    counted = Tally()
    for line in lines(alias, table):
        counted.add(line)
    return counted


def empty(alias: str, tables: Iterable[Table]) -> None:
    """Take out every row. Constraints are checked when the transaction ends."""
    connection = connections[alias]
    with connection.cursor() as cursor:
        for table in tables:
            cursor.execute(f"DELETE FROM {connection.ops.quote_name(table._meta.db_table)}")  # noqa: S608  our own table


def fill(alias: str, table: Table, all_lines: Iterable[bytes]) -> None:
    """Write these rows as they are, without what models do on saving. Raises Refused for a line that is no row of this table."""
    connection = connections[alias]
    fields = columns(table)
    names = ", ".join(connection.ops.quote_name(str(column.column)) for column in fields)
    places = ", ".join(["%s"] * len(fields))
    statement = f"INSERT INTO {connection.ops.quote_name(table._meta.db_table)} ({names}) VALUES ({places})"  # noqa: S608
    decoder = msgspec.json.Decoder(tuple[tuple(_type(column) for column in fields)])  # type: ignore[misc]
    waiting = iter(all_lines)
    try:
        with connection.cursor() as cursor:
            while some := list(islice(waiting, AT_ONCE)):
                rows = (decoder.decode(line) for line in some)
                cursor.executemany(
                    statement,
                    [
                        [column.get_db_prep_save(value, connection) for column, value in zip(fields, row, strict=True)]
                        for row in rows
                    ],
                )
    except (msgspec.MsgspecError, DatabaseError, ValueError) as error:
        raise Refused(f"The rows of {table._meta.db_table} cannot be written: {error}") from error


def _type(column: models.Field[Any, Any]) -> Any:
    known = _TYPES.get(_target(column).get_internal_type())
    return Any if known is None else known | None


def _target(column: Any) -> Any:
    """The column whose kind of values this one holds."""
    while isinstance(column, models.ForeignKey):
        column = column.target_field
    return column


def counters(alias: str, tables: Iterable[Table]) -> dict[str, int]:
    """The highest number that each counting key ever gave, also to rows that are gone: cursors rest on it never coming back."""
    connection = connections[alias]
    found: dict[str, int] = {}
    with connection.cursor() as cursor:
        for table in _counting(tables):
            name = table._meta.db_table
            if connection.vendor == "sqlite":
                cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [name])
            else:
                cursor.execute("SELECT pg_sequence_last_value(pg_get_serial_sequence(%s, %s))", [name, _key(table)])
            row = cursor.fetchone()
            if row and row[0]:
                found[name] = int(row[0])
    return found


def set_counters(alias: str, tables: Iterable[Table], wanted: dict[str, int]) -> None:
    """Let each counting key go on after the highest number it ever gave."""
    connection = connections[alias]
    with connection.cursor() as cursor:
        for table in _counting(tables):
            name = table._meta.db_table
            last = wanted.get(name, 0)
            if connection.vendor == "sqlite":
                cursor.execute("DELETE FROM sqlite_sequence WHERE name = %s", [name])
                if last:
                    cursor.execute("INSERT INTO sqlite_sequence (name, seq) VALUES (%s, %s)", [name, last])
            else:
                cursor.execute(
                    "SELECT setval(pg_get_serial_sequence(%s, %s), %s, %s)", [name, _key(table), last or 1, bool(last)]
                )


def _counting(tables: Iterable[Table]) -> Iterator[Table]:
    return (table for table in tables if isinstance(table._meta.pk, models.AutoField))


def _key(table: Table) -> str:
    assert table._meta.pk is not None
    return str(table._meta.pk.column)
