"""What others recorded about somebody: theirs to read, and nobody else's; and whoever looks at it is written down."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from importlib import import_module
from typing import Any
from urllib.parse import urlencode

import pytest
from django.apps import apps
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from zwerm.people.actions import add_person, ask_erasure, carry_out_erasure, change_account, join_space
from zwerm.people.actions.privacy.copy import write_copy
from zwerm.people.models import AuditEntry, Membership, Person
from zwerm.people.tests.world import World
from zwerm.records.actions.address import find_addresses
from zwerm.records.models import Cursor, Document, Mention, Statement
from zwerm.records.tests.test_xapi import COURSE, IDS, VOIDED, Tool, told

PAGE = "/records/me/others/"
CHEF = {"mbox": "mailto:chef@elders.example", "name": "Chef Bos"}
JUDGED = {"id": "https://e.org/judged", "display": {"nl": "beoordeelde", "en": "judged"}}
EMAIL = "otto@lindehof.example"
SUM = hashlib.sha1(f"mailto:{EMAIL}".encode(), usedforsecurity=False).hexdigest()


@pytest.fixture
def tool(world: World) -> Tool:
    return Tool()


def here(person: Person) -> dict[str, Any]:
    return {"account": {"homePage": "http://localhost:8000", "name": str(person.pk)}}


def elsewhere(name: str) -> dict[str, Any]:
    return {"account": {"homePage": "https://lms.example", "name": name}}


def judged(number: int, agent: dict[str, Any], **parts: Any) -> dict[str, Any]:
    result = {"score": {"scaled": 0.1}, "success": False, "response": "Kan beter"}
    about = {"objectType": "Agent", **agent}
    return {**told(number, object=about, result=result), "actor": CHEF, "verb": JUDGED, **parts}


def sentences(world: World, person: Person) -> list[str]:
    return [line.sentence for line in world.client(person, "nl").get(PAGE).context["lines"]]


AGENTS = {
    "address": {"mbox": f"mailto:{EMAIL}"},
    "address in capitals": {"mbox": "mailto:OTTO@Lindehof.example"},
    "sum": {"mbox_sha1sum": SUM},
    "sum in capitals": {"mbox_sha1sum": SUM.upper()},
    "account elsewhere": elsewhere(EMAIL),
    "account elsewhere in capitals": elsewhere("Otto@Lindehof.Example"),
}


@pytest.mark.parametrize("how", [*AGENTS, "account here"])
def test_who_is_named_reads_who_did_what_and_how_it_went(world: World, tool: Tool, how: str) -> None:
    agent = AGENTS.get(how) or here(world.otto)
    assert tool.send(judged(1, agent)).status_code == 200
    page = world.client(world.otto, "nl").get(PAGE)
    [line] = page.context["lines"]
    assert line.sentence == f"Chef Bos beoordeelde {world.otto.name}"
    assert (line.details, line.answer, line.names) == ("niet gelukt, 10%", "Kan beter", "over wie het gaat")
    assert tool.credential.name in page.text
    assert [sentences(world, one) for one in (world.fatima, world.priya)] == [[], []]


def test_what_has_no_name_is_called_as_tools_of_that_space_called_it_elsewhere(world: World, tool: Tool) -> None:
    thing, name = {"id": "https://tool.example/7"}, {"definition": {"name": {"nl": "Zevende les"}}}
    involved: dict[str, Any] = {"actor": CHEF, "verb": JUDGED, "context": {"instructor": AGENTS["address"]}}
    Tool(space=world.closed).send(told(1, object={**thing, **name}))
    tool.send(told(2, object=thing, **involved))
    assert sentences(world, world.otto) == [f"Chef Bos beoordeelde {thing['id']}"]
    tool.send(told(3, object={**thing, **name}))
    assert sentences(world, world.otto) == ["Chef Bos beoordeelde Zevende les"]
    client = world.client(world.otto)
    client.get(PAGE)
    with CaptureQueriesContext(connection) as queries:
        client.get(PAGE)
    assert len(queries) <= 12


@pytest.mark.parametrize(
    ("parts", "names"),
    [
        ({"actor": {"objectType": "Group", "name": "Nacht", "member": [CHEF, AGENTS["address"]]}}, "who did it"),
        ({"actor": {"objectType": "Group", "name": "Nacht", "member": [AGENTS["sum"]]}}, "who did it"),
        ({"actor": AGENTS["account elsewhere"]}, "who did it"),
        ({"context": {"instructor": AGENTS["address"]}}, "instructor"),
        ({"context": {"team": {"objectType": "Group", "member": [CHEF, AGENTS["address in capitals"]]}}}, "one of the team"),
        ({"context": {"contextAgents": [{"objectType": "contextAgent", "agent": AGENTS["sum"]}]}}, "someone involved"),
        ({"object": {"objectType": "SubStatement", "actor": AGENTS["address"], "verb": JUDGED, "object": {"id": COURSE}}}, "who did it"),
        ({"object": {"objectType": "Group", "member": [AGENTS["address"], CHEF]}}, "whom it is about"),
    ],
)  # fmt: skip
def test_whatever_somebody_is_in_it(world: World, parts: dict[str, Any], names: str) -> None:
    tool = Tool(version="2.0.0")
    assert tool.send({**told(1), "actor": CHEF, **parts}).status_code == 200
    [line] = world.client(world.otto, "en").get(PAGE).context["lines"]
    assert line.names == names


def test_what_may_be_of_another_and_what_they_did_themselves_does_not_stand_there(world: World, tool: Tool) -> None:
    ours = here(world.fatima)
    statements = [
        told(1, EMAIL),
        told(2, actor=here(world.otto)),
        judged(3, {"mbox": "mailto:otto@elders.example", "name": world.otto.name}),
        judged(4, {**elsewhere("otto"), "name": world.otto.name}),
        judged(5, {"account": {**ours["account"], "homePage": "https://lms.example"}}),
        # About themselves, and by themselves.
        {**judged(6, AGENTS["sum"]), "actor": here(world.otto)},
    ]
    assert tool.send(statements).status_code == 200
    assert sentences(world, world.otto) == []


def test_an_address_that_nobody_proved_shows_nothing(world: World, tool: Tool) -> None:
    tool.send([judged(1, AGENTS["address"]), judged(2, AGENTS["sum"]), judged(3, here(world.otto))])
    Person.objects.filter(pk=world.otto.pk).update(address_unproven=True)
    assert len(sentences(world, world.otto)) == 1


def test_of_a_space_that_they_do_not_see_they_read_how_it_went_and_nothing_of_others(world: World) -> None:
    tool = Tool(space=world.closed)
    assert tool.send(judged(1, AGENTS["address"])).status_code == 200
    page = world.client(world.otto, "en").get(PAGE)
    [line] = page.context["lines"]
    assert line.sentence == "Somebody recorded something about you in a space that you do not see."
    assert (line.details, line.names) == ("not succeeded, 10%", "whom it is about")
    for hidden in ("Chef", "judged Otto", "Kan beter", world.closed.name, tool.credential.name):
        assert hidden not in page.text
        assert hidden not in copy_of(world.otto)
    join_space(world.otto, world.closed)
    page = world.client(Person.objects.get(pk=world.otto.pk), "en").get(PAGE)
    assert page.context["lines"][0].sentence == f"Chef Bos judged {world.otto.name}"
    assert (page.context["lines"][0].answer, world.closed.name in page.text) == ("Kan beter", True)
    Membership.objects.filter(person=world.otto, space=world.closed).delete()


def test_of_a_space_that_they_do_not_see_how_it_went_for_another_is_not_told(world: World) -> None:
    tool, result = Tool(space=world.closed), {"score": {"scaled": 0.17}, "success": False, "duration": "PT9M"}
    named = [{"instructor": AGENTS["address"]}, {"team": {"objectType": "Group", "member": [AGENTS["sum"]]}}]
    statements = [told(number, context=one, result=result) for number, one in enumerate(named, 1)]
    within = {"objectType": "SubStatement", "actor": AGENTS["address"], "verb": JUDGED, "object": {"id": COURSE}}
    assert tool.send([*statements, told(3, object=within, result=result)]).status_code == 200
    page = world.client(world.otto, "en").get(PAGE)
    assert [(one.details, one.names, one.result) for one in page.context["lines"]] == [
        ("", "who did it", {}),
        ("", "one of the team", {}),
        ("", "instructor", {}),
    ]
    assert "17%" not in page.text
    assert "0.17" not in copy_of(world.otto)
    # A member of the group that did it reads how that went.
    tool.send(told(4, actor={"objectType": "Group", "member": [CHEF, AGENTS["address"]]}, result=result))
    page = world.client(world.otto, "en").get(PAGE)
    assert page.context["lines"][0].details == "not succeeded, 17%, 9 min"


def given(world: World, old: str) -> Person:
    """A new colleague who gets the address that Otto had until now."""
    change_account(world.priya, world.otto, email="otto.nieuw@lindehof.example", name=world.otto.name, function="")
    new = add_person(old, "Nieuwe Collega")
    Person.objects.filter(pk=new.pk).update(address_unproven=False)
    return Person.objects.get(pk=new.pk)


def test_what_was_told_under_an_address_while_it_was_of_another_is_not_theirs(world: World, tool: Tool) -> None:
    result = {"score": {"scaled": 0.2}, "response": "Geheim van Otto"}
    earlier = [told(1, EMAIL, result=result), told(2, context={"instructor": AGENTS["address"]})]
    assert tool.send([*earlier, *(judged(n, one) for n, one in enumerate(AGENTS.values(), 3))]).status_code == 200
    new = given(world, EMAIL)
    assert sentences(world, new) == []
    assert "Geheim van Otto" not in copy_of(new)
    # Told later, about what was before.
    late = {**judged(1, AGENTS["sum"]), "id": IDS[1].replace("0192", "0193"), "timestamp": "2020-01-01T00:00:00Z"}
    assert tool.send(late).status_code == 200
    assert sentences(world, new) == []
    now = {**judged(1, AGENTS["address in capitals"]), "id": IDS[2].replace("0192", "0193")}
    by_account = {**judged(1, here(new)), "id": IDS[3].replace("0192", "0193"), "timestamp": "2020-01-01T00:00:00Z"}
    assert tool.send([now, by_account]).status_code == 200
    assert sentences(world, new) == [f"Chef Bos beoordeelde {new.name}"] * 2
    assert sentences(world, world.otto) == []


def test_what_a_colleague_did_is_theirs_whoever_has_their_address_now(world: World, tool: Tool) -> None:
    """Also where nothing tells that they had it; what a colleague said about somebody stays that person's to read."""
    about = judged(2, AGENTS["address"], actor={"mbox": f"mailto:{world.fatima.email}"})
    assert tool.send([told(1, world.kees.email), about]).status_code == 200
    old = world.kees.email
    Person.objects.filter(pk=world.kees.pk).update(email="kees.nieuw@lindehof.example")
    Person.objects.filter(pk=world.tom.pk).update(email=old)
    assert sentences(world, Person.objects.get(pk=world.tom.pk)) == []
    assert sentences(world, world.otto) == [f"{world.fatima.name} beoordeelde {world.otto.name}"]


