"""A tool goes on telling of somebody while they are being erased: the erasure succeeds, and takes along what came."""

from __future__ import annotations

import json
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import connection

from zwerm.people.actions import add_person
from zwerm.people.actions.privacy import erase as erasing
from zwerm.people.models import Person
from zwerm.people.tests.world import World
from zwerm.records.models import Document, KnownActivity, Statement
from zwerm.records.tests.test_forgetting import EMAIL, NAME, NEEDLES, erase, everything, instructor, keep
from zwerm.records.tests.test_xapi import COURSE, Tool, told

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor == "sqlite", reason="SQLite has one writer: nothing comes in meanwhile"),
]
AGENT = {"mbox": f"mailto:{EMAIL}"}


def meanwhile(monkeypatch: pytest.MonkeyPatch, name: str, tell: Callable[[], object]) -> None:
    """Have a tool tell this, over a connection of its own, right before that step of erasing."""
    step = getattr(erasing, name)

    def apart() -> None:
        try:
            tell()
        finally:
            connection.close()

    def told_first(*given: Any) -> Any:
        with ThreadPoolExecutor(1) as pool:
            pool.submit(apart).result(60)
        return step(*given)

    monkeypatch.setattr(erasing, name, told_first)


@pytest.mark.parametrize("step", ["forget_words", "what_is_left"])
def test_who_is_told_of_while_they_are_erased_is_erased(
    world: World, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    esra, tool = add_person(EMAIL, NAME), Tool()
    tool.send(instructor(1, **AGENT))
    about = {"id": f"https://lms.example/of/{EMAIL}", "definition": {"name": {"nl": f"Over {NAME}"}}}

    def tell() -> None:
        answer = tool.send(
            [instructor(2, **AGENT), told(3, object=about), told(4, object={"objectType": "Agent", **AGENT})]
        )
        assert answer.status_code == 200, answer.text
        keep(tool, "activities/profile", {"by": NAME}, activityId=COURSE, profileId=f"of {NAME}")

    meanwhile(monkeypatch, step, tell)
    erasure = erase(esra)
    assert not Person.objects.filter(email=EMAIL).exists()
    assert Statement.objects.exclude(verb="").count() == 4
    kept = [
        *KnownActivity.objects.values_list("iri", "definition"),
        *Document.objects.values_list("identity", "content"),
    ]
    assert len(kept) == 2
    told_still = everything() + " ".join(
        str([bytes(one).decode() if isinstance(one, memoryview) else one for one in row]) for row in kept
    )
    assert not [needle for needle in NEEDLES if needle in told_still.lower()]
    assert erasure.report["words"]["records.Statement"] == 4
    for name in tool.client.get("/xapi/activities/profile", {"activityId": COURSE}).json():
        assert tool.client.get("/xapi/activities/profile", {"activityId": COURSE, "profileId": name}).status_code == 200


def test_what_they_do_themselves_meanwhile_is_done_by_nobody(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    esra, tool = add_person(EMAIL, NAME), Tool()
    meanwhile(monkeypatch, "forget_words", lambda: tool.send(told(1, mbox=EMAIL)))
    erase(esra)
    left = Statement.objects.get()
    assert left.person is None
    assert EMAIL not in json.dumps(json.loads(left.json))
