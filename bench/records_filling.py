"""A log of statements as an organisation gathers in three years, of any length: for benches that need one that is full.

A first block is made here, of people, verbs, activities, registrations and moments, some much more often than others; the rest are copies
of it that the database makes, with ids and moments of their own. Indexes are made when all is there.
"""

from __future__ import annotations

import json
import random
from base64 import b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

AT_ONCE, BLOCK = 20_000, 100_000
BEGIN, YEARS = datetime(2023, 11, 1, tzinfo=UTC), 3
AGENTS, PEOPLE, VERBS, ACTIVITIES, COURSES, COACHES, SPACES = 1000, 200, 20, 5000, 50, 20, 50
ELSEWHERE = "https://lms.example"
COLUMNS = (
    *("sequence", "stored", "id", "person_id", "verb", "verb_iri", "object_iri", "object_type"),
    *("registration", "space_id", "part_of", "credential_id", "form", "kind", "deed", "online"),
    *("seconds", "scaled", "success", "timestamp", "json"),
)
# Of a copy: an id, the moment it was stored, and when it happened.
ANEW = {
    "sqlite": (
        "lower(hex(randomblob(16)))",
        "strftime('%%Y-%%m-%%d %%H:%%M:%%f', julianday('{begin}') + {days} * (sequence + {shift}) / {rows}) || '000'",
        "strftime('%%Y-%%m-%%d %%H:%%M:%%f', julianday('{begin}') + {days} * (sequence + {shift}) / {rows}"
        " - (julianday(stored) - julianday(timestamp))) || '000'",
    ),
    "postgresql": (
        "gen_random_uuid()",
        "timestamptz '{begin}+00' + interval '{days} days' * ((sequence + {shift}) / {rows})",
        "timestamptz '{begin}+00' + interval '{days} days' * ((sequence + {shift}) / {rows}) - (stored - timestamp)",
    ),
}
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


@contextmanager
def without_indexes(*tables: str) -> Iterator[None]:
    """They are made when all is there: row by row takes hours with millions."""
    from django.db import connection

    told = {
        "sqlite": "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL AND tbl_name = %s",
        "postgresql": "SELECT indexname, indexdef FROM pg_indexes WHERE indexdef NOT LIKE '%%UNIQUE%%' AND tablename = %s",
    }[connection.vendor]
    with connection.cursor() as cursor:
        made = []
        for table in tables:
            cursor.execute(told, [table])
            made += cursor.fetchall()
        for name, _made_by in made:
            cursor.execute(f'DROP INDEX "{name}"')
        yield
        for _name, made_by in made:
            cursor.execute(made_by)
        cursor.execute("VACUUM ANALYZE" if connection.vendor == "postgresql" else "PRAGMA wal_checkpoint(TRUNCATE)")


class Filling:
    def __init__(self, home: Path, rows: int) -> None:
        from zwerm.people.models import Person, Space
        from zwerm.records.models import Credential, Statement

        self.rows, self.told = rows, home / "filled.json"
        if self.told.exists():
            told = json.loads(self.told.read_text())
            self.rows, self.known = told["rows"], told["known"]
            self.credential = Credential.objects.get(name="bench")
            self.people = list(Person.objects.filter(email__endswith="@x.example").exclude(name="Admin").order_by("pk"))
            self.spaces = list(Space.objects.filter(slug__startswith="s-").order_by("pk"))
        else:
            assert not Statement.objects.exists()
            self.begin()

    def begin(self) -> None:
        from zwerm.people.models import Person, Space
        from zwerm.records.actions.credential import make_credential

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

    def one(self, sequence: int) -> tuple[list[Any], list[tuple[int, int, UUID, int, int | None]]]:
        from zwerm.records.rules.identity import activity_key, agent_key, pair_key, verb_key

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
        actor, teacher = agent_key(agent(who)), agent_key(agent(AGENTS + coach))
        assert actor
        assert teacher
        named = [(1, actor, pair_key(actor, thing(about))), (2, teacher, None), (2, activity_key(parent), None)]
        return row, [] if own else [(sequence, role, key, verb_key(what), pair) for role, key, pair in named]

    def fill(self) -> None:
        from django.db import connection

        if self.told.exists():
            return
        with without_indexes("records_statement", "records_mention", "records_reference"):
            block = min(self.rows, BLOCK)
            self.put_in(block)
            for shift in range(block, self.rows, block):
                self.copy(block, shift)
        with connection.cursor() as cursor:
            if connection.vendor == "postgresql":
                cursor.execute("SELECT setval('records_statement_sequence_seq', %s)", [self.rows])
        self.told.write_text(json.dumps({"rows": self.rows, "known": self.known}))

    def put_in(self, block: int) -> None:
        from django.db import transaction

        from zwerm.operations.rows import insert
        from zwerm.records.models import Mention, Reference, Statement

        for begin in range(1, block + 1, AT_ONCE):
            ones = [self.one(number) for number in range(begin, min(begin + AT_ONCE, block + 1))]
            with transaction.atomic():
                insert(Statement, COLUMNS, [row for row, _ in ones])
                mentions = [each for _, named in ones for each in named]
                insert(Mention, ("statement_id", "role", "key", "verb", "pair"), mentions)
                taken_back = [(row[0], chance.choice(ones)[0][2]) for row, _ in ones if row[0] % 2000 == 0]
                insert(Reference, ("source_id", "target", "voids"), [(who, to, True) for who, to in taken_back])

    def copy(self, block: int, shift: int) -> None:
        from django.db import connection, transaction

        told = {"begin": f"{BEGIN:%Y-%m-%d}", "days": 365.0 * YEARS, "shift": shift, "rows": float(self.rows)}
        id, stored, happened = (one.format(**told) for one in ANEW[connection.vendor])
        anew = {"id": id, "stored": stored, "timestamp": happened, "sequence": f"sequence + {shift}"}
        columns = ", ".join(f'"{name}"' for name in COLUMNS)
        values = ", ".join(anew.get(name, f'"{name}"') for name in COLUMNS)
        with transaction.atomic(), connection.cursor() as cursor:
            for statement in (
                f"INSERT INTO records_statement ({columns}) SELECT {values} FROM records_statement WHERE sequence <= {block}",
                "INSERT INTO records_mention (statement_id, role, key, verb, pair)"
                f" SELECT statement_id + {shift}, role, key, verb, pair"
                f" FROM records_mention WHERE statement_id <= {block}",
                f"INSERT INTO records_reference (source_id, target, voids) SELECT source_id + {shift}, new.id, voids"
                " FROM records_reference JOIN records_statement old ON old.id = target"
                f" JOIN records_statement new ON new.sequence = old.sequence + {shift} WHERE source_id <= {block}",
            ):
                cursor.execute(statement, [])
