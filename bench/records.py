"""How many statements are kept per second: one per transaction, and in batches, by 1, 4 and 16 processes at once.

    python bench/records.py [--seconds 3] [--database postgres://user@host/server]

On SQLite in a temporary ZWERM_HOME; with ZWERM_TEST_POSTGRES or --database also on PostgreSQL, in a database made for it. Each
process keeps as a page does: through `state()` and `append()`, in a transaction of its own.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from multiprocessing import get_context
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))
PROCESSES = (1, 4, 16)
BATCH = 100
BUDGET = {"one by one": 300, f"batches of {BATCH}": 3000}


def keep(number: int, until: float, batch: int) -> int:
    """In a process of its own: until that time; answers how many."""
    from django.db import transaction

    from zwerm.people.models import Person
    from zwerm.records.actions import append, state
    from zwerm.records.vocabulary import Activity

    person = Person.objects.order_by("email")[number]
    lesson = Activity(
        "urn:uuid:0192d8b4-0000-7000-8000-000000000001", "http://adlnet.gov/expapi/activities/lesson", {"nl": "Les"}
    )
    kept = 0
    while time.monotonic() < until:
        with transaction.atomic():
            append([state(person, "authored", lesson) for _ in range(batch)])
        kept += batch
    return kept


def measure(processes: int, batch: int, seconds: float) -> float:
    from django.db import connections

    connections.close_all()
    began = time.monotonic()
    with get_context("fork").Pool(processes) as pool:
        kept = pool.starmap(keep, [(number, began + seconds, batch) for number in range(processes)], chunksize=1)
    return sum(kept) / seconds


def here(seconds: float) -> None:
    """In the installation that the environment names."""
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connection

    call_command("migrate", verbosity=0)
    from zwerm.people.models import Person

    Person.objects.bulk_create([Person(email=f"p{n}@x.example", name=f"P {n}") for n in range(max(PROCESSES))])
    database = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}[connection.vendor]
    for name, batch in (("one by one", 1), (f"batches of {BATCH}", BATCH)):
        rates = [measure(number, batch, seconds) for number in PROCESSES]
        print(
            f"| {database}, {name} | {BUDGET[name]:,} | " + " | ".join(f"{rate:,.0f}" for rate in rates) + " |",
            flush=True,
        )


def apart(database: str, seconds: float) -> None:
    with tempfile.TemporaryDirectory(prefix="zwerm-records-") as home:
        told = {"ZWERM_HOME": home, "ZWERM_DATABASE_URL": database, "DJANGO_SETTINGS_MODULE": "zwerm.settings"}
        words = [sys.executable, __file__, "--here", "--seconds", str(seconds)]
        subprocess.run(words, env={**os.environ, **told}, check=True)


def on_postgresql(server: str, seconds: float) -> None:
    import psycopg

    parts, name = urlsplit(server), f"zwerm_bench_{os.getpid()}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
        try:
            apart(urlunsplit(parts._replace(path=f"/{name}")), seconds)
        finally:
            connection.execute(f"DROP DATABASE {name} WITH (FORCE)")
        told = [
            connection.execute(f"SHOW {setting}").fetchone()[0]
            for setting in ("server_version", "fsync", "synchronous_commit")
        ]
    print("\nPostgreSQL {}, fsync {}, synchronous_commit {}.".format(*told))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=3)
    parser.add_argument("--database", default=os.environ.get("ZWERM_TEST_POSTGRES", ""), help="a PostgreSQL server")
    parser.add_argument("--here", action="store_true", help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.here:
        here(given.seconds)
        return
    print(
        f"| statements per second | budget | {' | '.join(f'{number} at once' for number in PROCESSES)} |\n|{'---|' * 5}",
        flush=True,
    )
    apart("", given.seconds)
    if given.database:
        on_postgresql(given.database, given.seconds)
    else:
        print("\nSKIPPED on PostgreSQL: set ZWERM_TEST_POSTGRES=postgres://user:password@host/name.")


if __name__ == "__main__":
    main()
