from __future__ import annotations

import json
from contextlib import suppress
from datetime import UTC, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.db.transaction import TransactionManagementError

from zwerm.people.tests.world import World
from zwerm.records.actions import append, record, state
from zwerm.records.models import AppendOnly, Statement
from zwerm.records.rules import faults_of
from zwerm.records.vocabulary import Activity


def test_a_statement_says_who_did_what_for_how_long_and_how_well(world: World, lesson: Activity) -> None:
    statement = record(
        world.fatima,
        "test-read",
        lesson,
        space=world.closed,
        seconds=61.239,
        scaled=0.8,
        success=True,
        response="ja",
        when=datetime(2026, 11, 1, 10, 0, tzinfo=UTC),
    )
    told = json.loads(statement.json)
    assert told == {
        "id": str(statement.id),
        "actor": {
            "objectType": "Agent",
            "account": {"homePage": "http://localhost:8000", "name": str(world.fatima.id)},
        },
        "verb": {"id": "https://w3id.org/zwerm/verbs/test-read", "display": {"en": "test-read"}},
        "object": {
            "objectType": "Activity",
            "id": lesson.iri,
            "definition": {"type": lesson.type, "name": lesson.name},
        },
        "timestamp": "2026-11-01T10:00:00.000Z",
        "result": {"score": {"scaled": 0.8}, "success": True, "response": "ja", "duration": "PT61.24S"},
    }
    assert faults_of(told, "1.0.3") == faults_of(told, "2.0") == []
    assert (statement.form, statement.kind, statement.deed, statement.online) == (
        "self-directed",
        "10",
        "learned",
        True,
    )


def test_the_json_is_canonical_and_names_nobody(world: World, lesson: Activity) -> None:
    text = record(world.fatima, "test-read", lesson).json
    assert text == json.dumps(json.loads(text), sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    assert "Fatima" not in text


def test_what_a_thing_is_part_of_is_its_parent_in_xapi(world: World, lesson: Activity) -> None:
    question = Activity("urn:uuid:0192d8b4-0000-7000-8000-000000000009", "https://e.org/q", {"en": "Why?"})
    told = json.loads(record(world.fatima, "test-answered", question, part_of=lesson).json)
    assert told["context"] == {
        "contextActivities": {
            "parent": [
                {
                    "objectType": "Activity",
                    "id": lesson.iri,
                    "definition": {"type": lesson.type, "name": lesson.name},
                }
            ]
        }
    }


def test_an_act_that_fails_leaves_no_statement(world: World, lesson: Activity) -> None:
    with suppress(ZeroDivisionError), transaction.atomic():
        record(world.fatima, "test-read", lesson)
        _ = 1 / 0
    assert Statement.objects.count() == 0


def test_several_are_appended_in_the_order_in_which_they_were_stated(world: World, lesson: Activity) -> None:
    kept = append([state(person, "test-read", lesson) for person in (world.fatima, world.kees, world.sanne)])
    assert [statement.person for statement in Statement.objects.after(0)] == [world.fatima, world.kees, world.sanne]
    assert [statement.sequence for statement in kept] == sorted(statement.sequence for statement in kept)


@pytest.mark.django_db(transaction=True)
def test_recording_outside_the_transaction_of_an_act_is_refused(world: World, lesson: Activity) -> None:
    with pytest.raises(RuntimeError, match="transaction"):
        record(world.fatima, "test-read", lesson)


@pytest.mark.parametrize("given", [{"scaled": 2}, {"seconds": -1}, {"when": datetime(2026, 1, 1)}])  # noqa: DTZ001
def test_what_is_not_valid_is_refused(world: World, lesson: Activity, given: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r"valid|zone"):
        record(world.fatima, "test-read", lesson, **given)  # type: ignore[arg-type]  # wrong on purpose


def test_a_clock_that_runs_ahead_does_not_make_a_future_statement(world: World, lesson: Activity) -> None:
    now = datetime.now(UTC)
    statement = record(world.fatima, "test-read", lesson, when=now + timedelta(hours=2))
    assert now <= statement.timestamp <= statement.stored


def test_an_unknown_verb_is_refused(world: World, lesson: Activity) -> None:
    with pytest.raises(KeyError):
        record(world.fatima, "test-danced", lesson)


def test_statements_are_not_changed_and_not_taken_back(world: World, lesson: Activity) -> None:
    statement = record(world.fatima, "test-read", lesson)
    statement.verb = "test-wrote"
    with pytest.raises(IntegrityError), transaction.atomic():
        statement.save()
    beside_the_guard = Statement._base_manager
    for changed in ({"json": "{}"}, {"person": world.kees}, {"space": world.closed}):
        with pytest.raises(IntegrityError), transaction.atomic():
            beside_the_guard.update(**changed)
    for change in (Statement.objects.update, Statement.objects.all().delete, statement.delete):
        with pytest.raises(AppendOnly):
            change()
    assert Statement.objects.get().verb == "test-read"


def test_forgetting_a_person_keeps_the_statement_without_them(world: World, lesson: Activity) -> None:
    record(world.otto, "test-read", lesson)
    world.otto.private_space.memberships.all().delete()
    world.otto.delete()
    assert Statement.objects.get().person_id is None


def test_after_a_fault_a_transaction_takes_in_nothing_more(world: World, lesson: Activity) -> None:
    with suppress(RuntimeError), transaction.atomic():
        with suppress(IntegrityError), transaction.atomic(savepoint=False):
            raise IntegrityError
        with pytest.raises(TransactionManagementError):
            record(world.fatima, "test-read", lesson)
        raise RuntimeError
    assert not Statement.objects.exists()
