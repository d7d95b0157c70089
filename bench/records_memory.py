"""How much memory big answers of the record store take: the most that this process grew while one was made.

    python bench/records_memory.py [--rows 1000000] [--home DIR]

In a temporary ZWERM_HOME, or in the one that bench/records_filters.py filled and kept. Takes all along as JSON lines and as Parquet, reads a page with
files of 8 MB with each of a hundred statements, and a page of statements of 4 MB.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any
from uuid import uuid4

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from bench.records_filling import Filling, agent, thing, verb  # noqa: E402

MEGABYTE = 1024 * 1024


def peak() -> int:
    """The most memory since it was forgotten, in kilobytes."""
    told = Path("/proc/self/status").read_text()
    return int(told.split("VmHWM:")[1].split()[0])


def measure(name: str, act: Callable[[], int]) -> None:
    # The kernel begins to count the peak anew.
    Path("/proc/self/clear_refs").write_text("5")
    before, began = peak(), time.process_time()
    length = act()
    grew, seconds = (peak() - before) / 1024, time.process_time() - began
    print(f"| {name} | {length / MEGABYTE:,.0f} | {grew:,.0f} | {seconds:,.1f} |", flush=True)


def big_ones(client: Any) -> None:
    """A hundred statements with a file of 8 MB each, and a dozen that are 4 MB long."""
    from django.core.files.base import ContentFile
    from django.core.files.storage import default_storage

    from zwerm.records.models import Attachment, Statement

    def send(what: str, **parts: Any) -> None:
        one = {"id": str(uuid4()), "actor": agent(0), "verb": {"id": verb(0)}, "object": {"id": what}, **parts}
        assert client.post("/xapi/statements", json.dumps(one), content_type="application/json").status_code == 200

    for number in range(100):
        hash = f"{number:064x}"
        if not default_storage.exists(Attachment.path_of(hash)):
            default_storage.save(Attachment.path_of(hash), ContentFile(os.urandom(8 * MEGABYTE)))
        send(thing(-1))
        Attachment.objects.create(statement=Statement.objects.latest("sequence"), hash=hash)
    for _ in range(12):
        send(thing(-2), result={"response": "an answer " * (4 * MEGABYTE // 10)})


def here(home: Path, rows: int) -> None:
    import django

    django.setup()
    from django.core.management import call_command
    from django.test import Client

    from zwerm.people.models import Person
    from zwerm.records.actions.browse import Wanted, take_along

    call_command("migrate", verbosity=0)
    filling = Filling(home, rows)
    filling.fill()
    client = Client(headers={"authorization": f"Basic {filling.known}", "x-experience-api-version": "1.0.3"})
    admin, _made = Person.objects.get_or_create(email="admin@x.example", name="Admin")

    def get(what: str, **params: str) -> int:
        return len(client.get("/xapi/statements", {"activity": what, **params}).content)

    get(thing(0))
    print(
        f"\n{filling.rows:,} statements\n| answer | MB | MB of memory at most | s of processor time |\n|---|---|---|---|"
    )
    for form in ("jsonl", "parquet"):
        measure(f"all, {form}", lambda form=form: sum(map(len, take_along(admin, Wanted(), form))))  # type: ignore[misc]
    big_ones(client)
    measure("files of 8 MB", lambda: get(thing(-1), attachments="true"))
    measure("statements of 4 MB", lambda: get(thing(-2)))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=100_000)
    parser.add_argument("--home", type=Path, help="a folder of its own, kept")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="zwerm-memory-") as home:
        home = str(given.home or home)
        os.environ.update({"ZWERM_HOME": home, "ZWERM_DATABASE_URL": "", "DJANGO_SETTINGS_MODULE": "zwerm.settings"})
        here(Path(home), given.rows)


if __name__ == "__main__":
    main()
