"""How many statements a second come in through xAPI: one by one and in batches, by 1 and 16 connections that stay open.

    python bench/records_http.py [--seconds 3] [--ralph PYTHON]

Starts a server of its own in a temporary ZWERM_HOME (SQLite, or what ZWERM_DATABASE_URL names: an empty database) and sends from
processes that only write bytes to a socket. Tells processor time of the server per statement besides. `--ralph`: the same by the same senders to
Ralph with its store of files (https://github.com/openfun/ralph), which is not waited for on disk; PYTHON has `ralph-malph[cli,lrs]` and `requests`.
"""

from __future__ import annotations

import argparse
import http.client
import json
import os
import socket
import subprocess
import sys
import tempfile
import time
from base64 import b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from uuid import uuid4

ROOT = Path(__file__).resolve().parents[1]
CASES = ((1, 1), (1, 16), (50, 1), (50, 4), (500, 1), (500, 4))
BUDGET = {1: 300, 50: 3000, 500: 3000}
ID, WHO = "@id", "@who"
STATEMENT = {
    "id": ID,
    "actor": {"objectType": "Agent", "name": "An Example", "mbox": f"mailto:{WHO}@elders.example"},
    "verb": {"id": "http://adlnet.gov/expapi/verbs/answered", "display": {"en-US": "answered", "nl": "antwoordde"}},
    "object": {
        "id": "https://lms.example/course/7/question/3",
        "definition": {"type": "http://adlnet.gov/expapi/activities/question", "name": {"nl": "Vraag drie"}},
    },
    "result": {"score": {"scaled": 0.8, "raw": 8, "min": 0, "max": 10}, "success": True, "duration": "PT12.5S"},
    "context": {
        "registration": "0192d8b4-0000-7000-8000-000000000001",
        "platform": "Example",
        "contextActivities": {"parent": [{"id": "https://lms.example/course/7"}]},
    },
    "timestamp": "2026-11-22T09:30:00.123Z",
}


# Left to itself its store of files takes no second request: it makes a new file for each, of the same name.
RALPH = """
import sys, uvicorn
from ralph.backends.data.base import BaseOperationType
from ralph.backends.lrs.fs import FSLRSBackend
FSLRSBackend.default_operation_type = BaseOperationType.APPEND
uvicorn.run("ralph.api:app", port=int(sys.argv[1]), log_level="error")
"""


@dataclass(frozen=True)
class Served:
    name: str
    pid: int
    port: int
    known: str
    path: str = "/xapi/statements"


def known_as(key: str, secret: str) -> str:
    return b64encode(f"{key}:{secret}".encode()).decode()


@contextmanager
def running(words: list[str], environment: dict[str, str]) -> Iterator[subprocess.Popen[str]]:
    server = subprocess.Popen(words, env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    try:
        yield server
    finally:
        server.terminate()
        server.wait()


@contextmanager
def zwerm(home: str) -> Iterator[Served]:
    environment = {**os.environ, "ZWERM_HOME": home, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-m", "zwerm"]
    subprocess.run([*command, "migrate"], env=environment, check=True, capture_output=True)
    words = [*command, "credential", "create", "bench", "--scope", "all", "--json"]
    made = json.loads(subprocess.run(words, env=environment, check=True, capture_output=True).stdout)
    with running([*command, "run", "--port", "0", "--json"], environment) as server:
        assert server.stdout
        told = ""
        while "}" not in told:
            told += server.stdout.readline()
        name = "Zwerm, PostgreSQL" if os.environ.get("ZWERM_DATABASE_URL") else "Zwerm, SQLite"
        yield Served(name, server.pid, json.loads(told)["port"], known_as(made["key"], made["secret"]))


@contextmanager
def ralph(python: str, home: str) -> Iterator[Served]:
    """With one process, as Zwerm has."""
    environment = {
        **os.environ,
        "RALPH_APP_DIR": home,
        "RALPH_AUTH_FILE": f"{home}/auth.json",
        "RALPH_RUNSERVER_BACKEND": "fs",
        "RALPH_BACKENDS__LRS__FS__DEFAULT_DIRECTORY_PATH": home,
    }
    here = Path(python).parent
    words = [
        str(here / "ralph"),
        "auth",
        "-u",
        "bench",
        "-p",
        "secret",
        "-s",
        "all",
        "-M",
        "mailto:b@example.org",
        "-w",
    ]
    subprocess.run([*words, "-N", "bench"], env=environment, check=True, capture_output=True)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with running([python, "-c", RALPH, str(port)], environment) as server:
        while server.poll() is None:
            with socket.socket() as there:
                if there.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.2)
        yield Served("Ralph, files", server.pid, port, known_as("bench", "secret"), "/xAPI/statements/")


def send(to: Served, batch: int, until: float) -> int:
    """In a process of its own; answers how many were taken."""
    text, taken = json.dumps(STATEMENT), 0
    connection = http.client.HTTPConnection("127.0.0.1", to.port)
    headers = {
        "Authorization": f"Basic {to.known}",
        "X-Experience-API-Version": "1.0.3",
        "Content-Type": "application/json",
    }
    while time.monotonic() < until:
        ones = (text.replace(ID, str(uuid4())).replace(WHO, f"p{number % 97}") for number in range(batch))
        connection.request("POST", to.path, f"[{','.join(ones)}]".encode(), headers)
        answer = connection.getresponse()
        told = answer.read()
        if answer.status != 200:
            raise RuntimeError(f"{answer.status}: {told[:300]!r}")
        taken += batch
    return taken


def processor_time(pid: int) -> float:
    told = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(told[11]) + int(told[12])) / os.sysconf("SC_CLK_TCK")


def measure(to: Served, seconds: float) -> None:
    for batch, connections in CASES:
        spent, until = processor_time(to.pid), time.monotonic() + seconds
        with get_context("fork").Pool(connections) as pool:
            taken = sum(pool.starmap(send, [(to, batch, until)] * connections, chunksize=1))
        spent = processor_time(to.pid) - spent
        rate, each = taken / seconds, spent * 1000 / max(taken, 1)
        print(f"| {to.name} | {batch} | {connections} | {BUDGET[batch]:,} | {rate:,.0f} | {each:.2f} |", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=3)
    parser.add_argument("--ralph", metavar="PYTHON", help="also to Ralph, which this Python has")
    given = parser.parse_args()
    print("| store | batch | connections | budget a second | a second | server, ms of processor time a statement |")
    print("|---|---|---|---|---|---|", flush=True)
    with tempfile.TemporaryDirectory(prefix="zwerm-xapi-") as home, zwerm(home) as server:
        measure(server, given.seconds)
    if given.ralph:
        with tempfile.TemporaryDirectory(prefix="zwerm-ralph-") as home, ralph(given.ralph, home) as server:
            measure(server, given.seconds)


if __name__ == "__main__":
    main()
