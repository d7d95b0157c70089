from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest

from zwerm.operations.models import Shift, Turn
from zwerm.operations.registry import Recurring
from zwerm.operations.shifts import OwnShift
from zwerm.operations.turns import Turns

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
pytestmark = pytest.mark.django_db


@pytest.fixture
def done(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What was done; the only recurring work is `often` (each second) and `daily`."""
    done: list[str] = []
    works = [
        Recurring("often", timedelta(seconds=1), lambda: done.append("often")),
        Recurring("daily", timedelta(days=1), lambda: done.append("daily")),
    ]
    declare(monkeypatch, *works)
    return done


def declare(monkeypatch: pytest.MonkeyPatch, *works: Recurring) -> None:
    monkeypatch.setattr("zwerm.operations.turns.recurring", {work.name: work for work in works})


@pytest.fixture
def shift() -> Iterator[OwnShift]:
    """A worker at work in this process."""
    shift = OwnShift()
    shift.begin(NOW)
    yield shift
    shift.end()


def test_recurring_work_returns_when_its_time_has_come(done: list[str], shift: OwnShift) -> None:
    own = Turns(shift.worker)
    assert own.run_due(NOW) == ["daily", "often"]
    assert own.run_due(NOW + timedelta(milliseconds=500)) == []
    assert own.run_due(NOW + timedelta(seconds=1)) == ["often"]
    assert own.run_due(NOW + timedelta(days=1)) == ["daily", "often"]
    assert done == ["daily", "often", "often", "daily", "often"]


def test_two_workers_never_do_the_same_work(done: list[str], shift: OwnShift) -> None:
    other = OwnShift()
    other.begin(NOW)
    Turns(shift.worker).run_due(NOW)
    assert Turns(other.worker).run_due(NOW + MINUTE) == []
    other.end()


def test_another_takes_over_what_a_worker_gives_back(done: list[str], shift: OwnShift) -> None:
    first = Turns(shift.worker)
    first.run_due(NOW)
    first.give_back()
    other = OwnShift()
    other.begin(NOW)
    assert Turns(other.worker).run_due(NOW + MINUTE) == ["often"]
    assert first.run_due(NOW + MINUTE) == []
    other.end()


def test_another_takes_over_from_a_worker_that_was_killed(done: list[str], shift: OwnShift) -> None:
    killed = OwnShift()
    killed.begin(NOW)
    Turns(killed.worker).run_due(NOW)
    killed._lock.give_back()  # as the kernel does when a process ends
    assert Turns(shift.worker).run_due(NOW + timedelta(seconds=5)) == ["often"]
    assert not Shift.objects.filter(worker=killed.worker).exists()


def test_a_worker_on_another_machine_keeps_its_work_until_it_was_not_seen_for_a_minute(
    done: list[str], shift: OwnShift
) -> None:
    Shift.objects.create(worker="elsewhere", seen=NOW)
    Turn.objects.create(name="often", taken=NOW, holder="elsewhere")
    own = Turns(shift.worker)
    assert own.run_due(NOW + timedelta(seconds=50)) == ["daily"]
    assert own.run_due(NOW + timedelta(seconds=61)) == ["often"]


def test_daily_work_is_not_done_again_at_every_start(done: list[str], shift: OwnShift) -> None:
    Turns(shift.worker).run_due(NOW)
    after_restart = Turns(shift.worker)
    after_restart._looked = NOW - MINUTE
    Turn.objects.update(holder="")
    assert after_restart.run_due(NOW + timedelta(hours=1)) == ["often"]


def test_work_that_fails_stops_no_other_work_and_gets_its_next_turn(
    done: list[str], shift: OwnShift, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail() -> None:
        raise ValueError("broken")

    second = timedelta(seconds=1)
    often = Recurring("often", second, lambda: done.append("often"))
    declare(monkeypatch, Recurring("broken", second, fail), often)
    own = Turns(shift.worker)
    assert own.run_due(NOW) == ["broken", "often"]
    assert own.run_due(NOW + second) == ["broken", "often"]
    assert done == ["often", "often"]
    assert "Recurring work broken failed" in caplog.text
