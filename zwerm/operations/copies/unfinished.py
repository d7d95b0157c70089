"""That a copy was put back and what comes after it is not done yet: the secret, newer tables, erasing again, the search index.

It stands in the database itself, in a table that comes with the rows in one transaction and goes when all is done. So whoever is killed
in between leaves an installation that says so, whatever version of Zwerm its tables are of.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import msgspec
from django.conf import settings
from django.db import connection

from zwerm.operations.registry import Health, Refused

_TABLE = "operations_unfinished_restore"
_DROP = "DROP TABLE IF EXISTS operations_unfinished_restore"
# What may be done meanwhile; whatever else would read or write people who were erased, or sign with another secret.
MEANWHILE = frozenset({"doctor", "restore"})
_REMEDY = (
    "Stop Zwerm and run: zwerm restore (without a file, on the machine where that was done). It finishes what is left."
)


class Unfinished(msgspec.Struct, frozen=True):
    """The copy that was put back. `secret`: the SHA-256 of its secret; None when it has none."""

    made: str
    rows: int
    files: int
    secret: str | None


def begin(copy: Unfinished, secret: bytes | None) -> None:
    """Inside the transaction that puts the rows back."""
    keep_secret(secret)
    with connection.cursor() as cursor:
        cursor.execute(_DROP)
        cursor.execute("CREATE TABLE operations_unfinished_restore (told text NOT NULL)")
        cursor.execute(
            "INSERT INTO operations_unfinished_restore (told) VALUES (%s)", [msgspec.json.encode(copy).decode()]
        )


def keep_secret(secret: bytes | None) -> None:
    """Beside the one that is used, until the rows are there for good."""
    if secret is not None:
        with os.fdopen(os.open(_waiting(), os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
            file.write(secret)
            file.flush()
            os.fsync(file.fileno())


def unfinished() -> Unfinished | None:
    """What was begun here and is not finished."""
    if connection.vendor == "sqlite" and not _is_there(connection.settings_dict["NAME"]):
        return None  # Looking would make it.
    with connection.cursor() as cursor:
        if _TABLE not in connection.introspection.table_names(cursor):
            return None
        cursor.execute("SELECT told FROM operations_unfinished_restore")
        return msgspec.json.decode(cursor.fetchone()[0], type=Unfinished)


def _is_there(name: object) -> bool:
    return Path(str(name)).exists() or "memory" in str(name)


def put_secret(copy: Unfinished) -> None:
    """What was signed or sealed with it can be read again. An installation that is told its secret keeps that one. Raises Refused."""
    path = settings.HOME / "secret"
    if copy.secret is not None and _hash_of(path) != copy.secret:
        if _hash_of(_waiting()) != copy.secret:
            raise Refused(
                "The secret of the copy is not on this machine. Go on where the copy was put back, or with the copy itself: "
                "zwerm restore FILE"
            )
        _waiting().replace(path)
        _settle(path.parent)
    _waiting().unlink(missing_ok=True)


def end() -> None:
    with connection.cursor() as cursor:
        cursor.execute(_DROP)


def never_begun() -> None:
    """What was to be put back is not."""
    _waiting().unlink(missing_ok=True)


def refuse_unfinished() -> None:
    """Raises Refused when nothing is to be done here before a restore is finished."""
    copy = unfinished()
    if copy is not None:
        raise Refused(f"{_says(copy)}\n{_REMEDY}")


@contextmanager
def not_half_restored(command: str) -> Iterator[None]:
    """Looks when the command asks the database first: words that cannot be meant are told before. Raises Refused."""
    looked = command in MEANWHILE

    def look_once(execute: Callable[..., Any], *given: Any) -> Any:
        nonlocal looked
        if not looked:
            looked = True
            refuse_unfinished()
        return execute(*given)

    with connection.execute_wrapper(look_once):
        yield


def look() -> Health:
    copy = unfinished()
    return Health("bad", _says(copy), _REMEDY) if copy else Health("good", "nothing half restored")


def _says(copy: Unfinished) -> str:
    return (
        f"the restore of the copy of {copy.made[:16]} was cut off before it was finished: its rows are here, but people who were "
        "erased since may be back"
    )


def _waiting() -> Path:
    path: Path = settings.HOME / "secret.restored"
    return path


def _hash_of(path: Path) -> str | None:
    return hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else None


def _settle(folder: Path) -> None:
    """The new name is on disk too before anything says so."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
