"""Numbers about the installation, for a program that watches it and knows the token."""

from __future__ import annotations

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from zwerm.people.tests.world import World
from zwerm.records.actions import record
from zwerm.records.models import Store
from zwerm.records.projection import advance_all
from zwerm.records.vocabulary import Activity

TOKEN = "a secret of some length"


def numbers(token: str = TOKEN) -> dict[str, float]:
    answer = Client().get("/metrics", headers={"authorization": f"Bearer {token}"})
    assert answer.status_code == 200
    assert answer["Content-Type"] == "text/plain; version=0.0.4; charset=utf-8"
    lines = [line for line in answer.text.split("\n") if line and not line.startswith("# ")]
    return {name: float(value) for name, value in (line.rsplit(" ", 1) for line in lines)}


@pytest.fixture
def _watched(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(settings.CONFIGURATION._environment, "ZWERM_METRICS_TOKEN", TOKEN)


@pytest.mark.usefixtures("_watched")
def test_it_tells_how_far_each_projection_is_behind(world: World, lesson: Activity) -> None:
    record(world.fatima, "test-read", lesson)
    advance_all()
    before = numbers()
    for _ in range(3):
        record(world.fatima, "test-read", lesson)
    after = numbers()
    assert after["zwerm_statements"] == before["zwerm_statements"] + 3
    for name in ("week", "month"):
        key = f'zwerm_projection_lag_statements{{projection="{name}"}}'
        assert (before[key], after[key]) == (0, 3)
    advance_all()
    assert numbers()['zwerm_projection_lag_statements{projection="week"}'] == 0


@pytest.mark.usefixtures("_watched")
def test_it_tells_of_tasks_and_of_stores_whatever_they_are_called(world: World) -> None:
    for status in ("READY", "READY", "RUNNING", "FAILED"):
        DBTaskResult.objects.create(
            status=status,
            task_path="a.b",
            args_kwargs={},
            finished_at=timezone.now(),
            run_after=timezone.now(),
            backend_name="default",
        )
    Store.objects.create(name='Het "andere"\n\\ lab', way=Store.Way.THERE, address="https://elders.example")
    told = numbers()
    assert [told[f'zwerm_tasks{{state="{state}"}}'] for state in ("waiting", "running", "failed")] == [2, 1, 1]
    assert told["zwerm_longest_wait_seconds"] >= 0
    assert 'zwerm_store_lag_statements{store="Het \\"andere\\"\\n\\\\ lab"}' in told


@pytest.mark.usefixtures("_watched")
@pytest.mark.parametrize("shown", ["", "Bearer", "Bearer ", f"Bearer {TOKEN}!", f"Basic {TOKEN}", "Bearer é"])
def test_who_does_not_know_the_token_reads_nothing(world: World, shown: str) -> None:
    for client in (Client(), world.client(world.priya)):
        answer = client.get("/metrics", headers={"authorization": shown})
        assert (answer.status_code, answer.content) == (401, b"")


@pytest.mark.parametrize("token", ["", "short"])
def test_without_a_token_of_some_length_it_is_not_there(
    world: World, token: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(settings.CONFIGURATION._environment, "ZWERM_METRICS_TOKEN", token)
    answer = world.client(world.priya).get("/metrics", headers={"authorization": f"Bearer {token}"})
    assert answer.status_code == 404
    assert "zwerm_statements" not in answer.text
