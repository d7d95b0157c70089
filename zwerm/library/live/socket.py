"""A browser at the door of a room. Whatever it sends, only its own socket can suffer."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from functools import partial
from uuid import UUID

import structlog
from django.db import transaction
from starlette.websockets import WebSocket

from zwerm.library.actions.editing import BegunAnew, begun_of
from zwerm.library.live.door import Guest, admitted
from zwerm.library.live.messages import NotUnderstood, Presence, alive, understand
from zwerm.library.live.room import LiveRoom
from zwerm.library.models import Item
from zwerm.operations.lines import FORBIDDEN, NOT_FOUND, NOT_UNDERSTOOD, TOO_FAST, Line, until_one_ends
from zwerm.operations.threads import in_thread
from zwerm.people.door import comes_from_here, session_of
from zwerm.people.models import Space

ASKED_AGAIN = 10.0  # seconds between looks whether someone may still be here; sooner when that changed (LiveRoom)
MOST_IN_ROOM = 60

# What a socket is closed with besides what every line is; the island knows them (islands/writing/connection.ts).
BEGUN_ANEW = 4410

log = structlog.get_logger("zwerm.library")
rooms: dict[UUID, LiveRoom] = {}
_opening: dict[UUID, asyncio.Lock] = {}


class Visitor(Line):
    """One browser in a room."""

    def __init__(self, socket: WebSocket, guest: Guest) -> None:
        super().__init__(socket)
        self.guest = guest
        self.clients: dict[int, Presence] = {}
        self.received = 0
        self.doubted = asyncio.Event()

    def doubt(self) -> None:
        """Whether they may still be here is asked now."""
        self.doubted.set()


async def answer(socket: WebSocket) -> None:
    """`/live/items/<id>/?begun=`: which beginning of the document the browser has."""
    item: UUID = socket.path_params["item"]
    key = session_of(socket)
    guest = await in_thread(admitted, key, item) if comes_from_here(socket) else None
    if guest is None:
        # Before it is accepted this is a plain 403: a stranger learns nothing about what there is.
        await socket.close(FORBIDDEN)
        return
    await socket.accept()
    try:
        room = await _room(item, socket.query_params.get("begun", ""))
    except Item.DoesNotExist:
        await socket.close(NOT_FOUND)
        return
    except BegunAnew:
        await socket.close(BEGUN_ANEW)
        return
    if len(room.here) >= MOST_IN_ROOM:
        await socket.close(TOO_FAST)
        return
    visitor = Visitor(socket, guest)
    room.enter(visitor)
    try:
        await until_one_ends(
            asyncio.create_task(visitor.sends()),
            asyncio.create_task(_hears(socket, visitor, room)),
            asyncio.create_task(_asks_again(visitor, key, item)),
        )
    finally:
        await room.leave(visitor)
        await visitor.end()


async def _room(item: UUID, begun: str) -> LiveRoom:
    """The room of an item in this process; opened once, whoever comes first. Raises BegunAnew when its document has another beginning."""
    lock = _opening.setdefault(item, asyncio.Lock())
    async with lock:
        room = rooms.get(item)
        if room is not None and room.begun != begun == await in_thread(begun_of, item):
            # It was begun anew a moment ago, and the room here did not look yet.
            room.end(BegunAnew())
            room = None
        if room is None:
            room = LiveRoom(item, _forget)
            await room.open()
            rooms[item] = room
    if not lock.locked():
        _opening.pop(item, None)
    if room.begun != begun:
        if not room.here:
            await room.close()
        raise BegunAnew
    return room


def _forget(room: LiveRoom) -> None:
    if rooms.get(room.item) is room:
        del rooms[room.item]


async def _hears(socket: WebSocket, visitor: Visitor, room: LiveRoom) -> None:
    while True:
        message = await socket.receive()
        if message["type"] == "websocket.disconnect":
            return
        if not visitor.in_time():
            await socket.close(TOO_FAST)
            return
        try:
            said = message.get("bytes") or b""
            if said == alive:
                visitor.send(alive)
            else:
                room.hear(visitor, understand(said))
        except (NotUnderstood, ValueError) as error:
            log.info("editing.not_understood", person=str(visitor.guest.id), error=str(error)[:200])
            await socket.close(NOT_UNDERSTOOD)
            return
        except BaseException as error:
            if isinstance(error, asyncio.CancelledError | KeyboardInterrupt | SystemExit):
                raise
            # The document may be half changed: everyone comes back to what the database holds.
            log.exception("editing.broken", person=str(visitor.guest.id))
            await room.close()
            return


async def _asks_again(visitor: Visitor, key: str, item: UUID) -> None:
    while True:
        with suppress(TimeoutError):
            await asyncio.wait_for(visitor.doubted.wait(), ASKED_AGAIN)
        visitor.doubted.clear()
        try:
            guest = await in_thread(admitted, key, item)
        except Exception:
            log.exception("editing.not_asked")
            continue
        if guest is None:
            visitor.leave(FORBIDDEN)
            return


def sight_changed(item: UUID) -> None:
    """Once it is certain that others see the item than before, who is in its room here is asked at once; in other processes within two seconds."""
    transaction.on_commit(partial(_ask_again, item))


def readers_changed(space: Space) -> None:
    """The same for all that is written: which rooms are of this space, only the database knows."""
    transaction.on_commit(partial(_ask_again, None))


def _ask_again(item: UUID | None) -> None:
    for room in list(rooms.values()):
        if item is None or room.item == item:
            room.ask_again()


async def close_all() -> None:
    """The server stops: write what waits."""
    await asyncio.gather(*(room.close() for room in list(rooms.values())), return_exceptions=True)
