"""One item that is being written in this process: its document, who is here, and what must still reach the database.

Other processes are followed by reading the table of updates once a second, and who may be here by what says so; cursors stay within a process.
"""

from __future__ import annotations

import asyncio
import contextlib
import time
from collections.abc import Callable
from typing import Protocol
from uuid import UUID

import structlog
from pycrdt import Doc, merge_updates

from zwerm.library.actions.editing import (
    BegunAnew,
    TooMuch,
    add_updates,
    attend,
    came_from_elsewhere,
    last_from_elsewhere,
    open_room,
    read_since,
    standing_of_writers,
    title_in,
)
from zwerm.library.live.door import Guest
from zwerm.library.live.messages import (
    EMPTY_UPDATE,
    STEP1,
    STEP2,
    UPDATE,
    Presence,
    Sync,
    awareness,
    saved,
    sync,
    told,
)
from zwerm.library.models import Room
from zwerm.library.rules.rich.shared import Shared
from zwerm.operations.threads import in_thread

BATCH = 0.25  # seconds that changes wait for each other before they are written
LOOKS = 1.0  # seconds between looks at what other processes wrote, and by turns at who may be here
ATTENDS = 45.0
COLOURS = 6

log = structlog.get_logger("zwerm.library")


class Attendant(Protocol):
    """A browser in the room."""

    guest: Guest
    clients: dict[int, Presence]
    received: int

    def send(self, message: bytes) -> None: ...
    def leave(self, code: int) -> None: ...
    def doubt(self) -> None: ...


