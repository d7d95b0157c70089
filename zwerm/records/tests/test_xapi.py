"""The record store through its door, with small statements of our own. ADL's suite is the measure besides: docs/run/xapi.md."""

from __future__ import annotations

import hashlib
import json
import logging
import re
import secrets
from base64 import b64encode
from itertools import count
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

import pytest
from django.core.files.storage import default_storage
from django.test import Client
from pytest_django.fixtures import Settings

from zwerm.people.actions import ask_erasure, carry_out_erasure
from zwerm.people.models import Person, Space
from zwerm.people.tests.world import World
from zwerm.records.actions import record
from zwerm.records.actions.credential import make_credential
from zwerm.records.models import Attachment, Document, Mention, Statement
from zwerm.records.rules.identity import agent_key, pair_key
from zwerm.records.vocabulary import OWN, Activity
from zwerm.records.xapi.tell import preferred

VOIDED = {"id": "http://adlnet.gov/expapi/verbs/voided"}
COURSE = "https://lms.example/course"
IDS = [f"0192d8b4-0000-7000-8000-00000000000{n}" for n in range(10)]


# Of tools: no two have the same name.
NUMBERS = count()


class Tool:
    """An outside tool with a credential of its own."""

    def __init__(self, *scopes: str, space: Space | None = None, version: str = "1.0.3") -> None:
        self.credential, secret = make_credential(None, f"tool {next(NUMBERS)}", scopes or ["all"], space)
        known = b64encode(f"{self.credential.key}:{secret}".encode()).decode()
        self.client = Client(headers={"authorization": f"Basic {known}", "x-experience-api-version": version})

    def send(self, told: object, *, method: str = "post", **params: str) -> Any:
        address = f"/xapi/statements?{urlencode(params)}"
        return getattr(self.client, method)(address, json.dumps(told), content_type="application/json")

    def ids(self, **params: str) -> list[str]:
        answer = self.client.get("/xapi/statements", params)
        assert answer.status_code == 200, answer.text
        return [one["id"] for one in answer.json()["statements"]]


def told(number: int = 1, mbox: str = "an@elders.example", **parts: Any) -> dict[str, Any]:
    return {
        "id": IDS[number],
        "actor": {"mbox": f"mailto:{mbox}"},
        "verb": {"id": f"{OWN}verbs/test-read", "display": {"en": "read"}},
        "object": {"id": COURSE},
        **parts,
    }


@pytest.fixture
def tool(world: World) -> Tool:
    return Tool()


def test_what_a_tool_tells_is_kept_with_who_told_it_and_what_the_verb_means_here(world: World, tool: Tool) -> None:
    authority = {"mbox": "mailto:somebody@elders.example"}
    assert tool.send(told(mbox="FATIMA@lindehof.example", authority=authority)).json() == [IDS[1]]
    kept = Statement.objects.get()
    assert (kept.person, kept.credential, kept.verb, kept.kind) == (world.fatima, tool.credential, "test-read", "10")
    read = tool.client.get("/xapi/statements", {"statementId": IDS[1]}).json()
    assert read["authority"]["account"]["name"] == f"credential:{tool.credential.pk}"
    assert read.items() >= {"id": IDS[1], "version": "1.0.0", "object": {"id": COURSE}}.items()


def test_an_account_elsewhere_is_nobody_here_whatever_it_is_called(
    world: World, tool: Tool, settings: Settings
) -> None:
    ours = {"account": {"homePage": settings.SITE_URL, "name": str(world.fatima.pk)}}
    elsewhere = {"account": {"homePage": "https://lms.example", "name": str(world.fatima.pk)}}
    tool.send([told(1, actor=ours), told(2, actor=elsewhere)])
    people = dict(Statement.objects.values_list("id", "person"))
    assert people == {UUID(IDS[1]): world.fatima.pk, UUID(IDS[2]): None}


def test_a_batch_comes_in_whole_or_not_at_all_and_is_told_what_is_wrong_where(tool: Tool) -> None:
    answer = tool.send([told(1), told(2, object={"id": "no iri"})])
    assert answer.status_code == 400
    assert answer.json() == {"error": "statement 1: object.id is not an IRI"}
    assert Statement.objects.count() == 0


def test_the_same_statement_again_is_fine_and_another_under_its_id_is_a_conflict(tool: Tool) -> None:
    assert tool.send(told(), method="put", statementId=IDS[1]).status_code == 204
    assert tool.send([told(), told(2)]).status_code == 200
    assert tool.send(told(object={"id": f"{COURSE}/2"})).status_code == 409
    assert Statement.objects.count() == 2


