"""How many statements a second come in through xAPI: one by one and in batches, by 1 and 16 connections that stay open.

    python bench/records_http.py [--seconds 3]

Starts a server of its own in a temporary ZWERM_HOME (SQLite, or what ZWERM_DATABASE_URL names: an empty database) and sends from
processes that only write bytes to a socket. Tells processor time of the server per statement besides.
"""

from __future__ import annotations

import argparse
import http.client
import json
import os
import subprocess
import sys
import tempfile
import time
from base64 import b64encode
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


def send(port: int, known: str, batch: int, until: float) -> int:
    """In a process of its own; answers how many were taken."""
    text, taken = json.dumps(STATEMENT), 0
    connection = http.client.HTTPConnection("127.0.0.1", port)
    headers = {
        "Authorization": f"Basic {known}",
        "X-Experience-API-Version": "1.0.3",
        "Content-Type": "application/json",
    }
    while time.monotonic() < until:
        ones = (text.replace(ID, str(uuid4())).replace(WHO, f"p{number % 97}") for number in range(batch))
        connection.request("POST", "/xapi/statements", f"[{','.join(ones)}]".encode(), headers)
        answer = connection.getresponse()
        told = answer.read()
        if answer.status != 200:
            raise RuntimeError(f"{answer.status}: {told[:300]!r}")
        taken += batch
    return taken


def processor_time(pid: int) -> float:
    told = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(told[11]) + int(told[12])) / os.sysconf("SC_CLK_TCK")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=3)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="zwerm-xapi-") as home:
        environment = {**os.environ, "ZWERM_HOME": home, "PYTHONPATH": str(ROOT)}
        zwerm = [sys.executable, "-m", "zwerm"]
        subprocess.run([*zwerm, "migrate"], env=environment, check=True, capture_output=True)
        words = [*zwerm, "credential", "create", "bench", "--scope", "all", "--json"]
        made = json.loads(subprocess.run(words, env=environment, check=True, capture_output=True).stdout)
        known = b64encode(f"{made['key']}:{made['secret']}".encode()).decode()
        words = [*zwerm, "run", "--port", "0", "--json"]
        server = subprocess.Popen(words, env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        try:
            measure(server, known, given.seconds)
        finally:
            server.terminate()
            server.wait()


def measure(server: subprocess.Popen[str], known: str, seconds: float) -> None:
    assert server.stdout
    told = ""
    while "}" not in told:
        told += server.stdout.readline()
    port = json.loads(told)["port"]
    print("| batch | connections | budget a second | a second | server, ms of processor time a statement |")
    print("|---|---|---|---|---|", flush=True)
    for batch, connections in CASES:
        spent, until = processor_time(server.pid), time.monotonic() + seconds
        with get_context("fork").Pool(connections) as pool:
            taken = sum(pool.starmap(send, [(port, known, batch, until)] * connections, chunksize=1))
        spent = processor_time(server.pid) - spent
        rate, each = taken / seconds, spent * 1000 / max(taken, 1)
        print(f"| {batch} | {connections} | {BUDGET[batch]:,} | {rate:,.0f} | {each:.2f} |", flush=True)


if __name__ == "__main__":
    main()
