"""Django's pages under an ASGI server: WSGI in a fixed set of threads.

A thread is taken when the whole request is there and given back when the answer is made, so that people on slow lines never keep others
waiting. What is sent piece by piece (a file, an answer that is being written) runs in threads of its own. See docs/decisions/0003.
"""

from __future__ import annotations

import asyncio
import contextvars
import io
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import IO, Any, Protocol, cast

from starlette.types import Message, Receive, Scope, Send

IN_MEMORY = 1024 * 1024
PIECE = 64 * 1024
STREAMS = 32
# How long the next piece of a request may take to arrive.
PATIENCE = 60.0

Headers = list[tuple[str, str]]
CLOSING: Headers = [("Content-Type", "text/plain"), ("Connection", "close")]


class Answer(Protocol):
    """What Django's WSGI handler answers: pieces of the body; `streaming` when they come one by one."""

    streaming: bool

    def __iter__(self) -> Iterator[bytes]: ...
    def close(self) -> None: ...


class FilePieces:
    """`wsgi.file_wrapper`: a file in pieces that are worth a switch of threads."""

    streaming = True

    def __init__(self, file: IO[bytes], size: int) -> None:
        self._file = file

    def __iter__(self) -> Iterator[bytes]:
        while piece := self._file.read(PIECE):
            yield piece

    def close(self) -> None:
        self._file.close()


class Pages:
    """The ASGI application. `largest` is the largest request body in bytes; who sends more gets what stands at `too_large`.

    `proxied`: one proxy in front tells who asks.
    """

    def __init__(
        self,
        wsgi: Callable[..., Iterable[bytes]],
        *,
        threads: int,
        largest: int,
        too_large: str,
        proxied: bool,
        patience: float = PATIENCE,
    ) -> None:
        self._wsgi = wsgi
        self._largest, self._too_large = largest, too_large
        self._proxied = proxied
        self._patience = patience
        self._pages = ThreadPoolExecutor(threads, thread_name_prefix="zwerm-page")
        self._streams = ThreadPoolExecutor(STREAMS, thread_name_prefix="zwerm-stream")

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await send({"type": "websocket.close", "code": 4404})
            return
        with tempfile.SpooledTemporaryFile(max_size=IN_MEMORY) as body:
            try:
                size = await self._receive_whole(receive, cast("IO[bytes]", body))
            except TimeoutError:
                await _send_at_once(send, 408, CLOSING, b"Too slow. Te langzaam.")
                return
            except asyncio.CancelledError:
                # The server stops, and waited long enough. Nothing was begun yet: whoever was still sending may send again.
                await _send_at_once(send, 503, CLOSING, b"Zwerm is stopping. Zwerm stopt.")
                return
            if size is None:
                return
            if size > self._largest:
                told = {**scope, "method": "GET", "path": self._too_large, "query_string": b""}
                await self._answer(self._environ(told, io.BytesIO(), 0), receive, send)
                return
            body.seek(0)
            await self._answer(self._environ(scope, cast("IO[bytes]", body), size), receive, send)

    async def _receive_whole(self, receive: Receive, body: IO[bytes]) -> int | None:
        """Write the request's body to `body`; answers its size, or None when the asker went away. Raises TimeoutError."""
        size = 0
        while True:
            async with asyncio.timeout(self._patience):
                message = await receive()
            if message["type"] == "http.disconnect":
                return None
            piece = message.get("body", b"")
            size += len(piece)
            if size > self._largest:
                return size
            body.write(piece)
            if not message.get("more_body", False):
                return size

    def _environ(self, scope: Scope, body: IO[bytes], size: int) -> dict[str, Any]:
        host, port = scope.get("server") or ("localhost", 80)
        environ: dict[str, Any] = {
            "REQUEST_METHOD": scope["method"],
            "SCRIPT_NAME": "",
            "PATH_INFO": scope["path"].encode().decode("latin-1"),
            "QUERY_STRING": scope["query_string"].decode("latin-1"),
            "SERVER_NAME": host,
            "SERVER_PORT": str(port or 0),
            "SERVER_PROTOCOL": f"HTTP/{scope['http_version']}",
            "REMOTE_ADDR": (scope.get("client") or ("", 0))[0],
            "wsgi.version": (1, 0),
            "wsgi.url_scheme": scope.get("scheme", "http"),
            "wsgi.input": body,
            "wsgi.errors": sys.stderr,
            "wsgi.multithread": True,
            "wsgi.multiprocess": True,
            "wsgi.run_once": False,
            "wsgi.file_wrapper": FilePieces,
        }
        for raw, value in scope["headers"]:
            # A name with an underscore could pass for one with a dash that only the proxy may set.
            if b"_" not in raw:
                name = "HTTP_" + raw.decode("latin-1").upper().replace("-", "_")
                text = value.decode("latin-1")
                joint = "; " if name == "HTTP_COOKIE" else ","
                environ[name] = f"{environ[name]}{joint}{text}" if name in environ else text
        environ["CONTENT_TYPE"] = environ.pop("HTTP_CONTENT_TYPE", "")
        environ["CONTENT_LENGTH"] = str(size)
        environ.pop("HTTP_CONTENT_LENGTH", None)
        if self._proxied and (known := environ.get("HTTP_X_FORWARDED_FOR")):
            # The last one was written by our own proxy; whatever stands before it, anyone can have sent.
            environ["REMOTE_ADDR"] = known.rpartition(",")[2].strip()
        return environ

    async def _answer(self, environ: dict[str, Any], receive: Receive, send: Send) -> None:
        loop = asyncio.get_running_loop()
        # One context for the whole answer, whichever thread it is made in: the reader's language hangs on it.
        context = contextvars.copy_context()
        status, headers, answer = await loop.run_in_executor(self._pages, context.run, self._ask, environ)
        if isinstance(answer, bytes):
            return await _send_at_once(send, status, headers, answer)
        # The whole request was read: whatever still comes in tells that the asker went away.
        gone = asyncio.ensure_future(receive())
        try:
            await send(_start(status, headers))
            pieces = iter(answer)
            while not gone.done() and (piece := await loop.run_in_executor(self._streams, context.run, _next, pieces)):
                await send({"type": "http.response.body", "body": piece, "more_body": True})
            await send({"type": "http.response.body", "body": b""})
        finally:
            gone.cancel()
            await loop.run_in_executor(self._streams, context.run, answer.close)

    def _ask(self, environ: dict[str, Any]) -> tuple[int, Headers, bytes | Answer]:
        """Let Django answer; what comes at once comes as bytes, closed."""
        told: list[tuple[int, Headers]] = []

        def start_response(status: str, headers: Headers, *_: object) -> None:
            told.append((int(status.partition(" ")[0]), headers))

        answer = cast("Answer", self._wsgi(environ, start_response))
        if getattr(answer, "streaming", False):
            return *told[0], answer
        try:
            return *told[0], b"".join(answer)
        finally:
            answer.close()


def _next(pieces: Iterator[bytes]) -> bytes:
    """The next piece that is not empty; b"" after the last."""
    return next((piece for piece in pieces if piece), b"")


def _start(status: int, headers: Headers) -> Message:
    encoded = [(name.encode("latin-1").lower(), value.encode("latin-1")) for name, value in headers]
    return {"type": "http.response.start", "status": status, "headers": encoded}


async def _send_at_once(send: Send, status: int, headers: Headers, body: bytes) -> None:
    await send(_start(status, headers))
    await send({"type": "http.response.body", "body": body})
