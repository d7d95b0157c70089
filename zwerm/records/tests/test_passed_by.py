"""What a projection cannot count stops nothing: not the others that it counts, not other projections, and no page."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import pytest
from django.conf import settings
from django.db import OperationalError, transaction

from zwerm.people.tests.world import World
from zwerm.records import projection as projecting
from zwerm.records.actions import record
from zwerm.records.health import look_at_projections
from zwerm.records.models import Cursor, Month, Statement, Uncounted, Week
from zwerm.records.projection import Projection, advance_all, forget, lag, lock_cursors, projections, rebuild
from zwerm.records.projections.week import Months, Weeks
from zwerm.records.tests.test_metrics import TOKEN, numbers
from zwerm.records.tests.test_xapi import IDS, VOIDED, Tool, told
from zwerm.records.vocabulary import Activity

FATIMA = {"mbox": "mailto:fatima@lindehof.example"}


@pytest.mark.parametrize(
    ("moment", "zone", "shown"),
    [
        ("9999-12-31T23:59:59Z", "Europe/Amsterdam", "9999-12-30"),
        ("9999-12-31T23:59:59Z", "Pacific/Kiritimati", "9999-12-30"),
        ("0001-01-01T00:00:00Z", "America/Los_Angeles", "0001-01-01"),
        ("0001-01-01T00:00:00Z", "Europe/Amsterdam", "0001-01-02"),
    ],
)
@pytest.mark.parametrize("language", ["nl", "en"])
def test_a_moment_at_the_ends_of_the_calendar_is_counted_and_shown_in_every_time_zone(
    world: World, moment: str, zone: str, shown: str, language: str
) -> None:
    for person in (world.fatima, world.priya):
        person.time_zone = zone
        person.save()
    tool = Tool()
    assert tool.send([told(1, actor=FATIMA, timestamp=moment), told(2, actor=FATIMA)]).status_code == 200
    advance_all()
    assert [lag(one) for one in projections.values()] == [0, 0]
    assert (look_at_projections().state, Week.objects.count(), Month.objects.count()) == ("good", 2, 2)
    fatima, priya = (world.client(person, language) for person in (world.fatima, world.priya))
    days = fatima.get("/records/me/").context["days"]
    assert shown in [day.date.isoformat() for day in days]
    assert len(fatima.get("/records/learning/").context["days"]) == 2
    year = shown[:4]
    assert year in priya.get("/records/statements/").text
    assert len(priya.get("/records/statements/?since=1900-01-01").context["lines"]) == 1 + (year == "9999")
    # To others it is told as it came.
    assert tool.client.get("/xapi/statements", {"statementId": IDS[1]}).json()["timestamp"] == moment


@pytest.mark.parametrize("before", ["999999999999999999-5", "999999999999999999", "0-0", "1-999999999999999999"])
def test_a_page_of_statements_that_begins_nowhere_is_a_page(world: World, before: str) -> None:
    Tool().send(told(1))
    page = world.client(world.priya, "en").get(f"/records/statements/?before={before}&since=2020-01-01")
    assert page.status_code == 200


class Picky(Weeks):
    """Cannot count one thing; and when it is `broken` nothing at all."""

    batch = 4
    bad: set[int]
    broken = False

    def __init__(self) -> None:
        self.bad = set()

    def read(self, statements: Sequence[Statement], cursor: Cursor) -> None:
        super().read(statements, cursor)
        if self.broken:
            raise OperationalError("the disk is full")
        if self.bad & {one.sequence for one in statements}:
            raise OverflowError("a date of Fatima")

    def forget(self, statements: Sequence[Statement], cursor: Cursor) -> None:
        assert not self.bad & {one.sequence for one in statements}
        super().forget(statements, cursor)


@pytest.fixture
def picky(db: None, monkeypatch: pytest.MonkeyPatch) -> Picky:
    picky = Picky()
    found: dict[str, Projection] = {"week": picky, "month": Months()}
    monkeypatch.setattr(projecting, "projections", found)
    monkeypatch.setattr("zwerm.records.health.projections", found)
    return picky


def learned() -> list[int]:
    return list(Week.objects.live().values_list("learned", flat=True))


def test_what_cannot_be_counted_is_passed_by_and_all_others_count(
    world: World, picky: Picky, lesson: Activity, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = [record(world.fatima, "test-read", lesson) for _ in range(11)]
    picky.bad = {rows[1].sequence, rows[6].sequence}
    advance_all()
    assert (learned(), lag(picky)) == ([9], 0)
    assert list(Month.objects.live().values_list("learned", flat=True)) == [11]
    health = look_at_projections()
    assert (health.state, health.says) == (
        "bad",
        "month 0 behind, week 0 behind, 2 statements not counted (OverflowError)",
    )
    monkeypatch.setitem(settings.CONFIGURATION._environment, "ZWERM_METRICS_TOKEN", TOKEN)
    assert numbers()['zwerm_projection_uncounted_statements{projection="week"}'] == 2
    # The same again, and once it can, without it.
    assert (rebuild(picky), learned(), Uncounted.objects.count()) == (11, [9], 2)
    picky.bad = set()
    assert (rebuild(picky), learned(), Uncounted.objects.count()) == (11, [11], 0)
    assert look_at_projections().state == "good"


def test_what_was_not_counted_is_not_taken_out(world: World, picky: Picky, lesson: Activity) -> None:
    rows = [record(world.fatima, "test-read", lesson) for _ in range(5)]
    picky.bad = {rows[0].sequence, rows[1].sequence}
    advance_all()
    assert learned() == [3]
    void: Any = told(1, verb=VOIDED, object={"objectType": "StatementRef", "id": str(rows[0].id)})
    assert Tool().send(void).status_code == 200
    advance_all()
    assert (learned(), Uncounted.objects.get().sequence) == ([3], rows[1].sequence)
    with transaction.atomic():
        forget(rows[:3], lock_cursors())
    assert (learned(), Uncounted.objects.count()) == ([2], 0)


def test_a_projection_that_fails_keeps_no_other_from_its_turn_and_doctor_tells_since_when(
    world: World, picky: Picky, lesson: Activity, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(settings.CONFIGURATION._environment, "ZWERM_METRICS_TOKEN", TOKEN)
    record(world.fatima, "test-read", lesson)
    advance_all()
    behind = record(world.fatima, "test-read", lesson)
    picky.broken = True
    for _ in range(2):
        advance_all()
    assert list(Month.objects.live().values_list("learned", flat=True)) == [2]
    assert (learned(), Uncounted.objects.count()) == ([1], 0)
    cursor = Cursor.objects.get(projection="week")
    assert cursor.failing_since is not None
    assert cursor.sequence < behind.sequence
    health = look_at_projections()
    since = f"failing since {cursor.failing_since:%Y-%m-%d %H:%M} (OperationalError)"
    assert (health.state, health.says) == ("bad", f"month 0 behind, week 1 behind, {since}")
    told = numbers()
    assert told['zwerm_projection_failing_since_seconds{projection="month"}'] == 0
    assert told['zwerm_projection_failing_since_seconds{projection="week"}'] == cursor.failing_since.timestamp()
    picky.broken = False
    advance_all()
    assert (learned(), look_at_projections().state) == ([2], "good")
    assert numbers()['zwerm_projection_failing_since_seconds{projection="week"}'] == 0


def test_a_week_and_a_month_have_no_more_minutes_than_they_have(world: World) -> None:
    """3,700 times nearly seven days is more than 31 bits of seconds."""
    tool, long = Tool(), {"duration": "P6DT23H59M59S"}
    moment = "2026-02-03T12:00:00Z"
    for _ in range(37):
        batch = [{**told(0, actor=FATIMA, timestamp=moment, result=long)} for _ in range(100)]
        for one in batch:
            del one["id"]
        assert tool.send(batch).status_code == 200
    advance_all()
    week, month = Week.objects.get(), Month.objects.get()
    assert (week.learned, week.monday, week.minutes) == (3700, date(2026, 2, 2), 7 * 24 * 60)
    assert (month.learned, month.minutes) == (3700, 28 * 24 * 60)
    assert rebuild(projections["week"]) == 3700
    assert (look_at_projections().state, Week.objects.get().minutes) == ("good", 7 * 24 * 60)
