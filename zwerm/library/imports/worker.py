"""The process that reads files, so that no file can hang, crash or starve the process that imports them.

Messages on standard input and output: four bytes of length, then MessagePack. It ends when its input ends.
"""

import os
import struct
import sys
from pathlib import Path
from typing import IO

import msgspec

from zwerm.library.imports import limits
from zwerm.library.imports.document import Document, Reason, Refused
from zwerm.library.imports.reading import read_document


class Request(msgspec.Struct, array_like=True):
    path: str
    data: bytes


class Reply(msgspec.Struct, array_like=True):
    document: Document | None
    reason: Reason | None


def send(stream: IO[bytes], message: Request | Reply) -> None:
    body = msgspec.msgpack.encode(message)
    stream.write(struct.pack(">I", len(body)))
    stream.write(body)
    stream.flush()


def receive(stream: IO[bytes]) -> bytes | None:
    """The next message, or None when the other side is gone."""
    head = stream.read(4)
    if len(head) < 4:
        return None
    (size,) = struct.unpack(">I", head)
    body = stream.read(size)
    return body if len(body) == size else None


def main() -> None:
    _restrain()
    source, target = sys.stdin.buffer, sys.stdout.buffer
    # Whatever a library prints must not end up between the messages.
    sys.stdout = Path(os.devnull).open("w")  # noqa: SIM115  it stays open as long as this process
    decoder = msgspec.msgpack.Decoder(Request)
    while (body := receive(source)) is not None:
        request = decoder.decode(body)
        _allow_seconds(limits.WORKER_SECONDS)
        try:
            reply = Reply(read_document(request.path, request.data), None)
        except Refused as refusal:
            reply = Reply(None, refusal.reason)
        send(target, reply)


def _restrain() -> None:
    """Limits that hold even when the importer is gone: memory, no files written, no core dumps."""
    try:
        import resource
    except ImportError:
        return
    for kind, most in (
        (resource.RLIMIT_AS, limits.WORKER_MEMORY_BYTES),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        try:
            resource.setrlimit(kind, (most, most))
        except (ValueError, OSError):
            continue


def _allow_seconds(seconds: int) -> None:
    """Processor time for the next file: the last resort when nobody is left to end this process."""
    try:
        import resource
    except ImportError:
        return
    usage = resource.getrusage(resource.RUSAGE_SELF)
    used = int(usage.ru_utime + usage.ru_stime)
    hard = resource.getrlimit(resource.RLIMIT_CPU)[1]
    resource.setrlimit(resource.RLIMIT_CPU, (used + seconds + 5, hard))


if __name__ == "__main__":
    main()
