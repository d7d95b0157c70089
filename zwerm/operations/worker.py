"""Background work: queued tasks, and work that returns.

Both live in the database, so that nothing but a database is needed to start.
"""

from __future__ import annotations

import logging
import threading
import time
from datetime import UTC, datetime

from django.db import close_old_connections, transaction

from zwerm.operations.models import Turn
from zwerm.operations.registry import recurring

log = logging.getLogger("zwerm.worker")


class Worker:
    """Runs queued tasks and recurring work in two threads until stopped."""

    def __init__(self) -> None:
        self._stopping = threading.Event()
        self._tasks = _TaskLoop()
        self._threads = [
            threading.Thread(target=self._tasks.run, name="zwerm-tasks", daemon=True),
            threading.Thread(target=self._run_recurring, name="zwerm-recurring", daemon=True),
        ]

    def start(self) -> None:
        for thread in self._threads:
            thread.start()

    def stop(self, patience: float = 20) -> None:
        self._stopping.set()
        self._tasks.stop()
        deadline = time.monotonic() + patience
        for thread in self._threads:
            thread.join(max(0.0, deadline - time.monotonic()))

    def wait(self) -> None:
        while not self._stopping.wait(1):
            pass

    def _run_recurring(self) -> None:
        while not self._stopping.wait(0.5):
            close_old_connections()
            run_due_work(datetime.now(UTC))


class _TaskLoop:
    """The queue's own worker, kept from ending the process when it is not in the main thread."""

    def __init__(self) -> None:
        from django.utils.crypto import get_random_string
        from django_tasks_db.management.commands.db_worker import Worker as QueueWorker

        self._worker = QueueWorker(
            queue_names=["*"],
            interval=1,
            batch=False,
            backend_name="default",
            startup_delay=False,
            max_tasks=None,
            worker_id=get_random_string(32),
            excluded_queue_names=[],
        )

    def run(self) -> None:
        while self._worker.running:
            try:
                self._worker.run()
            except Exception:
                log.exception("The task queue stumbled; it goes on in five seconds.")
                time.sleep(5)

    def stop(self) -> None:
        self._worker.running = False


def run_due_work(now: datetime) -> list[str]:
    """Run each recurring work whose turn has come; answers the names. Two workers never take the same turn."""
    done = []
    for work in recurring.values():
        if not _take_turn(work.name, now, work.every.total_seconds()):
            continue
        try:
            work.run()
        except Exception:
            # One module's trouble must not stop the others; it gets its next turn.
            log.exception("Recurring work %s failed", work.name)
        done.append(work.name)
    return done


def _take_turn(name: str, now: datetime, seconds: float) -> bool:
    turn = Turn.objects.filter(name=name).first()
    if turn and (now - turn.taken).total_seconds() < seconds:
        return False
    with transaction.atomic():
        turn, _ = Turn.objects.select_for_update().get_or_create(
            name=name, defaults={"taken": datetime.min.replace(tzinfo=UTC)}
        )
        if (now - turn.taken).total_seconds() < seconds:
            return False
        turn.taken = now
        turn.save(update_fields=["taken"])
    return True
