"""Writing and changing items, through the pages that people use."""

from __future__ import annotations

import re
from html import unescape
from importlib import import_module
from typing import Any
from urllib.parse import urlencode
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from zwerm.library.actions import keep_item, revise_item
from zwerm.library.models import Item
from zwerm.library.tests.test_keeping import TEXT, png
from zwerm.library.tests.test_pages import words
from zwerm.people.tests.world import World


def form_of(client: Client, address: str) -> dict[str, str]:
    """The hidden fields and first values of the form on a page."""
    html = client.get(address).content.decode()
    hidden = dict(re.findall(r'<input type="hidden" name="(token|based_on)" value="([^"]+)"', html))
    return {"title": "De pomp", "text": TEXT, **hidden}


@pytest.fixture
def item(world: World) -> Item:
    return keep_item(world.fatima, world.team.space, "lesson", "De pomp", TEXT)


@pytest.mark.parametrize(("language", "said"), [("en", "Kept."), ("nl", "Bewaard.")])
def test_writing_a_lesson_keeps_it_without_the_questions_left_open(world: World, language: str, said: str) -> None:
    client = world.client(world.fatima, language)
    sent = form_of(client, "/knowledge/write/lesson/")
    asked = "## Wat gebeurde er\n\nDe pomp viel uit.\n\n## Wat leerden we\n\n\n\n## Eigen kop\n\n"
    response = client.post(
        "/knowledge/write/lesson/", {**sent, "text": asked, "space": world.team.space.id, "do": "publish"}, follow=True
    )
    item = Item.objects.get()
    assert response.redirect_chain == [(item.get_absolute_url(), 302)]
    assert said in response.content.decode()
    assert item.version.text == "## Wat gebeurde er\n\nDe pomp viel uit.\n\n## Eigen kop\n\n"
    assert (item.kind, item.space, item.author) == ("lesson", world.team.space, world.fatima)


def test_a_new_item_begins_with_the_questions_of_its_kind(world: World) -> None:
    page = world.client(world.fatima, "nl").get("/knowledge/write/lesson/").content.decode()
    assert "## Wat leerden we" in page
    assert "Wat weet je nu dat je eerst niet wist?" in page
    page = world.client(world.fatima, "en").get("/knowledge/write/howto/?space=valpreventie").content.decode()
    assert "## When to use this" in page
    assert re.search(r"<option value=\"[^\"]+\" selected>Fall prevention \(all colleagues see it\)", page)


@pytest.mark.parametrize(
    ("kind", "language", "asked", "hint"),
    [
        ("story", "nl", "Wat geef je door", "Wat wil je dat een collega hiervan onthoudt?"),
        ("story", "en", "What you went through", "Begin in the middle of it"),
        ("page", "nl", "Wat je moet weten", "Eén of twee zinnen."),
        ("page", "en", "In short", "What do colleagues ask about this most?"),
    ],
)
def test_a_story_and_a_page_ask_too_and_keep_only_what_was_answered(
    world: World, kind: str, language: str, asked: str, hint: str
) -> None:
    client = world.client(world.fatima, language)
    for address in (f"/knowledge/write/{kind}/", f"/knowledge/write/{kind}/editing/"):
        page = unescape(client.get(address).content.decode())
        assert asked in page
        assert hint in page
    address = f"/knowledge/write/{kind}/"
    form = re.search(r"<textarea[^>]*name=\"text\"[^>]*>(.*?)</textarea>", client.get(address).text, re.DOTALL)
    assert form
    text = unescape(form[1]).replace(f"## {asked}\n", f"## {asked}\n\nDe pomp viel uit.\n")
    assert text.count("## ") == 3
    sent = {**form_of(client, address), "text": text, "space": world.team.space.id, "do": "publish"}
    client.post(f"/knowledge/write/{kind}/", sent)
    assert Item.objects.get().version.text.split() == f"## {asked} De pomp viel uit.".split()


def test_only_spaces_that_the_writer_may_write_in_are_offered(world: World) -> None:
    page = world.client(world.otto).get("/knowledge/write/page/").content.decode()
    assert "My own space (only you see it)" in page
    assert "Lindehof (all colleagues see it)" in page
    assert "Emergency department" not in page.split("<main")[1]
    page = world.client(world.kees).get("/knowledge/write/page/").content.decode()
    assert "Works council (only the 3 members see it)" in page
    sent = {"title": "x", "text": "y", "space": world.team.space.id, "do": "publish", "token": uuid4()}
    assert world.client(world.otto).post("/knowledge/write/page/", sent).status_code == 422
    assert Item.objects.count() == 0


