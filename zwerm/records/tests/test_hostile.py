"""What is within the rules and meant to be too much: answered as quickly as anything else, in as little room."""

from __future__ import annotations

import json
from base64 import urlsafe_b64encode
from typing import Any
from urllib.parse import urlencode

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from zwerm.people.actions import ask_erasure, carry_out_erasure
from zwerm.people.tests.world import World
from zwerm.records.models import Attachment, Document, KnownActivity, Reference, Statement
from zwerm.records.tests.test_xapi import COURSE, IDS, VOIDED, Tool, mixed, told
from zwerm.records.xapi import activities, documents, take
from zwerm.records.xapi.refer import MOST_FURTHER
from zwerm.records.xapi.signatures import USAGE

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


def chain(length: int, first: int = 0) -> list[dict[str, Any]]:
    """The first is about the course, each other about the one before it."""
    ids = [f"fd41c918-b88b-4b20-a0a5-{number:012d}" for number in range(first, first + length)]
    about = [{"id": COURSE}, *({"objectType": "StatementRef", "id": before} for before in ids)]
    return [{**told(), "id": id, "object": to} for id, to in zip(ids, about, strict=False)]


@pytest.mark.parametrize(
    "order", ["as they follow", "the other way", "in two, the last first", "one by one, the last first"]
)
def test_a_statement_of_a_long_chain_refers_to_the_nearest_in_whatever_order_they_come(tool: Tool, order: str) -> None:
    links = chain(90)
    batches = {
        "as they follow": [links],
        "the other way": [links[::-1]],
        "in two, the last first": [links[50:], links[:50]],
        "one by one, the last first": [[one] for one in links[::-1]],
    }[order]
    assert {tool.send(batch).status_code for batch in batches} == {200}
    assert Reference.objects.count() == sum(min(number, MOST_FURTHER) for number in range(90))
    assert sorted(tool.ids(activity=COURSE)) == [one["id"] for one in links[: MOST_FURTHER + 1]]


def test_statements_that_refer_in_a_ring_refer_to_each_other_once(tool: Tool) -> None:
    ring = [told(number, object={"objectType": "StatementRef", "id": IDS[number % 3 + 1]}) for number in (1, 2, 3)]
    for batch in ([ring[0]], ring[1:], [told(4, object={"objectType": "StatementRef", "id": IDS[4]})]):
        assert tool.send(batch).status_code == 200
    assert Reference.objects.count() == 3 * 3 + 1


@pytest.mark.parametrize("kind", ["chain", "voids", "voided"])
def test_many_statements_about_statements_take_no_more_questions_than_a_few(
    world: World, tool: Tool, kind: str
) -> None:
    def asked(length: int) -> int:
        links = chain(length, first=length)
        voids = [{**one, "id": one["id"].replace("fd41", "fd42"), "verb": VOIDED} for one in links[1:]]
        before, coming = {"chain": ([], links), "voids": (links, voids), "voided": (voids, links)}[kind]
        if before:
            Tool().send(before)
        with CaptureQueriesContext(connection) as queries:
            assert tool.send(coming).status_code == 200
        return len(queries)

    tool.ids()
    assert asked(60) <= asked(4)


def test_what_is_too_much_for_one_request_is_refused_before_it_takes_memory(tool: Tool) -> None:
    def send(body: bytes, kind: str = "application/json") -> tuple[int, str]:
        answer = tool.client.post("/xapi/statements", body, content_type=kind)
        return answer.status_code, answer.text

    with_values = json.dumps(told(result={"extensions": {"https://e.org/x": "@"}})).encode()
    for body in (
        b"[" + b"{}," * 600_000 + b"{}]",
        with_values.replace(b'"@"', b"[" + b"[]," * 600_000 + b"[]]"),
        with_values.replace(b'"@"', b"[" + b'"",' * 600_000 + b'""]'),
    ):
        assert send(body) == (413, '{"error":"the body holds more than 500000 values"}')
    assert send(b"[" + b"{}," * 10_000 + b"{}]")[1] == '{"error":"at most 10000 statements come at once"}'
    parts = b"--b\r\n\r\n\r\n" * 1_001 + b"--b--"
    assert send(parts, "multipart/mixed; boundary=b") == (413, '{"error":"multipart/mixed has at most 1000 parts"}')
    assert Statement.objects.count() == 0
    # What stands in words is no value, and words that do not end are no JSON.
    words = with_values.replace(b'"@"', b'"' + b'\\",{[' * 600_000 + b'"')
    assert send(words)[0] == 200
    assert send(words[: -len(b'"}}}')])[0] == 400
    where = urlencode({"activityId": COURSE, "profileId": "p"})
    much = b"[" + b"1," * 600_000 + b"1]"
    answer = tool.client.post(f"/xapi/activities/profile?{where}", much, content_type="application/json")
    assert (answer.status_code, Document.objects.count()) == (413, 0)


