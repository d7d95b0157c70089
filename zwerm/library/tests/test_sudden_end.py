"""A process that is killed while it saves: afterwards the old or the new is there, whole."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path

SAVES = """
import django, sys
django.setup()
from django.core.management import call_command
call_command("migrate", verbosity=0)
from zwerm.people.actions import add_person, open_organisation
from zwerm.library.actions import keep_item, revise_item
space, person = open_organisation("L", "l"), add_person("a@x.example", "A")
item = keep_item(person, space, "page", "Titel", "Versie 1.")
print("begun", flush=True)
for number in range(2, 100_000):
    revise_item(person, item, f"Titel {number}", f"## Kop\\n\\nVersie {number}. " + "Woord hier. " * 200)
    print(number, flush=True)
"""


def test_a_killed_save_leaves_the_old_or_the_new_whole(tmp_path: Path) -> None:
    environment = {
        **{name: value for name, value in os.environ.items() if not name.startswith("ZWERM_")},
        "ZWERM_HOME": str(tmp_path),
        "DJANGO_SETTINGS_MODULE": "zwerm.settings",
    }
    process = subprocess.Popen([sys.executable, "-c", SAVES], env=environment, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    told = [process.stdout.readline() for _ in range(12)]
    process.send_signal(signal.SIGKILL)
    rest = process.stdout.read().split()
    process.wait()
    kept = int((rest or [told[-1]])[-1])
    with sqlite3.connect(tmp_path / "zwerm.sqlite3") as database:
        assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert database.execute("PRAGMA foreign_key_check").fetchall() == []
        title, number, words = database.execute(
            "SELECT item.title, version.number, version.text FROM library_item item JOIN library_version version"
            " ON version.id = item.current_id"
        ).fetchone()
        (passages,) = database.execute(
            "SELECT count(*) FROM library_passage p JOIN library_item i ON i.current_id = p.version_id"
        ).fetchone()
        (statements,) = database.execute("SELECT count(*) FROM records_statement").fetchone()
        (changes,) = database.execute("SELECT count(*) FROM search_change").fetchone()
    # What was told to be kept is kept; the one that was under way may be.
    assert number in {kept, kept + 1}
    assert title == f"Titel {number}"
    assert f"Versie {number}." in words
    assert passages >= 1
    assert statements == changes == number
