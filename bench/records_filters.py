"""What filters of statements cost with many in the table: processor time of the whole answer, on our side and on PostgreSQL's.

    python bench/records_filters.py [--rows 1000000] [--database postgres://user@host/empty] [--plans]

Fills a temporary ZWERM_HOME (SQLite) or the empty database that is named, in bulk, with a mix of people, verbs, activities, registrations and
moments, and asks each filter with other values twenty times. `--plans`: also what the database does for each.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import sys
import tempfile
import time
from base64 import b64encode
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))
TIMES, AT_ONCE = 20, 20_000
BEGIN, YEARS = datetime(2023, 11, 1, tzinfo=UTC), 3
AGENTS, PEOPLE, VERBS, ACTIVITIES, COURSES, COACHES, SPACES = 1000, 200, 20, 5000, 50, 20, 50
ELSEWHERE = "https://lms.example"
chance = random.Random(4)


def some(number: int) -> int:
    """The first of them come often, the last hardly ever."""
    return int(number * chance.random() ** 3)


def uuid() -> UUID:
    return UUID(int=chance.getrandbits(128))


def verb(number: int) -> str:
    return f"{ELSEWHERE}/verbs/{number}"


def thing(number: int) -> str:
    return f"{ELSEWHERE}/course/{number % COURSES}/part/{number}"


def agent(number: int) -> dict[str, str]:
    return {"mbox": f"mailto:p{number}@elders.example"}


def registration(who: int, course: int) -> UUID:
    return UUID(int=who << 32 | course << 8 | 1)


class Filling:
    def __init__(self, rows: int) -> None:
        from zwerm.people.models import Person, Space
        from zwerm.records.actions.credential import make_credential

        self.rows = rows
        self.people = Person.objects.bulk_create(
            [Person(email=f"p{n}@x.example", name=f"P {n}") for n in range(PEOPLE)]
        )
        self.spaces = [
            Space.objects.create(name=f"S {n}", slug=f"s-{n}", kind=Space.Kind.TEAM, open=n < SPACES - 5)
            for n in range(SPACES)
        ]
        self.credential, secret = make_credential(None, "bench", ["all"], None)
        self.known = b64encode(f"{self.credential.key}:{secret}".encode()).decode()

    def stored(self, number: int) -> datetime:
        return BEGIN + timedelta(days=365 * YEARS) * (number / self.rows)

    def one(self, sequence: int) -> tuple[list[Any], list[tuple[int, int, UUID]]]:
        from zwerm.records.rules.identity import activity_key, agent_key

        who, what, about, coach = some(AGENTS), verb(some(VERBS)), some(ACTIVITIES), some(COACHES)
        parent, stored = f"{ELSEWHERE}/course/{about % COURSES}", self.stored(sequence)
        happened = stored - timedelta(days=30 * chance.random() if chance.random() < 0.05 else 0)
        own = sequence % 10 < 3
        told: dict[str, Any] = {"actor": agent(who), "object": {"id": thing(about)}, "verb": {"id": what}}
        told["context"] = {"contextActivities": {"parent": [{"id": parent}]}, "instructor": agent(AGENTS + coach)}
        told["result"] = {"duration": "PT12.5S", "response": "An answer as people give them. " * 8}
        space = self.spaces[some(SPACES)].pk if sequence % 5 < 2 else None
        row = [
            *(sequence, stored, uuid(), self.people[who % PEOPLE].pk if own else None, "", what, thing(about), ""),
            *(registration(who, about % COURSES) if sequence % 2 else None, space, parent if own else None),
            *(None if own else self.credential.pk, "", "", "learned", True),
            *(12.5, None, None, happened, json.dumps(told)),
        ]
        named = [(agent_key(agent(who)), 1), (agent_key(agent(AGENTS + coach)), 2), (activity_key(parent), 2)]
        return row, [] if own else [(sequence, role, key) for key, role in named if key]

    def fill(self) -> None:
        from django.db import connection, transaction

        from zwerm.operations.rows import insert
        from zwerm.records.models import Mention, Reference, Statement

        columns = (
            *("sequence", "stored", "id", "person_id", "verb", "verb_iri", "object_iri", "object_type"),
            *("registration", "space_id", "part_of", "credential_id", "form", "kind", "deed", "online"),
            *("seconds", "scaled", "success", "timestamp", "json"),
        )
        for begin in range(1, self.rows + 1, AT_ONCE):
            ones = [self.one(number) for number in range(begin, min(begin + AT_ONCE, self.rows + 1))]
            with transaction.atomic():
                insert(Statement, columns, [row for row, _ in ones])
                insert(Mention, ("statement_id", "role", "key"), [each for _, named in ones for each in named])
                taken_back = [(row[0], chance.choice(ones)[0][2]) for row, _ in ones if row[0] % 2000 == 0]
                insert(Reference, ("source_id", "target", "voids"), [(who, to, True) for who, to in taken_back])
        with connection.cursor() as cursor:
            if connection.vendor == "postgresql":
                cursor.execute("SELECT setval('records_statement_sequence_seq', %s)", [self.rows])
                cursor.execute("ANALYZE")


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
        "more, deep": lambda: {"from": chance.randrange(filling.rows)},
        "verb, more, deep": lambda: {"verb": verb(some(5)), "from": chance.randrange(filling.rows)},
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
    from zwerm.records.actions.browse import Wanted, page_of

    client = Client(headers={"authorization": f"Basic {filling.known}", "x-experience-api-version": "1.0.3"})
    admin = Person.objects.create(email="admin@x.example", name="Admin")

    def ask(params: Any) -> int:
        answer = client.get("/xapi/statements", params)
        assert answer.status_code == 200, answer.text
        return len(answer.json()["statements"])

    for name, values in filters(filling).items():
        yield name, ask, values
    for name, values in looks(filling).items():
        yield name, lambda told: len(page_of(admin, Wanted(**told), "", 40)[0]), values


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


def here(rows: int, plans: bool) -> None:
    import django

    django.setup()
    from django.conf import settings
    from django.core.management import call_command

    settings.ALLOWED_HOSTS.append("testserver")
    call_command("migrate", verbosity=0)
    filling, began = Filling(rows), time.process_time()
    filling.fill()
    print(f"\n{rows:,} statements, filled in {time.process_time() - began:.0f} s of processor time")
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
    parser.add_argument("--plans", action="store_true")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="zwerm-filters-") as home:
        told = {"ZWERM_HOME": home, "ZWERM_DATABASE_URL": given.database, "ZWERM_XAPI_PER_MINUTE": "1000000"}
        os.environ.update({**told, "DJANGO_SETTINGS_MODULE": "zwerm.settings"})
        here(given.rows, given.plans)


if __name__ == "__main__":
    main()
