"""Who is erased is gone from what tools told and kept, and what is left is valid still."""

from __future__ import annotations

import hashlib
import json
from base64 import urlsafe_b64encode
from importlib import import_module
from typing import Any
from urllib.parse import urlencode

import pytest
from django.apps import apps
from django.db import connection, transaction
from django.db.models import ProtectedError, QuerySet

from zwerm.people.actions import add_person, ask_erasure, carry_out_erasure
from zwerm.people.models import Erasure, Person
from zwerm.people.tests.world import World
from zwerm.records.actions import record
from zwerm.records.models import Attachment, Credential, Document, Statement
from zwerm.records.rules import faults_of
from zwerm.records.rules.identity import SIGNATURE
from zwerm.records.tests.test_activities import circle
from zwerm.records.tests.test_xapi import COURSE, IDS, Tool, told
from zwerm.records.vocabulary import Activity

EMAIL, NAME = "esra.yilmaz@lindehof.example", "Esra Yılmaz"
SUM = hashlib.sha1(f"mailto:{EMAIL}".encode(), usedforsecurity=False).hexdigest()
IRI = f"https://lms.example/u?m={EMAIL.replace('@', '%40')}&n=Esra%20Y%C4%B1lmaz"
NEEDLES = ("esra", "yilmaz", "yılmaz", "y%c4%b1lmaz", SUM, "u-8812")


@pytest.fixture
def tool(world: World) -> Tool:
    return Tool()


@pytest.fixture
def esra(world: World) -> Person:
    return add_person(EMAIL, NAME)


def erase(person: Person) -> Erasure:
    return carry_out_erasure(ask_erasure(person, person, own_texts=False))


def instructor(number: int, **agent: Any) -> dict[str, Any]:
    return told(number, context={"instructor": agent})


def account(name: str) -> dict[str, str]:
    return {"homePage": "https://lms.example", "name": name}


def everything() -> str:
    columns = ("json", "object_iri", "object_type", "verb_iri")
    return " ".join(str(row) for row in Statement.objects.values_list(*columns)).lower()


def test_what_is_left_of_iris_is_valid_and_another_store_takes_it(tool: Tool, esra: Person) -> None:
    file = {"usageType": IRI, "display": {"nl": "Bewijs"}, "contentType": "text/plain", "length": 1, "sha2": "a" * 64}
    definition = {"type": IRI, "moreInfo": IRI, "name": {"nl": f"Over {NAME}"}, "extensions": {IRI: f"van {NAME}"}}
    tool.send(
        told(
            1,
            verb={"id": IRI},
            object={"id": IRI, "definition": definition},
            attachments=[{**file, "fileUrl": IRI}],
            result={"extensions": {"https://lms.example/of/esra.yilmaz": 1}},
        )
    )
    erase(esra)
    left = json.loads(Statement.objects.get().json)
    assert list(faults_of(left, "1.0.3")) == []
    assert not [needle for needle in NEEDLES if needle in everything()]
    iri = left["object"]["id"]
    assert Statement.objects.get().object_iri == left["verb"]["id"] == left["attachments"][0]["fileUrl"] == iri
    assert tool.ids(activity=iri) == [IDS[1]]
    known = tool.client.get("/xapi/activities", {"activityId": iri}).json()["definition"]
    assert (known["moreInfo"], list(known["extensions"])) == (iri, [iri])


def test_accounts_and_openids_elsewhere_go_with_who_had_them(tool: Tool, esra: Person) -> None:
    statements = [
        instructor(1, account=account("esra.yilmaz"), name=NAME),
        instructor(2, account=account("esra.yilmaz")),
        instructor(3, openid="https://id.example/esra.yilmaz"),
        instructor(4, account=account("u-8812"), name=NAME),
        instructor(5, openid="https://id.example/Esra%20Y%C4%B1lmaz", name="Bijnaam"),
    ]
    assert tool.send(statements).status_code == 200
    erase(esra)
    assert not [needle for needle in (*NEEDLES, "bijnaam") if needle in everything()]
    for one in Statement.objects.all():
        assert list(faults_of(json.loads(one.json), "1.0.3")) == []
    agents = {json.dumps(json.loads(one.json)["context"]["instructor"]) for one in Statement.objects.all()}
    # By an account elsewhere and by an address of the web: each the same one everywhere.
    assert len(agents) == 2


