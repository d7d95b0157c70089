from __future__ import annotations

import threading
from collections import Counter
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta
from importlib import import_module
from types import SimpleNamespace
from typing import Any
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

import pytest
from django.apps import apps
from django.db import connection, transaction
from django.db.models import Q
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from zwerm.operations.commands.doctor import run as doctor
from zwerm.operations.registry import Refused
from zwerm.people.tests.world import World
from zwerm.records import projection as projecting
from zwerm.records.actions import append, record, retention, state
from zwerm.records.models import Cursor, Reference, Statement, Week
from zwerm.records.projection import Projection, advance, advance_all, declare_projection, lag, projections, rebuild
from zwerm.records.projections.week import Weeks
from zwerm.records.rules.typed import VOIDED
from zwerm.records.tests.test_xapi import Tool, told
from zwerm.records.vocabulary import OWN, Activity

LESSON = Activity("urn:uuid:0192d8b4-0000-7000-8000-000000000001", "http://adlnet.gov/expapi/activities/lesson", {"nl": "Les"})  # fmt: skip
MONDAY = datetime(2026, 11, 16, 9, 0, tzinfo=UTC)


class Crash(BaseException):
    """The end of the process: nothing that is done about a fault is done then."""


class SmallWeeks(Weeks):
    """Weeks in batches of two, that can be made to crash after its rows are written."""

    batch = 2
    crashing = False

    def read(self, statements: Any, cursor: Cursor) -> None:
        super().read(statements, cursor)
        if self.crashing:
            raise Crash


@pytest.fixture
def weeks(db: None) -> SmallWeeks:
    return SmallWeeks()


def rows() -> dict[tuple[object, date], tuple[int, ...]]:
    """What readers see."""
    return {
        (week.person_id, week.monday): (
            week.learned,
            week.shared,
            week.taught,
            week.seconds,
            week.on_the_job,
            week.from_others,
            week.formal,
        )
        for week in Week.objects.live()
    }


def catch_up(weeks: Projection) -> None:
    while advance(weeks):
        pass


def test_what_nobody_here_did_is_passed_by_and_the_cursor_goes_on(world: World, weeks: SmallWeeks) -> None:
    outsiders = [state(world.fatima, "test-read", LESSON, when=MONDAY) for _ in range(2)]
    for one in outsiders:
        one.person = None
    append([*outsiders, state(world.fatima, "test-read", LESSON, when=MONDAY)])
    assert [advance(weeks), advance(weeks), advance(weeks)] == [2, 1, 0]
    assert list(rows().values()) == [(1, 0, 0, 0, 0, 0, 1)]


def test_a_week_counts_what_i_learned_shared_and_taught(world: World, weeks: SmallWeeks) -> None:
    for verb, seconds in (("test-read", 90), ("test-read", None), ("test-wrote", 200), ("test-coached", 1800)):
        record(world.fatima, verb, LESSON, seconds=seconds, when=MONDAY)
    record(world.fatima, "test-read", LESSON, when=MONDAY - timedelta(days=1))
    record(world.kees, "test-read", LESSON, when=MONDAY)
    catch_up(weeks)
    monday = date(2026, 11, 16)
    assert rows() == {
        (world.fatima.id, monday): (2, 1, 1, 2090, 1, 1, 2),
        (world.fatima.id, date(2026, 11, 9)): (1, 0, 0, 0, 0, 0, 1),
        (world.kees.id, monday): (1, 0, 0, 0, 0, 0, 1),
    }


def test_a_step_adds_its_time_and_is_no_act_of_its_own(world: World, weeks: SmallWeeks) -> None:
    for _ in range(3):
        record(world.fatima, "test-answered", LESSON, seconds=20, when=MONDAY)
    record(world.fatima, "test-read", LESSON, seconds=60, when=MONDAY)
    catch_up(weeks)
    assert rows() == {(world.fatima.id, date(2026, 11, 16)): (1, 0, 0, 120, 0, 0, 1)}


def test_a_week_begins_on_monday_in_the_time_zone_of_the_installation(world: World, weeks: SmallWeeks) -> None:
    """Sunday 23:30 in London is Monday in Amsterdam."""
    record(world.fatima, "test-read", LESSON, when=datetime(2026, 11, 15, 23, 30, tzinfo=UTC))
    catch_up(weeks)
    assert [key[1] for key in rows()] == [date(2026, 11, 16)]


def test_a_crash_in_the_middle_counts_nothing_twice(world: World, weeks: SmallWeeks) -> None:
    record(world.fatima, "test-read", LESSON, when=MONDAY)
    weeks.crashing = True
    with pytest.raises(Crash):
        advance(weeks)
    assert rows() == {}
    weeks.crashing = False
    catch_up(weeks)
    catch_up(weeks)
    assert [counts[0] for counts in rows().values()] == [1]


