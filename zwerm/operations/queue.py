"""Queued tasks: what a worker had in hand when it died is taken up again, from its start."""

from __future__ import annotations

import logging
from datetime import datetime, timedelta

from django_tasks_db.models import DBTaskResult

from zwerm.operations.shifts import at_work

log = logging.getLogger("zwerm.worker")

# A task that three workers did not survive is the likely cause of it.
TRIES = 3
KEEP = timedelta(days=14)


def take_up_again(now: datetime) -> int:
    """Put the running tasks of workers that are gone back in the queue; answers how many."""
    running = list(DBTaskResult.objects.running())
    if not running:
        return 0
    present = at_work(now)
    again = 0
    for task in running:
        if task.worker_ids and task.worker_ids[-1] in present:
            continue
        # Only as it was read: another worker may be doing the same.
        same = DBTaskResult.objects.running().filter(pk=task.pk, started_at=task.started_at)
        if len(task.worker_ids) >= TRIES:
            same.update(
                status="FAILED",
                finished_at=now,
                exception_class_path="builtins.SystemExit",
                traceback=f"The process ended {TRIES} times while it did this task; it is not tried again.",
            )
            log.error("Task %s (%s) ended its worker %d times and is given up.", task.task_path, task.pk, TRIES)
        else:
            again += same.update(status="READY", started_at=None)
            log.warning("Task %s (%s) was cut off and starts again.", task.task_path, task.pk)
    return again


def clear_finished(now: datetime) -> int:
    """Forget what was done long ago."""
    return DBTaskResult.objects.finished().filter(finished_at__lt=now - KEEP).delete()[0]