def test_what_is_added_to_an_address_and_a_name_in_another_order_hide_nobody(tool: Tool, esra: Person) -> None:
    added = "Esra.Yilmaz+lms-2@lindehof.example"
    extensions = {"https://e.org/x": [added, f"van {added}, en verder"], f"https://e.org/of/{added}": 1}
    statements = [
        told(1, result={"extensions": extensions}),
        instructor(2, mbox=f"mailto:{added}", name="Bijnaam"),
        instructor(3, account={"homePage": "https://e.org/esra.yilmaz", "name": "u-1"}, name="Yılmaz, Esra"),
        instructor(4, account=account("u-8812"), name="YILMAZ Esra".replace("I", "ı")),
        instructor(
            5, account={"homePage": f"https://e.org/?m={added.replace('+', '%2B').replace('@', '%40')}", "name": "u-1"}
        ),
    ]
    assert tool.send(statements).status_code == 200
    form = f"name=Esra+Yılmaz&also=Esra+Y%C4%B1lmaz&mail={added.replace('@', '%40')}&page=3"
    keep(tool, "activities/profile", form, activityId=COURSE, profileId="f")
    keep(tool, "activities/profile", {"a": [added]}, activityId=COURSE, profileId="j")
    erase(esra)
    kept = [tool.client.get("/xapi/activities/profile", {"activityId": COURSE, "profileId": one}).text for one in "fj"]
    left = (everything() + "".join(kept)).lower()
    assert not [needle for needle in (*NEEDLES, "bijnaam", "lms-2") if needle in left]
    assert "&page=3" in kept[0]
    for one in Statement.objects.all():
        assert list(faults_of(json.loads(one.json), "1.0.3")) == []


def test_who_is_called_or_known_almost_the_same_is_left_alone(world: World, tool: Tool, esra: Person) -> None:
    add_person("esra.yilmaz@elders.example", "Esra Yılmaz-de Wit")
    names = ("esra.yilmaz", "esra.yilmaz2", "mesra.yilmaz", "esra")
    statements = [instructor(number, account=account(name)) for number, name in enumerate(names, 1)]
    statements.append(instructor(5, account={"homePage": "http://localhost:8000", "name": str(world.fatima.pk)}))
    tool.send(statements)
    before = everything()
    erase(esra)
    assert everything() == before


def test_what_tools_keep_about_who_is_erased_goes_under_whatever_name(tool: Tool, esra: Person) -> None:
    agents = [{"mbox_sha1sum": SUM}, {"account": account(EMAIL.title())}, {"mbox": f"mailto:{EMAIL}"}]
    for agent in agents:
        keep(tool, "agents/profile", agent=json.dumps(agent), profileId="p")
        keep(tool, "activities/state", agent=json.dumps(agent), activityId=COURSE, stateId="s")
    assert Document.objects.filter(person=esra).count() == 6
    # As they were before it was known whose these are.
    Document.objects.filter(kind=Document.Kind.AGENT).filter(etag__gt="").exclude(person=None).update(person=None)
    other = json.dumps({"mbox": "mailto:an@elders.example"})
    keep(tool, "agents/profile", agent=other, profileId="p")
    keep(
        tool,
        "activities/profile",
        {"by": NAME, "at": [IRI, f"mailto:{EMAIL}"], "n": 1},
        activityId=COURSE,
        profileId="j",
    )
    keep(tool, "activities/profile", f"{NAME} <{EMAIL}>", activityId=COURSE, profileId="t")
    keep(tool, "activities/profile", b"\xff\x00" + EMAIL.encode(), activityId=COURSE, profileId="b")
    erasure = erase(esra)
    assert Document.objects.filter(kind=Document.Kind.STATE).count() == 0
    for document in Document.objects.all():
        text = bytes(document.content).decode().lower()
        assert not [needle for needle in NEEDLES if needle in text]
    where = {"activityId": COURSE, "profileId": "j"}
    answer = tool.client.get("/xapi/activities/profile", where)
    assert (answer.json()["n"], answer.headers["etag"]) == (1, f'"{hashlib.sha1(answer.content).hexdigest()}"')  # noqa: S324
    assert tool.client.get("/xapi/agents/profile", {"agent": other, "profileId": "p"}).json() == {"page": 3}
    assert tool.client.get("/xapi/activities/profile", {**where, "profileId": "b"}).status_code == 404
    assert erasure.report["words"]["records.Document"] == 2