def test_statements_of_zwerm_itself_are_found_by_the_same_filters(world: World, tool: Tool, lesson: Activity) -> None:
    part = Activity("https://e.org/q", "https://e.org/question", {"en": "Why?"})
    ours = str(record(world.fatima, "test-read", part, part_of=lesson).id)
    tool.send(told(mbox="fatima@lindehof.example"))
    assert tool.ids(verb=f"{OWN}verbs/test-read", ascending="true") == [ours, IDS[1]]
    account = {"homePage": "http://localhost:8000", "name": str(world.fatima.pk)}
    assert tool.ids(agent=json.dumps({"account": account})) == [ours]
    assert tool.ids(agent=json.dumps({"mbox": "mailto:fatima@lindehof.example"})) == [IDS[1]]
    assert (tool.ids(activity=lesson.iri), tool.ids(activity=lesson.iri, related_activities="true")) == ([], [ours])


def test_pages_follow_each_other_without_a_gap(tool: Tool) -> None:
    tool.send([told(number) for number in range(1, 6)])
    seen, further = [], "/xapi/statements?limit=2"
    while further:
        page = tool.client.get(further).json()
        seen += [one["id"] for one in page["statements"]]
        further = page["more"]
    assert seen == IDS[5:0:-1]


def test_a_voided_statement_is_only_found_as_such_and_what_refers_to_it_stays(tool: Tool) -> None:
    tool.send(told(1))
    reference = {"objectType": "StatementRef", "id": IDS[1]}
    tool.send(told(2, verb=VOIDED, object=reference, actor={"mbox": "mailto:bo@elders.example"}))
    assert tool.client.get("/xapi/statements", {"statementId": IDS[1]}).status_code == 404
    assert tool.client.get("/xapi/statements", {"voidedStatementId": IDS[1]}).json()["id"] == IDS[1]
    assert tool.ids(agent=json.dumps({"mbox": "mailto:an@elders.example"})) == [IDS[2]]
    assert tool.send(told(3, verb=VOIDED, object={"objectType": "StatementRef", "id": IDS[2]})).status_code == 400


def test_what_lies_in_a_closed_space_is_read_by_a_tool_of_that_space_alone(world: World, lesson: Activity) -> None:
    inside, outside, narrow = Tool(space=world.closed), Tool(), Tool("statements/write", "statements/read/mine")
    ours = str(record(world.fatima, "test-read", lesson, space=world.closed).id)
    inside.send(told(1))
    narrow.send(told(2))
    reference = {"objectType": "StatementRef", "id": IDS[1]}
    outside.send(told(3, object=reference, verb={"id": "https://e.org/saw"}))
    assert inside.ids() == [IDS[3], IDS[2], IDS[1], ours]
    assert (outside.ids(), narrow.ids()) == ([IDS[3], IDS[2]], [IDS[2]])
    assert outside.client.get("/xapi/statements", {"statementId": IDS[1]}).status_code == 404
    assert outside.ids(activity=COURSE) == [IDS[2]]
    assert outside.client.get("/xapi/activities", {"activityId": lesson.iri}).json() == {
        "objectType": "Activity", "id": lesson.iri
    }  # fmt: skip


@pytest.mark.parametrize(
    ("scopes", "method", "resource", "status"),
    [
        (["statements/write"], "get", "statements", 403),
        (["statements/read"], "post", "statements", 403),
        (["statements/write"], "get", "activities/state", 403),
        (["state"], "get", "agents/profile", 403),
        (["all"], "delete", "statements", 405),
        (["all"], "get", "nowhere", 404),
    ],
)
def test_a_tool_does_what_it_may_and_no_more(
    world: World, scopes: list[str], method: str, resource: str, status: int
) -> None:
    assert getattr(Tool(*scopes).client, method)(f"/xapi/{resource}").status_code == status


def test_without_a_credential_nothing_opens_and_no_browser_asks_for_a_password(world: World) -> None:
    asked = world.client(world.priya).get("/xapi/statements", headers={"x-experience-api-version": "1.0.3"})
    assert (asked.status_code, asked.headers["WWW-Authenticate"]) == (401, 'Basic realm="Zwerm"')
    by_content = Client().get("/xapi/statements", headers={"origin": "https://content.example"})
    assert (by_content.status_code, "WWW-Authenticate" in by_content.headers) == (401, False)


