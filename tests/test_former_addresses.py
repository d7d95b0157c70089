"""Who is erased is found by the addresses that they had here before, too."""

from __future__ import annotations

import hashlib
import json
from importlib import import_module
from typing import Any

from django.apps import apps
from django.db import connection

from zwerm.library.actions import keep_item
from zwerm.library.models import Item
from zwerm.people.actions import add_person, ask_erasure, carry_out_erasure
from zwerm.people.models import AuditEntry, Erasure, FormerAddress, Person
from zwerm.people.tests.world import World
from zwerm.records.models import Statement
from zwerm.records.tests.test_xapi import COURSE, IDS, Tool, told

OLD, NEW = "otto@lindehof.example", "o.outsider@lindehof.example"


def rename(world: World, person: Person, email: str) -> None:
    given = {"name": person.name, "email": email, "function": ""}
    answer = world.client(world.priya).post(f"/administration/people/{person.pk}/", given)
    assert answer.status_code == 302
    person.refresh_from_db()


def erase(person: Person) -> Erasure:
    return carry_out_erasure(ask_erasure(person, person, own_texts=False))


def teaches(email: str) -> dict[str, Any]:
    return {"context": {"instructor": {"mbox": f"mailto:{email}", "name": "Bijnaam"}}}


def everything() -> str:
    return " ".join(Statement.objects.values_list("json", flat=True)).lower()


def test_who_is_erased_is_gone_under_every_address_that_they_had(world: World) -> None:
    tool = Tool()
    total = hashlib.sha1(f"mailto:{OLD}".encode(), usedforsecurity=False).hexdigest()
    tool.send([told(1, mbox=OLD.title()), told(2, **teaches(OLD)), told(3, actor={"mbox_sha1sum": total}), told(4)])
    rename(world, world.otto, NEW)
    rename(world, world.otto, "otto.o@lindehof.example")
    tool.send(told(5, mbox=NEW))
    keep_item(world.kees, world.team.space, "page", "Wie weet het", f"Vraag het {OLD} of {NEW}.", language="nl")
    erasure = erase(world.otto)
    assert erasure.report["words"]["records.Statement"] == 4
    for needle in (OLD, NEW, "bijnaam", total):
        assert needle not in everything()
    item = Item.objects.get()
    page = world.client(world.kees, "nl").get(f"/knowledge/{item.pk}/").text
    assert "Wie weet het" in page
    assert OLD not in page
    assert not AuditEntry.objects.filter(detail__contains=OLD).exists()
    assert not FormerAddress.objects.exists()
    assert tool.ids(agent=json.dumps({"mbox": f"mailto:{OLD}"})) == []


def test_an_address_that_a_colleague_has_now_stays_theirs_but_not_who_did_what_under_it_before(world: World) -> None:
    tool = Tool()
    tool.send([told(1, mbox=OLD, **teaches("an@elders.example")), told(2, mbox=OLD, name="Ot")])
    rename(world, world.otto, NEW)
    other = add_person(OLD, "Otto Opvolger")
    tool.send([told(3, mbox=OLD), told(4, **teaches(OLD))])
    erase(world.otto)
    left = Statement.objects.filter(json__contains=OLD).order_by("sequence").values_list("id", flat=True)
    assert [str(one)[-1] for one in left] == ["3", "4"]
    assert Statement.objects.get(person=other).json.count(OLD) == 1
    assert "an@elders.example" in everything()


def test_who_gets_an_address_back_has_it_no_more_as_a_former_one(world: World) -> None:
    rename(world, world.otto, NEW)
    rename(world, world.otto, OLD)
    assert list(FormerAddress.objects.values_list("email", flat=True)) == [NEW]


def test_addresses_from_before_they_were_kept_are_read_from_the_trail(world: World) -> None:
    rename(world, world.otto, NEW)
    FormerAddress.objects.all().delete()
    import_module("zwerm.people.migrations.0020_former_addresses").read_the_trail(apps, connection.schema_editor())
    assert list(FormerAddress.objects.values_list("person", "email")) == [(world.otto.pk, OLD)]


def test_of_a_space_that_goes_with_its_person_the_log_tells_what_was_done_and_not_with_what(world: World) -> None:
    tool = Tool(space=world.otto.private_space)
    secret = "Mijn sollicitatie elders"
    keep_item(world.otto, world.otto.private_space, "page", secret, "Alleen voor mij.", language="nl")
    parent = {"id": f"{COURSE}/1", "definition": {"name": {"nl": secret}}}
    tool.send(
        told(
            1,
            object={"id": COURSE, "definition": {"name": {"nl": secret}, "type": "https://e.org/t"}},
            context={"contextActivities": {"parent": [parent]}},
            result={"response": secret, "score": {"scaled": 1}},
        )
    )
    assert everything().count(secret.lower()) == 4
    count = Statement.objects.count()
    erase(world.otto)
    assert Statement.objects.count() == count
    assert secret.lower() not in everything()
    kept = json.loads(Statement.objects.get(id=IDS[1]).json)
    assert kept["object"] == {"id": COURSE, "definition": {"type": "https://e.org/t"}}
    assert kept["result"] == {"score": {"scaled": 1}}
    reader = Tool()
    assert len(reader.ids()) == count
    assert reader.client.get("/xapi/activities", {"activityId": COURSE}).json() == {
        "id": COURSE,
        "objectType": "Activity",
    }