@pytest.mark.parametrize("name", ["a\0@lindehof.example", f"{'x' * 60_000}@lindehof.example"])
def test_an_account_elsewhere_whose_name_cannot_be_an_address_is_nobodys(world: World, tool: Tool, name: str) -> None:
    agent, admin = elsewhere(name), world.client(world.priya)
    assert tool.send([told(1, context={"instructor": agent}), judged(2, AGENTS["address"])]).status_code == 200
    assert admin.get("/records/statements/").status_code == 200
    assert admin.get(f"/records/statements/{IDS[1]}/").status_code == 200
    for form in ("jsonl", "parquet"):
        assert admin.post(f"/records/statements/{form}/").getvalue()
    assert {one.about for one in AuditEntry.objects.filter(by=world.priya)} == {world.otto}
    state = urlencode({"activityId": COURSE, "agent": json.dumps(agent), "stateId": "s"})
    kept = tool.client.put(f"/xapi/activities/state?{state}", "{}", content_type="application/json")
    assert kept.status_code == 204
    assert Document.objects.get().person is None


def test_what_was_taken_back_is_marked(world: World, tool: Tool) -> None:
    tool.send(judged(1, AGENTS["address"]))
    tool.send(told(2, verb=VOIDED, object={"objectType": "StatementRef", "id": IDS[1]}))
    assert [line.voided for line in world.client(world.otto).get(PAGE).context["lines"]] == [True]


