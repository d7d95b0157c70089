"""The page to write together on, and what it asks beside its socket."""

from __future__ import annotations

import io
import json
from uuid import UUID

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from lxml.html import HtmlElement, fromstring
from PIL import Image
from uuid_utils.compat import uuid7

from zwerm.library.actions import keep_item
from zwerm.library.models import Item, PictureUse
from zwerm.library.tests.test_rooms import Browser
from zwerm.people.tests.world import World


@pytest.fixture
def item(world: World) -> Item:
    return keep_item(world.fatima, world.closed, "lesson", "De pomp", "Eén alinea.\n", language="nl")


def test_the_page_names_the_room_and_the_questions_of_the_kind(world: World, item: Item) -> None:
    page = world.client(world.kees, "nl").get(f"/knowledge/{item.id}/editing/").content.decode()
    assert f'data-item="{item.id}"' in page
    assert "Wat gebeurde er" in page
    assert f'content="0;url=/knowledge/{item.id}/edit/"' in page


@pytest.mark.parametrize("path", ["editing/", "editing/session/", "editing/files/"])
def test_who_may_not_change_it_gets_nothing(world: World, item: Item, path: str) -> None:
    client = world.client(world.otto)
    method = client.get if path == "editing/" else client.post
    assert method(f"/knowledge/{item.id}/{path}").status_code == 404


def test_ending_makes_a_version_and_sharing_a_draft_lets_others_read_it(world: World) -> None:
    client, identity = world.client(world.fatima), uuid7()
    sent = {"item": str(identity), "space": str(world.closed.id), "title": "  "}
    assert client.post("/knowledge/write/lesson/drafts/", sent).status_code == 201
    assert client.post("/knowledge/write/lesson/drafts/", sent).status_code == 201
    draft = Item.objects.get(id=identity)
    assert (draft.title, draft.published) == ("Without a title yet", None)
    browser = Browser(draft, world.fatima)
    browser.sends("De pomp viel uit.")
    untitled = client.post(f"/knowledge/{identity}/editing/session/", {"do": "publish"}, follow=True)
    assert untitled.redirect_chain[-1][0] == f"/knowledge/{identity}/editing/"
    title = _title_field(untitled.text)
    assert title.text_content() == ""
    assert (title.get("aria-invalid"), title.get("placeholder")) == ("true", "Title")
    (told,) = fromstring(untitled.text).xpath(f"//*[@id='{title.get('aria-describedby')}']")
    assert told.text_content().strip() == "Give it a title first, so that colleagues find it. Your text is kept."
    again = _title_field(client.get(f"/knowledge/{identity}/editing/").text)
    assert (again.text_content(), again.get("aria-invalid")) == ("", None)
    assert not Item.objects.visible_to(world.otto).filter(id=identity).exists()
    browser.rename("De pomp")
    answer = client.post(
        f"/knowledge/{identity}/editing/session/", {"do": "publish", "space": str(world.team.space.id)}
    )
    assert answer.headers["Location"] == f"/knowledge/{identity}/"
    seen = Item.objects.visible_to(world.otto).get(id=identity)
    assert (seen.title, seen.space, seen.version.text) == ("De pomp", world.team.space, "De pomp viel uit.\n")


def _title_field(page: str) -> HtmlElement:
    field: HtmlElement = fromstring(page).xpath("//*[@data-part='title']")[0]
    return field


def test_a_draft_without_a_title_is_shared_from_nowhere_and_its_plain_form_begins_empty(world: World) -> None:
    client, identity = world.client(world.fatima), uuid7()
    sent = {"item": str(identity), "space": str(world.team.space.id), "title": ""}
    assert client.post("/knowledge/write/lesson/drafts/", sent).status_code == 201
    Browser(Item.objects.get(id=identity), world.fatima).sends("De pomp viel uit.")
    client.post(f"/knowledge/{identity}/editing/session/", {"do": "draft"})
    assert Item.objects.get(id=identity).version.text == "De pomp viel uit.\n"
    shared = client.post(f"/knowledge/{identity}/publication/")
    assert shared.headers["Location"] == f"/knowledge/{identity}/editing/"
    assert _title_field(client.get(f"/knowledge/{identity}/editing/").text).get("aria-invalid") == "true"
    assert Item.objects.get(id=identity).published is None
    (field,) = fromstring(client.get(f"/knowledge/{identity}/edit/").text).xpath("//*[@name='title']")
    assert not field.get("value")
    said = {"title": "De pomp", "text": "De pomp viel uit.", "space": str(world.team.space.id), "do": "publish"}
    client.post(f"/knowledge/{identity}/edit/", said)
    shared_one = Item.objects.get(id=identity)
    assert (shared_one.title, shared_one.published is None) == ("De pomp", False)


def test_a_text_that_can_not_be_kept_brings_the_writer_back_with_the_reason(world: World, item: Item) -> None:
    browser = Browser(item, world.fatima)
    browser.rename(" ")
    answer = world.client(world.fatima).post(f"/knowledge/{item.id}/editing/session/", {"do": "done"}, follow=True)
    assert answer.redirect_chain[-1][0] == f"/knowledge/{item.id}/editing/"
    assert "Give it a title." in answer.content.decode()


@pytest.mark.parametrize("field", ["item", "space"])
def test_a_draft_needs_an_id_and_a_space_that_one_may_write_in(world: World, field: str) -> None:
    sent = {"item": str(uuid7()), "space": str(world.team.space.id), "title": "T"}
    wrong = {"item": "geen", "space": str(world.closed.id)}[field]
    answer = world.client(world.sanne).post("/knowledge/write/page/drafts/", {**sent, field: wrong})
    assert answer.status_code == 422


def test_a_picture_is_seen_by_who_sees_the_item_before_there_is_a_version_with_it(world: World, item: Item) -> None:
    made = io.BytesIO()
    Image.new("RGB", (4, 3), "teal").save(made, "PNG")
    file = SimpleUploadedFile("zuil_op_zaal.png", made.getvalue(), "image/png")
    told = world.client(world.fatima).post(f"/knowledge/{item.id}/editing/files/", {"file": file}).json()
    assert told["alt"] == "zuil op zaal"
    address = f"/knowledge/pictures/{told['src'].removeprefix('picture:')}/"
    assert world.client(world.kees).get(address).status_code == 200
    assert world.client(world.otto).get(address).status_code == 404
    assert PictureUse.objects.count() == 1
    bad = SimpleUploadedFile("x.png", b"nee", "image/png")
    refused = world.client(world.fatima).post(f"/knowledge/{item.id}/editing/files/", {"file": bad})
    assert (refused.status_code, set(refused.json())) == (422, {"reason"})


def test_typing_a_link_finds_items_and_colleagues_that_the_writer_may_see(world: World, item: Item) -> None:
    def found(person: str, **asked: str) -> list[str]:
        answer = world.client(getattr(world, person)).get("/knowledge/things/", asked)
        return [thing["href"] for thing in json.loads(answer.content)["things"]]

    assert found("kees", kind="item", q="pom") == [f"item:{item.id}"]
    assert found("kees", kind="item", q="") == [f"item:{item.id}"]
    assert found("otto", kind="item", q="pom") == []
    # Also by what it says, with or without the accent.
    assert found("kees", kind="item", q="een alin") == [f"item:{item.id}"]
    assert found("otto", kind="item", q="een alin") == []
    (person,) = found("kees", kind="person", q="ees mul", item=str(item.id))
    assert UUID(person.strip("/").rpartition("/")[2]) == world.kees.id
    assert found("kees", kind="person", q="Gonny", item=str(item.id)) == []