class LiveRoom:
    def __init__(self, item: UUID, gone: Callable[[LiveRoom], None]) -> None:
        self.item = item
        self.doc: Shared = Doc()
        self.begun = ""
        self.here: set[Attendant] = set()
        self._gone = gone
        self._last = 0
        self._own: set[int] = set()
        self._waiting: list[tuple[Attendant, bytes]] = []
        self._more = asyncio.Event()
        self._tasks: list[asyncio.Task[None]] = []
        self._attended = 0.0
        self._colours: dict[UUID, int] = {}
        self._renamed = False
        self._standing: object = None

    async def open(self) -> None:
        self.open_here()
        opened = await in_thread(open_room, self.item)
        self.doc.apply_update(opened.state)
        self._last, self.begun = opened.last, opened.begun
        self._tasks = [asyncio.create_task(self._writes()), asyncio.create_task(self._looks())]

    def enter(self, one: Attendant) -> None:
        self.here.add(one)
        self._colours.setdefault(one.guest.id, len(self._colours) % COLOURS)
        one.send(sync(STEP1, self.doc.get_state()))
        present = [presence for other in self.here if other is not one for presence in other.clients.values()]
        if present:
            one.send(awareness(present))

    def open_here(self) -> None:
        """In this loop: what other threads ask is done in it."""
        self._loop = asyncio.get_running_loop()

    def ask_again(self) -> None:
        """Whether each one may still be here; called from any thread."""
        self._loop.call_soon_threadsafe(self._doubt)

    def _doubt(self) -> None:
        for one in self.here:
            one.doubt()

    async def leave(self, one: Attendant) -> None:
        self.here.discard(one)
        gone = [Presence(client, presence.clock + 1, None) for client, presence in one.clients.items()]
        if gone:
            self._tell(awareness(gone))
        if not self.here:
            await self.close()

    def end(self, why: BegunAnew | Room.DoesNotExist) -> None:
        """Nothing can be written in this document any more. Who comes in from now on comes into another room."""
        self._gone(self)
        for one in list(self.here):
            one.leave(4410 if isinstance(why, BegunAnew) else 4404)

    async def close(self) -> None:
        """Write what waits, and end."""
        for one in list(self.here):
            one.leave(1012)
        self._gone(self)
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        with contextlib.suppress(Exception):
            await self._write()
            await in_thread(attend, [self.item])

    def hear(self, one: Attendant, said: Sync | list[Presence]) -> None:
        """Raises ValueError for an update that cannot be read; nothing has changed then."""
        if isinstance(said, list):
            self._hear_presence(one, said)
        elif said.kind == STEP1:
            one.send(sync(STEP2, self.doc.get_update(said.data)))
        else:
            one.received += 1
            self._take(one, said.data)

    def _take(self, one: Attendant, data: bytes) -> None:
        if data != EMPTY_UPDATE:
            before = title_in(self.doc)
            self.doc.apply_update(data)
            self._renamed |= title_in(self.doc) != before
            self._tell(sync(UPDATE, data), but=one)
        self._waiting.append((one, data))
        self._more.set()

    def _hear_presence(self, one: Attendant, said: list[Presence]) -> None:
        taken = {client for other in self.here if other is not one for client in other.clients}
        heard = []
        for presence in said:
            if presence.client in taken:
                continue  # a browser passes on what it knows of others; they speak for themselves
            if presence.state is None:
                one.clients.pop(presence.client, None)
                heard.append(presence)
                continue
            # The name is ours to tell, whatever the browser says of itself.
            user = {"name": one.guest.name, "colour": self._colours.get(one.guest.id, 0)}
            state = {"cursor": presence.state.get("cursor"), "user": user}
            one.clients[presence.client] = known = Presence(presence.client, presence.clock, state)
            heard.append(known)
        if len(one.clients) > 4:
            raise ValueError("one browser, many cursors")
        if heard:
            self._tell(awareness(heard), but=one)

    def _tell(self, message: bytes, but: Attendant | None = None) -> None:
        for other in list(self.here):
            if other is not but:
                other.send(message)

    async def _writes(self) -> None:
        patience = BATCH
        while True:
            await self._more.wait()
            await asyncio.sleep(patience)
            self._more.clear()
            try:
                await self._write()
                patience = BATCH
            except TooMuch:
                for one in list(self.here):
                    one.leave(4413)
            except (BegunAnew, Room.DoesNotExist) as ended:
                self.end(ended)
            except Exception:
                # The database is away: browsers see that nothing is saved, and everything is kept until it is back.
                log.exception("editing.not_written", item=str(self.item))
                patience = min(patience * 2, 10)
                self._more.set()

    async def _write(self) -> None:
        batch, self._waiting = self._waiting, []
        if not batch:
            return
        told = {one: one.received for one, _ in batch}
        by_person: dict[UUID, list[bytes]] = {}
        for one, data in batch:
            if data != EMPTY_UPDATE:
                by_person.setdefault(one.guest.id, []).append(data)
        renamed, self._renamed = self._renamed, False
        try:
            if by_person:
                merged = [(person, merge_updates(*updates)) for person, updates in by_person.items()]
                title = title_in(self.doc) if renamed else ""
                self._own |= set(await in_thread(add_updates, self.item, merged, begun=self.begun, title=title))
        except BaseException:
            self._waiting, self._renamed = batch + self._waiting, renamed or self._renamed
            raise
        for one, count in told.items():
            one.send(saved(count))

    async def _looks(self) -> None:
        turn = False
        while True:
            try:
                if time.monotonic() - self._attended > ATTENDS:
                    self._attended = time.monotonic()
                    await in_thread(attend, [self.item])
                await self._look()
                if turn := not turn:
                    await self._stand()
            except (BegunAnew, Room.DoesNotExist) as ended:
                self.end(ended)
            except Exception:
                log.exception("editing.not_read", item=str(self.item))
            await asyncio.sleep(LOOKS)

    async def _stand(self) -> None:
        """Who was taken out of the space or the house, in whatever process, is asked at once whether they may still be here."""
        people = frozenset(one.guest.id for one in self.here)
        standing = people, await in_thread(standing_of_writers, self.item, people)
        if self._standing not in (None, standing):
            self._doubt()
        self._standing = standing

    async def _look(self) -> None:
        updates, behind = await in_thread(read_since, self.item, self._last, self.begun)
        known = last_from_elsewhere(self.doc)
        self._own = {number for number in self._own if number > self._last}
        for number, data in updates:
            self._last = max(self._last, number)
            if number in self._own:
                continue
            before = self.doc.get_state()
            self.doc.apply_update(data)
            if (news := self.doc.get_update(before)) != EMPTY_UPDATE:
                self._tell(sync(UPDATE, news))
        if (came := last_from_elsewhere(self.doc)) != known:
            elsewhere = await in_thread(came_from_elsewhere, self.item, came)
            if elsewhere:
                self._tell(told(elsewhere.who, elsewhere.back))
        if behind:
            await in_thread(open_room, self.item)