def test_it_goes_on_where_the_page_ended_and_asks_no_more_for_more(world: World, tool: Tool) -> None:
    client, counts = world.client(world.otto), []
    for number in range(45):
        agent = list(AGENTS.values())[number % len(AGENTS)]
        named = {**AGENTS["sum"], "objectType": "Agent"}
        tool.send(
            {
                **judged(1, agent),
                "id": f"0192d8b4-0000-7000-8000-0000000001{number:02}",
                "context": {"instructor": named},
            }
        )
        if number in (0, 2):
            client.get(PAGE)
            with CaptureQueriesContext(connection) as queries:
                client.get(PAGE)
            counts.append(len(queries))
    assert counts[0] == counts[1] <= 12
    first = client.get(PAGE)
    assert len(first.context["lines"]) == 40
    older = client.get(PAGE, {"before": first.context["further"]})
    assert (len(older.context["lines"]), older.context["further"]) == (5, None)
    assert client.get(PAGE, {"before": "²"}).context["further"] == first.context["further"]
    assert "There is nothing older." in world.client(world.otto, "en").get(f"{PAGE}?before=1").text


def copy_of(person: Person) -> str:
    file = io.BytesIO()
    list(write_copy(person, file))
    with zipfile.ZipFile(file) as archive:
        read = archive.read("index.html").decode()
        return read + archive.read("data/recorded-by-others.json").decode()


