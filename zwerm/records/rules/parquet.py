"""Tables as Apache Parquet, piece by piece, so that one of any length needs the memory of one group of rows.

The least that every reader knows: one page per column and group of rows, PLAIN values, levels of definition in one bit-packed run, gzip.
Source: apache/parquet-format 2.11, README, Encodings and parquet.thrift; Thrift's compact protocol. Why not a library: decision 0130.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from struct import pack
from typing import Any, NamedTuple

BOOLEAN, INT64, DOUBLE, BYTE_ARRAY = 0, 2, 5, 6
UTF8, MICROS = 0, 10
PLAIN, RLE, GZIP, OPTIONAL = 0, 3, 2, 1
# Types of the compact protocol.
I32, I64, BINARY, LIST, STRUCT = 5, 6, 8, 9, 12
MAGIC = b"PAR1"
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
Field = tuple[int, int, bytes]


class Kind(NamedTuple):
    """How a column is kept: its physical type, what that means, and its values that are there, one after another."""

    physical: int
    meaning: int | None
    plain: Callable[[Sequence[Any]], bytes]


def _texts(values: Sequence[str]) -> bytes:
    encoded = [value.encode("utf-8", "replace") for value in values]
    return b"".join(pack("<I", len(one)) + one for one in encoded)


def _bits(values: Sequence[object]) -> bytes:
    found = bytearray((len(values) + 7) // 8)
    for place, value in enumerate(values):
        if value:
            found[place // 8] |= 1 << place % 8
    return bytes(found)


def _moments(values: Sequence[datetime]) -> bytes:
    micros = timedelta(microseconds=1)
    return pack(f"<{len(values)}q", *((value - EPOCH) // micros for value in values))


TEXT = Kind(BYTE_ARRAY, UTF8, _texts)
NUMBER = Kind(DOUBLE, None, lambda values: pack(f"<{len(values)}d", *values))
FLAG = Kind(BOOLEAN, None, _bits)
MOMENT = Kind(INT64, MICROS, _moments)


def written(columns: Mapping[str, Kind], groups: Iterable[Sequence[Sequence[Any]]]) -> Iterator[bytes]:
    """The file, in pieces. `groups`: rows in groups, each row with a value or None per column; moments have a zone."""
    yield MAGIC
    place, count, told = len(MAGIC), 0, []
    for rows in groups:
        if not rows:
            continue
        chunks = []
        size = 0
        for number, (name, kind) in enumerate(columns.items()):
            page, whole = _page(kind, [row[number] for row in rows])
            chunks.append(_chunk(name, kind, len(rows), place, len(page), whole))
            yield page
            place += len(page)
            size += whole
        told.append(_struct((1, LIST, _list(STRUCT, chunks)), (2, I64, _int(size)), (3, I64, _int(len(rows)))))
        count += len(rows)
    schema = [_struct((4, BINARY, _text("schema")), (5, I32, _int(len(columns))))]
    schema += [_element(name, kind) for name, kind in columns.items()]
    end = _struct(
        (1, I32, _int(1)),
        (2, LIST, _list(STRUCT, schema)),
        (3, I64, _int(count)),
        (4, LIST, _list(STRUCT, told)),
        (6, BINARY, _text("zwerm")),
    )
    yield end + pack("<I", len(end)) + MAGIC


def _page(kind: Kind, values: Sequence[Any]) -> tuple[bytes, int]:
    """One page with its header, and how long it would be uncompressed."""
    there = [value is not None for value in values]
    levels = _varint((len(values) + 7) // 8 << 1 | 1) + _bits(there)
    body = pack("<I", len(levels)) + levels + kind.plain([value for value in values if value is not None])
    packer = zlib.compressobj(wbits=31)
    packed = packer.compress(body) + packer.flush()
    about = _struct((1, I32, _int(len(values))), (2, I32, _int(PLAIN)), (3, I32, _int(RLE)), (4, I32, _int(RLE)))
    header = _struct((1, I32, _int(0)), (2, I32, _int(len(body))), (3, I32, _int(len(packed))), (5, STRUCT, about))
    return header + packed, len(header) + len(body)


def _chunk(name: str, kind: Kind, values: int, place: int, size: int, whole: int) -> bytes:
    about = _struct(
        (1, I32, _int(kind.physical)),
        (2, LIST, _list(I32, [_int(PLAIN), _int(RLE)])),
        (3, LIST, _list(BINARY, [_text(name)])),
        (4, I32, _int(GZIP)),
        (5, I64, _int(values)),
        (6, I64, _int(whole)),
        (7, I64, _int(size)),
        (9, I64, _int(place)),
    )
    return _struct((2, I64, _int(place)), (3, STRUCT, about))


def _element(name: str, kind: Kind) -> bytes:
    fields: list[Field] = [(1, I32, _int(kind.physical)), (3, I32, _int(OPTIONAL)), (4, BINARY, _text(name))]
    if kind.meaning is not None:
        fields.append((6, I32, _int(kind.meaning)))
    return _struct(*fields)


def _struct(*fields: Field) -> bytes:
    """Fields by rising number, each told by how far it is from the one before."""
    found, before = b"", 0
    for number, type, value in fields:
        found += bytes([(number - before) << 4 | type]) + value
        before = number
    return found + b"\0"


def _list(type: int, values: Sequence[bytes]) -> bytes:
    count = len(values)
    head = bytes([count << 4 | type]) if count < 15 else bytes([0xF0 | type]) + _varint(count)
    return head + b"".join(values)


def _text(text: str) -> bytes:
    encoded = text.encode()
    return _varint(len(encoded)) + encoded


def _int(number: int) -> bytes:
    return _varint(number << 1 if number >= 0 else (-number << 1) - 1)


def _varint(number: int) -> bytes:
    found = bytearray()
    while number > 0x7F:
        found.append(number & 0x7F | 0x80)
        number >>= 7
    found.append(number)
    return bytes(found)
