"""Rows in and out as tuples, for where so many come that what Django does for each costs most of the time.

SQLite takes them in one by one in a prepared statement; PostgreSQL as one JSON text that it takes apart itself. Both are asked
past Django's cursor, which takes longer than the question itself: within Django's transaction, with its exceptions.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import TYPE_CHECKING, Any
from uuid import UUID

import msgspec
from django.db import DEFAULT_DB_ALIAS, connection, connections, models
from django.db.backends.base.base import BaseDatabaseWrapper

from zwerm.operations.holding import sharing

if TYPE_CHECKING:
    from psycopg import Cursor

Row = Sequence[Any]
Adapt = Callable[[Any], Any]
_TO_SQLITE: dict[str, Adapt] = {
    "UUIDField": lambda value: value.hex,
    "DateTimeField": lambda value: str(value.astimezone(UTC).replace(tzinfo=None)),
}
_FROM_SQLITE: dict[str, Adapt] = {"UUIDField": UUID, "JSONField": msgspec.json.decode}
_FROM_POSTGRESQL: dict[str, Adapt] = {"JSONField": msgspec.json.decode}


def rows_with(
    model: type[models.Model], names: tuple[str, ...], column: str, values: Collection[Any], being: str = ""
) -> list[Row]:
    """The columns `names` of the rows that have one of `values` in `column`; of those kinds that stand in the tables above.

    `being`: a column that is true besides.
    """
    if not values:
        return []
    told = [_with(_adapted(model, (column,)), (value,))[0] for value in values]
    asked = f"{_selection(model, names, column)} IN ({', '.join(['%s'] * len(told))})"
    if being:
        asked = f'{asked} AND "{being}"'
    rows, adapted = answered(asked, told), _adapted(model, names, reading=True)
    return [_with(adapted, row) for row in rows] if adapted else rows


def answered(question: str, values: Sequence[Any]) -> list[Row]:
    """What a question in SQL finds, with `%s` for each of `values`; in the words of the database itself.

    Outside a transaction it changes nothing: it may be asked twice.
    """
    here = connections[DEFAULT_DB_ALIAS]
    with here.wrap_database_errors:
        if here.vendor == "postgresql":
            return (_ask_first(here, question, values) or _ask_postgresql(here, question, values)).fetchall()
        return _sqlite(here).execute(question.replace("%s", "?"), values).fetchall()


def insert(model: type[models.Model], names: tuple[str, ...], rows: Sequence[Row]) -> None:
    """Put `rows` in: values in the order of the columns `names`, as a field of `model` holds them."""
    if not rows:
        return
    here = connections[DEFAULT_DB_ALIAS]
    if here.vendor == "postgresql":
        with here.wrap_database_errors:
            _ask_postgresql(here, _from_json(model, names), [_as_json(names, rows)])
    else:
        _one_by_one(model, names, rows)


def put(model: type[models.Model], names: tuple[str, ...], rows: Sequence[Row], changing: tuple[str, ...]) -> None:
    """The same; of a row that is there already, by the column that `names` tells first, only those of `changing` change."""
    if not rows:
        return
    here, after = connections[DEFAULT_DB_ALIAS], _changing(names[0], changing)
    if here.vendor == "postgresql":
        with here.wrap_database_errors:
            _ask_postgresql(here, f"{_from_json(model, names)}{after}", [_as_json(names, rows)])
    else:
        _one_by_one(model, names, rows, after)


def change(model: type[models.Model], names: tuple[str, str], rows: Sequence[Row]) -> None:
    """Of rows that are there, by the column that `names` tells first, change the second. One that is gone stays so."""
    if not rows:
        return
    here, table, (by, column) = connections[DEFAULT_DB_ALIAS], model._meta.db_table, names
    with here.wrap_database_errors:
        if here.vendor == "postgresql":
            told = f'FROM json_to_recordset(%s) AS r ({_typed(model, names)}) WHERE {table}."{by}" = r."{by}"'
            asked = f'UPDATE {table} SET "{column}" = r."{column}" {told}'  # noqa: S608  names of ours alone
            _ask_postgresql(here, asked, [_as_json(names, rows)])
        else:
            made = [_with(_adapted(model, names), row)[::-1] for row in rows]
            _sqlite(here).executemany(f'UPDATE {table} SET "{column}" = ? WHERE "{by}" = ?', made)  # noqa: S608


@dataclass(frozen=True)
class Beside:
    """Rows of another table that go in along with those of a log: each begins with the `id` of the row that it belongs to, which `column` refers to."""

    model: type[models.Model]
    column: str
    names: tuple[str, ...]
    rows: Sequence[Row]


def append_once(
    model: type[models.Model],
    names: tuple[str, ...],
    rows: Sequence[Row],
    beside: Beside | None = None,
    shared: str = "",
) -> dict[UUID, tuple[int, datetime]]:
    """The same for a log (appending.py) whose rows have a unique `id` and say in `stored` when they were appended.

    Answers the sequence and the moment of each row that is new, by its id. One that is there already is left, and not in the answer:
    also when somebody puts it in at this very moment, for whose end PostgreSQL waits. Numbers go in the order of `rows`.
    What is told `beside` goes in with those that are new, which share what is `shared` (holding.py) until the transaction ends.
    `stored` is filled in here: by then whoever appends has its mark, or SQLite's lock, and nothing is stored before that; nor before
    the last row that can be seen, also when the clock was set back since.
    Call it in a transaction.
    """
    if not rows:
        return {}
    if connection.vendor == "postgresql":
        insertion, told = _appending(model, names, shared), [_as_json(names, rows)]
        if beside:
            insertion = _appending_both(model, names, shared, beside.model, beside.column, beside.names)
            told.append(_as_json(("id", *beside.names), beside.rows))
        return {id: (sequence, stored) for id, sequence, stored, _shared in answered(insertion, told)}
    table, now = model._meta.db_table, datetime.now(UTC)
    # Nobody else can take these numbers: a transaction has SQLite's lock from its beginning.
    found = answered("SELECT seq FROM sqlite_sequence WHERE name = %s", [table])
    last = found[0][0] if found else 0
    for (before,) in answered(f"SELECT stored FROM {table} ORDER BY sequence DESC LIMIT 1", []):  # noqa: S608
        now = max(now, before.replace(tzinfo=UTC) + timedelta(microseconds=1))
    numbered = [(last + place, now, *row) for place, row in enumerate(rows, 1)]
    taken = _one_by_one(model, ("sequence", "stored", *names), numbered, " ON CONFLICT (id) DO NOTHING")
    place = names.index("id") + 2
    if taken < len(rows):
        there = {number for (number,) in answered(f"SELECT sequence FROM {table} WHERE sequence > %s", [last])}  # noqa: S608
        numbered = [row for row in numbered if row[0] in there]
    kept = {row[place]: (row[0], now) for row in numbered}
    if beside:
        those = [(kept[row[0]][0], *row[1:]) for row in beside.rows if row[0] in kept]
        insert(beside.model, (beside.column, *beside.names), those)
    return kept


def _one_by_one(model: type[models.Model], names: tuple[str, ...], rows: Sequence[Row], after: str = "") -> int:
    """How many were put in."""
    adapted, here = _adapted(model, names), connections[DEFAULT_DB_ALIAS]
    with here.wrap_database_errors:
        made = [_with(adapted, row) for row in rows]
        return _sqlite(here).executemany(f"{_insertion(model, names)}{after}", made).rowcount


@cache
def _changing(by: str, names: tuple[str, ...]) -> str:
    told = ", ".join(f'"{name}" = excluded."{name}"' for name in names)
    return f' ON CONFLICT ("{by}") DO UPDATE SET {told}'


@cache
def _selection(model: type[models.Model], names: tuple[str, ...], column: str) -> str:
    listed = ", ".join(f'"{name}"' for name in names)
    return f'SELECT {listed} FROM {model._meta.db_table} WHERE "{column}"'  # noqa: S608  our own names


@cache
def _insertion(model: type[models.Model], names: tuple[str, ...]) -> str:
    listed, places = ", ".join(f'"{name}"' for name in names), ", ".join("?" * len(names))
    return f"INSERT INTO {model._meta.db_table} ({listed}) VALUES ({places})"  # noqa: S608


def _straight(here: BaseDatabaseWrapper) -> Any:
    """The driver's own connection, in which Django's transaction runs."""
    # Once a request, as Django's cursor does: the database may have been started anew since the last one.
    here.close_if_health_check_failed()
    here.ensure_connection()
    here.validate_no_broken_transaction()
    return here.connection


def _sqlite(here: BaseDatabaseWrapper) -> sqlite3.Connection:
    straight: sqlite3.Connection = _straight(here)
    return straight


def _ask_postgresql(here: BaseDatabaseWrapper, question: str, values: Sequence[Any]) -> Cursor[Any]:
    """Values go beside the question, so that it is not put together here each time."""
    from psycopg import Cursor  # a few megabytes that SQLite does not need

    return Cursor(_straight(here)).execute(question.encode(), values)


def _ask_first(here: Any, question: str, values: Sequence[Any]) -> Cursor[Any] | None:
    """The first question of a request: by it is seen whether the database was started anew since the last one, where Django asks that besides.

    None when it was, or when there is no such thing to be seen: it is asked as all others are.
    """
    from psycopg import Cursor, OperationalError

    # `here` is of any type: the stubs do not know what Django knows of its health.
    straight = here.connection
    if straight is None or here.health_check_done or not here.health_check_enabled or not here.get_autocommit():
        return None
    here.health_check_done = True
    try:
        return Cursor(straight).execute(question.encode(), values)
    except OperationalError:
        if not straight.closed:
            raise
        here.close()
        return None


@cache
def _adapted(model: type[models.Model], names: tuple[str, ...], *, reading: bool = False) -> list[tuple[int, Adapt]]:
    of_reading = _FROM_POSTGRESQL if connection.vendor == "postgresql" else _FROM_SQLITE
    known = of_reading if reading else {} if connection.vendor == "postgresql" else _TO_SQLITE
    kinds = [_kind(_field(model, name)) for name in names]
    return [(place, known[kind]) for place, kind in enumerate(kinds) if kind in known]


def _with(adapted: list[tuple[int, Adapt]], row: Row) -> Row:
    values = list(row)
    for place, adapt in adapted:
        if values[place] is not None:
            values[place] = adapt(values[place])
    return values


def _as_json(names: tuple[str, ...], rows: Sequence[Row]) -> str:
    return msgspec.json.encode([dict(zip(names, row, strict=True)) for row in rows]).decode()


@cache
def _from_json(model: type[models.Model], names: tuple[str, ...], *, log: bool = False) -> str:
    typed = _typed(model, names)
    listed = ", ".join(f'"{name}"' for name in names)
    table = model._meta.db_table
    last = f"SELECT stored + interval '1 microsecond' FROM {table} ORDER BY sequence DESC LIMIT 1"  # noqa: S608
    now = f"greatest(clock_timestamp(), ({last}))"
    into, taken = (f"{listed}, stored", f"{listed}, {now}") if log else (listed, listed)
    return f"INSERT INTO {table} ({into}) SELECT {taken} FROM json_to_recordset(%s) AS r ({typed})"  # noqa: S608  names of ours alone


@cache
def _appending(model: type[models.Model], names: tuple[str, ...], shared: str) -> str:
    returning = f"RETURNING id, sequence, stored, {sharing(shared) if shared else 'NULL'} AS shared"
    return f"{_from_json(model, names, log=True)} ON CONFLICT (id) DO NOTHING {returning}"


@cache
def _appending_both(
    model: type[models.Model],
    names: tuple[str, ...],
    shared: str,
    other: type[models.Model],
    column: str,
    others: tuple[str, ...],
) -> str:
    """One way to the database and back for both."""
    listed, theirs = ", ".join(f'"{name}"' for name in others), ", ".join(f'r."{name}"' for name in others)
    along = f"json_to_recordset(%s) AS r (id uuid, {_typed(other, others)}) JOIN appended USING (id)"
    put = f'INSERT INTO {other._meta.db_table} ("{column}", {listed}) SELECT sequence, {theirs} FROM {along}'  # noqa: S608
    appended = _appending(model, names, shared)
    return f"WITH appended AS ({appended}), beside AS ({put}) SELECT id, sequence, stored, shared FROM appended"  # noqa: S608


def _typed(model: type[models.Model], names: tuple[str, ...]) -> str:
    return ", ".join(f'"{name}" {_field(model, name).db_type(connection)}' for name in names)


def _field(model: type[models.Model], column: str) -> models.Field[Any, Any]:
    return next(field for field in model._meta.concrete_fields if field.column == column)


def _kind(field: models.Field[Any, Any]) -> str:
    """A foreign key is of the kind of what it points at."""
    return (field.target_field if isinstance(field, models.ForeignKey) else field).get_internal_type()