def test_sending_the_same_form_twice_keeps_one_item(world: World) -> None:
    client = world.client(world.fatima)
    sent = {**form_of(client, "/knowledge/write/lesson/"), "space": world.team.space.id, "do": "publish"}
    first, second = (client.post("/knowledge/write/lesson/", sent) for _ in range(2))
    assert first.headers["Location"] == second.headers["Location"] == Item.objects.get().get_absolute_url()


def test_going_back_and_sending_other_words_changes_the_item_that_was_kept(world: World) -> None:
    client = world.client(world.fatima)
    sent = {**form_of(client, "/knowledge/write/lesson/"), "space": world.team.space.id, "do": "publish"}
    first = client.post("/knowledge/write/lesson/", sent)
    again = client.post("/knowledge/write/lesson/", {**sent, "text": "De pomp sloeg af."})
    assert first.headers["Location"] == again.headers["Location"]
    item = Item.objects.get()
    assert [version.text for version in item.versions.all()] == ["De pomp sloeg af.", TEXT]
    late = client.post("/knowledge/write/lesson/", {**sent, "text": "De pomp deed niets."})
    assert late.status_code == 409
    page = late.content.decode()
    assert f'action="{item.get_absolute_url()}edit/"' in page
    assert "De pomp deed niets.</textarea>" in page


def test_saving_the_same_words_twice_at_once_makes_one_version(
    world: World, item: Item, monkeypatch: pytest.MonkeyPatch
) -> None:
    revise = import_module("zwerm.library.actions.revise")
    prepare = revise.prepare

    def while_the_other_is_saved(*given: Any) -> Any:
        monkeypatch.setattr(revise, "prepare", prepare)
        other = Item.objects.select_related("current").get(id=item.id)
        revise_item(world.fatima, other, "De pomp", "De pomp sloeg af.")
        return prepare(*given)

    monkeypatch.setattr(revise, "prepare", while_the_other_is_saved)
    client, address = world.client(world.fatima), f"{item.get_absolute_url()}edit/"
    response = client.post(address, {**form_of(client, address), "text": "De pomp sloeg af."})
    assert (response.status_code, item.versions.count()) == (302, 2)


def test_what_is_wrong_is_told_and_what_was_typed_stays(world: World) -> None:
    response = world.client(world.fatima).post(
        "/knowledge/write/lesson/",
        {"title": "", "text": "Mijn <b>tekst</b>", "space": world.team.space.id, "do": "publish"},
    )
    assert response.status_code == 422
    assert "Mijn &lt;b&gt;tekst&lt;/b&gt;" in response.content.decode()
    assert Item.objects.count() == 0


def test_a_draft_can_be_moved_shared_and_thrown_away_by_its_author(world: World) -> None:
    client = world.client(world.fatima)
    sent = {**form_of(client, "/knowledge/write/story/"), "space": world.team.space.id, "do": "draft"}
    client.post("/knowledge/write/story/", sent)
    draft = Item.objects.get()
    assert world.client(world.kees).get(draft.get_absolute_url()).status_code == 404
    assert "De pomp" in words(client.get("/knowledge/"))
    sent = {**form_of(client, f"{draft.get_absolute_url()}edit/"), "space": world.closed.id, "do": "publish"}
    client.post(f"{draft.get_absolute_url()}edit/", sent)
    draft.refresh_from_db()
    assert draft.space == world.closed
    assert draft.published is not None
    assert world.client(world.kees).get(draft.get_absolute_url()).status_code == 200
    assert client.post(f"{draft.get_absolute_url()}discarding/").status_code == 404
    other = keep_item(world.fatima, world.team.space, "page", "Weg ermee", TEXT, publish=False)
    assert client.post(f"{other.get_absolute_url()}discarding/").status_code == 302
    assert not Item.objects.filter(id=other.id).exists()


def test_publishing_a_draft_lets_colleagues_read_it(world: World) -> None:
    draft = keep_item(world.fatima, world.team.space, "page", "Bijna", TEXT, publish=False)
    assert world.client(world.kees).post(f"{draft.get_absolute_url()}publication/").status_code == 404
    world.client(world.fatima).post(f"{draft.get_absolute_url()}publication/")
    assert "Bijna" in words(world.client(world.kees).get("/knowledge/"))


