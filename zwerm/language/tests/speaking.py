"""A local server that speaks the protocol of chat completions, failures included: what it does next is set by the test."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler
from typing import Any

from tests.answering import answering


@dataclass
class Speaker:
    """`says` is the next answer; `failures` are taken first, one per request."""

    says: str = "Hallo."
    failures: list[str] = field(default_factory=list)
    asked: list[dict[str, Any]] = field(default_factory=list)
    url: str = ""
    go_on: threading.Event = field(default_factory=threading.Event)


class _Handler(BaseHTTPRequestHandler):
    speaker: Speaker

    def log_message(self, format: str, *args: object) -> None:
        """Keep test output quiet."""

    def do_GET(self) -> None:
        self._whole(
            200,
            json.dumps({"object": "list", "data": [{"id": "demo", "object": "model", "created": 0, "owned_by": ""}]}),
        )

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        self.speaker.asked.append(json.loads(body))
        failure = self.speaker.failures.pop(0) if self.speaker.failures else ""
        getattr(self, f"_{failure or 'speak'}")()

    def _whole(self, status: int, body: str, kind: str = "application/json") -> None:
        data = body.encode()
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def _begin(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.end_headers()

    def _chunk(self, delta: dict[str, Any], finish: str | None = None, usage: dict[str, int] | None = None) -> None:
        chunk = {
            "id": "1", "object": "chat.completion.chunk", "created": 0, "model": "demo", "usage": usage,
            "choices": [{"index": 0, "delta": delta, "finish_reason": finish}],
        }  # fmt: skip
        self.wfile.write(f"data: {json.dumps(chunk)}\n\n".encode())
        self.wfile.flush()

    def _speak(self) -> None:
        self._begin()
        for word in self.speaker.says.split(" "):
            self._chunk({"content": word + " "})
        self._chunk({}, "stop", {"prompt_tokens": 11, "completion_tokens": 7, "total_tokens": 18})
        self.wfile.write(b"data: [DONE]\n\n")

    def _busy(self) -> None:
        self._whole(429, json.dumps({"error": {"message": "slow down"}}))

    def _down(self) -> None:
        self._whole(500, "oops", "text/plain")

    def _denied(self) -> None:
        self._whole(401, json.dumps({"error": {"message": "bad key"}}))

    def _html(self) -> None:
        self._whole(200, "<html>a proxy's page</html>", "text/html")

    def _nonsense(self) -> None:
        self._begin()
        self.wfile.write(b"data: {not json\n\n")

    def _cut(self) -> None:
        self._begin()
        self._chunk({"content": "Half een ant"})

    def _halfway(self, then: bytes = b"") -> None:
        """What it says, and then no end: as a server that dies, or talks nonsense (`then`)."""
        self._begin()
        for word in self.speaker.says.split(" "):
            self._chunk({"content": word + " "})
        self.wfile.write(then)
        self.wfile.flush()

    def _garbled(self) -> None:
        self._halfway(b"data: {not json\n\n")

    def _stalled(self) -> None:
        self._halfway()
        self.speaker.go_on.wait(5)

    def _hang(self) -> None:
        time.sleep(1.2)

    def _trickle(self) -> None:
        self._begin()
        for _ in range(40):
            try:
                self._chunk({"content": "."})
            except OSError:
                return
            time.sleep(0.05)

    def _keepalive(self) -> None:
        self._begin()
        for _ in range(40):
            try:
                self.wfile.write(b": still thinking\n\n")
                self.wfile.flush()
            except OSError:
                return
            time.sleep(0.05)

    def _later(self) -> None:
        self.send_response(429)
        self.send_header("Retry-After", "3600")
        self.send_header("Content-Length", "0")
        self.end_headers()

    def _endless(self) -> None:
        self._begin()
        for _ in range(2000):
            try:
                self._chunk({"content": "bla " * 50})
            except OSError:
                return

    def _refuse(self) -> None:
        self._begin()
        self._chunk({"refusal": "No."})
        self._chunk({}, "stop")

    def _silent(self) -> None:
        self._begin()
        self._chunk({}, "stop")


@contextmanager
def speaking() -> Iterator[Speaker]:
    """A server on a free port of this machine, for the time of a test."""
    speaker = Speaker()
    with answering(type("Handler", (_Handler,), {"speaker": speaker})) as address:
        speaker.url = f"{address}/v1"
        try:
            yield speaker
        finally:
            speaker.go_on.set()
