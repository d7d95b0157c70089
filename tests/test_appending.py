"""Several people act at once, in any order of beginning and ending: whoever follows the logs passes nothing by."""

from __future__ import annotations

import queue
import random
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection

from zwerm.operations.appending import Log
from zwerm.people.tests.world import World
from zwerm.records.actions import record
from zwerm.records.models import Statement
from zwerm.records.vocabulary import Activity
from zwerm.search.actions import touch
from zwerm.search.models import Change

LESSON = Activity("urn:uuid:0192d8b4-0000-7000-8000-000000000001", "http://adlnet.gov/expapi/activities/lesson", {"nl": "Les"})  # fmt: skip
ACTORS, STEPS = 4, 80

needs_many_writers = pytest.mark.skipif("connection.vendor == 'sqlite'", reason="SQLite has one writer at a time")


class Actor:
    """Someone with a connection of their own, who does one thing at a time, as told."""

    def __init__(self) -> None:
        self._told: queue.Queue[Callable[[], object] | None] = queue.Queue()
        self._done: queue.Queue[object] = queue.Queue()
        self._thread = threading.Thread(target=self._live, daemon=True)
        self._thread.start()
        self.acting = False
        self.saved: list[str] = []

    def do(self, act: Callable[[], object]) -> Any:
        self._told.put(act)
        answer = self._done.get(timeout=30)
        if isinstance(answer, BaseException):
            raise answer
        return answer

    def begin(self) -> None:
        self.do(lambda: connection.set_autocommit(False))
        self.acting = True

    def end(self, *, well: bool) -> None:
        self.do(lambda: connection.commit() if well else connection.rollback())
        self.do(lambda: connection.set_autocommit(True))
        self.acting, self.saved = False, []

    def leave(self) -> None:
        """What was not ended is undone with the connection."""
        self._told.put(None)
        self._thread.join(30)

    def _live(self) -> None:
        while act := self._told.get():
            try:
                self._done.put(act())
            except BaseException as error:
                self._done.put(error)
        connection.close()


@contextmanager
def actors(number: int) -> Iterator[list[Actor]]:
    there = [Actor() for _ in range(number)]
    try:
        yield there
    finally:
        for actor in there:
            actor.leave()


def recorded(world: World) -> Callable[[], object]:
    # In a transaction that the actor began by hand, which Django does not count as one.
    def act() -> object:
        connection.in_atomic_block = True
        try:
            return record(world.fatima, "authored", LESSON)
        finally:
            connection.in_atomic_block = False

    return act


def touched(world: World) -> Callable[[], object]:
    return lambda: touch("item", str(uuid4()), str(uuid4()))


LOGS = [(Statement, recorded), (Change, touched)]


class Follower:
    """Reads a few at a time from its cursor, as a projection does."""

    def __init__(self, log: type[Log]) -> None:
        self.log, self.cursor = log, 0
        self.seen: list[int] = []

    def read(self, most: int = 3) -> int:
        found = self.log._default_manager.all().after(self.cursor).settled()[:most]
        self.seen += [row.sequence for row in found]
        self.cursor = self.seen[-1] if self.seen else 0
        return len(found)


@needs_many_writers
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize(("log", "appends"), LOGS)
def test_whatever_begins_and_ends_when_nothing_is_passed_by(
    world: World, log: type[Log], appends: Callable[[World], Callable[[], object]], seed: int
) -> None:
    chance, follower, act = random.Random(seed), Follower(log), appends(world)
    promised: list[tuple[datetime, int]] = []
    with actors(ACTORS) as people:
        for _ in range(STEPS):
            take_a_step(chance, chance.choice(people), act)
            if chance.random() < 0.5:
                follower.read()
                if log is Statement:
                    through = Statement.objects.complete_through()
                    promised.append((through, Statement.objects.filter(stored__lte=through).count()))
        for person in people:
            if person.acting:
                person.end(well=chance.random() < 0.7)
    while follower.read():
        pass
    assert follower.seen == list(log._default_manager.order_by("sequence").values_list("sequence", flat=True))
    assert len(follower.seen) > STEPS / 8
    # Nothing was stored afterwards before a moment up to which all could be seen.
    assert [(through, Statement.objects.filter(stored__lte=through).count()) for through, _ in promised] == promised


def take_a_step(chance: random.Random, actor: Actor, act: Callable[[], object]) -> None:
    if not actor.acting:
        actor.begin()
        return
    match chance.choices(["append", "savepoint", "undo", "commit", "rollback"], [8, 2, 2, 3, 1])[0]:
        case "append":
            actor.do(act)
        case "savepoint":
            actor.saved.append(actor.do(savepoint))
        case "undo" if actor.saved:
            point = actor.saved.pop()
            actor.do(lambda: connection._savepoint_rollback(point))
        case "commit":
            actor.end(well=True)
        case "rollback":
            actor.end(well=False)


def savepoint() -> str:
    name = f"s{random.getrandbits(64):x}"
    connection._savepoint(name)
    return name


@needs_many_writers
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("log", "appends"), LOGS)
def test_nobody_waits_for_who_acts_longer_and_what_they_add_is_read_when_they_are_done(
    world: World, log: type[Log], appends: Callable[[World], Callable[[], object]]
) -> None:
    follower, act = Follower(log), appends(world)
    while follower.read():
        pass
    before = len(follower.seen)
    with actors(2) as (slow, quick):
        slow.begin()
        slow.do(act)
        quick.begin()
        quick.do(act)
        quick.end(well=True)
        assert follower.read() == 0, "a lower number may still come"
        slow.end(well=True)
        while follower.read():
            pass
    assert len(follower.seen) - before == log._default_manager.count() - before >= 2
