"""All measurements one after the other, as `make bench` does: each with the command that repeats it, its table and a limit of time.

    python bench/everything.py [--long] [--only records pages]

What this machine cannot measure is skipped, with what it would take. `--long` adds a million passages and a fresh clone.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from serving import free_port, wait_for

ROOT = Path(__file__).resolve().parents[1]
DATA = ROOT.parent / "shared" / "data"
DUTCH, ENGLISH = DATA / "corpora" / "kwaliteitsaanpak", DATA / "corpora" / "sourcegraph-handbook"


def has_data() -> str:
    return "" if (DATA / "corpora").is_dir() else "the development sets in ../shared/data are not there"


def has_browser() -> str:
    sys.path.insert(0, str(ROOT))
    from tests.browser.visit import CHROMIUM

    return "" if CHROMIUM and Path(CHROMIUM).exists() else "Chromium is not there"


def always() -> str:
    return ""


@dataclass(frozen=True)
class Measurement:
    name: str
    words: list[str]
    minutes: int
    lacks: Callable[[], str] = always
    long: bool = False
    site: bool = False
    settings: dict[str, str] = field(default_factory=dict)


MEASUREMENTS = [
    Measurement("records", ["records.py"], 3),
    Measurement("memory", ["memory.py"], 9),
    Measurement("pages", ["pages.py"], 15),
    Measurement("weight", ["page_weight.py"], 10, has_browser, site=True),
    Measurement("serving", ["serving.py", "--rounds", "1", "--seconds", "4"], 6),
    Measurement("search speed", ["search_speed.py"], 15),
    Measurement("search speed, real pages", ["search_speed.py", "--pages", str(DATA)], 10, has_data),
    Measurement("saved to found", ["findable.py"], 8),
    Measurement("import", ["import_rate.py", str(DUTCH)], 5, has_data),
    Measurement("courses", ["course_quality.py", str(DUTCH), str(ENGLISH)], 8, has_data),
    Measurement("what is worth remembering", ["point_worth.py"], 3, has_data),
    Measurement("search quality", ["search_quality.py"], 20, has_data),
    Measurement("skills proposed", ["skills_proposed.py"], 5),
    Measurement("who knows", ["expertise.py"], 5, has_data),
    Measurement("tips", ["tips.py"], 3),
    Measurement("routing questions", ["routing.py"], 5),
    Measurement("answers", ["answers.py"], 15, has_data),
    Measurement("when to answer", ["abstaining.py"], 20, has_data),
    Measurement(
        "search speed, a million",
        ["search_speed.py", "--passages", "1000000", "--pages", str(DATA)],
        60,
        has_data,
        long=True,
    ),
    Measurement("fresh clone", ["first_page.py"], 10, long=True),
]


@contextmanager
def demo() -> Iterator[str]:
    """A site of its own to look at, with the demo organisation."""
    with tempfile.TemporaryDirectory(prefix="zwerm-everything-") as home:
        port = free_port()
        words = [sys.executable, "-m", "zwerm", "run", "--demo", "--port", str(port)]
        environment = {**os.environ, "ZWERM_HOME": home, "PYTHONPATH": str(ROOT)}
        running = subprocess.Popen(words, env=environment, stderr=subprocess.DEVNULL)
        try:
            wait_for(port, running)
            yield f"http://127.0.0.1:{port}"
        finally:
            running.terminate()
            running.wait(60)


def measure(one: Measurement) -> str:
    """Run it; answers what to say of it at the end."""
    began = time.monotonic()
    told = [sys.executable, str(ROOT / "bench" / one.words[0]), *one.words[1:]]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), **one.settings}
    try:
        if one.site:
            with demo() as site:
                done = subprocess.run([*told, "--site", site], env=environment, timeout=one.minutes * 60)
        else:
            done = subprocess.run(told, env=environment, timeout=one.minutes * 60)
    except subprocess.TimeoutExpired:
        return f"stopped after {one.minutes} minutes"
    took = f"{time.monotonic() - began:.0f} s"
    return (
        f"done in {took}"
        if done.returncode == 0
        else f"over its budget, or failed (status {done.returncode}), in {took}"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--long", action="store_true", help="also what takes long, or the network")
    parser.add_argument("--only", nargs="*", default=[], help="names of measurements")
    given = parser.parse_args()
    ends: dict[str, str] = {}
    for one in MEASUREMENTS:
        if (given.only and one.name not in given.only) or (one.long and not given.long and not given.only):
            continue
        print(f"\n## {one.name}\n`python bench/{' '.join(one.words)}`\n", flush=True)
        lacks = one.lacks()
        ends[one.name] = f"SKIPPED: {lacks}" if lacks else measure(one)
        print(f"\n{ends[one.name]}", flush=True)
    print("\n## In short\n| measurement | |\n|---|---|")
    for name, end in ends.items():
        print(f"| {name} | {end} |")


if __name__ == "__main__":
    main()
