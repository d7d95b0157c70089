"""Which workers are at work. What a worker had in hand is taken up by another only when it surely is not.

On one machine that is exact: a worker holds the lock on a file in HOME, and the kernel gives it back when the process ends. A worker on
another machine counts as gone when it was not seen for a minute.
"""

from __future__ import annotations

import re
import secrets
import socket
from contextlib import suppress
from datetime import datetime, timedelta

from django.conf import settings

from zwerm.operations.locks import FileLock, is_held
from zwerm.operations.models import Shift

LEASE = timedelta(seconds=60)
BEAT = timedelta(seconds=10)


class OwnShift:
    """The shift of the worker in this process."""

    def __init__(self) -> None:
        machine = re.sub(r"[^A-Za-z0-9]+", "-", socket.gethostname())[:30]
        self.worker = f"{machine}-{secrets.token_hex(8)}"
        self._lock = FileLock(settings.HOME / "workers" / self.worker)
        self._seen: datetime | None = None

    def begin(self, now: datetime) -> None:
        self._lock.take(wait=True)
        self.beat(now)

    def beat(self, now: datetime) -> None:
        """Be seen, when it is time again."""
        if self._seen is None or now - self._seen >= BEAT:
            Shift.objects.update_or_create(worker=self.worker, defaults={"seen": now})
            self._seen = now

    def end(self) -> None:
        Shift.objects.filter(worker=self.worker).delete()
        self._lock.give_back()
        self._lock.path.unlink(missing_ok=True)


def at_work(now: datetime) -> set[str]:
    """The workers that may still be at work; forgets those that surely are not."""
    present = set()
    for shift in Shift.objects.all():
        path = settings.HOME / "workers" / shift.worker
        held = is_held(path)
        if held or (held is None and now - shift.seen < LEASE):
            present.add(shift.worker)
        elif held is False or now - shift.seen > 10 * LEASE:
            shift.delete()
            with suppress(OSError):
                path.unlink(missing_ok=True)
    return present
