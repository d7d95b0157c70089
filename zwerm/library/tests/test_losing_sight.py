"""Who writes in an item that moves out of their sight is put out at once."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from pytest_django import DjangoCaptureOnCommitCallbacks

from zwerm.library.actions import keep_item
from zwerm.library.actions.editing import standing_of_writers
from zwerm.library.actions.move import move_item
from zwerm.library.live import room as room_module
from zwerm.library.live import socket
from zwerm.library.live.door import Guest
from zwerm.library.live.room import LiveRoom
from zwerm.operations.lines import FORBIDDEN
from zwerm.people.actions import change_space, deactivate, join_space, leave_space
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
    assert (asked, lines[item.id].closed, lines[other.id].closed) == ([item.id], [FORBIDDEN], [])
    with django_capture_on_commit_callbacks() as closing:
        change_space(world.team.space, name="SEH", about="", open=not world.team.space.open)
    asyncio.run(scene(lambda: [tell() for tell in closing]))
    assert lines[item.id].closed == [FORBIDDEN] * 2


def test_what_says_who_may_write_changes_with_whatever_puts_a_writer_out(world: World) -> None:
    item = keep_item(world.fatima, world.closed, "page", "Plan", "Nog niet af.")
    join_space(world.kees, world.closed)
    join_space(world.sanne, world.closed)
    known = [standing_of_writers(item.id, [world.kees.id])]
    leave_space(world.sanne, world.closed)
    assert standing_of_writers(item.id, [world.kees.id]) == known[0]
    leave_space(world.kees, world.closed)
    known.append(standing_of_writers(item.id, [world.kees.id]))
    deactivate(world.priya, world.kees)
    known.append(standing_of_writers(item.id, [world.kees.id]))
    move_item(world.fatima, item, world.team.space)
    known.append(standing_of_writers(item.id, [world.kees.id]))
    assert len(set(known)) == len(known)


def test_a_room_asks_its_writers_again_when_that_changed_in_any_process(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = iter([("in",), ("in",), ("out",)])

    async def at_once(work: Any, *given: Any) -> Any:
        return next(said)

    monkeypatch.setattr(room_module, "in_thread", at_once)
    room = LiveRoom(world.fatima.id, lambda room: None)
    visitor = socket.Visitor(Line(), Guest(world.kees.id, "Kees"))  # type: ignore[arg-type]  # says nothing
    room.here.add(visitor)

    async def scene() -> list[bool]:
        doubted = []
        for _ in range(3):
            await room._stand()
            doubted.append(visitor.doubted.is_set())
        return doubted

    assert asyncio.run(scene()) == [False, False, True]


def test_the_door_tells_who_may_write_and_nobody_else(world: World) -> None:
    item = keep_item(world.fatima, world.closed, "page", "Plan", "Nog niet af.")
    doors = [world.client(who).get(f"/knowledge/{item.id}/editing/door/") for who in (world.fatima, world.otto)]
    assert [door.status_code for door in doors] == [204, 404]
