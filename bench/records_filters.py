"""What filters of statements cost with many in the table: processor time of the whole answer, on our side and on PostgreSQL's.

    python bench/records_filters.py [--rows 1000000] [--home DIR] [--database postgres://user@host/empty] [--plans]

Fills a temporary ZWERM_HOME (SQLite) or the empty database that is named, in bulk, with a mix of people, verbs, activities, registrations and
moments, and asks each filter with other values twenty times. `--home`: there, and what was filled stays for another time. `--plans`: also what
the database does for each.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from bench.records_filling import (  # noqa: E402
    ACTIVITIES,
    AGENTS,
    BEGIN,
    COACHES,
    COURSES,
    ELSEWHERE,
    SPACES,
    VERBS,
    YEARS,
    Filling,
    agent,
    chance,
    registration,
    some,
    thing,
    verb,
)

TIMES = 20


def begins(number: int) -> str:
    """Where a page begins, as Zwerm says it."""
    from django.conf import settings

    from zwerm.people.rules.sealed import seal

    return seal(str(number), settings.SECRET_KEY)


def filters(filling: Filling) -> dict[str, Callable[[], dict[str, Any]]]:
    def who(number: int) -> str:
        return json.dumps(agent(number))

    def ago(part: float) -> str:
        return filling.stored(int(filling.rows * part)).isoformat()

    def long_ago() -> float:
        return chance.random()

    def a_course() -> str:
        return f"{ELSEWHERE}/course/{chance.randrange(COURSES)}"

    return {
        "none": dict,
        "agent": lambda: {"agent": who(some(AGENTS))},
        "agent, related": lambda: {"agent": who(AGENTS + some(COACHES)), "related_agents": "true"},
        "verb": lambda: {"verb": verb(some(VERBS))},
        "verb that nobody did": lambda: {"verb": verb(VERBS)},
        "activity": lambda: {"activity": thing(some(ACTIVITIES))},
        "activity, related": lambda: {"activity": a_course(), "related_activities": "true"},
        "registration": lambda: {"registration": registration(some(AGENTS), some(COURSES))},
        "since a moment ago": lambda: {"since": ago(1 - 20 / filling.rows), "ascending": "true"},
        "since long ago, ascending": lambda: {"since": ago(long_ago()), "ascending": "true"},
        "until long ago": lambda: {"until": ago(long_ago())},
        "agent and verb": lambda: {"agent": who(some(AGENTS)), "verb": verb(some(VERBS))},
        "agent and activity": lambda: {"agent": who(some(AGENTS)), "activity": thing(some(ACTIVITIES))},
        "activity and verb": lambda: {"activity": thing(some(ACTIVITIES)), "verb": verb(some(VERBS))},
        "verb, until long ago": lambda: {"verb": verb(some(VERBS)), "until": ago(long_ago())},
        "agent, since a moment ago": lambda: {"agent": who(some(AGENTS)), "since": ago(1 - 2000 / filling.rows)},
        "more, deep": lambda: {"from": begins(chance.randrange(filling.rows))},
        "verb, more, deep": lambda: {"verb": verb(some(5)), "from": begins(chance.randrange(filling.rows))},
        "agent, activity, verb": lambda: {
            "agent": who(some(AGENTS)),
            "activity": thing(some(ACTIVITIES)),
            "verb": verb(some(VERBS)),
        },
        "agent and activity, related": lambda: {
            "agent": who(some(AGENTS)),
            "activity": a_course(),
            "related_activities": "true",
        },
    }


def looks(filling: Filling) -> dict[str, Callable[[], dict[str, Any]]]:
    """The filters of the statement browser."""

    def days(length: int) -> dict[str, date]:
        begin = (BEGIN + timedelta(days=chance.random() * 365 * YEARS)).date()
        return {"since": begin, "until": begin + timedelta(days=length)}

    return {
        "page: none": dict,
        "page: a person": lambda: {"people": frozenset([chance.choice(filling.people).pk])},
        "page: a verb": lambda: {"verb_iri": verb(some(VERBS))},
        "page: a space": lambda: {"space": filling.spaces[some(SPACES)]},
        "page: a tool": lambda: {"source": str(filling.credential.pk)},
        "page: a week": lambda: days(7),
        "page: a year": lambda: days(365),
        "page: a week, a verb": lambda: {**days(7), "verb_iri": verb(some(VERBS))},
        "page: a year, a verb": lambda: {**days(365), "verb_iri": verb(some(VERBS))},
        "page: a year, a verb that nobody did": lambda: {**days(365), "verb_iri": verb(VERBS)},
        "page: a year, a person": lambda: {**days(365), "people": frozenset([chance.choice(filling.people).pk])},
        "page: a year, a space": lambda: {**days(365), "space": filling.spaces[some(SPACES)]},
        "page: a year, a tool": lambda: {**days(365), "source": str(filling.credential.pk)},
    }


class Clock:
    """Processor time of this process and of PostgreSQL's for it, in milliseconds."""

    def __init__(self) -> None:
        from django.db import connection

        self.there: Path | None = None
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_backend_pid()")
                self.there = Path(f"/proc/{cursor.fetchone()[0]}/schedstat")

    def now(self) -> float:
        there = int(self.there.read_text().split()[0]) / 1e6 if self.there else 0
        return time.process_time() * 1000 + there


