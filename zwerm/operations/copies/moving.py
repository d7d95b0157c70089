from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.conf import settings
from django.db import DatabaseError, connections, transaction

from zwerm.configuration import ConfigurationError
from zwerm.databases import database_from_url
from zwerm.operations.copies import rows
from zwerm.operations.copies.archive import differing
from zwerm.operations.copies.restoring import load
from zwerm.operations.copies.snapshot import snapshot
from zwerm.operations.copies.state import bring_to, is_empty, state_of
from zwerm.operations.locks import nobody_serving_from
from zwerm.operations.migrating import migrate
from zwerm.operations.registry import Refused, WrongUsage
from zwerm.operations.troubles import told_of_database

TARGET = "target"


def move(url: str) -> dict[str, dict[str, Any]]:
    """Copy every row to the database at `url`, which must be empty; answers per table the rows and their SHA-256, compared there."""
    # Who cannot move there is told so before anything is brought up to date.
    with _opened(url):
        migrate()
        state, there = state_of("default"), state_of(TARGET)
        if not there.steps:
            bring_to(TARGET, state.steps)
        elif there.steps != state.steps or not is_empty(TARGET, there):
            raise Refused("There is something in that database already. Move to an empty one.")
        told: dict[str, dict[str, Any]] = {}
        with snapshot("default"), transaction.atomic(using=TARGET):
            lines = {table: _counted(table, told) for table in state.tables}
            load(TARGET, state, lines, rows.counters("default", state.tables))
            if wrong := differing(TARGET, state, told):
                raise Refused(f"Nothing was moved: what was written to {', '.join(wrong)} did not come back the same.")
    return told


def _counted(table: rows.Table, told: dict[str, dict[str, Any]]) -> Iterator[bytes]:
    tally = rows.Tally()
    for line in rows.lines("default", table):
        yield tally.add(line)
    told[table._meta.db_table] = tally.told


def database_at(url: str) -> dict[str, Any]:
    """The settings of the database at `url`. Raises WrongUsage when that is no address of one."""
    try:
        return database_from_url(url, settings.HOME)
    except ConfigurationError as error:
        raise WrongUsage(str(error).replace("ZWERM_DATABASE_URL", "--to")) from error


@contextmanager
def _opened(url: str) -> Iterator[None]:
    """The other database, known to Django as TARGET for as long as this lasts."""
    other = database_at(url)
    ours = connections["default"].settings_dict
    if all(str(other.get(part, "")) == str(ours.get(part, "")) for part in ("ENGINE", "NAME", "HOST", "PORT")):
        raise Refused("That is the database that this installation uses already.")
    connections.databases[TARGET] = {**connections.databases["default"], **other}
    try:
        connections[TARGET].ensure_connection()
        with nobody_serving_from(TARGET):
            yield
    except DatabaseError as error:
        raise Refused(f"The other database: {told_of_database(error)}") from error
    finally:
        connections[TARGET].close()
        del connections[TARGET]
        del connections.databases[TARGET]