@pytest.mark.parametrize(
    "agent",
    [
        {"account": account("esra.yilmaz")},
        {"account": account("u-8812"), "name": NAME},
        {"openid": "https://id.example/esra.yilmaz"},
        {"mbox": "mailto:e.yilmaz@elders.example"},
        {"mbox": f"mailto:{EMAIL.upper()}"},
        {"mbox_sha1sum": SUM.upper()},
        {"mbox": "mailto:esra.yilmaz@thuis.example"},
    ],
    ids=lambda agent: "-".join(agent),
)
def test_documents_go_under_every_name_by_which_statements_find_who_is_erased(
    world: World, tool: Tool, agent: dict[str, Any]
) -> None:
    """Also from before they had an account here, and under an address that they had by then."""
    where, name = {"agent": json.dumps(agent), "activityId": COURSE, "stateId": "s"}, {"profileId": "p"}
    keep(tool, "activities/state", **where)
    esra = add_person("e.yilmaz@elders.example", NAME)
    given = {"name": NAME, "email": EMAIL, "function": ""}
    assert world.client(world.priya).post(f"/administration/people/{esra.pk}/", given).status_code == 302
    esra.refresh_from_db()
    keep(tool, "agents/profile", agent=where["agent"], **name)
    other = json.dumps({"account": account("esra.yilmaz2")})
    keep(tool, "agents/profile", agent=other, **name)
    tool.send(instructor(1, **agent))
    erase(esra)
    client = tool.client
    assert client.get("/xapi/activities/state", where).status_code == 404
    assert client.get("/xapi/agents/profile", {"agent": where["agent"], **name}).status_code == 404
    assert client.get("/xapi/agents/profile", {"agent": other, **name}).json() == {"page": 3}
    assert agent != {**json.loads(Statement.objects.get().json)["context"]["instructor"], "name": agent.get("name")}


def test_a_document_from_before_whom_it_is_about_was_kept_is_known_once_a_tool_asks(tool: Tool, esra: Person) -> None:
    where = {"agent": json.dumps({"openid": "https://id.example/esra.yilmaz"}), "profileId": "p"}
    keep(tool, "agents/profile", **where)
    Document.objects.update(agent=None)
    assert tool.client.get("/xapi/agents/profile", where).status_code == 200
    erase(esra)
    assert tool.client.get("/xapi/agents/profile", where).status_code == 404


def test_what_documents_are_called_goes_and_what_is_listed_is_found(tool: Tool, esra: Person) -> None:
    where = {"activityId": COURSE}
    for name in (f"bookmark-{EMAIL}", NAME, NAME.lower(), "plain"):
        keep(tool, "activities/profile", {"n": name}, **where, profileId=name)
    keep(tool, "activities/profile", {"n": 1}, activityId=IRI, profileId="p")
    tool.send(told(1, object={"id": IRI}))
    client = tool.client
    document: dict[str, Any] = {"content_type": f"text/plain; name={EMAIL}", "headers": {"if-none-match": "*"}}
    client.put(f"/xapi/activities/profile?{urlencode({**where, 'profileId': 'typed'})}", "hello", **document)
    erase(esra)
    names = client.get("/xapi/activities/profile", where).json()
    assert len(names) == 5
    assert not [needle for needle in NEEDLES if needle in str(names).lower()]
    answers = [client.get("/xapi/activities/profile", {**where, "profileId": name}) for name in names]
    assert [answer.status_code for answer in answers] == [200] * 5
    assert not [needle for needle in NEEDLES if needle in "".join(answer.text for answer in answers).lower()]
    typed = client.get("/xapi/activities/profile", {**where, "profileId": "typed"})
    assert (typed.text, typed.headers["content-type"]) == ("hello", "text/plain")
    for name in (f"bookmark-{EMAIL}", NAME):
        assert client.get("/xapi/activities/profile", {**where, "profileId": name}).status_code == 404
    assert client.get("/xapi/activities/profile", {"activityId": IRI, "profileId": "p"}).status_code == 404
    # Found by the IRI that statements have now.
    iri = Statement.objects.get().object_iri
    assert client.get("/xapi/activities/profile", {"activityId": iri, "profileId": "p"}).json() == {"n": 1}


def test_an_address_goes_out_of_an_iri_however_it_is_encoded(tool: Tool, esra: Person) -> None:
    iri = "https://lms.example/esra%2Eyilmaz%40lindehof%2eexample/1"
    tool.send(told(1, object={"id": iri}))
    keep(tool, "activities/profile", {"at": iri}, activityId=COURSE, profileId="p")
    erase(esra)
    assert not [needle for needle in NEEDLES if needle in everything()]
    kept = tool.client.get("/xapi/activities/profile", {"activityId": COURSE, "profileId": "p"}).text
    assert kept.startswith('{"at":"https://lms.example/')
    assert "esra" not in kept


