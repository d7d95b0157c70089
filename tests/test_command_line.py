"""The command line as programs meet it: exit status, standard output, standard error."""

from __future__ import annotations

import json
import re
import signal
import socket
import subprocess
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from pytest_django.fixtures import Settings

from tests.installation import Installation, free_port, fresh_installation, wait_for_line
from zwerm.operations.cli import run_command
from zwerm.operations.registry import commands
from zwerm.people.tests.world import World

DONE, REFUSED, WRONG = 0, 1, 2
DOCUMENT = """# Bezoektijden

Bezoek is welkom van 14.00 tot 20.00 uur. Meld je eerst bij de balie. De balie geeft je een pasje.

## Waarom een pasje
Een pasje laat zien dat iemand verwacht wordt. Zonder pasje gaat de deur van de afdeling niet open.
"""

# For each command: words that it does, and words that it refuses (None: it cannot refuse by its words alone).
WORDS: dict[str, tuple[list[str], list[str] | None]] = {
    "ask": (["ask", "Waar meld ik mij voor een bezoek?"], ["ask", "Waar?", "--as", "nobody@example.org"]),
    "backup": (["backup", "copy.zip"], ["backup", "nowhere/copy.zip"]),
    "copy": (["copy", "priya.ramdin@lindehof.example", "person.zip"], ["copy", "nobody@example.org", "person.zip"]),
    "course": (["course", "handboek.md"], ["course", "nowhere.md"]),
    "credential": (["credential", "create", "Learning place", "--scope", "all"], ["credential", "withdraw", "Nowhere"]),
    "demo": (["demo"], None),
    "doctor": (["doctor"], None),
    "erase": (["erase", "bas.vandenberg@lindehof.example"], ["erase", "nobody@example.org"]),
    "export": (["export", "lindehof", "space.zip"], ["export", "nowhere", "space.zip"]),
    "import": (["import", "handboek.md"], ["import", "nowhere"]),
    "knows": (["knows", "wondzorg"], ["knows", "wondzorg", "--as", "nobody@example.org"]),
    "migrate": (["migrate"], None),
    "person": (["person", "ada@example.org", "Ada Last", "--admin"], ["person", "no-address", "Ada"]),
    "prepare": (["prepare"], None),
    "move": (["move", "--to", "sqlite:///FOLDER/new.sqlite3"], None),
    "rebuild": (["rebuild", "week"], ["rebuild", "nothing"]),
    "restore": (["restore", "made.zip", "--check"], ["restore", "nowhere.zip"]),
    "store": (["store", "list"], ["store", "again", "nowhere"]),
    "search": (["search", "brand"], ["search", "brand", "--as", "nobody@example.org"]),
}
# These go on until they are stopped; they have tests of their own.
LASTING = {"run", "worker"}


def status(*words: str) -> int:
    """Run one command line in this process; answers the exit status."""
    try:
        return run_command(words)
    except SystemExit as ended:
        return int(ended.code or 0)


def test_every_command_does_its_work_with_status_0_and_one_json_document(
    migrated: Installation, demo: Installation, tmp_path: Path
) -> None:
    assert set(WORDS) | LASTING == set(commands), "a new command gets its words here"
    with (
        fresh_installation(tmp_path / "empty", migrated) as empty,
        fresh_installation(tmp_path / "home", demo) as installation,
    ):
        (tmp_path / "handboek.md").write_text(DOCUMENT, "utf-8")
        assert installation.zwerm("backup", str(tmp_path / "made.zip")).returncode == DONE

        def check(name: str, installation: Installation = installation) -> None:
            files = {"handboek.md", "copy.zip", "made.zip", "person.zip", "space.zip"}
            words = [str(tmp_path / word) if word in files else word for word in WORDS[name][0]]
            words = [word.replace("FOLDER", str(tmp_path)) for word in words]
            done = installation.zwerm(*words, "--json")
            assert (done.returncode, done.stderr if done.returncode else "") == (DONE, ""), f"{name}: {done.stdout}"
            json.loads(done.stdout)

        # Work that waits for minutes while nobody works is not well: there is some in the demo, which was made before.
        check("doctor", empty)
        with ThreadPoolExecutor(2) as two:
            list(two.map(check, WORDS.keys() - {"doctor"}))


