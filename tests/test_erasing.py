"""Erasing proves itself: somebody of whom something stands in every table is gone from every table, file and index."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import DatabaseError, connection, transaction
from django.db.models import QuerySet
from django.utils import timezone

from tests.everything import everything_of, theirs
from tests.test_sight_everywhere import TEXT as SAMPLE
from zwerm.courses.actions import keep_course
from zwerm.courses.models import Block, Course
from zwerm.courses.tests.sample import drafted
from zwerm.library.actions import keep_item, revise_item
from zwerm.library.actions.talk.comments import comment_on
from zwerm.library.models import Comment, Item, Version
from zwerm.people.actions import (
    add_person,
    ask_erasure,
    carry_out_erasure,
    erase_again,
    erase_due,
    hand_over,
    join_space,
)
from zwerm.people.actions.privacy import proofs
from zwerm.people.actions.privacy.erase import StillThere
from zwerm.people.health import look_at_erasing
from zwerm.people.models import Erasure, Person
from zwerm.people.registry import holdings
from zwerm.people.tests.world import World
from zwerm.records.models import KnownActivity, Statement, Store
from zwerm.records.tests.test_xapi import Tool
from zwerm.records.tests.test_xapi import told as statement
from zwerm.search.actions import find, follow_changes, rebuild_index, renew_index

NAME, EMAIL = "Zoë Wijngaarden-O'Neill", "zoe.wijngaarden@lindehof.example"


@pytest.fixture
def zoe(world: World) -> Person:
    person = add_person(EMAIL, NAME, password="een heel lange zin van mij", function="Verpleegkundige")
    join_space(person, world.team.space)
    return person


def everywhere() -> dict[str, str]:
    """Every row of every table, as text."""
    found = {}
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')  # noqa: S608
            found[table] = "\n".join(_told(value) for row in cursor.fetchall() for value in row)
    return found


def _told(value: object) -> str:
    if isinstance(value, bytes | memoryview):
        return bytes(value).decode("utf-8", "replace")
    return str(value).encode().decode("unicode_escape", "replace") if "\\u" in str(value) else str(value)


def files() -> dict[str, str]:
    folders = [Path(settings.MEDIA_ROOT), Path(settings.SEARCH_HOME)]
    return {
        str(path): path.read_bytes().decode("utf-8", "replace")
        for folder in folders
        for path in folder.rglob("*")
        if path.is_file()
    }


def places_of(person_id: str, *needles: str) -> set[str]:
    wanted = [person_id, person_id.replace("-", ""), *needles]
    where = {**everywhere(), **files()}
    return {place for place, text in where.items() for needle in wanted if needle.casefold() in text.casefold()}


def text_by_kees(world: World, zoe: Person) -> Item:
    text = (
        f"Vraag het [@{NAME}](/people/{zoe.pk}/) of mail {EMAIL}.\n\n{NAME} weet alles van de zandzak en de watermeter."
    )
    return keep_item(world.kees, world.team.space, "page", f"Wat {NAME} weet", text, language="nl")


def erase(person: Person, *, own_texts: bool = False) -> Erasure:
    return carry_out_erasure(ask_erasure(person, person, own_texts=own_texts))


def test_somebody_with_something_in_every_table_is_gone_everywhere(
    world: World, zoe: Person, django_capture_on_commit_callbacks: object
) -> None:
    text_by_kees(world, zoe)
    default_storage.save(f"personal/{zoe.pk}.zip", ContentFile(b""))
    everything_of(zoe, plants=f"{NAME} {EMAIL} {zoe.pk}")
    empty = [t.model for h in holdings.values() for t in h.tables if not theirs(t, zoe).exists()]
    assert empty == []
    rebuild_index()
    before = places_of(str(zoe.pk), NAME, EMAIL)
    assert len(before) > 30
    key = str(zoe.pk)
    default_storage.delete(f"personal/{zoe.pk}.zip")
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        erasure = erase(zoe)
    follow_changes()
    assert not find(world.sanne, NAME).things
    # What no search finds may still lie in files of the index: it is made again.
    renew_index()
    assert len([path for path in Path(settings.SEARCH_HOME).iterdir() if path.is_dir()]) == 1
    assert places_of(key, NAME, EMAIL) == set()
    assert not Person.objects.filter(pk=key).exists()
    assert all(erasure.report[part] for part in ("removed", "nameless", "words"))
    assert erasure.report["first_names"] == {}
    assert NAME not in str(erasure.report)


def test_no_text_is_found_by_a_name_that_was_taken_out_of_its_author(world: World, zoe: Person) -> None:
    keep_item(world.kees, world.team.space, "page", "Dijken", "Leg zakken klaar.", credits=(f"{NAME} en Piet Kuiper",))
    keep_item(world.kees, world.team.space, "page", "Sluizen", "Leg zakken neer.", credits=(NAME, "Piet Kuiper"))
    client = world.client(world.sanne)
    for page in ("/knowledge/?author=", "/search/?q=zakken&by="):
        assert all(title in client.get(f"{page}wijngaarden").text for title in ("Dijken", "Sluizen"))
    erase(zoe)
    for page in ("/knowledge/?author=", "/search/?q=zakken&by="):
        assert not [title for title in ("Dijken", "Sluizen") if title in client.get(f"{page}wijngaarden").text]
        assert all(title in client.get(f"{page}kuiper").text for title in ("Dijken", "Sluizen"))


def test_shared_texts_stay_without_the_name_and_places_in_them_stay_right(world: World, zoe: Person) -> None:
    item = text_by_kees(world, zoe)
    mine = keep_item(zoe, world.team.space, "lesson", "Water tellen", "Leg zandzakken klaar.", language="nl")
    draft = keep_item(zoe, world.team.space, "page", "Half", "Half af.", language="nl", publish=False)
    own = keep_item(zoe, zoe.private_space, "page", "Dagboek", "Alleen van mij.", language="nl")
    said = comment_on(world.kees, item, f"Dank je, @{NAME}!")
    told = item.version
    erase(zoe)
    after = Version.objects.get(pk=told.pk)
    assert len(after.text) == len(told.text)
    assert after.text.startswith("Vraag het [een oud-collega")
    assert NAME not in after.html
    assert str(zoe.pk) not in after.html
    assert not Item.objects.filter(pk__in=[draft.pk, own.pk]).exists()
    assert NAME not in Comment.objects.get(pk=said.pk).words
    for address in (
        f"/knowledge/{item.pk}/",
        f"/knowledge/{mine.pk}/",
        f"/knowledge/{mine.pk}/versions/",
        "/knowledge/",
        "/people/",
    ):
        page = world.client(world.sanne, "nl").get(address)
        assert page.status_code == 200
        assert NAME not in page.text
    assert "Een oud-collega" in world.client(world.sanne, "nl").get(f"/knowledge/{mine.pk}/").text


def test_the_report_counts_comments_of_others_that_named_them_and_is_due_no_more(world: World, zoe: Person) -> None:
    item = keep_item(world.kees, world.team.space, "page", "Pompen", "De pomp staat in de kelder.", language="nl")
    for words in (f"Dank je, @{NAME}!", f"Volgens @{NAME} kan {NAME} dit ook.", "Niemand genoemd."):
        comment_on(world.kees, item, words)
    draft = keep_item(zoe, zoe.private_space, "page", "Dagboek", "Alleen van mij.", language="nl")
    comment_on(zoe, draft, f"Aan mijzelf, @{NAME}")
    erasure = erase(zoe)
    assert erasure.report["words"]["library.Comment"] == 2
    assert erasure.done is not None
    assert erasure.due <= erasure.done


def test_texts_of_one_alone_go_when_they_chose_so_and_those_of_others_never(world: World, zoe: Person) -> None:
    alone = keep_item(zoe, world.team.space, "page", "Alleen van mij", "Niemand anders.", language="nl")
    together = keep_item(zoe, world.team.space, "page", "Samen", "Eerst ik.", language="nl")
    revise_item(world.kees, together, "Samen", "Toen Kees.")
    taken = keep_item(zoe, world.team.space, "page", "Overgedragen", "Kees houdt dit bij.", language="nl")
    hand_over(world.priya, zoe, world.kees, close=False)
    Item.objects.filter(pk=alone.pk).update(owner=zoe)
    assert Item.objects.get(pk=taken.pk).owner == world.kees
    follow_changes()
    assert find(world.sanne, "niemand anders").things
    told = world.client(world.priya).get(f"/administration/people/{zoe.pk}/erasure/").text
    assert "texts that nobody else changed or looks after" in told
    erase(zoe, own_texts=True)
    follow_changes()
    assert not Item.objects.filter(pk=alone.pk).exists()
    assert Item.objects.get(pk=together.pk).version.text == "Toen Kees."
    assert Item.objects.get(pk=taken.pk).version.text == "Kees houdt dit bij."
    assert not find(world.sanne, "niemand anders").things


def test_what_was_done_stays_in_the_log_under_one_name_that_means_nothing(world: World, zoe: Person) -> None:
    keep_item(zoe, world.team.space, "page", "Een", "Een.", language="nl")
    keep_item(zoe, world.team.space, "page", "Twee", "Twee.", language="nl")
    key, count = str(zoe.pk), Statement.objects.count()
    other = Statement.objects.exclude(person=zoe).count()
    erase(zoe)
    assert Statement.objects.count() == count
    rows = [json.loads(text) for text in Statement.objects.filter(person=None).values_list("json", flat=True)]
    names = {row["actor"]["account"]["name"] for row in rows}
    assert len(names) == 1
    assert key not in names
    assert len(rows) == count - other
    with pytest.raises(DatabaseError), transaction.atomic():
        QuerySet(Statement).update(json="{}")


def test_a_name_that_a_colleague_has_too_goes_only_where_it_is_clear_who_is_meant(world: World, zoe: Person) -> None:
    add_person("zoe2@lindehof.example", NAME)
    item = text_by_kees(world, zoe)
    erase(zoe)
    text = Item.objects.get(pk=item.pk).version.text
    assert text.endswith(f"{NAME} weet alles van de zandzak en de watermeter.")
    assert f"@{NAME}" not in text
    assert EMAIL not in text


def test_a_course_leaves_what_rests_on_a_text_that_went(world: World, zoe: Person) -> None:
    """What was hidden with a text may not become readable because the text is no longer there to hide it."""
    own = keep_item(zoe, zoe.private_space, "page", "Geheim", SAMPLE, language="nl")
    course = keep_course(zoe, zoe.private_space, drafted(own), [own])
    Course.objects.filter(pk=course.pk).update(space=world.team.space, published=timezone.now())
    assert Block.objects.filter(bite__course=course).exists()
    erase(zoe)
    assert Course.objects.filter(pk=course.pk).exists()
    assert not Block.objects.filter(bite__course=course).exists()


def test_who_comes_back_with_an_older_copy_is_erased_again_by_a_proof_without_a_name(world: World, zoe: Person) -> None:
    row = Person.objects.filter(pk=zoe.pk).values().get()
    key = str(zoe.pk)
    erase(zoe)
    told = proofs.place().read_text("utf-8")
    assert key in told
    assert NAME not in told
    assert EMAIL not in told
    Person.objects.create(**row)
    erase_due()
    assert not Person.objects.filter(pk=key).exists()
    assert erase_again() == {"erased_again": 0, "not_erased_again": 0}


def test_a_line_that_cannot_be_read_keeps_no_proof_from_being_followed(world: World, zoe: Person) -> None:
    row = Person.objects.filter(pk=zoe.pk).values().get()
    with proofs.place().open("a") as file:
        file.write("half a li\n\n")
    erase(zoe)
    Person.objects.create(**row)
    assert erase_again()["erased_again"] == 1


def test_what_a_colleague_tells_about_themselves_keeps_nobody_from_being_erased(world: World, zoe: Person) -> None:
    told = {"name": "Sanne", "function": f"Vervangt {NAME}", "about": f"Ik werk met **{NAME}**.", "language": "nl"}
    assert world.client(world.sanne).post("/account/settings/", told).status_code == 302
    namesake = add_person("x+zoe.wijngaarden@lindehof.example", f"{NAME}-de Boer")
    Store.objects.create(name=f"Van {NAME}", address="https://a.example/", key="k", secret="s")
    Store.objects.create(
        name="Van een oud-collega\u2060\u2060\u2060\u2060\u2060\u2060\u2060\u2060\u2060",
        address="https://b.example/",
        key="k",
        secret="s",
    )
    erase(zoe)
    sanne = Person.objects.get(pk=world.sanne.pk)
    assert sanne.function.startswith("Vervangt een oud-collega")
    assert (sanne.about[:15], sanne.about[-3:]) == ("Ik werk met **e", "**.")
    assert "wijngaarden" not in sanne.by_function
    assert Person.objects.get(pk=namesake.pk).name == f"{NAME}-de Boer", "that is another name, of a colleague"


@pytest.mark.parametrize("marks", ["_{}_", "Dag {}!", "[{}](https://a.example/)"])
def test_a_name_and_an_address_go_however_markdown_wrote_them(world: World, zoe: Person, marks: str) -> None:
    """The editor puts a backslash before a mark that Markdown could take for its own."""
    zoe.name, zoe.email = "Zoë_Lot O'Neill*", "zoe_w.o+lot@lindehof.example"
    zoe.save()
    name, email = "Zoë\\_Lot\nO\\'Neill\\*", "zoe\\_w\\.o\\+lot\\@lindehof.example"
    text = f"{marks.format(email)} en {marks.format(name)}, of {marks.format(zoe.email)}"
    item = keep_item(world.kees, world.team.space, "page", "Wie weet het", text, language="nl")
    erase(zoe)
    after = Item.objects.get(pk=item.pk).version
    assert len(after.text) == len(text)
    for told in (after.text, after.html):
        assert not {"zoe", "neill", "lot@"} & set(re.split(r"[^a-z@]+", told.lower()))
        assert "lindehof.example" not in told


def test_a_name_goes_also_where_one_word_of_it_is_stressed(world: World, zoe: Person) -> None:
    zoe.name = "Zoë Lot O'Neill"
    zoe.save()
    text = "Vraag **Zoë** Lot O'Neill, of _Zoë Lot_ O'Neill. **Zoë Lot O'Neill** weet het."
    item = keep_item(world.kees, world.team.space, "page", "Wie weet het", text, language="nl")
    erase(zoe)
    after = Item.objects.get(pk=item.pk).version
    assert (len(after.text), after.text.count("**"), after.text.count("_")) == (len(text), text.count("**"), 2)
    for told in (after.text, after.html):
        assert not {"zoë", "lot", "neill"} & set(re.split(r"[^a-zë]+", told.lower()))


TURNED = ("Koster, Stefan", "KOSTER, Stefan", "Koster,Stefan", "Koster Stefan", "**Koster**, Stefan", "KOSTER, STEFAN")
AROUND = ("Begeleid door {}.", "Vraag {} naar de pomp.", "{}", "Jansen, Piet; {}; Smit, Ada", "Brief van {} (SEH)")


def test_a_name_goes_also_with_the_family_name_first(world: World) -> None:
    stefan = add_person("s.koster@lindehof.example", "Stefan Koster")
    text = "\n\n".join(around.format(written) for around in AROUND for written in TURNED)
    item = keep_item(world.kees, world.team.space, "page", "Wie weet het", text, language="nl")
    erase(stefan)
    after = Item.objects.get(pk=item.pk).version
    assert (len(after.text), after.text.count("**")) == (len(text), text.count("**"))
    for words in (after.text, after.html):
        assert not {"koster", "stefan"} & set(re.split(r"[^a-z]+", words.lower()))
    assert "Jansen, Piet; oud-collega" in after.text


@pytest.mark.parametrize("name", ["Sanne de Boer", "sanne de boer"])
def test_a_name_goes_wherever_the_family_name_begins(world: World, name: str) -> None:
    sanne = add_person("s.deboer@lindehof.example", name)
    text = "Bel de Boer, Sanne.\n\nBel De Boer, Sanne.\n\nBel Boer, Sanne de."
    item = keep_item(world.kees, world.team.space, "page", "Wie weet het", text, language="nl")
    erase(sanne)
    assert not {"boer", "sanne"} & set(re.split(r"\W+", Item.objects.get(pk=item.pk).version.text.lower()))


@pytest.mark.parametrize(
    ("name", "text"),
    [
        (
            "Stefan Koster",
            "Dank aan Piet Koster, Stefan Jansen en Ada Smit. Dank aan Ada Smit, Piet Koster, Stefan en Ali. Bel de"
            " Koster, Stefan, of Jansen-Koster, Stefan. Bel Koster, Stefan-Jan, of Koster, Stefanie. De koster, stefan.",
        ),
        ("Wil de Boer", "Zo veel als de boer wil. Wat de Boer wil, doet hij. Zeg, de boer, wil je?"),
    ],
)
def test_other_words_and_names_of_others_stay(world: World, name: str, text: str) -> None:
    gone = add_person("w.x@lindehof.example", name)
    item = keep_item(world.kees, world.team.space, "page", "Wie weet het", text, language="nl")
    erase(gone)
    assert Item.objects.get(pk=item.pk).version.text == text


def test_a_name_goes_out_of_what_a_tool_says_of_an_activity_and_a_first_name_is_counted_in_all(world: World) -> None:
    stefan = add_person("s.koster@lindehof.example", "Stefan Koster")
    says = {"description": {"nl": "Begeleid door Koster, Stefan.\nStefan weet het."}}
    tool = Tool()
    tool.send(statement(1, object={"id": "https://e.org/pomp", "definition": says}))
    erasure = erase(stefan)
    for text in (Statement.objects.get().json, KnownActivity.objects.get().definition):
        assert "Koster" not in text
        assert "Stefan weet het." in text
    assert erasure.report["first_names"] == {"records.KnownActivity": 1, "records.Statement": 1}


def test_an_erasure_that_cannot_be_done_is_told_to_administrators_until_it_is(
    world: World, zoe: Person, monkeypatch: Any
) -> None:
    text_by_kees(world, zoe)
    admin, here = world.client(world.priya, "en"), f"/administration/people/{zoe.pk}/"
    ask_erasure(world.priya, zoe, own_texts=False)
    Erasure.objects.update(due=timezone.now())
    with monkeypatch.context() as broken:
        broken.setattr("zwerm.people.actions.privacy.erase.forget_words", lambda *given: {})
        erase_due()
    for page in ("/", here, f"{here}erasure/", "/administration/keeping/"):
        assert "Something of them still stood in" in admin.get(page, follow=True).text, page
        assert "library.Version.text" in admin.get(page, follow=True).text, page
    assert "Something of them still stood in" not in world.client(world.kees, "en").get("/").text
    assert "did not succeed yet" in world.client(zoe, "en").get("/account/data/").text
    told = look_at_erasing()
    assert (told.state, NAME in told.says) == ("bad", False)
    erase_due()
    assert look_at_erasing().state == "good"
    assert "could not be done" not in admin.get("/administration/keeping/").text


def test_an_erasure_that_leaves_something_does_nothing(world: World, zoe: Person, monkeypatch: Any) -> None:
    monkeypatch.setattr("zwerm.people.actions.privacy.erase.forget_words", lambda *given: {})
    text_by_kees(world, zoe)
    with pytest.raises(StillThere, match=r"library\.Version\.text"):
        erase(zoe)
    assert zoe.pk not in {proof.person for proof in proofs.proofs()}
    assert Person.objects.filter(pk=zoe.pk).exists()
