"""Backup, restore and move, as an administrator meets them: by starting programs."""

from __future__ import annotations

import io
import json
import sqlite3
import time
import zipfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from PIL import Image

from tests.installation import Installation, free_port, fresh_installation, wait_for_line

ON_POSTGRESQL = settings.DATABASES["default"]["ENGINE"].endswith("postgresql")
DOCUMENT = (
    "# Bezoektijden\n\nBezoek is welkom van 14.00 tot 20.00 uur. Éen pasje per bezoeker. 🐦\n\n![kaart](kaart.png)\n"
)


def told(done: Any) -> Any:
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def about(copy: Path) -> dict[str, Any]:
    with zipfile.ZipFile(copy) as archive:
        return dict(json.loads(archive.read("about.json")))


@pytest.fixture(scope="module")
def lived_in(migrated: Installation, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:
    """An installation with an administrator, a document and a picture. Tests share it, and leave these as they were."""
    tmp_path = tmp_path_factory.mktemp("lived-in")
    with fresh_installation(tmp_path / "home", migrated) as installation:
        words = ("ada@example.org", "Ada Last", "--admin", "--organisation", "Het Gasthuis")
        assert installation.zwerm("person", *words).returncode == 0
        folder = tmp_path / "map"
        folder.mkdir()
        (folder / "bezoek.md").write_text(DOCUMENT, "utf-8")
        picture = io.BytesIO()
        Image.new("RGB", (40, 30), "teal").save(picture, "PNG")
        (folder / "kaart.png").write_bytes(picture.getvalue())
        told(installation.zwerm("import", str(folder), "--json"))
        yield installation


def test_a_copy_put_back_elsewhere_is_the_same_to_the_byte(lived_in: Installation, tmp_path: Path) -> None:
    first, second = tmp_path / "one.zip", tmp_path / "two.zip"
    made = told(lived_in.zwerm("backup", str(first), "--json"))
    assert made["files"] == 1
    assert first.stat().st_mode & 0o077 == 0, "nobody else on the machine may read it"
    with fresh_installation(tmp_path / "elsewhere") as other:
        assert told(other.zwerm("restore", str(first), "--json"))["restored"]
        told(other.zwerm("backup", str(second), "--json", truly=True))
        for part in ("rows", "media", "counters", "steps"):
            assert about(second)[part] == about(first)[part]
        assert (other.home / "secret").read_bytes() == (lived_in.home / "secret").read_bytes()
        hits = told(other.zwerm("search", "bezoek", "--json"))
        assert hits[0]["title"] == "Bezoektijden"
        assert hits == told(lived_in.zwerm("search", "bezoek", "--json"))


def test_a_copy_made_while_others_write_is_of_one_moment(lived_in: Installation, tmp_path: Path) -> None:
    folder = tmp_path / "veel"
    folder.mkdir()
    for number in range(60):
        (folder / f"{number:03}.md").write_text(f"# Bestand {number}\n\n{DOCUMENT[16:90]}\n" * 3, "utf-8")
    copies: list[Path] = []
    with lived_in.started("import", str(folder), "--json") as importing:
        while importing.poll() is None:
            copies.append(tmp_path / f"copy{len(copies)}.zip")
            told(lived_in.zwerm("backup", str(copies[-1]), "--json"))
        assert importing.returncode == 0, "nobody was kept from writing"
    for copy in copies:
        rows = about(copy)["rows"]
        # Each item came with its version, its statement and its change, or not at all.
        items = rows["library_item"]["rows"]
        assert (rows["library_version"]["rows"], rows["search_change"]["rows"]) == (items, items)


def test_an_installation_in_use_is_replaced_only_when_asked_and_then_whole(
    lived_in: Installation, tmp_path: Path
) -> None:
    copy = tmp_path / "copy.zip"
    told(lived_in.zwerm("backup", str(copy), "--json"))
    assert lived_in.zwerm("person", "bo@example.org", "Bo Later").returncode == 0
    refused = lived_in.zwerm("restore", str(copy))
    assert (refused.returncode, "--replace" in refused.stderr) == (1, True)
    # Killed as it takes the rows for good: everything is written, nothing is committed.
    killed = lived_in.python(
        "import os, signal\n"
        "from pathlib import Path\n"
        "from zwerm.operations.copies import restoring\n"
        "from zwerm.operations.copies.archive import Archive\n"
        "restoring.differing = lambda *given: os.kill(os.getpid(), signal.SIGKILL)\n"
        f"restoring.put_back(Archive(Path({str(copy)!r})), replace=True)\n"
    )
    assert killed.returncode == -9
    assert people_in(lived_in) == ["ada@example.org", "bo@example.org"]
    told(lived_in.zwerm("restore", str(copy), "--replace", "--json"))
    assert people_in(lived_in) == ["ada@example.org"]


def test_nothing_is_restored_or_moved_while_the_product_runs(lived_in: Installation, tmp_path: Path) -> None:
    copy = tmp_path / "copy.zip"
    told(lived_in.zwerm("backup", str(copy), "--json"))
    with lived_in.started("run", "--port", str(free_port())) as running:
        wait_for_line(running, "is ready")
        told(lived_in.zwerm("backup", str(tmp_path / "again.zip"), "--json"))
        for words in (["restore", str(copy), "--replace"], ["move", "--to", f"sqlite:///{tmp_path}/new.sqlite3"]):
            refused = lived_in.zwerm(*words)
            assert (refused.returncode, "is running" in refused.stderr) == (1, True)


@pytest.mark.skipif(not ON_POSTGRESQL, reason="no other machine can use a database that is a file")
@pytest.mark.parametrize(("words", "sign"), [(("run", "--port", "0"), "is ready"), (("worker",), "is at work")])
def test_nothing_is_put_into_a_database_that_zwerm_uses_elsewhere(
    migrated: Installation, tmp_path: Path, words: tuple[str, ...], sign: str
) -> None:
    copy = tmp_path / "copy.zip"
    with fresh_installation(tmp_path / "home", migrated) as installation:
        address = installation.environment["ZWERM_DATABASE_URL"]
        told(installation.zwerm("backup", str(copy), "--json"))
        elsewhere, with_a_file = Installation(tmp_path / "elsewhere", address), Installation(tmp_path / "file")
        with installation.started(*words) as program:
            wait_for_line(program, sign)
            refused = [
                elsewhere.zwerm("restore", str(copy), "--replace"),
                with_a_file.zwerm("move", "--to", address),
            ]
            assert "Migrating" not in refused[-1].stderr, "who is refused is told so at once"
            # PostgreSQL gives locks back with their connection.
            lose_connections_of_locks(address)
            wait_for_a_lock(address)
            refused.append(elsewhere.zwerm("restore", str(copy), "--replace"))
            for one in refused:
                assert (one.returncode, "is running" in one.stderr) == (1, True)
        told(elsewhere.zwerm("restore", str(copy), "--replace", "--json"))


HOLDING_LOCKS = """SELECT pid FROM pg_locks JOIN pg_database ON pg_database.oid = database
    WHERE locktype = 'advisory' AND granted AND datname = current_database()"""


def lose_connections_of_locks(address: str) -> None:
    import psycopg

    with psycopg.connect(address, autocommit=True) as connection:
        lost = [pid for (pid,) in connection.execute(HOLDING_LOCKS).fetchall()]
        assert lost
        for pid in lost:
            connection.execute("SELECT pg_terminate_backend(%s)", [pid])
        while connection.execute("SELECT FROM pg_stat_activity WHERE pid = ANY(%s)", [lost]).fetchall():
            time.sleep(0.01)


def wait_for_a_lock(address: str) -> None:
    import psycopg

    with psycopg.connect(address, autocommit=True) as connection:
        while not connection.execute(HOLDING_LOCKS).fetchall():
            time.sleep(0.01)


def broken(copy: Path, target: Path, name: str, data: bytes) -> Path:
    """The copy with other bytes under `name`."""
    with zipfile.ZipFile(copy) as old, zipfile.ZipFile(target, "w") as new:
        for entry in old.namelist():
            new.writestr(entry, data if entry == name else old.read(entry))
    return target


def test_a_damaged_copy_changes_nothing(lived_in: Installation, tmp_path: Path) -> None:
    copy, bad = tmp_path / "copy.zip", tmp_path / "bad.zip"
    told(lived_in.zwerm("backup", str(copy), "--json"))
    assert lived_in.zwerm("restore", str(copy), "--check").returncode == 0
    whole = zipfile.ZipFile(copy)
    picture = next(name for name in whole.namelist() if name.startswith("media/"))
    hostile = whole.read("about.json").replace(picture[6:].encode(), b"../../outside.png")
    damages = [
        broken(copy, bad, "rows/people_person.jsonl", whole.read("rows/people_person.jsonl").replace(b"Ada", b"Eve")),
        broken(copy, tmp_path / "bad2.zip", "rows/people_person.jsonl", b'["no","row"]\n'),
        broken(copy, tmp_path / "bad3.zip", "about.json", hostile),
        broken(copy, tmp_path / "bad4.zip", picture, b"another picture"),
    ]
    # Where the right file stands already, a wrong one in the copy does no harm: only looking tells.
    assert "damaged" in lived_in.zwerm("restore", str(damages.pop()), "--check").stderr
    half = tmp_path / "half.zip"
    half.write_bytes(copy.read_bytes()[: copy.stat().st_size // 2])
    for damaged in [*damages, half, tmp_path / "nowhere.zip"]:
        refused = lived_in.zwerm("restore", str(damaged), "--replace", "--json")
        assert (refused.returncode, refused.stdout, "Traceback" in refused.stderr) == (1, "", False)
        assert people_in(lived_in) == ["ada@example.org"]
    assert "There is no file" in refused.stderr
    assert not (tmp_path / "outside.png").exists()


def with_a_byte_of(copy: Path, target: Path, name: str, *, from_end: int = 0) -> Path:
    """The copy with one byte other than it was, in what stands packed under `name`: as a bad disk makes it."""
    with zipfile.ZipFile(copy) as archive:
        entry = archive.getinfo(name)
    data = bytearray(copy.read_bytes())
    lengths = data[entry.header_offset + 26 : entry.header_offset + 30]
    start = entry.header_offset + 30 + int.from_bytes(lengths[:2], "little") + int.from_bytes(lengths[2:], "little")
    place = start + (entry.compress_size - from_end if from_end else entry.compress_size // 2)
    data[place] ^= 0xFF
    target.write_bytes(data)
    return target


def test_a_copy_with_one_other_byte_is_refused_in_words(lived_in: Installation, tmp_path: Path) -> None:
    copy = tmp_path / "copy.zip"
    told(lived_in.zwerm("backup", str(copy), "--json"))
    picture = next(name for name in zipfile.ZipFile(copy).namelist() if name.startswith("media/"))
    for number, (name, from_end) in enumerate(
        [
            ("rows/people_person.jsonl", 0),
            ("rows/people_person.jsonl", 2),
            (picture, 0),
            ("secret", 0),
            ("about.json", 0),
        ]
    ):
        bad = with_a_byte_of(copy, tmp_path / f"bad{number}.zip", name, from_end=from_end)
        answers = [lived_in.zwerm("restore", str(bad), "--check")]
        if name != picture:  # Where the right file stands already, it stays.
            answers.append(lived_in.zwerm("restore", str(bad), "--replace", "--json"))
        for refused in answers:
            assert (refused.returncode, refused.stdout, "Traceback" in refused.stderr) == (1, "", False), name
            assert "damaged" in refused.stderr or "no complete copy" in refused.stderr
        assert people_in(lived_in) == ["ada@example.org"]


def test_moving_to_another_kind_of_database_keeps_every_row(lived_in: Installation, tmp_path: Path) -> None:
    """On PostgreSQL: from there to SQLite, and from SQLite to there."""
    copy, moved = tmp_path / "copy.zip", tmp_path / "moved.zip"
    new = f"sqlite:///{tmp_path}/new.sqlite3"
    answer = told(lived_in.zwerm("move", "--to", new, "--json"))
    told(lived_in.zwerm("backup", str(copy), "--json"))
    assert answer["tables"] == about(copy)["rows"]
    told(lived_in.zwerm("backup", str(moved), "--json", database_url=new))
    assert about(moved)["rows"] == about(copy)["rows"]
    refused = lived_in.zwerm("move", "--to", new)
    assert (refused.returncode, "empty one" in refused.stderr) == (1, True)
    if settings.DATABASES["default"]["ENGINE"].endswith("postgresql"):
        with fresh_installation(tmp_path / "third") as third:
            there = third.environment["ZWERM_DATABASE_URL"]
            assert told(lived_in.zwerm("move", "--to", there, "--json", database_url=new))["tables"] == answer["tables"]


@pytest.mark.parametrize(("url", "status"), [("mysql://somewhere/db", 2), ("postgres://nobody@127.0.0.1:1/none", 1)])
def test_a_database_that_cannot_be_reached_is_told(lived_in: Installation, url: str, status: int) -> None:
    refused = lived_in.zwerm("move", "--to", url)
    assert (refused.returncode, "Traceback" in refused.stderr) == (status, False)
    assert "database" in refused.stderr or "--to" in refused.stderr


def people_in(installation: Installation) -> list[str]:
    question = "SELECT email FROM people_person ORDER BY email"
    if "ZWERM_DATABASE_URL" in installation.environment:
        import psycopg

        with psycopg.connect(installation.environment["ZWERM_DATABASE_URL"]) as connection:
            return [row[0] for row in connection.execute(question)]
    with closing(sqlite3.connect(installation.home / "zwerm.sqlite3")) as connection:
        return [row[0] for row in connection.execute(question)]


def test_who_was_erased_after_a_copy_was_made_is_erased_again_when_it_is_put_back(
    migrated: Installation, tmp_path: Path
) -> None:
    with fresh_installation(tmp_path / "home", migrated) as installation:
        for words in (("ada@example.org", "Ada Last", "--admin"), ("zoe@example.org", "Zoë Wijngaarden")):
            assert installation.zwerm("person", *words).returncode == 0
        copy = tmp_path / "copy.zip"
        told(installation.zwerm("backup", str(copy), "--json"))
        done = installation.python(
            "from zwerm.people.actions import ask_erasure, carry_out_erasure\n"
            "from zwerm.people.models import Person\n"
            "zoe = Person.objects.get(email='zoe@example.org')\n"
            "print(zoe.pk)\n"
            "carry_out_erasure(ask_erasure(zoe, zoe, own_texts=True))\n"
        )
        assert done.returncode == 0, done.stderr
        proof = (installation.home / "erased").read_text("utf-8")
        assert proof.split()[1:] == [done.stdout.strip(), "own-texts"]
        assert (installation.home / "erased").stat().st_mode & 0o077 == 0
        restored = told(installation.zwerm("restore", str(copy), "--replace", "--json"))
        assert (restored["erased_again"], restored["not_erased_again"]) == (1, 0)
        left = "from zwerm.people.models import Person\nprint(*Person.objects.values_list('email', flat=True))"
        assert installation.python(left).stdout.split() == ["ada@example.org"]


def killed_backup(installation: Installation, target: Path) -> None:
    killed = installation.python(
        "import os, signal\n"
        "from pathlib import Path\n"
        "from zwerm.operations.copies import archive\n"
        "archive._write_files = lambda *given: os.kill(os.getpid(), signal.SIGKILL)\n"
        f"archive.write_archive(Path({str(target)!r}))\n"
    )
    assert killed.returncode == -9


def halves_told(installation: Installation) -> tuple[str, str]:
    lines = json.loads(installation.zwerm("doctor", "--json").stdout)
    (line,) = [line for line in lines if line["name"] == "half files"]
    return line["state"], line["says"]


def test_what_a_killed_backup_left_is_told_and_thrown_away(migrated: Installation, tmp_path: Path) -> None:
    with fresh_installation(tmp_path / "home", migrated) as installation:
        assert installation.zwerm("person", "ada@example.org", "Ada Last", "--admin").returncode == 0
        for number in (1, 2):
            (tmp_path / f"day{number}").mkdir()
            killed_backup(installation, tmp_path / f"day{number}" / f"zwerm-{number}.zip")
        halves = sorted(str(half) for half in tmp_path.glob("day*/*.part"))
        state, says = halves_told(installation)
        assert (len(halves), state) == (1, "bad"), "the second threw away what the first left"
        assert halves[0] in says
        others = tmp_path / "day1" / "of-somebody-else.zip.part"
        others.write_bytes(b"PK")
        waits = "import time, sys\nfrom pathlib import Path\nfrom zwerm.operations.halves import written_whole\n"
        waits += f"with written_whole(Path({str(tmp_path / 'day1' / 'at-work.zip')!r})) as file:\n"
        waits += "    print('writing', file=sys.stderr, flush=True)\n    time.sleep(600)\n"
        with installation.going(waits) as writing:
            wait_for_line(writing, "writing")
            told(installation.zwerm("backup", str(tmp_path / "day2" / "zwerm-3.zip"), "--json"))
            refused = installation.zwerm("backup", str(tmp_path / "day1" / "at-work.zip"))
            assert (refused.returncode, "Another process is writing" in refused.stderr) == (1, True)
            left = sorted(half.name for half in tmp_path.glob("day*/*.part"))
            assert left == ["at-work.zip.part", "of-somebody-else.zip.part"]
            assert halves_told(installation)[0] == "good"
        assert halves_told(installation)[0] == "bad"
        upkeep = "from zwerm.operations.upkeep import clear_what_is_over\nclear_what_is_over()\n"
        assert installation.python(upkeep).returncode == 0
        assert list(tmp_path.glob("day*/*.part")) == [others]
        assert halves_told(installation)[0] == "good"


ERASE_ZOE = (
    "from zwerm.people.actions import ask_erasure, carry_out_erasure\n"
    "from zwerm.people.models import Person\n"
    "zoe = Person.objects.get(email='zoe@example.org')\n"
    "carry_out_erasure(ask_erasure(zoe, zoe, own_texts=True))\n"
)


def restore_killed_in(installation: Installation, copy: Path, what: str) -> None:
    killed = installation.python(
        "import os, signal\n"
        "from pathlib import Path\n"
        "from zwerm.operations.copies import restoring\n"
        "from zwerm.operations.copies.archive import Archive\n"
        f"restoring.{what} = lambda *given: os.kill(os.getpid(), signal.SIGKILL)\n"
        f"restoring.put_back(Archive(Path({str(copy)!r})), replace=True)\n"
    )
    assert killed.returncode == -9


def test_a_restore_that_was_killed_after_its_rows_says_so_and_is_finished(
    migrated: Installation, tmp_path: Path
) -> None:
    with fresh_installation(tmp_path / "home", migrated) as installation:
        for words in (("ada@example.org", "Ada Last", "--admin"), ("zoe@example.org", "Zoë Wijngaarden")):
            assert installation.zwerm("person", *words).returncode == 0
        copy = tmp_path / "copy.zip"
        told(installation.zwerm("backup", str(copy), "--json"))
        secret = (installation.home / "secret").read_bytes()
        assert installation.python(ERASE_ZOE).returncode == 0
        for what, finishing in (("unfinished.put_secret", [str(copy)]), ("migrate", []), ("unfinished.end", [])):
            (installation.home / "secret").write_bytes(b"another-secret-of-this-place-that-is-long-enough-to-be-one")
            restore_killed_in(installation, copy, what)
            looked = installation.zwerm("doctor", "--json")
            (line,) = [line for line in json.loads(looked.stdout) if line["name"] == "restore"]
            assert (looked.returncode, line["state"], "zwerm restore" in line["remedy"]) == (1, "bad", True), what
            for command in (["run", "--port", "0"], ["worker"], ["prepare"], ["backup", str(tmp_path / "half.zip")]):
                refused = installation.zwerm(*command)
                assert (refused.returncode, "cut off before it was finished" in refused.stderr) == (1, True), command
            finished = told(installation.zwerm("restore", *finishing, "--json"))
            assert (finished["restored"], finished["rows"]) == (
                True,
                sum(row["rows"] for row in about(copy)["rows"].values()),
            )
            assert people_in(installation) == ["ada@example.org"], what
            assert (installation.home / "secret").read_bytes() == secret
            assert not (installation.home / "secret.restored").exists()
            (line,) = [
                line for line in json.loads(installation.zwerm("doctor", "--json").stdout) if line["name"] == "restore"
            ]
            assert line["state"] == "good"
        refused = installation.zwerm("restore")
        assert (refused.returncode, "zwerm restore FILE" in refused.stderr) == (1, True)


def test_a_restore_is_not_finished_where_the_secret_of_its_copy_is_not(migrated: Installation, tmp_path: Path) -> None:
    with fresh_installation(tmp_path / "home", migrated) as installation:
        assert installation.zwerm("person", "ada@example.org", "Ada Last", "--admin").returncode == 0
        copy = tmp_path / "copy.zip"
        told(installation.zwerm("backup", str(copy), "--json"))
        (installation.home / "secret").write_bytes(b"another-secret-of-this-place-that-is-long-enough-to-be-one")
        restore_killed_in(installation, copy, "unfinished.put_secret")
        (installation.home / "secret.restored").unlink()
        refused = installation.zwerm("restore")
        assert (refused.returncode, "is not on this machine" in refused.stderr) == (1, True)
        told(installation.zwerm("restore", str(copy), "--json"))
        assert told(installation.zwerm("search", "niets", "--json")) == []