@pytest.mark.parametrize(
    ("version", "answered", "status"),
    [
        *((version, "1.0.3", 200) for version in ("1.0", "1.0.0", "1.0.3", "1.0.9", "1.0.12")),
        *((version, "2.0.0", 200) for version in ("2.0", "2.0.0", "2.0.1")),
        *((version, "1.0.3", 400) for version in ("0.95", "1", "1.0.", "1.0.x", "1.1.0", "3.0.0", "1.0.٣")),
        *((version, "2.0.0", 400) for version in ("2", "2.1.0")),
    ],
)
def test_a_later_correction_of_a_version_is_that_version(
    world: World, version: str, answered: str, status: int
) -> None:
    answer = Tool(version=version).client.get("/xapi/statements")
    assert (answer.status_code, answer.headers["X-Experience-API-Version"]) == (status, answered)


def test_who_tells_no_version_is_answered_in_the_one_they_spoke_before(world: World) -> None:
    tool = Tool(version="2.0.0")
    assert tool.client.get("/xapi/statements").headers["X-Experience-API-Version"] == "2.0.0"
    answer = tool.client.get("/xapi/statements", headers={"x-experience-api-version": ""})
    assert (answer.status_code, answer.headers["X-Experience-API-Version"]) == (400, "2.0.0")


def test_a_document_is_not_written_over_unseen(world: World, tool: Tool) -> None:
    agent = json.dumps({"mbox": "mailto:fatima@lindehof.example"})
    address = f"/xapi/agents/profile?{urlencode({'agent': agent, 'profileId': 'colours'})}"
    put: dict[str, Any] = {"content_type": "application/json"}
    assert tool.client.put(address, "{}", headers={"if-none-match": "*"}, **put).status_code == 204
    assert tool.client.put(address, '{"a":1}', **put).status_code == 409
    tag = tool.client.get(address).headers["ETag"]
    assert tool.client.put(address, '{"a":1}', headers={"if-match": tag}, **put).status_code == 204
    assert tool.client.put(address, '{"a":2}', headers={"if-match": tag}, **put).status_code == 412
    assert tool.client.post(address, '{"b":2}', **put).status_code == 204
    assert tool.client.get(address).json() == {"a": 1, "b": 2}
    tag = tool.client.get(address).headers["ETag"]
    for known in (tag, f"W/{tag}", f'"x", {tag}', f'W/"x",{tag} ', "*"):
        same = tool.client.get(address, headers={"if-none-match": known})
        assert (same.status_code, same.content, same.headers["ETag"]) == (304, b"", tag)
    for other in ('"x"', f'"x{tag[2:]}', '"x", "y"'):
        assert tool.client.get(address, headers={"if-none-match": other}).status_code == 200
    assert tool.client.put(address.replace("colours", "a%00"), "{}", **put).status_code == 400
    assert Tool(space=world.closed).client.get(address).status_code == 404
    assert Document.objects.get().person == world.fatima


def mixed(statement: dict[str, Any], content: bytes) -> tuple[bytes, str]:
    hash = hashlib.sha256(content).hexdigest()
    attachment = {"usageType": "https://e.org/u", "display": {"en": "x"}, "contentType": "text/plain"}
    statement["attachments"] = [{**attachment, "length": len(content), "sha2": hash}]
    head = (
        f"--b\r\nContent-Type: application/json\r\n\r\n{json.dumps(statement)}\r\n--b\r\nContent-Type: text/plain\r\n"
    )
    head += f"Content-Transfer-Encoding: binary\r\nX-Experience-API-Hash: {hash}\r\n\r\n"
    return head.encode() + content + b"\r\n--b--", hash


def test_a_file_comes_along_with_its_statement_and_goes_with_who_it_is_of(
    world: World, tool: Tool, django_capture_on_commit_callbacks: Any
) -> None:
    body, hash = mixed(told(mbox="otto@lindehof.example"), b"Otto was here\r\n")
    answer = tool.client.post("/xapi/statements", body, content_type="multipart/mixed; boundary=b")
    assert answer.status_code == 200, answer.text
    read = tool.client.get("/xapi/statements", {"attachments": "true"})
    assert b"\r\n\r\nOtto was here\r\n\r\n--" in read.content
    broken = body.replace(b"was here", b"was gone")
    assert tool.client.post("/xapi/statements", broken, content_type="multipart/mixed; boundary=b").status_code == 400
    with django_capture_on_commit_callbacks(execute=True):
        erase(world.otto)
    assert not Attachment.objects.exists()
    assert not default_storage.exists(Attachment.path_of(hash))


