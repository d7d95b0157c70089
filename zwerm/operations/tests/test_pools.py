"""A pool that gives each transaction another connection is seen, and one that does not is left in peace."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path

import pytest
from django.db import connection

from tests.installation import Installation, free_port
from zwerm.operations.pools import changes_per_transaction, pooled_per_transaction

PGBOUNCER = shutil.which("pgbouncer", path=f"{os.environ['PATH']}:/usr/sbin")


class Pool:
    """Processes of PostgreSQL, of which each transaction gets the one that was given back last; `rest`: how many there are at rest."""

    def __init__(self, rest: int) -> None:
        self.numbers = count(rest + 1)
        self.free = list(range(1, rest + 1))

    def begin(self) -> Transactions:
        return Transactions(self)


class Transactions:
    """Someone connected to a pool."""

    def __init__(self, pool: Pool) -> None:
        self.pool, self.kept, self.holds = pool, 0, False

    def backend(self) -> int:
        backend = self.kept or (self.pool.free.pop() if self.pool.free else next(self.pool.numbers))
        if self.holds:
            self.kept = backend
        else:
            self.pool.free.append(backend)
        return backend

    def hold(self) -> None:
        self.holds = True

    def close(self) -> None:
        self.holds = False


class Own(Transactions):
    """Someone with a connection of their own."""

    def backend(self) -> int:
        self.kept = self.kept or next(self.pool.numbers)
        return self.kept


@pytest.mark.parametrize("rest", [0, 1, 3])
def test_a_pool_per_transaction_shows_and_connections_of_ones_own_do_not(rest: int) -> None:
    assert changes_per_transaction(Pool(rest).begin)
    pool = Pool(rest)
    assert not changes_per_transaction(lambda: Own(pool))


@pytest.mark.django_db
def test_postgresql_itself_is_no_pool() -> None:
    if connection.vendor != "postgresql":
        pytest.skip("asks PostgreSQL")
    assert not pooled_per_transaction()


@contextmanager
def pooling(folder: Path, mode: str) -> Iterator[str]:
    """A real one before the database of this test; its address."""
    told, port = connection.settings_dict, free_port()
    target = " ".join(
        f"{word}={told[name]}"
        for word, name in (("host", "HOST"), ("port", "PORT"), ("dbname", "NAME"), ("user", "USER"), ("password", "PASSWORD"))
        if told[name]
    )  # fmt: skip
    lines = ["[databases]", f"zwerm = {target}", "[pgbouncer]", "listen_addr = 127.0.0.1", f"listen_port = {port}"]
    lines += [
        "auth_type = any",
        f"pool_mode = {mode}",
        "unix_socket_dir =",
        "ignore_startup_parameters = extra_float_digits,options",
    ]
    (folder / "pool.ini").write_text("\n".join(lines))
    folder.chmod(0o755)
    assert PGBOUNCER
    # It refuses to run as root.
    words = [PGBOUNCER, *(["-u", "nobody"] if os.getuid() == 0 else []), str(folder / "pool.ini")]
    with subprocess.Popen(words, stderr=subprocess.PIPE, text=True) as pool:
        assert pool.stderr is not None
        try:
            next(line for line in pool.stderr if "process up" in line)
            yield f"postgres://zwerm@127.0.0.1:{port}/zwerm"
        finally:
            pool.terminate()


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(PGBOUNCER is None, reason="no pgbouncer here: a real pool was not tried")
@pytest.mark.parametrize(("mode", "seen"), [("transaction", True), ("session", False)])
def test_doctor_tells_of_a_real_pool_per_transaction(tmp_path: Path, mode: str, seen: bool) -> None:
    if connection.vendor != "postgresql":
        pytest.skip("asks PostgreSQL")
    with pooling(tmp_path, mode) as address:
        told = Installation(tmp_path / "home", address).zwerm("doctor").stdout
    assert ("a pool gives each transaction another connection" in told) is seen
