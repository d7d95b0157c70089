"""What stays is set aside after a look that was felt, and rubbish that points to itself still goes in the end."""

from __future__ import annotations

import asyncio
import ctypes
import gc
import os
import subprocess
import sys
import weakref
from collections.abc import Iterator
from pathlib import Path

import pytest

from zwerm.operations import collecting


class Thing:
    """Something that can point to itself."""

    itself: Thing | None = None


@pytest.fixture(autouse=True)
def as_before() -> Iterator[None]:
    yield
    if collecting.set_aside in gc.callbacks:
        gc.callbacks.remove(collecting.set_aside)
    gc.unfreeze()


def felt(monkeypatch: pytest.MonkeyPatch, seconds: float) -> None:
    monkeypatch.setattr(collecting, "FELT_SECONDS", seconds)


def settled() -> None:
    loop = asyncio.new_event_loop()
    collecting.settling(loop)
    loop.close()


def test_what_came_after_the_start_is_set_aside_by_the_next_look_that_is_felt(monkeypatch: pytest.MonkeyPatch) -> None:
    settled()
    came = [Thing() for _ in range(100)]
    felt(monkeypatch, 0)
    before = gc.get_freeze_count()
    gc.collect()
    assert gc.get_freeze_count() >= before + len(came)
    assert not any(thing is came[0] for thing in gc.get_objects())


def test_a_short_look_and_one_at_what_is_young_set_nothing_aside(monkeypatch: pytest.MonkeyPatch) -> None:
    settled()
    came = [Thing() for _ in range(100)]
    felt(monkeypatch, 60)
    gc.collect()
    felt(monkeypatch, 0)
    gc.collect(1)
    assert any(thing is came[0] for thing in gc.get_objects())


def test_what_was_set_aside_goes_when_nothing_points_to_it_and_what_points_to_itself_at_the_next_whole_look(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    settled()
    plain, circle = Thing(), Thing()
    circle.itself = circle
    gone, still = weakref.ref(plain), weakref.ref(circle)
    felt(monkeypatch, 0)
    gc.collect()
    del plain, circle
    gc.collect()
    assert gone() is None
    assert still() is not None
    collecting.settle()
    assert still() is None


def test_starting_twice_listens_once() -> None:
    settled()
    settled()
    assert gc.callbacks.count(collecting.set_aside) == 1


of_glibc = pytest.mark.skipif(
    not hasattr(ctypes.CDLL(None), "malloc_trim"), reason="this C library is not glibc: nothing to ask"
)


@of_glibc
def test_what_was_freed_goes_back_to_the_machine() -> None:
    def resident() -> int:
        return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")

    # What is of another size than Python's own, and too small to get pages of its own; the last one keeps the end of the heap in use.
    freed = [bytes(1000) for _ in range(40_000)]
    last = bytes(1000)
    del freed
    before = resident()
    collecting.give_back()
    assert before - resident() > 20_000_000
    assert last


# Something large was freed before, as in any process that has worked: from then on glibc keeps what is free at the end of the memory of a thread.
IN_A_THREAD = """
import os, sys, threading
from zwerm.operations import collecting

def resident():
    return int(open("/proc/self/statm").read().split()[1]) * os.sysconf("SC_PAGE_SIZE")

if "early" in sys.argv:
    collecting.give_back_early()
del [bytes(30_000_000)][0]
worked, ended = threading.Event(), threading.Event()

def work():
    del [bytes(1000) for _ in range(20_000)][:]
    worked.set()
    ended.wait()

before = resident()
threading.Thread(target=work).start()
worked.wait()
collecting.give_back()
print(resident() - before)
ended.set()
"""


@of_glibc
def test_what_a_thread_freed_goes_back_while_it_lives() -> None:
    def stays(*words: str) -> int:
        command = [sys.executable, "-c", IN_A_THREAD, *words]
        return int(subprocess.run(command, check=True, capture_output=True, timeout=60).stdout)

    assert stays() > 15_000_000
    assert stays("early") < 5_000_000