def test_a_file_with_a_statement_of_another_that_tells_of_them_goes_too(world: World, tool: Tool) -> None:
    statement = told(context={"instructor": {"mbox": "mailto:otto@lindehof.example"}})
    body, _hash = mixed(statement, b"Otto taught it")
    kept, _other = mixed(told(2), b"Nobody taught it")
    for one in (body, kept):
        assert tool.client.post("/xapi/statements", one, content_type="multipart/mixed; boundary=b").status_code == 200
    erase(world.otto)
    assert [one.statement.id for one in Attachment.objects.all()] == [UUID(IDS[2])]


def test_erasing_knows_them_in_capitals_and_by_accounts_made_of_their_address(world: World, tool: Tool) -> None:
    here = {"homePage": "http://localhost:8000", "name": str(world.otto.pk).upper()}
    elsewhere = {"homePage": "http://elders.example", "name": "otto@lindehof.example"}
    agents = [
        {"account": here, "name": "Bijnaam een"},
        {"account": elsewhere, "name": "Bijnaam twee"},
        {"openid": "http://elders.example/otto@lindehof.example", "name": "Bijnaam drie"},
    ]
    for number, agent in enumerate(agents, 1):
        assert tool.send(told(number, context={"instructor": agent})).status_code == 200
    tool.send(told(4, context={"instructor": {"mbox": "mailto:an@elders.example", "name": "Bijnaam vier"}}))
    erase(world.otto)
    left = " ".join(Statement.objects.values_list("json", flat=True))
    assert "Bijnaam vier" in left
    assert not re.search(rf"Bijnaam (een|twee|drie)|otto@|{world.otto.pk}", left, re.IGNORECASE)


def erase(person: Person) -> None:
    carry_out_erasure(ask_erasure(person, person, own_texts=False))


def test_erasing_someone_takes_them_out_of_what_tools_told(world: World, tool: Tool) -> None:
    mbox = "mailto:Otto@lindehof.example"
    total = hashlib.sha1(b"mailto:otto@lindehof.example", usedforsecurity=False).hexdigest()
    tool.send([
        told(1, actor={"name": "Ot", "mbox": mbox}, object={"id": "https://lms.example/of/otto@lindehof.example"}),
        told(2, context={"instructor": {"name": "Meneer O", "mbox_sha1sum": total}}),
        told(3, verb={"id": "https://lms.example/by/otto@lindehof.example", "display": {"en": "did"}},
             object={"id": COURSE, "definition": {"type": "https://lms.example/of/otto@lindehof.example"}}),
    ])  # fmt: skip
    theirs, about = json.dumps({"mbox": mbox}), "https://lms.example/of/otto@lindehof.example"
    assert tool.ids(agent=theirs, activity=about) == [IDS[1]]
    before = set(Mention.objects.exclude(pair=None).values_list("pair", flat=True))
    erase(world.otto)
    text = "".join(f"{one.json} {one.object_iri} {one.verb_iri} {one.object_type}" for one in Statement.objects.all())
    for needle in ("otto", 'Ot"', "Meneer", total):
        assert needle.lower() not in text.lower()
    assert tool.ids(agent=json.dumps({"mbox": mbox})) == []
    nobody = json.loads(Statement.objects.get(id=IDS[1]).json)["actor"]
    assert tool.ids(agent=json.dumps(nobody)) == [IDS[1]]
    assert Mention.objects.count() == 4
    # What they were told to have done is found under the new name alone.
    assert tool.ids(agent=theirs, activity=about) == []
    key, kept = agent_key(nobody), Statement.objects.get(id=IDS[1])
    assert key
    assert Mention.objects.get(key=key, statement=kept).pair == pair_key(key, kept.object_iri)
    assert tool.ids(agent=json.dumps({"mbox": "mailto:an@elders.example"}), activity=COURSE) == [IDS[3], IDS[2]]
    changed = before - set(Mention.objects.exclude(pair=None).values_list("pair", flat=True))
    assert (len(before), len(changed)) == (2, 1)


def test_canonical_statements_speak_the_language_that_is_asked_for(tool: Tool) -> None:
    definition = {"name": {"en": "Falls", "nl-NL": "Vallen"}, "type": "https://e.org/t"}
    tool.send([told(1, object={"id": COURSE, "definition": definition}), told(2)])
    answer = tool.client.get("/xapi/statements", {"format": "canonical"}, headers={"accept-language": "nl, en;q=0.5"})
    assert [one["object"]["definition"]["name"] for one in answer.json()["statements"]] == [{"nl-NL": "Vallen"}] * 2
    assert tool.client.get("/xapi/activities", {"activityId": COURSE}).json()["definition"] == definition


