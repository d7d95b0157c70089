"""Background work: queued tasks, and work that returns.

Both live in the database, so that nothing but a database is needed to start.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from datetime import UTC, datetime

from django.db import close_old_connections, connections
from django_tasks_db.management.commands.db_worker import Worker as QueueWorker

from zwerm.operations.queue import take_up_again
from zwerm.operations.shifts import BEAT, OwnShift
from zwerm.operations.turns import Turns

log = logging.getLogger("zwerm.worker")


class Worker:
    """Runs queued tasks and recurring work in threads until stopped. One per process."""

    def __init__(self) -> None:
        self._stopping = threading.Event()
        self._shift = OwnShift()
        self._turns = {outward: Turns(self._shift.worker, outward=outward) for outward in (False, True)}
        self._queue = _queue_worker(self._shift.worker)
        loops = {
            "tasks": self._run_tasks,
            "recurring": self._run_inward,
            "outward": self._run_outward,
            "shift": self._keep_shift,
        }
        self._threads = [
            threading.Thread(target=self._goes_on, args=(loop,), name=f"zwerm-{name}", daemon=True)
            for name, loop in loops.items()
        ]

    def start(self) -> None:
        self._shift.begin(datetime.now(UTC))
        for thread in self._threads:
            thread.start()

    def ask_to_stop(self) -> None:
        self._stopping.set()
        self._queue.running = False

    def stop(self, patience: float = 20) -> None:
        """Let the running task end, within `patience` seconds; a longer one starts again with the next worker."""
        self.ask_to_stop()
        deadline = time.monotonic() + patience
        for thread in self._threads:
            thread.join(max(0.0, deadline - time.monotonic()))
        if not any(thread.is_alive() for thread in self._threads):
            self._turns[False].give_back()
            self._shift.end()

    def wait(self) -> None:
        while not self._stopping.wait(1):
            pass

    def _goes_on(self, loop: Callable[[], None]) -> None:
        """A database that went away must not end the work: it comes back."""
        while not self._stopping.is_set():
            try:
                loop()
            # A task that wants to end the process ends itself alone.
            except (Exception, SystemExit):
                log.exception("Background work stumbled; it goes on in five seconds.")
                self._stopping.wait(5)
        connections.close_all()

    def _run_tasks(self) -> None:
        self._queue.run()

    def _run_inward(self) -> None:
        self._run_recurring(outward=False)

    def _run_outward(self) -> None:
        """In a thread of its own: whoever is slow to answer holds up nothing here."""
        self._run_recurring(outward=True)

    def _run_recurring(self, *, outward: bool) -> None:
        while not self._stopping.wait(0.5):
            close_old_connections()
            self._turns[outward].run_due(datetime.now(UTC))

    def _keep_shift(self) -> None:
        """In a thread of its own: however long work takes, this worker is seen to be there."""
        while True:
            close_old_connections()
            now = datetime.now(UTC)
            self._shift.beat(now)
            take_up_again(now)
            if self._stopping.wait(BEAT.total_seconds()):
                return


def _queue_worker(worker_id: str) -> QueueWorker:
    """The queue's own worker. Outside the main thread it sets no signal handlers, so it ends no process."""
    return QueueWorker(
        queue_names=["*"],
        interval=1,
        batch=False,
        backend_name="default",
        startup_delay=False,
        max_tasks=None,
        worker_id=worker_id,
        excluded_queue_names=[],
    )
