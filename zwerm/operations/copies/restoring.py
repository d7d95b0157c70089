from __future__ import annotations

import hashlib
import sys
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from django.db import connections, transaction

from zwerm.operations.copies import rows, unfinished
from zwerm.operations.copies.archive import Archive, differing
from zwerm.operations.copies.state import State, bring_to, is_empty, state_at, state_of
from zwerm.operations.migrating import migrate
from zwerm.operations.registry import Refused, after_restore, rebuilds

if TYPE_CHECKING:
    from tqdm import tqdm

ALIAS = "default"


def check(archive: Archive) -> None:
    """Read all of it without writing. Raises Refused when it is damaged."""
    archive.check(state_at(ALIAS, archive.about.steps).tables)


def put_back(archive: Archive, *, replace: bool = False) -> dict[str, object]:
    """Make this installation what the copy says, compare it row by row, and bring it up to date.

    The rows are one transaction: cut off at any moment, the database holds what it held before, or says that it is to be finished;
    the same command then goes on there. Raises Refused. Answers what was put right afterwards.
    """
    copy = told_of(archive)
    if unfinished.unfinished() == copy:
        unfinished.keep_secret(archive.secret())
        return finish()
    state = state_at(ALIAS, archive.about.steps)
    _make_ready(state, replace=replace)
    secret = archive.secret()  # Before anything is written: it may be what is damaged.
    archive.keep_files()
    try:
        with transaction.atomic(using=ALIAS):
            load(ALIAS, state, {table: archive.lines(table) for table in state.tables}, archive.about.counters)
            if wrong := differing(ALIAS, state, archive.about.rows):
                raise Refused(
                    f"Nothing was restored: what was written to {', '.join(wrong)} did not come back the same."
                )
            unfinished.begin(copy, secret)
    except BaseException:
        if unfinished.unfinished() != copy:
            unfinished.never_begun()
        raise
    return finish()


def told_of(archive: Archive) -> unfinished.Unfinished:
    about, secret = archive.about, archive.secret()
    return unfinished.Unfinished(
        about.made.isoformat(),
        sum(told["rows"] for told in about.rows.values()),
        len(about.media),
        None if secret is None else hashlib.sha256(secret).hexdigest(),
    )


def finish() -> dict[str, object]:
    """What comes after the rows; also of a restore that was cut off. Safe to repeat. Raises Refused when there is nothing to finish."""
    copy = unfinished.unfinished()
    if copy is None:
        raise Refused("No restore was cut off here. Say which copy to put back: zwerm restore FILE")
    unfinished.put_secret(copy)
    migrate()
    told: dict[str, object] = {}
    for put_right in after_restore.values():
        told |= put_right()
    for name, rebuild in rebuilds.items():
        if rebuild.outside:
            print(f"Making again: {name}", file=sys.stderr, flush=True)
            rebuild.run()
    unfinished.end()
    return told


def _make_ready(state: State, *, replace: bool) -> None:
    """The tables that the rows go into. Raises Refused."""
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


def load(alias: str, state: State, lines: Mapping[rows.Table, Iterable[bytes]], counters: dict[str, int]) -> None:
    """Replace all rows, inside the caller's transaction."""
    rows.empty(alias, state.tables)
    from tqdm import tqdm

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