@pytest.mark.parametrize(
    ("header", "wanted"),
    [
        ("nl; q=0.9, en; q=0.1", ["nl", "en"]),
        ("en ;q=0.1,nl\t; Q = 0.9 , de", ["de", "nl", "en"]),
        ("nl;q=0, en", ["en"]),
        ("nl;q=, en;q=٣, de;q=inf, fr;level=1, es;q=0.5", ["es"]),
        ("", []),
    ],
)
def test_languages_are_asked_for_in_every_way_that_http_knows(header: str, wanted: list[str]) -> None:
    assert preferred(header) == wanted


LONG = {kind: f"https://lms.example/{kind}/" + "lang/é😀" * 900 for kind in ("of", "verb", "type")}


def test_addresses_are_taken_however_long_they_are(world: World, tool: Tool) -> None:
    def about(iri: str, number: int, verb: str = LONG["verb"]) -> dict[str, Any]:
        around = {"contextActivities": {"parent": [{"id": iri}]}}
        return told(number, verb={"id": verb}, object={"id": iri, "definition": {"type": LONG["type"]}}, context=around)

    near = f"https://lms.example/{secrets.token_hex(240)}"
    assert tool.send([about(LONG["of"], 1), about(LONG["of"] + "x", 2), about(near, 3), told(4)]).status_code == 200
    assert tool.send(about(LONG["of"], 1)).status_code == 200
    assert tool.ids(activity=LONG["of"]) == tool.ids(activity=LONG["of"], related_activities="true") == [IDS[1]]
    assert (tool.ids(activity=near), tool.ids(verb=LONG["verb"])) == ([IDS[3]], IDS[3:0:-1])
    agent = json.dumps({"mbox": "mailto:an@elders.example"})
    assert tool.ids(activity=LONG["of"], verb=LONG["verb"], agent=agent) == [IDS[1]]
    assert tool.ids(activity=LONG["of"], verb=LONG["verb"] + "x") == []
    # What a column has of it is no address, and finds nothing.
    kept = Statement.objects.get(id=IDS[1]).object_iri
    assert tool.client.get("/xapi/statements", {"activity": kept}).status_code == 400
    read = tool.client.get("/xapi/statements", {"statementId": IDS[1]}).json()
    assert (read["object"]["id"], read["object"]["definition"]["type"]) == (LONG["of"], LONG["type"])
    page = world.client(world.priya).get("/records/statements/")
    assert (page.status_code, len(page.content) < 100_000) == (200, True)


def test_a_long_address_in_which_somebody_stands_is_another_after_erasing(world: World, tool: Tool) -> None:
    iri = f"https://lms.example/of/otto@lindehof.example/{'long/' * 200}"
    tool.send([told(1, object={"id": iri}), told(2, verb={"id": iri})])
    before = set(Statement.objects.values_list("object_iri", "verb_iri"))
    erase(world.otto)
    left = json.loads(Statement.objects.get(id=IDS[1]).json)["object"]["id"]
    assert (tool.ids(activity=left), tool.ids(activity=iri)) == ([IDS[1]], [])
    assert {one.partition(" ")[2] for row in before for one in row if " " in one}.isdisjoint(
        one.partition(" ")[2] for row in Statement.objects.values_list("object_iri", "verb_iri") for one in row
    )


@pytest.mark.parametrize(
    "body",
    [b"", b"{", b"[]", b"null", b'"\\ud800"', b"[" * 5000, b'{"actor":' * 2000, b"\xff\xfe", b'[{"id":{}}]'],
)
def test_what_cannot_be_read_is_refused_and_breaks_nothing(tool: Tool, body: bytes) -> None:
    for kind in ("application/json", "multipart/mixed; boundary=b", "text/plain"):
        assert tool.client.post("/xapi/statements", body, content_type=kind).status_code == 400


@pytest.mark.parametrize("number", ["1e400", "1" * 400, "123456789012345678901234567890"])
def test_a_number_that_cannot_be_kept_is_refused(tool: Tool, number: str) -> None:
    text = json.dumps(told(result={"extensions": {"https://e.org/x": "N"}})).replace('"N"', number)
    answer = tool.client.post("/xapi/statements", text, content_type="application/json")
    assert answer.status_code in (200, 400)
    if answer.status_code == 200:
        assert tool.client.get("/xapi/statements").json()["statements"]


def test_what_a_tool_does_wrong_is_no_warning_in_the_log_here(tool: Tool, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO, "django.request"):
        assert tool.client.get("/xapi/statements", {"nonsense": "x"}).status_code == 400
        assert Client().get("/xapi/statements").status_code == 401
    assert [record.levelname for record in caplog.records] == ["INFO", "INFO"]
