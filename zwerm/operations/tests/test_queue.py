from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django_tasks_db.models import DBTaskResult

from zwerm.operations.models import Shift
from zwerm.operations.queue import clear_finished, take_up_again
from zwerm.operations.shifts import OwnShift

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
pytestmark = pytest.mark.django_db


def running(*workers: str) -> Any:
    return DBTaskResult.objects.create(
        status="RUNNING",
        started_at=NOW,
        run_after=NOW,
        args_kwargs={"args": [], "kwargs": {}},
        task_path="zwerm.courses.tasks.draft_later",
        worker_ids=list(workers),
        queue_name="default",
        backend_name="default",
        exception_class_path="",
        traceback="",
    )


def test_a_task_whose_worker_was_killed_is_taken_up_again() -> None:
    killed = OwnShift()
    killed.begin(NOW)
    task = running(killed.worker)
    assert take_up_again(NOW) == 0
    killed._lock.give_back()  # as the kernel does when a process ends
    assert take_up_again(NOW) == 1
    task.refresh_from_db()
    assert (task.status, task.started_at) == ("READY", None)
    assert take_up_again(NOW) == 0


def test_a_task_of_a_worker_on_another_machine_waits_until_that_was_not_seen_for_a_minute() -> None:
    Shift.objects.create(worker="elsewhere", seen=NOW)
    task = running("elsewhere")
    assert take_up_again(NOW + timedelta(seconds=59)) == 0
    assert take_up_again(NOW + timedelta(seconds=61)) == 1
    task.refresh_from_db()
    assert task.status == "READY"


def test_a_task_that_ended_three_workers_is_given_up(caplog: pytest.LogCaptureFixture) -> None:
    task = running("first", "second", "third")
    assert take_up_again(NOW) == 0
    task.refresh_from_db()
    assert (task.status, task.finished_at) == ("FAILED", NOW)
    assert "is given up" in caplog.text


def test_what_was_done_long_ago_is_forgotten() -> None:
    task = running("first")
    DBTaskResult.objects.update(status="SUCCESSFUL", finished_at=NOW)
    assert clear_finished(NOW + timedelta(days=13)) == 0
    assert clear_finished(NOW + timedelta(days=15)) == 1
    assert not DBTaskResult.objects.filter(pk=task.pk).exists()
