"""What a request costs, in questions to the database: as many however much comes or is told."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.db.models.sql.compiler import SQLCompiler

from zwerm.operations import rows
from zwerm.people.tests.world import World
from zwerm.records.tests.test_xapi import COURSE, IDS, Tool, told


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
