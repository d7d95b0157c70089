"""What changed reaches every browser that looks at it, in its order, whichever process it changed in.

Nothing is passed on but word that something changed: each process reads what it was from the database, once for all who look, and says it
in each language that they read. So nothing is lost when a message of the broker is, what is said twice is the same, and what a
closed space holds goes to no broker. Between processes goes Redis or Valkey (ZWERM_CACHE_URL); without, each looks once a second.
"""

from __future__ import annotations

import asyncio
import contextlib
import random
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from functools import cache, partial
from typing import Any
from uuid import UUID

import structlog
from django.conf import settings
from django.db import transaction
from starlette.websockets import WebSocket

from zwerm.operations.lines import FORBIDDEN, Line
from zwerm.operations.threads import in_thread

LOOKS = 1.0  # seconds between looks at what other processes changed, when nobody tells
LOOKS_TOLD = 10.0  # the same when a broker does: word of it can be lost
STANDS = 2.0  # seconds between looks whether all who are here still see the thing
ASKED_AGAIN = 60.0  # seconds between looks whether someone is still signed in
CHANNEL = "zwerm:changed"

log = structlog.get_logger("zwerm.operations")


@dataclass(frozen=True)
class News:
    """What changed up to and with `upto`, as it is sent in each language. `more`: there is more after it."""

    upto: int
    said: Mapping[str, bytes]
    more: bool = False


# Of what (its id), since which change, in which languages (and for which time zones, in words that this function knows); None when nothing changed.
Read = Callable[[UUID, int, Collection[str]], News | None]
# Which of these people see it now.
Seers = Callable[[UUID, Collection[UUID]], Collection[UUID]]


class Looker(Line):
    """A browser that looks at one thing. Register it with `Hub.enter` before it is told what it missed."""

    def __init__(self, socket: WebSocket, person: UUID, language: str) -> None:
        super().__init__(socket)
        self.person = person
        self.language = language


class _Room:
    """All in this process who look at one thing."""

    def __init__(self, of: UUID, last: int, read: Read, seers: Seers) -> None:
        self.of, self.last = of, last
        self.here: set[Looker] = set()
        self._read, self._seers = read, seers
        self._more, self._doubted = asyncio.Event(), asyncio.Event()
        self._tasks = [asyncio.create_task(self._follow()), asyncio.create_task(self._stand())]

    def nudge(self) -> None:
        self._more.set()

    def doubt(self) -> None:
        self._doubted.set()

    def close(self) -> None:
        for task in self._tasks:
            task.cancel()

    async def _follow(self) -> None:
        while True:
            await _either(self._more, LOOKS_TOLD if _has_broker() else LOOKS)
            try:
                while await self._tell():
                    pass
            except Exception:
                # The database is away: everything is still there when it is back.
                log.exception("hub.not_read", of=str(self.of))
                await asyncio.sleep(LOOKS)
                self._more.set()

    async def _stand(self) -> None:
        while True:
            await _either(self._doubted, STANDS)
            try:
                seers = await in_thread(self._seers, self.of, {one.person for one in self.here})
            except Exception:
                log.exception("hub.not_asked", of=str(self.of))
                continue
            for one in list(self.here):
                if one.person not in seers:
                    one.leave(FORBIDDEN)

    async def _tell(self) -> bool:
        languages = {one.language for one in self.here}
        news = await in_thread(self._read, self.of, self.last, languages)
        if news is None:
            return False
        self.last = news.upto
        # Who came in meanwhile with another language reads it in what they missed.
        for one in list(self.here):
            if said := news.said.get(one.language):
                one.send(said)
        return news.more


