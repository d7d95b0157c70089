from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import ParamSpec, TypeVar

from django.db import close_old_connections

P = ParamSpec("P")
T = TypeVar("T")

# Few: what is written comes in batches, and SQLite writes one at a time anyway.
_threads = ThreadPoolExecutor(3, thread_name_prefix="zwerm-live")


async def in_thread(work: Callable[P, T], *given: P.args, **named: P.kwargs) -> T:
    """Ask the database outside the event loop."""

    def run() -> T:
        close_old_connections()
        try:
            return work(*given, **named)
        finally:
            close_old_connections()

    return await asyncio.get_running_loop().run_in_executor(_threads, run)