def test_readers_see_the_old_rows_until_a_rebuild_is_complete(world: World, weeks: SmallWeeks) -> None:
    for _ in range(5):
        record(world.fatima, "test-read", LESSON, when=MONDAY)
    catch_up(weeks)
    before, seen = rows(), []

    class Watched(SmallWeeks):
        def read(self, statements: Any, cursor: Cursor) -> None:
            super().read(statements, cursor)
            seen.append(rows())

    assert rebuild(Watched()) == 5
    assert seen == [before] * 3
    assert rows() == before
    assert Week.objects.count() == 1
    assert Cursor.objects.get().live


def test_a_rebuild_that_stops_half_way_leaves_the_old_rows_and_the_next_one_cleans_up(
    world: World, weeks: SmallWeeks
) -> None:
    for _ in range(5):
        record(world.fatima, "test-read", LESSON, when=MONDAY)
    catch_up(weeks)
    before = rows()
    new = projecting._begin(weeks)
    projecting._read_into(weeks, new)
    assert Week.objects.count() == 2
    assert rows() == before
    assert rebuild(weeks) == 5
    assert rows() == before
    assert Week.objects.count() == Cursor.objects.count() == 1


def test_the_last_rebuild_to_start_wins(world: World, weeks: SmallWeeks) -> None:
    for _ in range(3):
        record(world.fatima, "test-read", LESSON, when=MONDAY)

    first = projecting._begin(weeks)
    projecting._read_into(weeks, first)
    assert rebuild(weeks) == 3
    for go_on in (projecting._read_into, projecting._lock_all):
        with pytest.raises(Refused, match="Another rebuild"):
            go_on(weeks, first)
    assert [counts[0] for counts in rows().values()] == [3]
    assert Cursor.objects.count() == 1


STEPS = st.lists(
    st.one_of(
        st.tuples(
            st.just("write"),
            st.sampled_from(["test-read", "test-wrote", "test-coached"]),
            st.integers(0, 1),
            st.integers(0, 20),
            st.none() | st.floats(0, 5000),
        ),
        st.just(("advance",)),
        st.just(("crash",)),
        st.just(("rebuild",)),
        st.tuples(st.just("too old"), st.integers(0, 20)),
        st.tuples(st.just("take back"), st.integers(-3, 8)),
        st.just(("rebuild crashes",)),
        st.tuples(st.just("rebuild stops"), st.integers(0, 2)),
    ),
    max_size=25,
)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS)
def test_any_order_of_writes_crashes_rebuilds_and_removals_gives_the_same_rows(
    world: World, steps: list[tuple[Any, ...]]
) -> None:
    weeks, mark = SmallWeeks(), transaction.savepoint()
    for step in steps:
        take(step, weeks, world)
    catch_up(weeks)
    assert rows() == counted_anew()
    assert lag(weeks) == 0
    transaction.savepoint_rollback(mark)


def take(step: tuple[Any, ...], weeks: SmallWeeks, world: World) -> None:
    match step:
        case ("write", verb, who, days, seconds):
            when = MONDAY - timedelta(days=days)
            record((world.fatima, world.kees)[who], verb, LESSON, when=when, seconds=seconds)
        case ("advance",):
            advance(weeks)
        case ("too old", days):
            retention.remove(retention.Kept("", None, 1, Q()), MONDAY - timedelta(days=days))
        case ("take back", number):
            take_back(world, number)
        case ("rebuild",):
            rebuild(weeks)
        case ("rebuild stops", batches):
            new = projecting._begin(weeks)
            for _ in range(batches):
                projecting._read_into(weeks, new)
        case ("crash",) | ("rebuild crashes",):
            weeks.crashing = True
            with suppress(Crash):
                advance(weeks) if step == ("crash",) else rebuild(weeks)
            weeks.crashing = False


COMING = [UUID(int=number, version=4) for number in range(3)]


def take_back(world: World, number: int) -> None:
    """One of the statements that are here; or, below nothing, one that is not here yet, which then comes."""
    there = list(Statement.objects.exclude(verb_iri=VOIDED).order_by("sequence").values_list("id", flat=True))
    target = COMING[number] if number < 0 else there[number % len(there)] if there else None
    if target is None:
        return
    tool = Tool()
    void = told(0, verb={"id": VOIDED}, object=reference(str(target)))
    assert tool.send({**void, "id": str(uuid4())}).status_code == 200
    if target in COMING and target not in there:
        of_fatima = {"homePage": "http://localhost:8000", "name": str(world.fatima.pk)}
        moment: dict[str, Any] = {"timestamp": MONDAY.isoformat(), "result": {"duration": "PT40S"}}
        coming = told(0, actor={"account": of_fatima}, verb={"id": f"{OWN}verbs/test-read"}, **moment)
        assert tool.send({**coming, "id": str(target)}).status_code == 200


