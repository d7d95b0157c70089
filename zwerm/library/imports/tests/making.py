"""Small files of our own making, for the tests of the readers."""

import io
import struct
import zipfile
import zlib
from collections.abc import Mapping

from zwerm.library.imports.document import Document
from zwerm.library.imports.reading import read_document


def picture(side: int = 40, colour: int = 200) -> bytes:
    """A grey PNG."""
    rows = b"".join(b"\x00" + bytes([colour]) * side for _ in range(side))

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    head = struct.pack(">IIBBBBB", side, side, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


def zipped(members: Mapping[str, bytes | str], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    output = io.BytesIO()
    with zipfile.ZipFile(output, "w", compression) as archive:
        for name, body in members.items():
            archive.writestr(name, body)
    return output.getvalue()


def rezipped(package: bytes, changes: Mapping[str, bytes | str | None]) -> bytes:
    """The same zip with members added, replaced, or (None) taken out."""
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        members: dict[str, bytes | str] = {name: archive.read(name) for name in archive.namelist()}
    for name, body in changes.items():
        if body is None:
            members.pop(name, None)
        else:
            members[name] = body
    return zipped(members)


def member(package: bytes, name: str) -> str:
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        return archive.read(name).decode()


def read(path: str, content: str | bytes) -> Document:
    return read_document(path, content.encode() if isinstance(content, str) else content)
