"""multipart/mixed as xAPI uses it (1.0.3, part three, 1.5.2): statements first, then attachments by their hash."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from secrets import token_hex

from zwerm.records.xapi.asked import Refused

MOST_OF_HEADERS = 64 * 1024
# Each is written to disk by itself.
MOST_PARTS = 1_000
BY_LENGTH = {56: "sha224", 64: "sha256", 96: "sha384", 128: "sha512"}


@dataclass(frozen=True)
class Part:
    headers: dict[str, str]
    content: bytes

    @property
    def hash(self) -> str:
        return self.headers.get("x-experience-api-hash", "").lower()


def boundary_of(content_type: str) -> bytes:
    found = re.search(r'boundary="?([^";]{1,70})"?', content_type, re.IGNORECASE)
    if not found:
        raise Refused(400, "multipart/mixed needs a boundary")
    return found[1].strip().encode()


def parts_of(body: bytes, content_type: str) -> list[Part]:
    """The parts, in order. Raises Refused when there is not one, or one is not whole."""
    edge = b"--" + boundary_of(content_type)
    if body.count(edge) > MOST_PARTS:
        raise Refused(413, f"multipart/mixed has at most {MOST_PARTS} parts")
    pieces = re.split(rb"(?:^|\r?\n)" + re.escape(edge), body)
    if len(pieces) < 3 or not pieces[-1].startswith(b"--"):
        raise Refused(400, "the parts of multipart/mixed do not end with its boundary")
    return [_part(piece) for piece in pieces[1:-1]]


def _part(piece: bytes) -> Part:
    end = re.compile(rb"\r?\n\r?\n").search(piece, 0, MOST_OF_HEADERS)
    first = re.compile(rb"[ \t]*\r?\n").match(piece)
    if not end or not first:
        raise Refused(400, "a part of multipart/mixed has no end of its headers")
    headers = {}
    for line in piece[first.end() : end.start()].decode("latin-1").splitlines():
        name, _, value = line.partition(":")
        headers[name.strip().lower()] = value.strip()
    return Part(headers, piece[end.end() :])


def files_of(parts: Iterable[Part]) -> dict[str, Part]:
    """Attachments by hash. Raises Refused for one whose hash is not that of its content."""
    files = {}
    for part in parts:
        if not part.hash:
            raise Refused(400, "a part of multipart/mixed has no X-Experience-API-Hash")
        if part.headers.get("content-transfer-encoding", "").lower() != "binary":
            raise Refused(400, "a part of multipart/mixed has no Content-Transfer-Encoding: binary")
        kind = BY_LENGTH.get(len(part.hash))
        if kind is None or hashlib.new(kind, part.content).hexdigest() != part.hash:
            raise Refused(400, f"the content of a part is not what its hash {part.hash[:16]}… says")
        files[part.hash] = part
    return files


def written(statements: bytes, files: Iterable[tuple[str, str, bytes]]) -> tuple[bytes, str]:
    """The body and its Content-Type. A file: its hash, media type and content."""
    edge = token_hex(16)
    body = [f"--{edge}\r\nContent-Type: application/json\r\n\r\n".encode(), statements]
    for hash, media_type, content in files:
        head = (
            f"\r\n--{edge}\r\nContent-Type: {media_type}\r\nContent-Transfer-Encoding: binary\r\n"
            f"X-Experience-API-Hash: {hash}\r\n\r\n"
        )
        body += [head.encode(), content]
    body.append(f"\r\n--{edge}--\r\n".encode())
    return b"".join(body), f"multipart/mixed; boundary={edge}"
