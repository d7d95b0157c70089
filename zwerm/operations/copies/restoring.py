from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator, Mapping

from django.conf import settings
from django.db import connections, transaction
from tqdm import tqdm

from zwerm.operations.copies import rows
from zwerm.operations.copies.archive import Archive, differing
from zwerm.operations.copies.state import State, bring_to, is_empty, state_at, state_of
from zwerm.operations.migrating import migrate
from zwerm.operations.registry import Refused, after_restore, rebuilds

ALIAS = "default"


def check(archive: Archive) -> None:
    """Read all of it without writing. Raises Refused when it is damaged."""
    archive.check(state_at(ALIAS, archive.about.steps).tables)


def put_back(archive: Archive, *, replace: bool = False) -> dict[str, object]:
    """Make this installation what the copy says, compare it row by row, and bring it up to date.

    The rows are one transaction: cut off at any moment, the database holds what it held before. Raises Refused.
    Answers what was put right afterwards.
    """
    state = state_at(ALIAS, archive.about.steps)
    now = state_of(ALIAS)
    if not now.steps:
        bring_to(ALIAS, state.steps)
    elif not is_empty(ALIAS, now) and not replace:
        raise Refused(
            "There is an organisation in this installation. Restore into an empty one (another ZWERM_HOME or "
            "database), or say --replace to throw away what is here."
        )
    elif now.steps != state.steps:
        raise Refused(
            "The tables of this installation are of another version than the copy. Restore into a database without "
            "tables: another ZWERM_HOME, or a new database; it is brought up to date afterwards."
        )
    secret = archive.secret()  # Before anything is written: it may be what is damaged.
    archive.keep_files()
    with transaction.atomic(using=ALIAS):
        load(ALIAS, state, {table: archive.lines(table) for table in state.tables}, archive.about.counters)
        if wrong := differing(ALIAS, state, archive.about.rows):
            raise Refused(f"Nothing was restored: what was written to {', '.join(wrong)} did not come back the same.")
    _keep_secret(secret)
    migrate()
    told: dict[str, object] = {}
    for put_right in after_restore.values():
        told |= put_right()
    for name, rebuild in rebuilds.items():
        if rebuild.outside:
            print(f"Making again: {name}", file=sys.stderr, flush=True)
            rebuild.run()
    return told


def load(alias: str, state: State, lines: Mapping[rows.Table, Iterable[bytes]], counters: dict[str, int]) -> None:
    """Replace all rows, inside the caller's transaction."""
    rows.empty(alias, state.tables)
    with tqdm(unit=" rows", file=sys.stderr, disable=not sys.stderr.isatty(), dynamic_ncols=True) as bar:
        for table in state.tables:
            bar.set_description(table._meta.db_table)
            rows.fill(alias, table, _seen(lines[table], bar))
    rows.set_counters(alias, state.tables, counters)
    connections[alias].check_constraints()


def _seen(lines: Iterable[bytes], bar: tqdm) -> Iterator[bytes]:
    for line in lines:
        bar.update()
        yield line


def _keep_secret(secret: bytes | None) -> None:
    """What was signed or sealed with it can be read again. An installation that is told its secret keeps that one."""
    if secret is None:
        return
    path = settings.HOME / "secret"
    half = path.with_name("secret.part")
    with os.fdopen(os.open(half, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
        file.write(secret)
    half.replace(path)
