"""An installation of its own, used as people use it: by starting programs."""

from __future__ import annotations

import fcntl
import os
import secrets
import shutil
import socket
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from django.conf import settings

from tests.starting import ROOT, start

if TYPE_CHECKING:
    import psycopg

READY = "import gc, os, django; os.environ['DJANGO_SETTINGS_MODULE'] = 'zwerm.settings'; gc.disable(); django.setup(); gc.enable()\n"


PATIENCE = 120


class Installation:
    def __init__(self, home: Path, database_url: str = "") -> None:
        self.home = home
        self.environment = {
            "PATH": os.environ["PATH"],
            "PYTHONPATH": str(ROOT),
            "ZWERM_HOME": str(home),
            "ZWERM_LANGUAGE": "en",
            **({"ZWERM_DATABASE_URL": database_url} if database_url else {}),
        }

    @property
    def database_name(self) -> str:
        """On PostgreSQL."""
        return self.environment["ZWERM_DATABASE_URL"].rpartition("/")[2]

    def zwerm(self, *words: str, truly: bool = False, **settings: str) -> subprocess.CompletedProcess[str]:
        """One command, to its end; `settings` without ZWERM_, in lower case. For `truly`, see tests/starting.py."""
        return _to_its_end(start(["-m", "zwerm", *words], self.environment | told(settings), truly=truly))

    def python(self, code: str) -> subprocess.CompletedProcess[str]:
        """A program in this installation, with Django ready."""
        return _to_its_end(start(["-c", READY + code], self.environment))

    @contextmanager
    def started(self, *words: str, truly: bool = False, **settings: str) -> Iterator[subprocess.Popen[str]]:
        """A program that goes on until it is stopped; killed at the latest when the block ends."""
        with _until_left(start(["-m", "zwerm", *words], self.environment | told(settings), truly=truly)) as program:
            yield program

    @contextmanager
    def going(self, code: str) -> Iterator[subprocess.Popen[str]]:
        """As `python`, but it goes on beside us; killed at the latest when the block ends."""
        with _until_left(start(["-c", READY + code], self.environment)) as program:
            yield program


@contextmanager
def _until_left(program: subprocess.Popen[str]) -> Iterator[subprocess.Popen[str]]:
    try:
        yield program
    finally:
        program.kill()
        program.communicate()


def _to_its_end(program: subprocess.Popen[str]) -> subprocess.CompletedProcess[str]:
    with _until_left(program):
        told, complained = program.communicate(timeout=PATIENCE)
    return subprocess.CompletedProcess(program.args, program.returncode, told, complained)


def told(settings: dict[str, str]) -> dict[str, str]:
    return {f"ZWERM_{name.upper()}": value for name, value in settings.items()}


def wait_for_line(program: subprocess.Popen[str], sign: str) -> str:
    """What a program tells on standard error, up to the line with `sign` in it."""
    assert program.stderr
    told = ""
    for line in program.stderr:
        told += line
        if sign in line:
            return told
    raise AssertionError(f"It ended before it said “{sign}”:\n{told}")


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


@contextmanager
def fresh_installation(home: Path, like: Installation | None = None) -> Iterator[Installation]:
    """Empty, or a copy of one in which no program runs; on the kind of database that the tests run on."""
    installation = begun(home, like)
    try:
        yield installation
    finally:
        end(installation)


def begun(home: Path, like: Installation | None = None) -> Installation:
    """As `fresh_installation`, for who says themselves when it may `end`."""
    if like:
        # No program writes in a static file that is there: all may have the same.
        shutil.copytree(like.home, home, dirs_exist_ok=True, ignore=shutil.ignore_patterns("static"))
        shutil.copytree(like.home / "static", home / "static", copy_function=os.link)
    database = settings.DATABASES["default"]
    if database["ENGINE"].endswith("sqlite3"):
        return Installation(home)
    name = f"zwerm_{secrets.token_hex(6)}"
    make_database(name, like)
    who = f"{quote(database['USER'])}:{quote(database['PASSWORD'])}"
    return Installation(home, f"postgres://{who}@{database['HOST']}:{database['PORT']}/{name}")


def end(installation: Installation) -> None:
    if "ZWERM_DATABASE_URL" in installation.environment:
        with _server() as server:
            server.execute(f"DROP DATABASE {installation.database_name} WITH (FORCE)")


def make_database(name: str, like: Installation | None = None) -> None:
    """On PostgreSQL; one of that name goes."""
    with _server() as server:
        server.execute(f'DROP DATABASE IF EXISTS "{name}"')
        server.execute(f'CREATE DATABASE "{name}"' + (f" TEMPLATE {like.database_name}" if like else ""))


def made_once(folder: Path, name: str, like: Installation | None, *words: str) -> Installation:
    """In `folder`, which the processes of a run share: the first makes it with a command, and all may copy it."""
    told = folder / f"{name}.made"
    with (folder / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not told.exists():
            installation = begun(folder / name, like)
            done = installation.zwerm(*words)
            assert done.returncode == 0, done.stderr
            _gather(installation.home / "zwerm.sqlite3")
            told.write_text(installation.environment.get("ZWERM_DATABASE_URL", ""))
    return Installation(folder / name, told.read_text())


def _gather(database: Path) -> None:
    """What was written last stands in a file beside the database until the last who uses it closes it; a program may end without."""
    if database.exists():
        with closing(sqlite3.connect(database)) as connection:
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def end_of_made(folder: Path) -> None:
    """When no process needs them any more."""
    for told in folder.glob("*.made"):
        end(Installation(folder, told.read_text()))


def _server() -> psycopg.Connection[Any]:
    import psycopg

    database = settings.DATABASES["default"]
    known = {"host": database["HOST"], "port": database["PORT"], "user": database["USER"]}
    return psycopg.connect(**known, password=database["PASSWORD"], dbname="postgres", autocommit=True)