@pytest.mark.parametrize(
    "words", [[], ["serach", "brand"], ["rebuild"], ["run", "--nonsense"], ["search", "--limit", "ten", "x"],
     ["run", "--port", "99999"], ["run", "--port", "-1"], ["run", "--port", "http"]],
)  # fmt: skip
def test_wrong_usage_is_told_with_status_2_and_nothing_on_standard_output(
    words: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert status(*words) == WRONG
    told = capsys.readouterr()
    assert told.out == ""
    assert "usage: zwerm" in told.err


@pytest.mark.parametrize(
    "words",
    [
        ["search"],
        ["search", "x", "--limit", "0"],
        ["search", " "],
        ["ask"],
        ["ask", ""],
        ["move", "--to", "nonsense"],
        ["move", "--to", "mysql://somewhere/db"],
    ],
)
def test_words_that_cannot_be_meant_are_wrong_usage_too(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert status(*words) == WRONG
    told = capsys.readouterr()
    assert (told.out, f"zwerm {words[0]} --help" in told.err) == ("", True)


def test_wrong_usage_says_what_to_give(capsys: pytest.CaptureFixture[str]) -> None:
    status("run", "--port", "99999")
    status("move", "--to", "nonsense")
    told = capsys.readouterr().err
    assert "“99999” is no port; give a number from 0 to 65535" in told
    assert "--to is no address of a database. Give one such as postgres://user:password@host/zwerm" in told


@pytest.mark.django_db(transaction=True)  # A copy is of one moment: nothing may be asked before it begins.
@pytest.mark.parametrize("words", [["backup"], ["export", "lindehof"]])
def test_a_file_that_is_there_is_only_written_over_when_that_is_said(
    words: list[str], world: World, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    world.priya.memberships.create(space=world.organisation)
    there = tmp_path / "monday.zip"
    there.write_text("what was kept before")
    assert status(*words, str(there)) == REFUSED
    assert "is there already. Choose another name, or add --replace" in capsys.readouterr().err
    assert there.read_text() == "what was kept before"
    assert status(*words, str(there), "--replace") == DONE
    assert there.read_bytes()[:2] == b"PK"


def test_a_word_that_is_nearly_a_command_is_recognised(capsys: pytest.CaptureFixture[str]) -> None:
    assert status("serach") == WRONG
    assert "There is no command “serach”. Did you mean: zwerm search" in capsys.readouterr().err


@pytest.mark.django_db
@pytest.mark.parametrize("name", [name for name, (_, refuses) in WORDS.items() if refuses])
def test_every_command_refuses_with_status_1_and_says_why(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    refuses = WORDS[name][1]
    assert refuses
    assert status(*refuses) == REFUSED
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err.strip()
    assert "Traceback" not in told.err


@pytest.mark.parametrize("words", [["run", "--demo"], ["demo"], ["prepare", "--demo"]])
def test_production_has_no_demo(words: list[str], settings: Settings, capsys: pytest.CaptureFixture[str]) -> None:
    settings.PRODUCTION = True
    assert status(*words) == REFUSED
    assert "not with ZWERM_PRODUCTION" in capsys.readouterr().err


def test_a_port_in_use_is_told_before_anything_is_prepared(capsys: pytest.CaptureFixture[str]) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        assert status("run", "--port", str(port)) == REFUSED
    told = capsys.readouterr().err
    assert told == f"Port {port} is in use, perhaps by another Zwerm. Choose another: zwerm run --port {port + 1}\n"


def test_settings_that_cannot_be_used_end_with_status_1(tmp_path: Path) -> None:
    refused = Installation(tmp_path).zwerm("doctor", truly=True, port="many")
    assert (refused.returncode, refused.stdout) == (REFUSED, "")
    assert refused.stderr == "ZWERM_PORT must be a whole number, not “many”.\n"


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    refused = Installation(tmp_path / "file" / "home").zwerm("doctor")
    assert (refused.returncode, refused.stdout) == (REFUSED, "")
    assert refused.stderr.startswith(f"ZWERM_HOME: {tmp_path}/file/home cannot be made")


def test_refusals_speak_english_whatever_the_language_of_the_pages(migrated: Installation, tmp_path: Path) -> None:
    with fresh_installation(tmp_path, migrated) as installation:
        assert installation.zwerm("person", "ada@lindehof.example", "Ada", "--admin").returncode == DONE
        refused = installation.zwerm("course", str(tmp_path / "none.docx"), language="nl")
    assert (refused.returncode, refused.stdout) == (REFUSED, "")
    assert refused.stderr == f"{tmp_path}/none.docx does not exist.\n"


def test_a_database_that_does_not_answer_is_told(tmp_path: Path) -> None:
    url = f"postgres://zwerm@127.0.0.1:{free_port()}/zwerm"
    refused = Installation(tmp_path).zwerm("migrate", database_url=url)
    assert (refused.returncode, refused.stdout) == (REFUSED, "")
    assert "Check ZWERM_DATABASE_URL, and whether the database runs." in refused.stderr
    assert "Traceback" not in refused.stderr


def test_an_installation_serves_until_it_is_told_to_stop_and_a_second_one_may_join(tmp_path: Path) -> None:
    with (
        fresh_installation(tmp_path) as installation,
        installation.started("run", "--port", "0", truly=True) as one,
    ):
        first = port_of(one)
        with installation.started("run", "--port", "0", "--json") as other, installation.started("worker") as worker:
            wait_for_line(worker, "The worker is at work")
            second = port_of(other)
            assert other.stdout
            assert json.loads(other.stdout.readline())["port"] == second
            for port in (first, second):
                with urllib.request.urlopen(f"http://127.0.0.1:{port}/account/login/", timeout=20) as page:
                    assert re.search(r"<title>.*Zwerm", page.read().decode())
            worker.send_signal(signal.SIGTERM)
            one.send_signal(signal.SIGTERM)
            other.send_signal(signal.SIGINT)
            assert [program.wait(60) for program in (one, other, worker)] == [DONE, DONE, DONE]
        assert one.stderr
        assert one.stderr.read().endswith("Zwerm has stopped.\n")
        assert not list((tmp_path / "workers").iterdir())


def test_a_link_leads_to_the_zwerm_that_runs_on_another_port(migrated: Installation, tmp_path: Path) -> None:
    with fresh_installation(tmp_path, migrated) as installation:

        def link_for(email: str, **settings: str) -> str:
            told: str = json.loads(installation.zwerm("person", email, "Ada", "--json", **settings).stdout)[
                "password_link"
            ]
            return told

        with installation.started("run", "--port", "0") as program:
            port = port_of(program)
            assert link_for("ada@lindehof.example").startswith(f"http://localhost:{port}/account/")
            assert link_for("bo@lindehof.example", url="https://zwerm.example").startswith("https://zwerm.example/")
            program.kill()
            program.wait(60)
        # Nobody answers there any more.
        assert link_for("cem@lindehof.example").startswith("http://localhost:8000/account/")


def port_of(program: subprocess.Popen[str]) -> int:
    """Where it serves, once it does."""
    return int(wait_for_line(program, "Zwerm is ready").rpartition(":")[2])


def test_a_killed_migration_is_finished_by_the_next_and_a_newer_database_is_left_alone(tmp_path: Path) -> None:
    with fresh_installation(tmp_path) as installation:
        killed = installation.python(
            "import os\n"
            "from django.db.migrations.recorder import MigrationRecorder\n"
            "whole = MigrationRecorder.record_applied\n"
            "MigrationRecorder.record_applied = lambda self, app, name: (\n"
            "    os._exit(9) if (app, name) == ('people', '0001_initial') else whole(self, app, name)\n"
            ")\n"
            "from zwerm.operations.migrating import migrate\n"
            "migrate()\n"
        )
        assert killed.returncode == 9
        assert installation.zwerm("migrate").returncode == DONE
        told = json.loads(installation.zwerm("doctor", "--json").stdout)
        assert next(line for line in told if line["name"] == "database")["state"] == "good"

        # A later version notes what this one does not know.
        noted = installation.python(
            "from django.db import connection\n"
            "from django.db.migrations.recorder import MigrationRecorder\n"
            "MigrationRecorder(connection).record_applied('people', '9999_later')\n"
        )
        assert noted.returncode == 0
        refused = installation.zwerm("migrate")
        assert refused.returncode == REFUSED
        assert "newer Zwerm (people.9999_later)" in refused.stderr
