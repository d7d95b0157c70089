"""What was answered is on disk: also when the power goes a moment later.

SQLite (WAL, `synchronous=NORMAL`) hands a commit to the operating system and does not wait for the disk. Waiting within the commit (FULL) would
keep the lock as long, so all who write would wait for each other. Here whoever wrote waits after it, before the answer, and one wait is
for all who committed before it began. PostgreSQL waits by itself. See docs/decisions/0133.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from threading import Condition

from django.db import DEFAULT_DB_ALIAS, connections
from django.http import HttpRequest, HttpResponse


class Flush:
    """Brings to disk what was committed to the database at `path`. Shared by threads."""

    def __init__(self, path: Path | str) -> None:
        self._log = f"{path}-wal"
        self._turn = Condition()
        self._begun = self._done = 0
        self._busy = False

    def wait(self) -> None:
        """Until all that was committed before this call is on disk. Raises OSError when the disk refuses."""
        with self._turn:
            # One that is under way may have begun before the commit.
            wanted = self._begun + 1
            while self._done < wanted:
                if self._busy:
                    self._turn.wait()
                    continue
                self._begun, self._busy = self._begun + 1, True
                self._flush(self._begun)

    def _flush(self, number: int) -> None:
        self._turn.release()
        reached = False
        try:
            self._to_disk()
            reached = True
        finally:
            self._turn.acquire()
            self._busy = False
            if reached:
                self._done = number
            self._turn.notify_all()

    def _to_disk(self) -> None:
        try:
            # Opened anew: the last connection that closes takes the file away, with all that is in it in the database.
            file = os.open(self._log, os.O_RDWR)
        except FileNotFoundError:
            return
        try:
            os.fdatasync(file)
        finally:
            os.close(file)


_flushes: dict[Path | str, Flush] = {}


def written() -> int:
    """How many rows this thread's connection has written so far; 0 where the database sees to it itself."""
    here = connections[DEFAULT_DB_ALIAS]
    return int(here.connection.total_changes) if here.vendor == "sqlite" and here.connection else 0


def wait_for_disk() -> None:
    name = connections[DEFAULT_DB_ALIAS].settings_dict["NAME"]
    (_flushes.get(name) or _flushes.setdefault(name, Flush(name))).wait()


def AnswersWhatIsKept(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:  # noqa: N802  a middleware
    """Outermost of what writes: the answer goes when what was written for it is on disk."""

    def answer(request: HttpRequest) -> HttpResponse:
        before = written()
        response = get_response(request)
        if written() > before:
            wait_for_disk()
        return response

    return answer
