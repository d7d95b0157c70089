"""One browser at the other end of a websocket, as this process knows it."""

from __future__ import annotations

import asyncio
import time
from contextlib import suppress

from starlette.websockets import WebSocket, WebSocketDisconnect, WebSocketState

MOST_WAITING = 400
PER_SECOND = 40
AT_ONCE = 400

# What a socket is closed with; the islands know them.
NOT_UNDERSTOOD, FORBIDDEN, NOT_FOUND, BEHIND, TOO_FAST = 4400, 4403, 4404, 4408, 4429


class Line:
    """Messages to it wait in a queue of its own, so that a slow one holds nobody else up; one that stays behind is closed, and comes back."""

    def __init__(self, socket: WebSocket) -> None:
        self._socket = socket
        self._queue: asyncio.Queue[bytes | int] = asyncio.Queue()
        self._leaving = False
        self._credit = float(AT_ONCE)
        self._when = time.monotonic()

    def send(self, message: bytes) -> None:
        if self._queue.qsize() > MOST_WAITING:
            self.leave(BEHIND)
        elif not self._leaving:
            self._queue.put_nowait(message)

    def leave(self, code: int) -> None:
        if not self._leaving:
            self._leaving = True
            self._queue.put_nowait(code)

    def in_time(self) -> bool:
        """Whether it does not send faster than anyone types."""
        now = time.monotonic()
        self._credit = min(AT_ONCE, self._credit + (now - self._when) * PER_SECOND) - 1
        self._when = now
        return self._credit > 0

    async def sends(self) -> None:
        while True:
            message = await self._queue.get()
            if isinstance(message, int):
                await self._socket.close(message)
                return
            await self._socket.send_bytes(message)

    async def end(self) -> None:
        """Closed, unless it is."""
        if self._socket.application_state is WebSocketState.CONNECTED:
            with suppress(RuntimeError, WebSocketDisconnect):
                await self._socket.close(1001)


async def until_one_ends(*work: asyncio.Task[None]) -> None:
    """Whatever ends first ends the others."""
    try:
        done, _ = await asyncio.wait(work, return_when=asyncio.FIRST_COMPLETED)
        for task in done:
            task.exception()
    finally:
        for task in work:
            task.cancel()
        await asyncio.gather(*work, return_exceptions=True)
