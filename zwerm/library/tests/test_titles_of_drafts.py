"""A draft is its author's alone: the log that others read tells that there is one, and not what it is called."""

from __future__ import annotations

from importlib import import_module
from types import SimpleNamespace

from django.apps import apps
from django.db import connection, transaction
from uuid_utils.compat import uuid7

from zwerm.library.actions import keep_item, publish_item
from zwerm.library.actions.written import ACTIVITY_TYPE
from zwerm.library.models import Item
from zwerm.people.models import AuditEntry
from zwerm.people.tests.world import World
from zwerm.records.actions import record
from zwerm.records.models import Forgetting, Statement
from zwerm.records.vocabulary import Activity

SECRET = "Reorganisatie van de spoedpost"
LOG = "/records/statements/"


def told_to_admins(world: World, language: str = "nl") -> str:
    """Everything that the log shows and gives away."""
    admin = world.client(world.priya, language)
    taken = [b"".join(admin.post(f"{LOG}{kind}/").streaming_content) for kind in ("jsonl", "parquet")]  # type: ignore[attr-defined]
    assert AuditEntry.objects.filter(about=world.fatima).exists()
    return admin.get(LOG).text + "".join(one.decode(errors="ignore") for one in taken)


def sentences(world: World, language: str) -> list[str]:
    return [line.sentence for line in world.client(world.priya, language).get(LOG).context["lines"]]


def test_a_draft_stands_in_the_log_without_its_title_until_it_is_shared(world: World) -> None:
    draft = uuid7()
    author = world.client(world.fatima, "nl")
    begun = {"space": world.team.space.pk, "title": SECRET, "item": draft}
    assert author.post("/knowledge/write/lesson/drafts/", begun).status_code == 201
    keep_item(world.fatima, world.team.space, "page", f"{SECRET} 2", "Wie blijft.", publish=False)
    assert Item.objects.filter(title__startswith=SECRET).count() == 2
    assert sentences(world, "nl") == ["Fatima El Amrani schreef een concept"] * 2
    assert sentences(world, "en") == ["Fatima El Amrani wrote a draft"] * 2
    assert SECRET not in told_to_admins(world)
    publish_item(world.fatima, Item.objects.get(pk=draft))
    assert sentences(world, "nl")[0] == f"Fatima El Amrani deelde {SECRET}"


def test_what_its_author_does_with_a_draft_tells_no_title_either(world: World) -> None:
    draft = keep_item(world.fatima, world.team.space, "page", SECRET, "Wie blijft, en wie gaat.", publish=False)
    card = {"kind": "basic", "front": "Wie blijft?", "back": "Iedereen."}
    world.client(world.fatima).post(f"/practice/items/{draft.pk}/cards/", card)
    assert [told.verb for told in Statement.objects.order_by("sequence")] == ["authored", "made-card", "kept"]
    assert SECRET not in told_to_admins(world)


def old(world: World, item: Item, verb: str) -> Statement:
    """As it was recorded before."""
    with transaction.atomic():
        return record(world.fatima, verb, Activity(f"urn:uuid:{item.pk}", ACTIVITY_TYPE, {"nl": item.title}))


def test_titles_that_were_recorded_before_are_taken_out_and_the_rest_stays_to_the_byte(world: World) -> None:
    shared = keep_item(world.fatima, world.team.space, "page", "De pomp", "Aan en uit.", publish=False)
    early = [old(world, shared, verb) for verb in ("authored", "tagged")]
    publish_item(world.fatima, shared)
    late = old(world, shared, "tagged")
    draft = keep_item(world.fatima, world.team.space, "page", SECRET, "Wie blijft.", publish=False)
    early += [old(world, draft, verb) for verb in ("authored", "made-card")]
    before = dict(Statement.objects.exclude(pk__in=[one.pk for one in early]).values_list("pk", "json"))
    with transaction.atomic():
        step = import_module("zwerm.library.migrations.0030_titles_of_drafts")
        step.take_titles_out(apps, SimpleNamespace(connection=connection))
    assert dict(Statement.objects.exclude(pk__in=[one.pk for one in early]).values_list("pk", "json")) == before
    for one in early:
        told = Statement.objects.get(pk=one.pk)
        assert (told.json.replace('"en":"a draft","nl":"een concept"', "X"), told.object_iri) == (
            one.json.replace(f'"nl":"{"De pomp" if "De pomp" in one.json else SECRET}"', "X"),
            one.object_iri,
        )
    assert "De pomp" in Statement.objects.get(pk=late.pk).json
    assert not Forgetting.objects.exists()
    assert SECRET not in told_to_admins(world)