def counted_anew() -> dict[tuple[object, date], tuple[int, ...]]:
    """The same counts made in the plainest way there is."""
    counts: dict[tuple[object, date], Counter[str]] = {}
    back = set(Reference.objects.filter(voids=True).values_list("target", flat=True))
    for statement in Statement.objects.exclude(id__in=back).exclude(person=None).order_by("sequence"):
        day = statement.timestamp.astimezone(ZoneInfo("Europe/Amsterdam")).date()
        week = counts.setdefault((statement.person_id, day - timedelta(days=day.weekday())), Counter())
        week[statement.deed] += 1
        week[statement.kind] += 1
        week["seconds"] += round(statement.seconds or 0)
    names = ("learned", "shared", "taught", "seconds", "70", "20", "10")
    return {key: tuple(week[name] for name in names) for key, week in counts.items()}


def test_what_had_been_counted_and_was_taken_back_before_is_counted_anew_only_where_there_is_any(world: World) -> None:
    count_anew = import_module("zwerm.records.migrations.0020_taken_back").count_anew
    record(world.fatima, "test-read", LESSON)
    outside = told(1)
    tool = Tool()
    assert (
        tool.send([outside, {**told(2), "verb": {"id": VOIDED}, "object": reference(outside["id"])}]).status_code == 200
    )
    advance_all()
    count_anew(apps, SimpleNamespace(connection=connection))
    assert lag(projections["week"]) == 0
    mine = str(Statement.objects.get(person=world.fatima).id)
    assert tool.send({**told(3), "verb": {"id": VOIDED}, "object": reference(mine)}).status_code == 200
    advance_all()
    count_anew(apps, SimpleNamespace(connection=connection))
    assert lag(projections["week"]) == lag(projections["month"]) > 0
    advance_all()
    assert rows() == {}


def reference(id: str) -> dict[str, str]:
    return {"objectType": "StatementRef", "id": id}


class Witness(Projection):
    """Remembers the sequences it read, in order."""

    name = "witness"
    batch = 7

    def __init__(self) -> None:
        self.read_so_far: list[int] = []

    def read(self, statements: Any, cursor: Cursor) -> None:
        self.read_so_far += [statement.sequence for statement in statements]

    def forget(self, statements: Any, cursor: Cursor) -> None:
        raise AssertionError("Nothing is removed here.")


@pytest.mark.django_db(transaction=True)
def test_a_projection_misses_nothing_that_several_threads_write_at_once(world: World) -> None:
    witness, writers, failures = Witness(), 4, []
    people = [world.fatima, world.kees, world.sanne, world.tom]

    def write(number: int) -> None:
        try:
            for _ in range(15):
                with transaction.atomic():
                    record(people[number], "test-read", LESSON)
        except Exception as failure:
            failures.append(failure)
        finally:
            connection.close()

    threads = [threading.Thread(target=write, args=(number,)) for number in range(writers)]
    for thread in threads:
        thread.start()
    while any(thread.is_alive() for thread in threads):
        advance(witness)
    catch_up(witness)
    assert failures == []
    assert witness.read_so_far == sorted(witness.read_so_far)
    assert witness.read_so_far == list(Statement.objects.order_by("sequence").values_list("sequence", flat=True))
    assert len(witness.read_so_far) == writers * 15


def test_recurring_work_brings_everything_up_to_date_and_doctor_tells_the_lag(world: World) -> None:
    record(world.fatima, "test-read", LESSON)
    line = next(line for line in doctor(None) if line["name"] == "projections")  # type: ignore[arg-type]  # takes nothing
    assert "week " in line["says"]
    assert "zwerm run, or zwerm worker" in line["remedy"]
    assert lag(projections["week"]) > 0
    advance_all()
    assert lag(projections["week"]) == 0
    line = next(line for line in doctor(None) if line["name"] == "projections")  # type: ignore[arg-type]  # takes nothing
    assert line["state"] == "good"
    assert ("week 0 behind" in line["says"], line["remedy"]) == (True, "")


def test_a_declared_projection_can_be_rebuilt_by_name(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    from zwerm.operations import registry
    from zwerm.operations.cli import parser
    from zwerm.operations.commands import rebuild as command

    monkeypatch.setitem(registry.rebuilds, "witness", None)
    monkeypatch.setattr(projecting, "projections", {})
    declare_projection(Witness())
    record(world.fatima, "test-read", LESSON)
    told = command.run(parser().parse_args(["rebuild", "witness"]))
    assert (told["rebuilt"], told["statements"]) == ("witness", 1)
    with pytest.raises(Refused, match="week"):
        command.run(parser().parse_args(["rebuild", "nothing"]))


def test_what_someone_keeps_for_themselves_is_learnt_and_shared_with_nobody(world: World, weeks: SmallWeeks) -> None:
    with transaction.atomic():
        record(world.fatima, "test-wrote", LESSON, space=world.fatima.private_space, when=MONDAY)
        record(world.fatima, "test-wrote", LESSON, space=world.team.space, when=MONDAY)
    catch_up(weeks)
    assert list(rows().values()) == [(1, 1, 0, 0, 2, 0, 0)]
