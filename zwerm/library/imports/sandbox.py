"""Reading files in a process of its own, which is reused and replaced when a file breaks it."""

import os
import subprocess
import sys
import threading
from collections.abc import Mapping
from types import TracebackType

import msgspec

from zwerm.library.imports import limits
from zwerm.library.imports.document import Document, Refused
from zwerm.library.imports.kinds import kind_of
from zwerm.library.imports.markdown.reading import Lookup, nothing
from zwerm.library.imports.reading import read_document
from zwerm.library.imports.worker import Reply, Request, receive, send

# Text this small is read on the spot: its readers work line by line and load no library that could break.
_ON_THE_SPOT = 256 * 1024
_FEW = 40
_FILES_PER_WORKER = 2_000


class Sandbox:
    """Reads documents without trusting them. Use as a context manager; one sandbox per thread."""

    def __init__(self, seconds: float = limits.WORKER_SECONDS) -> None:
        self.seconds = seconds
        self._worker: subprocess.Popen[bytes] | None = None
        self._files = self._small = 0
        self._decoder = msgspec.msgpack.Decoder(Reply)

    def __enter__(self) -> "Sandbox":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def read(
        self,
        path: str,
        data: bytes,
        lookup: Lookup = nothing,
        variables: Mapping[str, str] | None = None,
    ) -> Document:
        """As `read_document`, with two reasons more: `too_slow`, and `needs_too_much_memory` for a reader that died."""
        if len(data) > limits.FILE_BYTES:
            raise Refused("too_large", size=len(data), limit=limits.FILE_BYTES)
        if kind_of(path, data) in {"markdown", "text"} and len(data) <= _ON_THE_SPOT:
            self._small += 1
            # Many of them go faster in the other process, beside the writing; few are not worth starting it.
            if self._small <= _FEW or _looks_outside(data, variables):
                return read_document(path, data, lookup, variables)
        reply = self._ask(Request(path, data))
        if reply.document is None:
            raise (
                Refused(reply.reason.code, **reply.reason.params)
                if reply.reason
                else Refused("reader_failed", error="?")
            )
        return reply.document

    def close(self) -> None:
        worker, self._worker, self._files = self._worker, None, 0
        if worker is None:
            return
        worker.kill()
        worker.wait()
        for stream in (worker.stdin, worker.stdout):
            if stream is not None:
                try:
                    stream.close()
                except OSError:
                    continue

    def _ask(self, request: Request) -> Reply:
        worker = self._ready_worker()
        assert worker.stdin is not None
        assert worker.stdout is not None
        late = threading.Event()

        def stop() -> None:
            late.set()
            worker.kill()

        timer = threading.Timer(self.seconds, stop)
        timer.daemon = True
        timer.start()
        try:
            send(worker.stdin, request)
            body = receive(worker.stdout)
        except OSError:
            body = None
        finally:
            timer.cancel()
        if body is None:
            self.close()
            raise (
                Refused("too_slow", seconds=round(self.seconds)) if late.is_set() else Refused("needs_too_much_memory")
            )
        return self._decoder.decode(body)

    def _ready_worker(self) -> subprocess.Popen[bytes]:
        if self._files >= _FILES_PER_WORKER or (self._worker and self._worker.poll() is not None):
            self.close()
        self._files += 1
        if self._worker is None:
            self._worker = subprocess.Popen(
                [sys.executable, "-m", "zwerm.library.imports.worker"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env=_bare_environment(),
            )
        return self._worker


def _looks_outside(data: bytes, variables: Mapping[str, str] | None) -> bool:
    """Whether a text needs other files of its collection, which only this process can see."""
    return any(mark in data for mark in (b"#include", b"--8<--", b"{{#include")) or (bool(variables) and b"$" in data)


def _bare_environment() -> dict[str, str]:
    """The worker finds its code and nothing else: no secrets of the installation, no address of the database."""
    kept = {
        name: os.environ[name]
        for name in ("PATH", "SYSTEMROOT", "TEMP", "TMP", "LANG", "LD_LIBRARY_PATH")
        if name in os.environ
    }
    return {
        **kept,
        "PYTHONPATH": os.pathsep.join(path for path in sys.path if path),
        "PYTHONUTF8": "1",
        "PYTHONDONTWRITEBYTECODE": "1",
    }