class Hub:
    """`name` is unique among hubs; `read` and `seers` ask the database; `last` answers the number of the newest change of a thing."""

    def __init__(self, name: str, read: Read, last: Callable[[UUID], int], seers: Seers) -> None:
        self.name = name
        self._read, self._last, self._seers = read, last, seers
        self._rooms: dict[UUID, _Room] = {}
        self._opening: dict[UUID, asyncio.Lock] = {}
        self._loop: asyncio.AbstractEventLoop | None = None
        _hubs[name] = self

    async def enter(self, of: UUID, one: Looker) -> None:
        """From now on they hear everything that changes. What changed before they ask for themselves, afterwards."""
        self._loop = asyncio.get_running_loop()
        _listen(self._loop)
        async with self._opening.setdefault(of, asyncio.Lock()):
            room = self._rooms.get(of)
            if room is None:
                room = self._rooms[of] = _Room(of, await in_thread(self._last, of), self._read, self._seers)
            room.here.add(one)

    def leave(self, of: UUID, one: Looker) -> None:
        room = self._rooms.get(of)
        if room is None:
            return
        room.here.discard(one)
        if not room.here:
            del self._rooms[of]
            self._opening.pop(of, None)
            room.close()

    async def missed(self, of: UUID, since: int, language: str) -> News | None:
        """What changed since. What also comes by itself meanwhile is the same, and said twice."""
        return await in_thread(self._read, of, since, {language})

    def changed(self, of: UUID) -> None:
        """Call it in the transaction that changes something: once that is certain, all are told. From any thread and process."""
        transaction.on_commit(partial(self._spread, of))

    def doubt(self, of: UUID | None) -> None:
        """Who looks at it (None: at anything) may no longer be allowed to: asked at once here, elsewhere within two seconds."""
        transaction.on_commit(partial(self._in_loop, self._doubt, of))

    async def ask_again(self, one: Looker, allowed: Callable[[], bool]) -> None:
        """Ends when they may no longer be here: they signed out, or were signed out."""
        while True:
            await asyncio.sleep(ASKED_AGAIN * random.uniform(0.75, 1.25))  # noqa: S311  so that not all are asked at once
            try:
                if await in_thread(allowed):
                    continue
            except Exception:
                log.exception("hub.not_asked", hub=self.name)
                continue
            one.leave(FORBIDDEN)
            return

    async def close(self) -> None:
        """The server stops."""
        for room in list(self._rooms.values()):
            for one in list(room.here):
                one.leave(1012)

    def _spread(self, of: UUID) -> None:
        self._in_loop(self._nudge, of)
        _tell_others(self.name, of)

    def _in_loop(self, work: Callable[..., None], *given: Any) -> None:
        if self._loop is not None and not self._loop.is_closed():
            with contextlib.suppress(RuntimeError):
                self._loop.call_soon_threadsafe(work, *given)

    def _nudge(self, of: UUID | None) -> None:
        for room in [self._rooms[of]] if of in self._rooms else list(self._rooms.values()) if of is None else []:
            room.nudge()

    def _doubt(self, of: UUID | None) -> None:
        for room in list(self._rooms.values()):
            if of is None or room.of == of:
                room.doubt()


async def _either(event: asyncio.Event, seconds: float) -> None:
    """Until it happens, or so much later; it can happen again."""
    with contextlib.suppress(TimeoutError):
        await asyncio.wait_for(event.wait(), seconds)
    event.clear()


def _has_broker() -> bool:
    return bool(settings.CONFIGURATION.text("CACHE_URL"))


_hubs: dict[str, Hub] = {}
_listener: asyncio.Task[None] | None = None


def _listen(loop: asyncio.AbstractEventLoop) -> None:
    """One subscription per process, from when the first browser comes in."""
    global _listener
    if (_listener is None or _listener.done()) and _has_broker():
        _listener = loop.create_task(_hear())


async def _hear() -> None:
    from redis.asyncio import Redis

    while True:
        try:
            async with Redis.from_url(settings.CONFIGURATION.text("CACHE_URL")) as broker, broker.pubsub() as heard:
                await heard.subscribe(CHANNEL)
                # What was said before this stood is read now.
                for hub in _hubs.values():
                    hub._nudge(None)
                async for message in heard.listen():
                    if message["type"] == "message":
                        _take(message["data"])
        except Exception as error:
            log.warning("hub.broker_away", error=str(error)[:200])
            await asyncio.sleep(LOOKS)


def _take(data: bytes) -> None:
    name, _, of = data.decode("ascii", "replace").partition(" ")
    with contextlib.suppress(ValueError, KeyError):
        _hubs[name]._nudge(UUID(of))


def _tell_others(name: str, of: UUID) -> None:
    if _has_broker():
        try:
            _broker().publish(CHANNEL, f"{name} {of}")
        except Exception as error:
            # They look for themselves a little later.
            log.warning("hub.not_told", error=str(error)[:200])


@cache
def _broker() -> Any:
    from redis import Redis

    return Redis.from_url(settings.CONFIGURATION.text("CACHE_URL"), socket_timeout=2, socket_connect_timeout=2)