def asking(filling: Filling) -> Iterator[tuple[str, Callable[[Any], int], Callable[[], dict[str, Any]]]]:
    from django.test import Client

    from zwerm.people.models import Person
    from zwerm.records.actions.browse import Wanted, page_of, shown

    client = Client(headers={"authorization": f"Basic {filling.known}", "x-experience-api-version": "1.0.3"})
    admin, _made = Person.objects.get_or_create(email="admin@x.example", name="Admin")

    def ask(params: Any) -> int:
        answer = client.get("/xapi/statements", params)
        assert answer.status_code == 200, answer.text
        return len(answer.json()["statements"])

    for name, values in filters(filling).items():
        yield name, ask, values
    for name, values in looks(filling).items():
        yield name, lambda told: len(list(shown(admin, page_of(admin, Wanted(**told), "", 40)[0]))), values


def plan_of(ask: Callable[[Any], int], values: dict[str, Any]) -> Iterator[str]:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    explain = "EXPLAIN" if connection.vendor == "postgresql" else "EXPLAIN QUERY PLAN"
    with CaptureQueriesContext(connection) as asked:
        ask(values)
    for query in asked:
        if "records_statement" in query["sql"] and query["sql"].startswith("SELECT"):
            with connection.cursor() as cursor:
                cursor.execute(f"{explain} {query['sql']}".replace("%", "%%"), [])
                yield "; ".join(str(row[-1]) for row in cursor.fetchall())


def here(home: Path, rows: int, plans: bool) -> None:
    import django

    django.setup()
    from django.conf import settings
    from django.core.management import call_command

    from zwerm.operations.collecting import settle

    settings.ALLOWED_HOSTS.append("testserver")
    call_command("migrate", verbosity=0)
    filling, began = Filling(home, rows), time.process_time()
    filling.fill()
    print(f"\n{filling.rows:,} statements, filled in {time.process_time() - began:.0f} s of processor time")
    settle()  # as the product does when it begins to answer
    print("| filter | found | ms, half | ms, 95 % |\n|---|---|---|---|", flush=True)
    for name, ask, values in asking(filling):
        spent, found = [], 0
        ask(values())
        for _ in range(TIMES):
            told, clock = values(), Clock()
            began = clock.now()
            found += ask(told)
            spent.append(clock.now() - began)
        spent.sort()
        print(f"| {name} | {found / TIMES:.0f} | {spent[TIMES // 2]:.1f} | {spent[TIMES * 19 // 20]:.1f} |", flush=True)
        for line in plan_of(ask, values()) if plans else ():
            print(f"    {line}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=100_000)
    parser.add_argument("--database", default="", help="an empty PostgreSQL database")
    parser.add_argument("--home", type=Path, help="a folder of its own, kept")
    parser.add_argument("--plans", action="store_true")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="zwerm-filters-") as home:
        home = str(given.home or home)
        told = {"ZWERM_HOME": home, "ZWERM_DATABASE_URL": given.database, "ZWERM_XAPI_PER_MINUTE": "1000000"}
        os.environ.update({**told, "DJANGO_SETTINGS_MODULE": "zwerm.settings"})
        here(Path(home), given.rows, given.plans)


if __name__ == "__main__":
    main()