@pytest.mark.parametrize("names", ["activities", "members", "statements"])
def test_what_one_request_names_has_an_end_however_short_it_is_written(
    tool: Tool, monkeypatch: pytest.MonkeyPatch, names: str
) -> None:
    monkeypatch.setattr(take, "MOST_NAMED", 12)
    monkeypatch.setattr(take, "MOST_REFERRING", 3)

    def sent(number: int) -> list[dict[str, Any]]:
        if names == "statements":
            return [{**one, "id": one["id"].replace("fd41", f"fd{number}0")} for one in chain(number + 1)]
        agents = [{"mbox": f"mailto:{place}@elders.example"} for place in range(number)]
        activities = [{"id": f"{COURSE}/{place}"} for place in range(number - 1)]
        with_members = {"actor": {"objectType": "Group", "member": agents}}
        with_activities = {"context": {"contextActivities": {"other": activities}}}
        return [told(number - 10, **(with_members if names == "members" else with_activities))]

    most, says = {
        "activities": (12, "the statements of one request name at most 12 agents and activities"),
        "members": (12, "the statements of one request name at most 12 agents and activities"),
        "statements": (3, "at most 3 statements about statements come at once"),
    }[names]
    refused = tool.send(sent(most + 1))
    assert (refused.status_code, refused.json(), Statement.objects.count()) == (413, {"error": says}, 0)
    assert tool.send(sent(most)).status_code == 200


def test_of_ever_more_long_definitions_no_more_is_read_than_fits(tool: Tool, monkeypatch: pytest.MonkeyPatch) -> None:
    long, short = {"extensions": {"https://e.org/x": "x" * 1000}}, {"name": {"en": "new"}}
    things = [f"{COURSE}/{number}" for number in range(4)]

    def around(definition: dict[str, Any]) -> dict[str, Any]:
        told_ones = [{"id": iri, **({"definition": definition} if definition else {})} for iri in things]
        return {"contextActivities": {"other": told_ones}}

    tool.send(told(1, context=around(long)))
    monkeypatch.setattr(activities, "AT_ONCE", 1)
    monkeypatch.setattr(activities, "MOST_READ", 2500)
    assert tool.send(told(2, context=around(short))).status_code == 200
    # Which two is as their keys fall.
    assert sum("name" in json.loads(one.definition) for one in KnownActivity.objects.all()) == 2
    assert tool.send(told(3, context=around({}))).status_code == 200
    answer = tool.client.get("/xapi/statements", {"format": "canonical", "statementId": IDS[3]}).json()
    assert ["definition" in one for one in answer["context"]["contextActivities"]["other"]] == [
        True,
        True,
        False,
        False,
    ]
    monkeypatch.setattr(activities, "MOST_READ", 100_000)
    monkeypatch.setattr(activities, "MOST_DEFINED", 3)
    answer = tool.client.get("/xapi/statements", {"format": "canonical", "statementId": IDS[3]}).json()
    # The first is the course itself.
    assert ["definition" in one for one in answer["context"]["contextActivities"]["other"]] == [
        True,
        True,
        False,
        False,
    ]


def test_what_is_called_in_ever_more_languages_is_put_together_once_and_not_for_each(tool: Tool) -> None:
    """Put together anew for each of these it would take minutes."""
    letters = "abcdefghijklmnopqrstuvwxyz"
    tags = [f"{a}{b}-{c}{d}" for a in letters for b in letters for c in letters for d in letters][:40_000]
    around = [{"id": COURSE, "definition": {"name": {tag: ""}}} for tag in tags]
    assert tool.send(told(1, context={"contextActivities": {"other": around}})).status_code == 200
    # It would be longer than what is kept of an activity.
    assert not KnownActivity.objects.exists()


def test_a_document_grows_so_far_and_no_further(tool: Tool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(documents, "MOST_BYTES", 1000)
    where = urlencode({"activityId": COURSE, "agent": '{"mbox":"mailto:a@e.org"}', "stateId": "s"})

    def post(name: str) -> tuple[int, str]:
        body = json.dumps({name: "x" * 600})
        answer = tool.client.post(f"/xapi/activities/state?{where}", body, content_type="application/json")
        return answer.status_code, answer.text

    assert [post("one")[0], post("one")[0]] == [204, 204]
    too_much = "a document has at most 1000 bytes, also one that is put together"
    assert post("two") == (413, f'{{"error":"{too_much}"}}')
    assert list(tool.client.get(f"/xapi/activities/state?{where}").json()) == ["one"]


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


def test_a_signature_that_names_no_certificate_though_it_says_so_is_refused(tool: Tool) -> None:
    def part(told: object) -> str:
        return urlsafe_b64encode(json.dumps(told).encode()).decode().rstrip("=")

    answers: list[Any] = []
    headers: list[dict[str, Any]] = [{}, {"x5c": []}, {"x5c": None}]
    for header in headers:
        token = ".".join([part({"alg": "RS256", **header}), part(told()), "AAAA"]).encode()
        content, _hash = mixed(told(), token)
        content = content.replace(b"https://e.org/u", USAGE.encode())
        content = content.replace(b"text/plain", b"application/octet-stream")
        answers.append(tool.client.post("/xapi/statements", content, content_type="multipart/mixed; boundary=b"))
    assert [one.status_code for one in answers] == [200, 400, 400]
    assert "x5c is no list of certificates" in answers[1].text
