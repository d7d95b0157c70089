"""The words that browsers and server say over the socket: y-protocols' sync and awareness, and three of our own, `saved`, `told` and `alive`.

Whatever comes in can be anything: each reader raises NotUnderstood and nothing else.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

SYNC, AWARENESS, SAVED, TOLD, ALIVE = 0, 1, 100, 101, 102
STEP1, STEP2, UPDATE = 0, 1, 2
MOST_STATE = 4096
MOST_CLIENTS = 16
EMPTY_UPDATE = b"\0\0"


class NotUnderstood(Exception):
    """These bytes are none of our messages."""


def varint(number: int) -> bytes:
    made = bytearray()
    while number > 127:
        made.append(128 | (number & 127))
        number >>= 7
    made.append(number)
    return bytes(made)


def counted(data: bytes) -> bytes:
    return varint(len(data)) + data


# Asked by a browser, and answered by the same.
alive = bytes([ALIVE])


class Reader:
    def __init__(self, data: bytes) -> None:
        self._data = data
        self._at = 0

    @property
    def ended(self) -> bool:
        return self._at >= len(self._data)

    def number(self) -> int:
        value = shift = 0
        while True:
            if self._at >= len(self._data) or shift > 56:
                raise NotUnderstood
            byte = self._data[self._at]
            self._at += 1
            value |= (byte & 127) << shift
            if byte < 128:
                return value
            shift += 7

    def bytes(self) -> bytes:
        size = self.number()
        if size > len(self._data) - self._at:
            raise NotUnderstood
        self._at += size
        return self._data[self._at - size : self._at]


@dataclass(frozen=True)
class Sync:
    """STEP1 asks for what is missing in `data`, a state; STEP2 and UPDATE bring it."""

    kind: int
    data: bytes


@dataclass(frozen=True)
class Presence:
    """Where somebody's cursor is; `state` None: gone. `clock` goes up with each change."""

    client: int
    clock: int
    state: dict[str, Any] | None


def understand(message: bytes) -> Sync | list[Presence]:
    """Raises NotUnderstood."""
    reader = Reader(message)
    kind = reader.number()
    if kind == SYNC:
        step = reader.number()
        if step not in {STEP1, STEP2, UPDATE}:
            raise NotUnderstood
        return Sync(step, reader.bytes())
    if kind == AWARENESS:
        return _presences(Reader(reader.bytes()))
    raise NotUnderstood


def _presences(reader: Reader) -> list[Presence]:
    count = reader.number()
    if count > MOST_CLIENTS:
        raise NotUnderstood
    return [Presence(reader.number(), reader.number(), _state(reader.bytes())) for _ in range(count)]


def _state(data: bytes) -> dict[str, Any] | None:
    if len(data) > MOST_STATE:
        raise NotUnderstood
    try:
        state = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise NotUnderstood from error
    if state is not None and not isinstance(state, dict):
        raise NotUnderstood
    return state


def sync(kind: int, data: bytes) -> bytes:
    return bytes([SYNC, kind]) + counted(data)


def awareness(presences: list[Presence]) -> bytes:
    body = varint(len(presences))
    for one in presences:
        state = json.dumps(one.state, separators=(",", ":")).encode()
        body += varint(one.client) + varint(one.clock) + counted(state)
    return bytes([AWARENESS]) + counted(body)


def saved(count: int) -> bytes:
    """The first `count` changes that came over this socket stand in the database."""
    return bytes([SAVED]) + varint(count)


def told(who: str, back: int | None) -> bytes:
    """Someone changed the item elsewhere; `back` is the number of the version that they put back."""
    return bytes([TOLD]) + counted(json.dumps({"who": who, "back": back}, separators=(",", ":")).encode())
