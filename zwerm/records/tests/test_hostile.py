"""What is within the rules and meant to be too much: answered as quickly as anything else, in as little room."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import urlencode

import pytest

from zwerm.people.actions import ask_erasure, carry_out_erasure
from zwerm.people.tests.world import World
from zwerm.records.models import Attachment, Document, KnownActivity, Reference
from zwerm.records.tests.test_xapi import COURSE, IDS, Tool, mixed, told

LONG = "9" * 400_000


@pytest.fixture
def tool(world: World) -> Tool:
    return Tool()


@pytest.mark.parametrize("duration", [f"P{LONG}Y", f"P{LONG}M", f"P{LONG}.{LONG}Y", f"PT{LONG}M", f"PT{LONG}.{LONG}S"])
def test_a_long_number_is_read_once_and_not_from_each_of_its_digits(tool: Tool, duration: str) -> None:
    """From each digit on it would take hours."""
    statement = told(result={"duration": duration})
    assert [tool.send(statement).status_code for _again in range(2)] == [200, 200]
    other = told(result={"duration": duration.replace("P9", "P8").replace("T9", "T8")})
    assert tool.send(other).status_code == 409


def test_true_is_not_one(tool: Tool) -> None:
    for value, status in ((1, 200), (1, 200), (1.0, 200), (True, 409)):
        assert tool.send(told(result={"extensions": {"https://e.org/x": value}})).status_code == status


def test_a_part_that_is_all_headers_is_refused(tool: Tool) -> None:
    body = b"--b\r\n" + b"a:\n" * 100_000 + b"\n{}\r\n--b--"
    answer = tool.client.post("/xapi/statements", body, content_type="multipart/mixed; boundary=b")
    assert (answer.status_code, "no end of its headers" in answer.text) == (400, True)


def test_a_form_has_no_more_fields_than_xapi_knows(tool: Tool) -> None:
    where = {"activityId": COURSE, "agent": '{"mbox":"mailto:a@e.org"}', "stateId": "s", "content": "{}"}
    kind = "application/x-www-form-urlencoded"
    for form, status, says in (
        ({**where, **{f"x{number}": "" for number in range(200)}}, 400, "not a form"),
        ({**where, "x": ""}, 400, "the parameter x is not known"),
        (where, 204, ""),
    ):
        answer = tool.client.post("/xapi/activities/state?method=PUT", urlencode(form), content_type=kind)
        assert (answer.status_code, says in answer.text) == (status, True)
    assert Document.objects.count() == 1


def test_a_long_chain_of_statements_refers_to_the_nearest(tool: Tool) -> None:
    def chain(length: int) -> list[dict[str, Any]]:
        ids = [f"fd41c918-b88b-4b20-a0a5-{number:012d}" for number in range(length)]
        refers = [{"objectType": "StatementRef", "id": before} for before in ids]
        return [{**told(), "id": id, "object": to} for id, to in zip(ids[1:], refers, strict=False)]

    tool.send(told(1))
    links = chain(300)
    links[0]["object"]["id"] = IDS[1]
    assert tool.send(links).status_code == 200
    assert Reference.objects.count() <= 299 * 100
    found = tool.ids(activity=COURSE, ascending="true")
    assert found == [IDS[1], *(one["id"] for one in links[: len(found) - 1])]
    assert len(found) == 100


def test_a_definition_grows_so_far_and_no_further(tool: Tool) -> None:
    for number in range(1, 4):
        more = {f"https://e.org/{number}": "x" * 40_000}
        tool.send(told(number, object={"id": COURSE, "definition": {"name": {"nl": "Tillen"}, "extensions": more}}))
    assert len(KnownActivity.objects.get().definition) < 65_536
    assert tool.client.get("/xapi/activities", {"activityId": COURSE}).json()["definition"]["name"] == {"nl": "Tillen"}


def test_a_statement_that_names_an_activity_ever_again_does_not_tell_each_time_what_it_is(
    tool: Tool, monkeypatch: pytest.MonkeyPatch
) -> None:
    long = {"extensions": {"https://e.org/x": "x" * 40_000}}
    tool.send(told(1, object={"id": COURSE, "definition": long}))
    tool.send(told(2, context={"contextActivities": {"other": [{"id": COURSE}] * 2000}}))
    answer = tool.client.get("/xapi/statements", {"format": "canonical", "statementId": IDS[2]})
    assert 8_000_000 < len(answer.content) < 20_000_000
    assert len(json.loads(answer.content)["context"]["contextActivities"]["other"]) == 2000


def test_erasing_leaves_files_of_statements_in_which_the_words_of_a_name_stand_apart(world: World, tool: Tool) -> None:
    apart = told(
        1, object={"id": COURSE, "definition": {"name": {"nl": "Otto de marmot, an outsider at lindehof.example"}}}
    )
    for statement in (apart, told(2, context={"instructor": {"mbox": "mailto:otto@lindehof.example"}})):
        body, _hash = mixed(statement, b"a file")
        assert tool.client.post("/xapi/statements", body, content_type="multipart/mixed; boundary=b").status_code == 200
    carry_out_erasure(ask_erasure(world.otto, world.otto, own_texts=False))
    assert [str(one.statement.id) for one in Attachment.objects.all()] == [IDS[1]]
