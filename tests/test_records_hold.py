"""The server is killed while many tools send batches: what it acknowledged is there once, and no batch by half."""

from __future__ import annotations

import http.client
import json
import threading
from base64 import b64encode
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any
from uuid import uuid4

from tests.installation import Installation, fresh_installation, wait_for_line

TOOLS, SIZE, BEFORE_THE_END = 16, 20, 48
COUNT = """
import json
from django.db.models import Count
from zwerm.records.models import Mention, Statement
of = dict(Statement.objects.values_list("object_iri").annotate(Count("sequence")).order_by())
print(json.dumps({"of": of, "ids": Statement.objects.values("id").distinct().count(), "mentions": Mention.objects.count()}))
"""


def test_a_server_that_is_killed_kept_what_it_acknowledged_once_and_no_half_batch(
    migrated: Installation, tmp_path: Path
) -> None:
    with fresh_installation(tmp_path, migrated) as installation:
        sent, acknowledged = send_until_killed(installation)
        told: dict[str, Any] = json.loads(installation.python(COUNT).stdout)
    assert len(acknowledged) >= BEFORE_THE_END
    assert set(told["of"]) <= sent
    assert set(told["of"].values()) == {SIZE}
    assert acknowledged <= set(told["of"])
    assert told["ids"] == told["mentions"] == sum(told["of"].values())


def send_until_killed(installation: Installation) -> tuple[set[str], set[str]]:
    """What the batches are about: of all that were sent, and of those that were acknowledged before the server was killed."""
    made = json.loads(installation.zwerm("credential", "create", f"many {uuid4()}", "--scope", "all", "--json").stdout)
    sent: set[str] = set()
    acknowledged: set[str] = set()
    enough = threading.Event()

    def send(port: int) -> None:
        known = b64encode(f"{made['key']}:{made['secret']}".encode()).decode()
        headers = {
            "Authorization": f"Basic {known}",
            "Content-Type": "application/json",
            "X-Experience-API-Version": "1.0.3",
        }
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        while True:
            about = f"https://lms.example/{uuid4()}"
            sent.add(about)
            try:
                connection.request("POST", "/xapi/statements", json.dumps([told(about) for _ in range(SIZE)]), headers)
                answer = connection.getresponse()
                if answer.status == 200 and len(json.loads(answer.read())) == SIZE:
                    acknowledged.add(about)
            except (OSError, ValueError, http.client.HTTPException):
                return
            if len(acknowledged) >= BEFORE_THE_END:
                enough.set()

    with installation.started("run", "--port", "0") as program, ThreadPoolExecutor(TOOLS) as pool:
        port = int(wait_for_line(program, "Zwerm is ready").rpartition(":")[2])
        for _ in range(TOOLS):
            pool.submit(send, port)
        enough.wait(120)
        program.kill()
    return sent, acknowledged


def told(about: str) -> dict[str, Any]:
    return {
        "id": str(uuid4()),
        "actor": {"mbox": "mailto:an@elders.example"},
        "verb": {"id": "https://lms.example/verbs/did"},
        "object": {"id": about},
    }
