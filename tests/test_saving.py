"""Colleagues who save through the running server: many at once, and while it is killed."""

from __future__ import annotations

import http.client
import json
import signal
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from subprocess import Popen
from urllib.parse import urlencode
from uuid import uuid4

from tests.installation import Installation, fresh_installation, wait_for_line

WRITERS, EACH = 8, 4
TOKEN = "a" * 32
SIGN_IN = """
import json
from django.test import Client
from zwerm.people.actions import add_person, open_organisation
space, told = open_organisation("L", "l"), []
for number in range(8):
    person = add_person(f"p{number}@x.example", f"P {number}")
    client = Client()
    client.force_login(person)
    told.append(client.cookies["sessionid"].value)
print(json.dumps({"space": str(space.id), "sessions": told}))
"""
HOME_PAGES = """
import json
from zwerm.records.models import Statement
print(json.dumps(sorted({json.loads(kept)["actor"]["account"]["homePage"] for kept in Statement.objects.values_list("json", flat=True)})))
"""
KEPT = """
import json
from zwerm.library.models import Item
print(json.dumps(list(Item.objects.values_list("title", flat=True))))
"""


@dataclass
class Writer:
    """A browser that is signed in, and saves."""

    port: int
    space: str
    session: str

    def ask(self, method: str, address: str, body: str = "") -> http.client.HTTPResponse:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        connection.request(
            method,
            address,
            body,
            {
                "Cookie": f"sessionid={self.session}; csrftoken={TOKEN}",
                "X-CSRFToken": TOKEN,
                "Content-Type": "application/x-www-form-urlencoded",
            },
        )
        return connection.getresponse()

    def save(self, title: str) -> int:
        text = f"## Kop\n\nOver zeehonden: {title}.\n"
        given = {"title": title, "text": text, "space": self.space, "do": "publish", "token": uuid4()}
        return self.ask("POST", "/knowledge/write/page/", urlencode(given)).status


def signed_in(installation: Installation) -> tuple[str, list[str]]:
    done = installation.python(SIGN_IN)
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    return told["space"], told["sessions"]


def port_of(program: Popen[str]) -> int:
    return int(wait_for_line(program, "Zwerm is ready").rpartition(":")[2])


def test_eight_who_save_at_once_all_keep_what_they_wrote(migrated: Installation, tmp_path: Path) -> None:
    with fresh_installation(tmp_path, migrated) as installation:
        space, sessions = signed_in(installation)
        with installation.started("run", "--port", "0") as program:
            port = port_of(program)

            def save_all(number: int) -> list[int]:
                writer = Writer(port, space, sessions[number])
                return [writer.save(f"Titel {number}-{turn}") for turn in range(EACH)]

            with ThreadPoolExecutor(WRITERS) as writers:
                statuses = [status for each in writers.map(save_all, range(WRITERS)) for status in each]
            program.send_signal(signal.SIGTERM)
            assert program.wait(90) == 0
            assert program.stderr
            told = program.stderr.read()
        kept = json.loads(installation.python(KEPT).stdout)
        home_pages = json.loads(installation.python(HOME_PAGES).stdout)
    assert home_pages == [f"http://localhost:{port}"]
    assert statuses == [302] * (WRITERS * EACH)
    assert sorted(kept) == sorted(f"Titel {number}-{turn}" for number in range(WRITERS) for turn in range(EACH))
    assert "locked" not in told
    assert "Traceback" not in told


def test_what_was_answered_before_the_server_was_killed_is_kept_and_found_after(
    migrated: Installation, tmp_path: Path
) -> None:
    with fresh_installation(tmp_path, migrated) as installation:
        space, sessions = signed_in(installation)
        answered: list[str] = []
        with installation.started("run", "--port", "0") as program:
            writer = Writer(port_of(program), space, sessions[0])
            _save_until_it_is_gone(writer, answered, program)
        with installation.started("run", "--port", "0") as program:
            writer = Writer(port_of(program), space, sessions[0])
            kept = json.loads(installation.python(KEPT).stdout)
            lost = [title for title in answered if title not in kept]
            found = writer.ask("GET", "/search/?q=zeehonden").read().decode()
            assert writer.save("Na de herstart") == 302
    assert len(answered) >= 5
    assert lost == []
    assert len(kept) - len(answered) in {0, 1}, "what was under way may be kept, whole"
    assert sum(f"Titel {number}" in found for number in range(len(answered))) == min(len(answered), 10)


def _save_until_it_is_gone(writer: Writer, answered: list[str], program: Popen[str]) -> None:
    """Save on and on; after a few answers the server is killed while the next one is asked for."""
    with ThreadPoolExecutor(1) as killer:
        for number in range(10_000):
            if number == 5:
                killer.submit(program.kill)
            try:
                status = writer.save(f"Titel {number}")
            except (OSError, http.client.HTTPException):
                return
            assert status == 302
            answered.append(f"Titel {number}")
