"""Who writes in an item that moves out of their sight is put out at once."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from pytest_django import DjangoCaptureOnCommitCallbacks

from zwerm.library.actions import keep_item
from zwerm.library.actions.move import move_item
from zwerm.library.live import socket
from zwerm.library.live.door import Guest
from zwerm.library.live.room import LiveRoom
from zwerm.people.actions import change_space
from zwerm.people.tests.world import World

PATIENCE = 30


class Line:
    """A socket that remembers what it was closed with."""

    def __init__(self) -> None:
        self.closed: list[int] = []

    async def close(self, code: int) -> None:
        self.closed.append(code)


def test_a_move_puts_out_who_no_longer_sees_it_and_nobody_elsewhere(
    world: World, monkeypatch: pytest.MonkeyPatch, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    item = keep_item(world.fatima, world.team.space, "page", "Plan", "Nog niet af.")
    other = keep_item(world.fatima, world.team.space, "page", "Rooster", "Zomer.")
    asked: list[Any] = []
    monkeypatch.setattr(socket, "ASKED_AGAIN", 10**9)
    monkeypatch.setattr(socket, "admitted", lambda key, item: asked.append(item))
    lines = {item.id: Line(), other.id: Line()}

    async def scene(change: Any) -> None:
        tasks = []
        for id, line in lines.items():
            visitor = socket.Visitor(line, Guest(world.kees.id, "Kees"))  # type: ignore[arg-type]  # closes, and no more
            room = LiveRoom(id, lambda room: None)
            room.open_here()
            room.here.add(visitor)
            socket.rooms[id] = room
            tasks += [asyncio.create_task(visitor.sends()), asyncio.create_task(socket._asks_again(visitor, "", id))]
        await asyncio.get_running_loop().run_in_executor(None, change)
        await asyncio.wait(tasks, timeout=PATIENCE, return_when=asyncio.FIRST_COMPLETED)
        await asyncio.gather(*tasks[:2])
        for task in tasks:
            task.cancel()
        socket.rooms.clear()

    with django_capture_on_commit_callbacks() as move:
        move_item(world.fatima, item, world.closed)
    asyncio.run(scene(lambda: [tell() for tell in move]))
    assert (asked, lines[item.id].closed, lines[other.id].closed) == ([item.id], [socket.FORBIDDEN], [])
    with django_capture_on_commit_callbacks() as closing:
        change_space(world.team.space, name="SEH", about="", open=not world.team.space.open)
    asyncio.run(scene(lambda: [tell() for tell in closing]))
    assert lines[item.id].closed == [socket.FORBIDDEN] * 2
