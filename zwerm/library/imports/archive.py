"""Zips from strangers: counted before they are opened, measured while they unpack, names that may not lead outside."""

import io
import struct
import zipfile
import zlib
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import IO

from zwerm.library.imports import limits
from zwerm.library.imports.document import Refused

_END = b"PK\x05\x06"
_END64 = b"PK\x06\x06"
_CHUNK = 256 * 1024
_UNIX_LINK = 0o120000


@dataclass(slots=True)
class Allowance:
    """How many bytes may still be unpacked. Zips inside zips share one."""

    bytes_left: int = field(default=limits.ARCHIVE_UNPACKED_BYTES)

    def take(self, size: int) -> None:
        self.bytes_left -= size
        if self.bytes_left < 0:
            raise Refused("zip_bomb")


class Archive:
    """A zip whose members can be read without harm."""

    def __init__(
        self,
        file: IO[bytes],
        allowance: Allowance,
        max_entries: int = limits.ARCHIVE_ENTRIES,
    ) -> None:
        """Raises `Refused`: `bad_zip`, or `too_many_files` before the list of members is even read."""
        _check_index(file, max_entries)
        try:
            self._zip = zipfile.ZipFile(file)
        except (
            zipfile.BadZipFile,
            NotImplementedError,
            ValueError,
            OSError,
            struct.error,
            UnicodeError,
        ) as error:
            raise Refused("bad_zip") from error
        self._allowance = allowance
        self._counted: set[int] = set()
        self.members = [member for member in self._zip.infolist() if not member.is_dir()]

    def read(self, member: zipfile.ZipInfo, limit: int) -> bytes:
        """The bytes of one member. Raises `Refused` when it is too large, a bomb, encrypted, a link or damaged.

        What the zip says about sizes is not trusted: what comes out is counted, once however often it is read.
        """
        if member.flag_bits & 0x1:
            raise Refused("encrypted")
        if (member.external_attr >> 16) & 0o170000 == _UNIX_LINK:
            raise Refused("is_link")
        if member.file_size > limit:
            raise Refused("too_large", size=member.file_size, limit=limit)
        pieces: list[bytes] = []
        size = 0
        try:
            with self._zip.open(member) as stream:
                while piece := stream.read(_CHUNK):
                    size += len(piece)
                    self._check(size, member.compress_size, limit)
                    if id(member) not in self._counted:
                        self._allowance.take(len(piece))
                    pieces.append(piece)
        except (
            zipfile.BadZipFile,
            zlib.error,
            EOFError,
            OSError,
            NotImplementedError,
            ValueError,
            RuntimeError,
            struct.error,
        ) as error:
            raise Refused("bad_zip") from error
        self._counted.add(id(member))
        return b"".join(pieces)

    @staticmethod
    def _check(size: int, packed: int, limit: int) -> None:
        if size > limit:
            raise Refused("too_large", size=size, limit=limit)
        if size > limits.ARCHIVE_RATIO_FROM_BYTES and size > max(packed, 1) * limits.ARCHIVE_RATIO:
            raise Refused("zip_bomb")


def safe_name(name: str) -> str:
    """The name of a member as a path below the folder it is unpacked in.

    Raises `Refused("path_outside")` for absolute names, drive letters and names that climb out.
    """
    name = name.replace("\\", "/")
    if name.startswith("/") or name[1:2] == ":" or "\x00" in name:
        raise Refused("path_outside", path=name[:200])
    parts = [part for part in PurePosixPath(name).parts if part not in {".", ""}]
    if ".." in parts or not parts:
        raise Refused("path_outside", path=name[:200])
    return "/".join(parts)


def _check_index(file: IO[bytes], max_entries: int) -> None:
    """Python reads the whole index at once, so its announced size is looked at first."""
    file.seek(0, io.SEEK_END)
    end = file.tell()
    file.seek(max(0, end - 66_000))
    tail = file.read()
    at = tail.rfind(_END)
    if at < 0 or len(tail) < at + 22:
        raise Refused("bad_zip")
    entries, index_size = struct.unpack_from("<HI", tail, at + 10)
    at64 = tail.rfind(_END64, 0, at)
    if at64 >= 0 and len(tail) >= at64 + 48:
        entries, index_size = struct.unpack_from("<QQ", tail, at64 + 32)
    if entries > max_entries or index_size > limits.ARCHIVE_INDEX_BYTES:
        raise Refused("too_many_files", limit=max_entries)
    file.seek(0)
