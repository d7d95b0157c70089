"""What stays in a serving process is not gone through again and again for rubbish.

Python's collector looks now and then through everything that is there, and no thread goes on meanwhile. A process that serves holds some
hundred thousand things that stay (templates, addresses, five hundred sockets), which took every page and message of that moment a tenth of a second.
What was found to stay is set aside (`gc.freeze`): it still goes as soon as nothing points to it, but rubbish that points to itself would stay, so once in a
while everything is looked through again. What was freed goes back to the machine more often: that takes a moment, and the C library keeps it otherwise,
some 10 MB after thirty searches. What is freed at the end of the memory of a thread, which it keeps also when asked, goes back at once: after an import that
was 60 MB.
"""

from __future__ import annotations

import asyncio
import ctypes
import gc
import sys
import time
from typing import Any

# By then most of what stays was read: templates, words, addresses.
SETTLED_AFTER_SECONDS = 120
# Everything is looked through, in the quarter of a second that this takes.
LOOKED_THROUGH_EVERY_SECONDS = 3600
GIVEN_BACK_EVERY_SECONDS = 120
# `M_TRIM_THRESHOLD` and `M_MMAP_THRESHOLD` of glibc's malloc.h, in bytes: how much may stay free at the end, and from what size on something gets pages of its
# own. Both grow by themselves, to 64 and 32 MB, unless they are set.
TRIMMED, APART = -1, -3
FREE_AT_THE_END, LARGE = 1024 * 1024, 256 * 1024
# Of processor time. A look that takes longer is felt by who waits for a page.
FELT_SECONDS = 0.015


def settling(loop: asyncio.AbstractEventLoop) -> None:
    """From now on, as long as `loop` runs, what stays is set aside."""
    gc.collect()
    gc.freeze()
    if set_aside not in gc.callbacks:
        gc.callbacks.append(set_aside)
    loop.call_later(SETTLED_AFTER_SECONDS, _again, loop)
    _give_back_again(loop)


def _again(loop: asyncio.AbstractEventLoop) -> None:
    settle()
    loop.call_later(LOOKED_THROUGH_EVERY_SECONDS, _again, loop)


def settle() -> None:
    """Look through everything, also what was set aside before, and set aside what stays."""
    gc.unfreeze()
    gc.collect()
    gc.freeze()


def _give_back_again(loop: asyncio.AbstractEventLoop) -> None:
    give_back()
    loop.call_later(GIVEN_BACK_EVERY_SECONDS, _give_back_again, loop)


def give_back() -> None:
    """To the machine, what this process freed and holds on to. Only glibc has to be asked."""
    trim = getattr(ctypes.CDLL(None), "malloc_trim", None) if sys.platform == "linux" else None
    if trim:
        trim(0)


def give_back_early() -> None:
    """From now on, what is large or at an end goes back to the machine when it is freed. For processes that stay, before they begin threads."""
    tune = getattr(ctypes.CDLL(None), "mallopt", None) if sys.platform == "linux" else None
    if tune:
        tune(TRIMMED, FREE_AT_THE_END)
        tune(APART, LARGE)


_begun = 0.0


def set_aside(phase: str, told: dict[str, Any]) -> None:
    """After a whole look that was felt, what it left is set aside, so that the next one is short. For `gc.callbacks`."""
    global _begun
    if told["generation"] < 2:
        return
    if phase == "start":
        _begun = time.thread_time()
    elif time.thread_time() - _begun > FELT_SECONDS:
        gc.freeze()