def test_it_stands_in_the_copy_that_they_take_along(world: World, tool: Tool) -> None:
    tool.send([judged(1, AGENTS["sum"]), told(2, context={"instructor": AGENTS["account elsewhere"]})])
    text = copy_of(world.otto)
    assert text.count(f"Chef Bos beoordeelde {world.otto.name}") == 2
    lines = json.loads(text[text.index("</html>") + 7 :])["lines"]
    assert [line["named_as"] for line in lines] == ["begeleider", "over wie het gaat"]
    assert lines[1]["result"]["score"] == {"scaled": 0.1}
    assert "Chef Bos" not in copy_of(world.fatima)


def test_who_is_named_reads_that_an_administrator_looked(world: World, tool: Tool) -> None:
    tool.send([judged(1, AGENTS["account elsewhere"]), told(2, context={"instructor": here(world.kees)})])
    tool.send(judged(3, AGENTS["sum"], actor={"mbox": f"mailto:{world.fatima.email}"}))
    admin = world.client(world.priya)
    for look in (
        lambda: admin.get("/records/statements/"),
        lambda: admin.post("/records/statements/jsonl/").getvalue(),
        lambda: admin.post("/records/statements/parquet/").getvalue(),
    ):
        AuditEntry.objects.all().delete()
        look()
        assert {one.about for one in AuditEntry.objects.filter(by=world.priya)} == {
            world.otto,
            world.kees,
            world.fatima,
        }
    AuditEntry.objects.all().delete()
    admin.get(f"/records/statements/{IDS[1]}/")
    assert [one.about for one in AuditEntry.objects.all()] == [world.otto]
    assert "wat er over diegene is vastgelegd" in world.client(world.otto, "nl").get(reverse("people:data")).text


def test_what_was_there_before_is_found_while_the_product_runs(world: World, tool: Tool) -> None:
    agents = [AGENTS["account elsewhere"], AGENTS["address in capitals"], AGENTS["address"]]
    tool.send([judged(number, agent) for number, agent in enumerate(agents, 1)])
    kept = sorted(Mention.objects.values_list("statement_id", "role", "key", "verb", "pair"))
    Mention.objects.filter(role=Mention.Role.RELATED).delete()
    assert len(sentences(world, world.otto)) == 1
    migration = import_module("zwerm.records.migrations.0027_addresses_in_any_case")
    migration.begin(apps, connection.schema_editor())
    assert "Wat ouder is" in world.client(world.otto, "nl").get(PAGE).text
    for _ in range(2):
        find_addresses()
        assert sorted(Mention.objects.values_list("statement_id", "role", "key", "verb", "pair")) == kept
        Cursor.objects.update_or_create(projection=Mention.ADDRESSING, defaults={"sequence": 0})
    find_addresses()
    assert "Wat ouder is" not in world.client(world.otto, "nl").get(PAGE).text
    assert len(sentences(world, world.otto)) == 3


def test_who_is_erased_is_found_by_nothing_that_was_kept_to_find_them(world: World, tool: Tool) -> None:
    tool.send([judged(number, agent) for number, agent in enumerate(AGENTS.values(), 1)])
    carry_out_erasure(ask_erasure(world.otto, world.otto, own_texts=False))
    assert Statement.objects.count() == len(AGENTS)
    again = add_person(EMAIL, "Otto de Tweede")
    assert world.client(again).get(PAGE).context["lines"] == []