def test_who_saves_second_sees_both_texts_and_loses_nothing(world: World, item: Item) -> None:
    address = f"{item.get_absolute_url()}edit/"
    fatima, kees = world.client(world.fatima), world.client(world.kees)
    one, other = form_of(fatima, address), form_of(kees, address)
    assert fatima.post(address, {**one, "text": "De pomp viel om drie uur uit."}).status_code == 302
    response = kees.post(address, {**other, "text": "De pomp viel vannacht uit."})
    assert response.status_code == 409
    page = response.content.decode()
    assert "<del>om drie uur</del><ins>vannacht</ins>" in page
    assert "De pomp viel om drie uur uit.</textarea>" in page
    assert "De pomp viel vannacht uit.</textarea>" in page
    assert 'name="based_on" value="2"' in page
    assert (
        kees.post(address, {**other, "based_on": "2", "text": "De pomp viel vannacht om drie uur uit."}).status_code
        == 302
    )
    assert [version.number for version in item.versions.all()] == [3, 2, 1]


def test_a_picture_is_shown_to_who_sees_an_item_with_it_and_to_who_just_added_it(world: World) -> None:
    client = world.client(world.fatima)
    told = client.post("/knowledge/files/", {"file": SimpleUploadedFile("een [rode].png", png("red"))}).json()
    hash = re.fullmatch(r"!\[een rode\]\(picture:([0-9a-f]{64})\)", told["markdown"]).group(1)  # type: ignore[union-attr]
    address = f"/knowledge/pictures/{hash}/"
    shown = client.get(address)
    assert (b"".join(shown), shown["Content-Type"]) == (png("red"), "image/png")
    assert "immutable" in shown["Cache-Control"]
    assert world.client(world.kees).get(address).status_code == 404
    keep_item(world.fatima, world.closed, "page", "Foto", told["markdown"])
    assert world.client(world.kees).get(address).status_code == 200
    assert world.client(world.otto).get(address).status_code == 404
    refused = client.post("/knowledge/files/", {"file": SimpleUploadedFile("x.png", b"<script>")})
    assert refused.status_code == 422
    assert "PNG" in refused.json()["reason"]


def test_pictures_chosen_in_the_form_come_below_the_text_without_a_script(world: World) -> None:
    client = world.client(world.fatima)
    sent = form_of(client, "/knowledge/write/page/")
    files = [SimpleUploadedFile("rood.png", png("red")), SimpleUploadedFile("kapot.png", b"nee")]
    response = client.post(
        "/knowledge/write/page/",
        {**sent, "text": "Kijk:", "space": world.team.space.id, "do": "publish", "added": files},
        follow=True,
    )
    item = Item.objects.get()
    assert re.fullmatch(r"Kijk:\n\n!\[rood\]\(picture:[0-9a-f]{64}\)\n", item.version.text)
    assert item.pictures.count() == 1
    assert "kapot.png: This is not a picture" in response.content.decode()


def test_the_preview_shows_the_text_as_it_will_be_and_stays_harmless(world: World) -> None:
    client = world.client(world.fatima)
    shown = client.post(
        "/knowledge/preview/", {"text": "## Kop\n\n<script>alert(1)</script>\n\n**vet**"}
    ).content.decode()
    assert "<strong>vet</strong>" in shown
    assert "<script" not in shown
    page = client.post("/knowledge/write/page/", {"do": "preview", "title": "T", "text": "**vet**", "space": "x"})
    assert page.status_code == 200
    assert "<strong>vet</strong>" in page.content.decode()
    assert Item.objects.count() == 0


def test_the_field_for_files_speaks_the_language_of_the_page(world: World) -> None:
    page = world.client(world.fatima, language="nl").get(reverse("library:write", args=["page"])).content.decode()
    field = page[page.index('data-behaviour="drops-files"') :].split("</form>")[0]
    assert 'type="file" name="added" id="id_added"  multiple' in field
    assert "Sleep bestanden hierheen, of kies ze" in field
    assert "[count] gekozen, samen [size]" in field


def test_a_text_that_is_too_long_comes_back_with_the_reason_and_in_the_form(world: World) -> None:
    text = "Zorgen voor é. " * 240_000
    sent = {"title": "Lang", "text": text, "space": world.team.space.id, "do": "publish", "token": uuid4()}
    body = urlencode(sent)
    assert 3_600_000 < len(body) < 2**23
    page = world.client(world.fatima, "nl").post(
        "/knowledge/write/page/", body, content_type="application/x-www-form-urlencoded"
    )
    assert page.status_code == 422
    assert "Dit is langer dan een miljoen tekens." in page.text
    assert text in page.text
    assert Item.objects.count() == 0


def test_what_no_form_can_hold_is_said_to_be_too_much(world: World) -> None:
    body = urlencode({"title": "Lang", "text": "é" * 3_000_000, "do": "publish"})
    page = world.client(world.fatima, "nl").post(
        "/knowledge/write/page/", body, content_type="application/x-www-form-urlencoded"
    )
    assert page.status_code == 413
    assert "Dit is te veel in één keer" in page.text
    assert 'lang="nl"' in page.text
