"""What an activity is called is told where its statements may be read, and changed from there alone."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime
from importlib import import_module
from typing import Any
from uuid import uuid4

import pytest
from django.apps import apps
from django.db import connection

from zwerm.people.models import Space
from zwerm.people.tests.world import World
from zwerm.records.actions import record
from zwerm.records.models import KnownActivity
from zwerm.records.rules.identity import activity_key
from zwerm.records.tests.test_xapi import COURSE, IDS, Tool, told
from zwerm.records.vocabulary import Activity

COURSE_HERE = "urn:uuid:0192d8b4-0000-7000-8000-000000000002"
SECRET, OPEN = "Ontslagronde in maart", "Veilig tillen"


def about(number: int, name: str, **parts: Any) -> dict[str, Any]:
    return told(number, object={"id": COURSE, "definition": {"name": {"nl": name}, **parts}})


def known(tool: Tool, iri: str = COURSE) -> Any:
    return tool.client.get("/xapi/activities", {"activityId": iri}).json().get("definition")


def canonical(tool: Tool) -> dict[str, Any]:
    answer = tool.client.get("/xapi/statements", {"format": "canonical"}, headers={"accept-language": "nl"}).json()
    return {one["id"]: one["object"].get("definition") for one in answer["statements"]}


@pytest.fixture
def inside(world: World) -> Tool:
    return Tool(space=world.closed)


def outsiders(world: World) -> list[Tool]:
    own = ("statements/write", "statements/read/mine")
    return [Tool(), Tool(*own), Tool("statements/read"), Tool(space=world.community), Tool(space=circle())]


def circle() -> Space:
    return Space.objects.create(kind=Space.Kind.CIRCLE, name="Intervisie", slug="intervisie", open=False)


def test_what_an_activity_of_a_closed_space_is_called_is_told_there_alone(world: World, inside: Tool) -> None:
    part: dict[str, Any] = {"id": f"{COURSE}/part", "definition": {"name": {"nl": SECRET}}}
    within = {"objectType": "SubStatement", **{name: value for name, value in about(0, SECRET).items() if name != "id"}}
    around = told(2, context={"contextActivities": {"parent": [part]}})
    assert inside.send([about(1, SECRET), around, told(3, object=within)]).status_code == 200
    assert known(inside) == known(inside, part["id"]) == {"name": {"nl": SECRET}}
    for outside in outsiders(world):
        assert known(outside) is None
        assert known(outside, part["id"]) is None
    everyone = Tool()
    everyone.send([told(4), told(5, context={"contextActivities": {"parent": [{"id": part["id"]}]}})])
    assert canonical(everyone) == {IDS[4]: None, IDS[5]: None}
    assert SECRET not in everyone.client.get("/xapi/statements", {"format": "canonical"}).text
    assert canonical(inside)[IDS[4]] == {"name": {"nl": SECRET}}
    admin = world.client(world.priya)
    assert SECRET not in admin.get("/records/statements/").text
    assert SECRET.encode() not in admin.post("/records/statements/jsonl/").getvalue()


def test_nobody_changes_from_outside_what_it_is_called_there(world: World, inside: Tool) -> None:
    inside.send(about(1, SECRET))
    for number, outside in enumerate([Tool(), Tool(space=world.community), Tool(space=circle())], 2):
        outside.send(about(number, "Gekaapt", moreInfo="https://elders.example"))
    assert known(inside) == {"name": {"nl": SECRET}, "moreInfo": "https://elders.example"}
    assert canonical(inside)[IDS[1]]["name"] == {"nl": SECRET}
    inside.send(about(5, "Reorganisatie"))
    assert known(inside)["name"] == {"nl": "Reorganisatie"}
    assert known(Tool())["name"] == {"nl": "Gekaapt"}


def test_in_the_open_the_newest_word_counts_whichever_tool_it_is_of(world: World) -> None:
    one, other = Tool(), Tool(space=world.community)
    for number, (tool, name) in enumerate([(one, "Eerst"), (other, "Toen"), (one, "Ten slotte")], 1):
        tool.send(about(number, name))
        assert known(one)["name"] == {"nl": name}
    # In its own space what was told there counts.
    assert known(other)["name"] == {"nl": "Toen"}


def test_a_space_that_closes_takes_along_what_its_tools_told(world: World) -> None:
    team, other = Tool(space=world.community), Tool()
    team.send(about(1, SECRET))
    assert known(other) == {"name": {"nl": SECRET}}
    Space.objects.filter(pk=world.community.pk).update(open=False)
    assert (known(other), known(team)) == (None, {"name": {"nl": SECRET}})


def test_no_tool_changes_what_things_of_zwerm_are_called(world: World, lesson: Activity) -> None:
    tool = Tool()
    # In one language alone: another is no place for the words of a tool.
    dutch = replace(lesson, name={"nl": lesson.name["nl"]})
    ours = str(record(world.fatima, "test-read", dutch, part_of=replace(dutch, iri=COURSE_HERE)).id)
    words: dict[str, Any] = {"name": {"nl": "Gekaapt", "en": "Hijacked"}, "description": {"en": "Hijacked"}}
    around = {"contextActivities": {"parent": [{"id": lesson.iri, "definition": words}]}}
    tool.send([told(1, object={"id": lesson.iri, "definition": words}), told(2, context=around)])
    tool.send([told(3, object={"id": lesson.iri}), told(4, object={"id": COURSE_HERE, "definition": words})])
    own = {"type": lesson.type, "name": dutch.name}
    assert known(tool) is None
    assert known(tool, lesson.iri) == own
    for language in ({}, {"accept-language": "en"}):
        answer = tool.client.get("/xapi/statements", {"format": "canonical"}, headers=language)
        assert "Hijacked" not in answer.text
        read = {one["id"]: one for one in answer.json()["statements"]}
        assert [read[id]["object"]["definition"] for id in (ours, IDS[1], IDS[3], IDS[4])] == [own] * 4
        assert read[IDS[2]]["context"]["contextActivities"]["parent"][0]["definition"] == own


def test_what_a_tool_calls_a_thing_of_zwerm_that_it_may_not_see_tells_it_nothing(
    world: World, lesson: Activity
) -> None:
    tool = Tool()
    record(world.fatima, "test-read", lesson, space=world.closed)
    tool.send(told(1, object={"id": lesson.iri, "definition": {"name": {"nl": "Van het hulpmiddel"}}}))
    assert known(tool, lesson.iri) == {"name": {"nl": "Van het hulpmiddel"}}
    assert known(Tool(space=world.closed), lesson.iri)["name"] == lesson.name


def test_what_was_known_before_there_were_spaces_in_it_is_told_apart(world: World, inside: Tool) -> None:
    """As the migration finds it: one row for all, whoever told it."""
    both, only = Tool(), f"{COURSE}/closed"
    inside.send([about(1, SECRET), told(2, object={"id": only, "definition": {"name": {"nl": SECRET}}})])
    both.send([about(3, OPEN), told(4, object={"id": f"{COURSE}/open", "definition": {"name": {"nl": OPEN}}})])
    KnownActivity.objects.filter(space=world.closed).delete()
    words = json.dumps({"name": {"nl": SECRET}})
    for key, iri in ((activity_key(iri), iri) for iri in (COURSE, only)):
        row = {"activity": key, "iri": iri, "definition": words, "changed": datetime.now(UTC)}
        KnownActivity.objects.update_or_create(key=key, defaults=row)
    import_module("zwerm.records.migrations.0018_activities_of_spaces").tell_apart(apps, connection.schema_editor())
    assert [known(both), known(both, only)] == [{"name": {"nl": OPEN}}, None]
    assert known(both, f"{COURSE}/open") == {"name": {"nl": OPEN}}
    assert [known(inside), known(inside, only)] == [{"name": {"nl": SECRET}}] * 2


def test_under_which_names_somebody_is_known_does_not_depend_on_a_space_that_one_does_not_see(
    world: World, inside: Tool
) -> None:
    agent = {"mbox": "mailto:an@elders.example"}
    Tool().send(told(1, actor=agent | {"name": "An Open"}))
    names = {outside: known_as(outside, agent) for outside in outsiders(world)}
    for _ in range(2):
        inside.send([{**told(0, actor=agent | {"name": "An Geheim"}), "id": str(uuid4())} for _ in range(15)])
    assert known_as(inside, agent) == ["An Geheim"]
    assert {outside: known_as(outside, agent) for outside in names} == names
    assert ["An Open"] in names.values()


def known_as(tool: Tool, agent: dict[str, Any]) -> Any:
    return tool.client.get("/xapi/agents", {"agent": json.dumps(agent)}).json()["name"]


@pytest.mark.parametrize("own", [("statements/write", "statements/read/mine"), ("statements/read/mine",)])
def test_no_tool_says_what_a_thing_of_zwerm_is_called_also_to_who_reads_nothing_of_zwerm(
    world: World, own: tuple[str, ...]
) -> None:
    here, closed = (Activity(COURSE_HERE[:-1] + end, "https://e.org/t", {"nl": OPEN}) for end in "67")
    record(world.fatima, "test-read", here)
    record(world.fatima, "test-read", here, part_of=closed, space=world.closed)
    theirs = "urn:uuid:0192d8b4-0000-7000-8000-0000000000ff"
    things = [here.iri, closed.iri, theirs]
    for number, iri in enumerate(things, 1):
        object = {"id": iri, "definition": {"name": {"nl": "Gekaapt", "fr": "Détourné"}}}
        assert Tool().send(told(number, object=object)).status_code == 200
    hijacked = {"name": {"nl": "Gekaapt", "fr": "Détourné"}}
    outside, inside = Tool(*own), Tool(*own, space=world.closed)
    # Of what is closed to it none learns that it is there.
    assert [known(outside, iri) for iri in things] == [None, hijacked, hijacked]
    assert [known(inside, iri) for iri in things] == [None, None, hijacked]
    assert known(Tool(), here.iri)["name"] == {"nl": OPEN}
    if "statements/write" in own:
        for number, iri in enumerate(things, 4):
            inside.send(told(number, object={"id": iri, "definition": {"name": {"nl": "Gekaapt"}}}))
        assert canonical(inside) == {IDS[4]: None, IDS[5]: None, IDS[6]: {"name": {"nl": "Gekaapt"}}}