def test_a_space_in_which_somebody_did_something_does_not_go_and_open_it(world: World, lesson: Activity) -> None:
    private = world.otto.private_space
    inside, outside = Tool(space=private), Tool()
    inside.send(told(1))
    record(world.otto, "test-read", lesson, space=private)
    with pytest.raises(ProtectedError), transaction.atomic():
        private.delete()
    assert (len(inside.ids()), outside.ids()) == (2, [])
    erase(world.otto)
    assert inside.client.get("/xapi/statements").status_code == 401
    assert len(outside.ids()) == 2
    assert lesson.name["nl"] not in everything()


def test_a_tool_of_a_space_that_goes_writes_nothing_for_all(world: World) -> None:
    space = circle()
    tool, other = Tool(space=space), Tool(space=world.closed)
    space.delete()
    assert [one.send(told(1)).status_code for one in (tool, other)] == [401, 200]
    assert Credential.objects.get(pk=tool.credential.pk).withdrawn


def test_what_was_opened_before_is_left_without_its_contents(world: World, lesson: Activity) -> None:
    """As the migration finds it: by nobody, and in no space."""
    theirs = record(world.otto, "test-read", lesson, part_of=lesson, response="Mijn antwoord")
    record(world.fatima, "test-read", lesson)
    record(world.kees, "test-read", lesson, space=world.team.space)
    rows: QuerySet[Statement] = QuerySet(Statement)
    rows.filter(person__in=[world.otto, world.kees]).update(person=None)
    import_module("zwerm.records.migrations.0019_spaces_that_go").leave_what_was_done(apps, connection.schema_editor())
    left = json.loads(Statement.objects.get(pk=theirs.pk).json)
    assert left["object"]["definition"] == {"type": lesson.type}
    assert everything().count(lesson.name["nl"].lower()) == 2
    assert "antwoord" not in everything()


def keep(tool: Tool, where: str, content: object = None, **params: str) -> None:
    kind = "application/json" if not isinstance(content, str | bytes) else "text/plain"
    body = json.dumps(content or {"page": 3}) if kind == "application/json" else content
    answer = tool.client.put(
        f"/xapi/{where}?{urlencode(params)}", body, content_type=kind, headers={"if-none-match": "*"}
    )
    assert answer.status_code == 204, answer.text


def test_what_is_left_of_a_statement_with_files_tells_of_none_and_another_store_takes_it(
    tool: Tool, esra: Person
) -> None:
    def file(content: bytes, usage: str, **more: str) -> dict[str, Any]:
        sha2 = hashlib.sha256(content).hexdigest()
        kind = {"usageType": usage, "display": {"en": "x"}, "contentType": "application/octet-stream"}
        return {**kind, "length": len(content), "sha2": sha2.upper(), **more}

    mine = told(1, actor={"mbox": f"mailto:{EMAIL}"})
    signature = ".".join(
        urlsafe_b64encode(json.dumps(part).encode()).decode().rstrip("=") for part in ({"alg": "RS256"}, mine, 1)
    ).encode()
    photo, elsewhere = b"a photo", "https://lms.example/file"
    files = [
        file(photo, "https://e.org/u"),
        file(signature, SIGNATURE),
        file(b"there", "https://e.org/u", fileUrl=elsewhere),
    ]
    within = {name: part for name, part in told().items() if name != "id"}
    other = told(2, actor=mine["actor"], object={**within, "objectType": "SubStatement", "attachments": files[:1]})
    body = mixed_of([{**mine, "attachments": files}, other, told(3, attachments=files[:1])], photo, signature)
    answer = tool.client.post("/xapi/statements", body, content_type="multipart/mixed; boundary=b")
    assert answer.status_code == 200, answer.text
    erase(esra)
    left = [tool.client.get("/xapi/statements", {"statementId": IDS[number]}).json() for number in (1, 2, 3)]
    assert [one["fileUrl"] for one in left[0]["attachments"]] == [elsewhere]
    assert "attachments" not in json.dumps(left[1])
    # Of nobody who was erased.
    assert len(left[2]["attachments"]) == Attachment.objects.count() == 1
    for statement in left[:2]:
        assert list(faults_of(statement, "1.0.3")) == []
        assert Tool().send({**statement, "id": statement["id"].replace("0192", "0193")}).status_code == 200


def mixed_of(statements: list[dict[str, Any]], *files: bytes) -> bytes:
    parts = [b"Content-Type: application/json\r\n\r\n" + json.dumps(statements).encode()]
    for one in files:
        head = f"X-Experience-API-Hash: {hashlib.sha256(one).hexdigest()}\r\n\r\n"
        parts.append(b"Content-Transfer-Encoding: binary\r\n" + head.encode() + one)
    return b"".join(b"--b\r\n" + one + b"\r\n" for one in parts) + b"--b--"
