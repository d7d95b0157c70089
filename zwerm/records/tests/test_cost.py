"""What a request costs, in questions to the database: as many however much comes or is told."""

from __future__ import annotations

from dataclasses import replace
from itertools import count
from typing import Any

import pytest
from django.db import connection
from django.db.models.sql.compiler import SQLCompiler
from django.test.utils import CaptureQueriesContext

from zwerm.operations import rows
from zwerm.people.tests.world import World
from zwerm.records.actions import record
from zwerm.records.tests.test_xapi import COURSE, IDS, Tool, told
from zwerm.records.vocabulary import Activity


@pytest.fixture
def questions(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Those that go past Django, and those that Django puts together: also where it then finds that nothing is asked."""
    asked: list[str] = []

    def noted(how: str, real: Any) -> Any:
        def note(*given: Any, **named: Any) -> Any:
            asked.append(how)
            return real(*given, **named)

        return note

    monkeypatch.setattr(rows, "_straight", noted("straight", rows._straight))
    monkeypatch.setattr(SQLCompiler, "execute_sql", noted("Django", SQLCompiler.execute_sql))
    return asked


def usual(number: int) -> dict[str, Any]:
    around = {"contextActivities": {"parent": [{"id": f"{COURSE}/part"}]}}
    definition = {"name": {"nl": "Tillen"}}
    return told(number, f"p{number}@elders.example", object={"id": COURSE, "definition": definition}, context=around)


def test_usual_statements_come_in_past_django_with_as_many_questions_for_one_as_for_many(
    world: World, questions: list[str]
) -> None:
    tool = Tool()
    # Notes on which day it was used, and learns what the activity is called.
    tool.send(usual(0))

    def asked(numbers: range) -> list[str]:
        questions.clear()
        assert tool.send([usual(number) for number in numbers]).json() == IDS[numbers.start : numbers.stop]
        return list(questions)

    one = asked(range(1, 2))
    assert set(one) == {"straight"}
    if connection.vendor == "postgresql":
        # Whose credential it is, who did it, the statement with what it mentions, whether it was voided, what its activity is called.
        assert len(one) == 5
    assert asked(range(2, 9)) == one


def test_things_of_zwerm_are_called_by_its_own_words_with_as_many_questions_for_one_as_for_many(
    world: World, lesson: Activity
) -> None:
    tool, narrow = Tool(), Tool("statements/write", "statements/read/mine")
    things = [replace(lesson, iri=f"urn:uuid:{id}", name={"nl": f"Les {id[-1]}"}) for id in IDS]
    for one, whole in zip(things, reversed(things), strict=True):
        # In the log as what it is about, or only as what that belongs to.
        record(
            world.fatima, "test-read", one if one.iri > IDS[5] else replace(lesson, iri=f"{COURSE}/q"), part_of=whole
        )

    def asked(about: list[str], reader: Tool) -> tuple[int, dict[str, Any]]:
        around = [{"id": iri, "definition": {"name": {"nl": "Gekaapt"}}} for iri in about]
        number = next(numbers)
        reader.send(told(number, object={"id": COURSE}, context={"contextActivities": {"other": around}}))
        with CaptureQueriesContext(connection) as queries:
            answer = reader.client.get("/xapi/statements", {"format": "canonical", "statementId": IDS[number]})
        parts = answer.json()["context"]["contextActivities"]["other"]
        return len(queries), {one["id"]: one.get("definition", {}).get("name") for one in parts}

    numbers = count()
    iris = [one.iri for one in things]
    (few, _), (many, names) = asked(iris[:2], tool), asked(iris, tool)
    assert many == few
    assert names == {one.iri: one.name for one in things}
    # Who reads nothing of Zwerm learns nothing of what it calls things, and from no tool either.
    assert set(asked(iris, narrow)[1].values()) == {None}
