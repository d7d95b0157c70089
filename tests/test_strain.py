"""An installation in bad company: askers that keep silent, send half, or go away."""

from __future__ import annotations

import json
import signal
import socket
import urllib.request
from contextlib import ExitStack
from pathlib import Path

from tests.installation import Installation, fresh_installation, wait_for_line

SILENT, HALF, GONE = 150, 30, 30
HEAD = b"POST /account/login/ HTTP/1.1\r\nHost: localhost\r\nContent-Type: text/plain\r\nContent-Length: 100000\r\n"


def test_silent_and_half_askers_keep_nobody_waiting_and_do_not_hold_up_the_end(
    migrated: Installation, tmp_path: Path
) -> None:
    with (
        fresh_installation(tmp_path, migrated) as installation,
        installation.started("run", "--port", "0") as program,
        ExitStack() as all_of_them,
    ):
        port = int(wait_for_line(program, "Zwerm is ready").rpartition(":")[2])

        def ask(sends: bytes = b"") -> socket.socket:
            asker = socket.create_connection(("127.0.0.1", port), timeout=60)
            asker.sendall(sends)
            return asker

        for _ in range(SILENT):
            all_of_them.enter_context(ask())
        for _ in range(HALF):
            all_of_them.enter_context(ask(HEAD))
            all_of_them.enter_context(ask(HEAD + b"\r\n" + b"x" * 1000))
        for _ in range(GONE):
            ask(HEAD + b"\r\n" + b"x" * 50_000).close()
        for _ in range(5):
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/account/login/", timeout=60) as page:
                assert page.status == 200
        program.send_signal(signal.SIGTERM)
        assert program.wait(90) == 0
        assert program.stderr
        assert "Traceback" not in program.stderr.read()


SAVE = """
from zwerm.people.actions import add_person, open_organisation
from zwerm.library.actions import keep_item
space, person = open_organisation("L", "l"), add_person("a@x.example", "A")
for number in range(40):
    keep_item(person, space, "page", f"Titel {number}", f"## Kop\\n\\nVersie {number} over kajaks.")
    print(number, flush=True)
"""
FOLLOW = """
import sys
from zwerm.records.projection import advance, projections
from zwerm.search.actions import follow_changes
print("following", file=sys.stderr, flush=True)
while True:
    for projection in projections.values():
        projection.batch = 2
        advance(projection)
        print("advanced", file=sys.stderr, flush=True)
        follow_changes()
        print("followed", file=sys.stderr, flush=True)
"""
LOOK = """
import json
from zwerm.people.models import Person
from zwerm.records.models import Statement, Week
from zwerm.records.projection import advance_all, lag, projections, rebuild
from zwerm.search.actions import find, follow_changes
def weeks():
    return sorted(Week.objects.live().values_list("monday", "learned", "shared", "taught", "seconds"))
advance_all()
follow_changes()
kept, behind = weeks(), [lag(projection) for projection in projections.values()]
for projection in projections.values():
    rebuild(projection)
found = find(Person.objects.get(email="a@x.example"), "kajaks", limit=100).things
print(json.dumps({"same": kept == weeks(), "weeks": len(kept), "behind": behind, "found": len(found), "statements": Statement.objects.count()}))
"""


def test_whoever_follows_and_is_killed_again_and_again_counts_everything_once(
    migrated: Installation, tmp_path: Path
) -> None:
    with fresh_installation(tmp_path, migrated) as installation:
        with installation.going(SAVE) as saving:
            for sign in ("advanced", "followed", "followed", "advanced"):
                with installation.going(FOLLOW) as following:
                    wait_for_line(following, sign)
                    following.kill()
            assert saving.wait(120) == 0, saving.stderr
        done = installation.python(LOOK)
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    assert told == {
        "same": True,
        "weeks": 1,
        "behind": [0] * len(told["behind"]),
        "found": 40,
        "statements": told["statements"],
    }
    assert told["statements"] >= 40
