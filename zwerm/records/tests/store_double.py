"""A record store in a thread: as little of xAPI as forwarding and fetching need, and the failures that real ones have."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler
from io import BufferedIOBase
from time import sleep
from typing import Any
from urllib.parse import parse_qs, urlsplit

from tests.answering import answering
from zwerm.records.rules.typed import VOIDED


class Double:
    """`statements`: by id, in the order in which they came. `trouble`: what each of the next requests meets, first to last.

    A number is a status without anything done; "lost" does what is asked, and closes without an answer.
    """

    def __init__(self) -> None:
        self.statements: dict[str, dict[str, Any]] = {}
        self.writes: list[str] = []
        self.trouble: list[object] = []
        self.refuses: set[str] = set()
        # Whose credential may not send these; None: it may send nothing.
        self.forbids: set[str] | None = set()
        # Over these it fails each time; and what it answers to any that have files.
        self.stumbles: set[str] = set()
        self.takes_files = 200
        # How many at once it gets done while somebody waits for it; of more it does nothing. None: any.
        self.bears: int | None = None
        # Where its answer comes a byte at a time: in the headers or in the body.
        self.drips = ""
        self.asked: list[str] = []
        self.bodies: list[bytes] = []
        self.page = 3
        self.more = ""
        # What it answers to whoever reads, whatever is asked.
        self.answer: bytes | None = None
        self.media_type = "application/json"
        self.address = ""

    def take(self, coming: list[dict[str, Any]]) -> int:
        if self.forbids is None or any(one["id"] in self.forbids for one in coming):
            return 403
        if any(one["id"] in self.stumbles for one in coming):
            return 500
        if any(one["id"] in self.refuses for one in coming):
            return 400
        if any(one["id"] in self.statements for one in coming):
            # The strict kind: it does not compare.
            return 409
        for one in coming:
            self.writes.append(one["id"])
            self.statements[one["id"]] = one
        return 200

    def takes_too_long(self, body: bytes) -> bool:
        return self.bears is not None and len(json.loads(body)) > self.bears

    def hold(self, *statements: dict[str, Any]) -> None:
        for one in statements:
            self.statements[one["id"]] = {"stored": datetime.now(UTC).isoformat(), **one}

    def _verbs_of(self, one: dict[str, Any]) -> set[str]:
        """Also of what it refers to: asked for a verb, a store tells what refers to that too (1.0.3, part three, 2.1.3)."""
        target = self.statements.get(one["object"]["id"], {})
        return {part["verb"]["id"] for part in (one, target) if part}

    def page_of(self, params: dict[str, str]) -> dict[str, Any]:
        rows = sorted(self.statements.values(), key=lambda one: one["stored"])
        if "since" in params:
            since = datetime.fromisoformat(params["since"])
            rows = [one for one in rows if datetime.fromisoformat(one["stored"]) > since]
        back = {one["object"]["id"] for one in rows if one["verb"]["id"] == VOIDED}
        rows = [one for one in rows if one["id"] not in back and params.get("verb") in (None, *self._verbs_of(one))]
        skip = int(params.get("skip", "0"))
        further = f"{self.more or '/xapi/statements'}?skip={skip + self.page}" if skip + self.page < len(rows) else ""
        if further and "since" in params:
            further += f"&since={params['since'].replace('+', '%2B')}"
        if further and "verb" in params:
            further += f"&verb={params['verb']}"
        return {"statements": rows[skip : skip + self.page], "more": further}


class Quiet(BaseHTTPRequestHandler):
    def left_after(self, takes_too_long: bool) -> bool:
        """Whether who asks had to leave: so long it waits."""
        if takes_too_long:
            self.rfile.read(1)
        return takes_too_long

    def log_message(self, *given: object) -> None:
        pass


def content_of(told: object) -> bytes:
    return told if isinstance(told, bytes) else json.dumps(told).encode()


def drip(out: BufferedIOBase, where: str, status: int, content: bytes) -> None:
    """Three seconds long, but as long as somebody listens."""
    head, end = f"HTTP/1.0 {status} OK\r\nX: ".encode(), b"\r\n\r\n"
    first, last = (head, end + content) if where == "headers" else (head + end, content)
    with suppress(OSError):
        for piece in (first, *[b" "] * 60, last):
            out.write(piece)
            sleep(0.05)


def handler_of(double: Double) -> type[BaseHTTPRequestHandler]:
    class Handler(Quiet):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            double.bodies.append(body)
            if self.left_after(double.takes_too_long(body)) or self._in_trouble(lambda: double.take(json.loads(body))):
                return
            self._answer(
                double.takes_files if "multipart" in self.headers["Content-Type"] else double.take(json.loads(body)), []
            )

        def do_GET(self) -> None:
            double.asked.append(self.path)
            params = {name: values[-1] for name, values in parse_qs(urlsplit(self.path).query).items()}
            if not self._in_trouble(lambda: 0):
                self._answer(200, double.answer or double.page_of(params))

        def _in_trouble(self, act: Any) -> bool:
            met = double.trouble.pop(0) if double.trouble else None
            if met == "lost":
                act()
                self.connection.close()
            elif isinstance(met, int):
                self._answer(met, {"error": "trouble"})
            return met is not None

        def _answer(self, status: int, told: object) -> None:
            content = content_of(told)
            if double.drips:
                self.close_connection = True
                drip(self.wfile, double.drips, status, content)
                return
            self.send_response(status)
            self.send_header("Content-Type", double.media_type)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

    return Handler


@contextmanager
def served(double: Double) -> Iterator[Double]:
    with answering(handler_of(double)) as address:
        double.address = f"{address}/xapi"
        yield double
