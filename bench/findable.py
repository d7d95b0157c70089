"""From saved to found, through the library: someone keeps an item, and a colleague's next search finds it.

    python bench/findable.py [--items 5000] [--tries 20]

An installation of its own, filled as bench/pages.py fills it (four passages an item), with its index built. The time holds all of it: the save with
rendering, passages and records, the search, and the commit to the index that the search does when it is behind. No worker runs.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from pages import TAUGHT, fill

ROOT = Path(__file__).resolve().parents[1]
WORD = "quorvexia"


def middle(times: Sequence[float]) -> str:
    ordered = sorted(times)
    return f"{ordered[len(ordered) // 2] * 1000:.0f} / {ordered[int(len(ordered) * 0.95)] * 1000:.0f}"


def measure(tries: int) -> None:
    from zwerm.library.actions import keep_item
    from zwerm.people.models import Person, Space
    from zwerm.search.actions import find

    writer, reader = Person.objects.get(email="p7@x.example"), Person.objects.get(email="p8@x.example")
    space = Space.objects.get(kind="organisation")
    find(reader, "pomp")
    rows: dict[str, list[float]] = {"saved": [], "found": [], "both, of one processor": []}
    for number in range(tries):
        word = f"{WORD}{'abcdefghijklmnopqrstuvwxyz'[number % 26] * (1 + number // 26)}"
        began, worked = time.perf_counter(), time.process_time()
        item = keep_item(writer, space, "howto", f"Over {word}", TAUGHT)
        saved = time.perf_counter()
        found = find(reader, word)
        rows["found"].append(time.perf_counter() - saved)
        rows["saved"].append(saved - began)
        rows["both, of one processor"].append(time.process_time() - worked)
        assert [thing.key for thing in found.things] == [str(item.pk)]
    for name, times in rows.items():
        print(f"| {name}: p50 / p95, ms | {middle(times)} |", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--items", type=int, default=5000)
    parser.add_argument("--tries", type=int, default=20)
    given = parser.parse_args()
    sys.path.insert(0, str(ROOT))
    with tempfile.TemporaryDirectory() as home:
        os.environ |= {"ZWERM_HOME": home, "DJANGO_SETTINGS_MODULE": "zwerm.settings"}
        import django

        django.setup()
        from django.core.management import call_command

        from zwerm.search.actions import rebuild_index

        call_command("migrate", verbosity=0)
        fill(given.items)
        rebuild_index()
        print(f"| {given.items:,} items, {given.items * 4:,} passages | |\n|---|---|")
        measure(given.tries)


if __name__ == "__main__":
    main()
