"""A process that is killed while it saves: afterwards the old or the new is there, whole."""

from __future__ import annotations

import signal
import sqlite3
from pathlib import Path

import pytest
from django.conf import settings

from tests.installation import Installation, fresh_installation

pytestmark = pytest.mark.skipif(
    settings.DATABASES["default"]["ENGINE"].endswith("postgresql"), reason="a server keeps what it was told"
)
SAVES = """
from zwerm.people.actions import add_person, open_organisation
from zwerm.library.actions import keep_item, revise_item
space, person = open_organisation("L", "l"), add_person("a@x.example", "A")
item = keep_item(person, space, "page", "Titel", "Versie 1.")
print("begun", flush=True)
for number in range(2, 100_000):
    revise_item(person, item, f"Titel {number}", f"## Kop\\n\\nVersie {number}. " + "Woord hier. " * 200)
    print(number, flush=True)
"""


def test_a_killed_save_leaves_the_old_or_the_new_whole(migrated: Installation, tmp_path: Path) -> None:
    with fresh_installation(tmp_path, migrated) as installation, installation.going(SAVES) as process:
        assert process.stdout is not None
        told = [process.stdout.readline() for _ in range(12)]
        process.send_signal(signal.SIGKILL)
        rest = process.stdout.read().split()
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
