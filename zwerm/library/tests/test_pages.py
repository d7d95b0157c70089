from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from zwerm.library.actions import keep_item, revise_item
from zwerm.library.models import Item, Version, cite_url
from zwerm.library.tests.test_keeping import TEXT, png
from zwerm.people.models import Space
from zwerm.people.tests.world import World
from zwerm.records.models import Statement


def words(response: object) -> str:
    """What the page says, without its tags."""
    html = response.content.decode()  # type: ignore[attr-defined]
    return " ".join(re.sub(r"<[^>]+>", " ", html.split("<main")[1]).split())


def form_of(client: Client, address: str) -> dict[str, str]:
    """The hidden fields and first values of the form on a page."""
    html = client.get(address).content.decode()
    hidden = dict(re.findall(r'<input type="hidden" name="(token|based_on)" value="([^"]+)"', html))
    return {"title": "De pomp", "text": TEXT, **hidden}


@pytest.fixture
def item(world: World) -> Item:
    return keep_item(world.fatima, world.team.space, "lesson", "De pomp", TEXT)


@pytest.mark.parametrize(
    ("language", "kind", "said"), [("en", "Lesson learned", "Change"), ("nl", "Geleerde les", "Wijzigen")]
)
def test_an_item_tells_what_it_is_who_made_it_and_what_it_says(
    world: World, item: Item, language: str, kind: str, said: str
) -> None:
    page = words(world.client(world.kees, language).get(item.get_absolute_url()))
    assert "De pomp" in page
    assert kind in page
    assert "Fatima El Amrani" in page
    assert "Niemand hoorde het alarm." in page
    assert said in page
    assert said not in words(world.client(world.otto, language).get(item.get_absolute_url()))


def test_a_stranger_gets_404_on_every_page_of_a_closed_item(world: World) -> None:
    item = keep_item(world.fatima, world.closed, "lesson", "Geheim", TEXT)
    client = world.client(world.otto)
    address = item.get_absolute_url()
    for part in ("", "edit/", "versions/", "versions/1/", "versions/1/difference/"):
        assert client.get(address + part).status_code == 404
    for part in ("edit/", "publication/", "discarding/", "versions/1/restoration/"):
        assert client.post(address + part, {"title": "x", "text": "y"}).status_code == 404
    assert client.get(f"/knowledge/spaces/{world.closed.slug}/").status_code == 404
    assert "Geheim" not in words(client.get("/knowledge/"))
    assert "Geheim" in words(world.client(world.kees).get("/knowledge/"))
    assert Statement.objects.filter(verb="experienced").count() == 0


def test_who_may_read_but_not_write_cannot_reach_the_form(world: World, item: Item) -> None:
    assert world.client(world.otto).get(f"{item.get_absolute_url()}edit/").status_code == 404


def test_reading_an_item_is_recorded_once(world: World, item: Item) -> None:
    client = world.client(world.kees)
    client.get(item.get_absolute_url(), headers={"sec-purpose": "prefetch"})
    client.get(item.get_absolute_url())
    client.get(item.get_absolute_url())
    assert Statement.objects.filter(verb="experienced", person=world.kees).count() == 1


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


def test_versions_can_be_read_compared_and_put_back(world: World, item: Item) -> None:
    revise_item(world.kees, item, "De pomp", TEXT.replace("viel uit", "sloeg af"), note="Preciezer")
    client = world.client(world.kees)
    listed = words(client.get(f"{item.get_absolute_url()}versions/"))
    assert "Version 2" in listed
    assert "Preciezer" in listed
    assert "viel uit" in words(client.get(f"{item.get_absolute_url()}versions/1/"))
    changed = client.get(f"{item.get_absolute_url()}versions/2/difference/").content.decode()
    assert "De pomp <del>viel uit</del><ins>sloeg af</ins>." in changed
    client.post(f"{item.get_absolute_url()}versions/1/restoration/")
    newest = Version.objects.get(item=item, number=3)
    assert (newest.text, newest.note) == (TEXT, "Version 1 put back")


def test_cited_words_are_marked_also_after_other_words_changed(world: World, item: Item) -> None:
    start = TEXT.index("Niemand")
    address = cite_url(item, start, start + len("Niemand hoorde het alarm."), 1)
    client = world.client(world.kees)
    assert '<mark id="cited">Niemand hoorde het alarm.</mark>' in client.get(address).content.decode()
    revise_item(world.kees, item, "De pomp", "Nieuw begin.\n\n" + TEXT)
    page = client.get(address).content.decode()
    assert '<mark id="cited">Niemand hoorde het alarm.</mark>' in page
    assert "Nieuw begin" in page
    revise_item(world.kees, item, "De pomp", "Heel anders.")
    page = client.get(address).content.decode()
    assert '<mark id="cited">Niemand hoorde het alarm.</mark>' in page
    assert "These words have changed since they were quoted" in page


@pytest.mark.parametrize(
    "query",
    [
        "from=a&to=b",
        "from=5",
        "from=9&to=3",
        "from=0&to=99999999",
        "from=-4&to=2",
        "from=0&to=3&version=99",
        "from=0&to=3&version=9999999999999",
    ],
)
def test_a_citation_that_makes_no_sense_shows_the_item(world: World, item: Item, query: str) -> None:
    page = world.client(world.kees).get(f"{item.get_absolute_url()}?{query}")
    assert page.status_code == 200
    assert b"<mark" not in page.content


def test_a_picture_is_shown_to_who_sees_an_item_with_it_and_to_who_just_added_it(world: World) -> None:
    client = world.client(world.fatima)
    told = client.post("/knowledge/pictures/", {"picture": SimpleUploadedFile("een [rode].png", png("red"))}).json()
    hash = re.fullmatch(r"!\[een rode\]\(picture:([0-9a-f]{64})\)", told["markdown"]).group(1)  # type: ignore[union-attr]
    address = f"/knowledge/pictures/{hash}/"
    shown = client.get(address)
    assert (b"".join(shown), shown["Content-Type"]) == (png("red"), "image/png")
    assert "immutable" in shown["Cache-Control"]
    assert world.client(world.kees).get(address).status_code == 404
    keep_item(world.fatima, world.closed, "page", "Foto", told["markdown"])
    assert world.client(world.kees).get(address).status_code == 200
    assert world.client(world.otto).get(address).status_code == 404
    refused = client.post("/knowledge/pictures/", {"picture": SimpleUploadedFile("x.png", b"<script>")})
    assert refused.status_code == 422
    assert "PNG" in refused.json()["reason"]


def test_pictures_chosen_in_the_form_come_below_the_text_without_a_script(world: World) -> None:
    client = world.client(world.fatima)
    sent = form_of(client, "/knowledge/write/page/")
    files = [SimpleUploadedFile("rood.png", png("red")), SimpleUploadedFile("kapot.png", b"nee")]
    response = client.post(
        "/knowledge/write/page/",
        {**sent, "text": "Kijk:", "space": world.team.space.id, "do": "publish", "pictures": files},
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


def test_the_list_goes_on_without_gaps_or_doubles(world: World) -> None:
    start = datetime(2026, 1, 1, tzinfo=UTC)
    for number in range(45):
        keep_item(
            world.fatima,
            world.team.space,
            "page",
            f"Item {number:02}.",
            TEXT,
            created=start + timedelta(hours=number // 3),
        )
    client, address, seen = world.client(world.kees), "/knowledge/", []
    while address:
        page = client.get(address).content.decode()
        seen += re.findall(r"Item (\d\d)\.", page)
        older = re.search(r'rel="next" href="([^"]+)"', page)
        address = "/knowledge/" + older.group(1).replace("&amp;", "&") if older else ""
    assert len(seen) == 45
    assert len(set(seen)) == 45
    assert [int(number) // 3 for number in seen] == sorted((n // 3 for n in range(45)), reverse=True)


def test_the_list_can_be_filtered_by_kind_language_space_and_author(world: World) -> None:
    keep_item(world.fatima, world.team.space, "lesson", "Nederlandse les", TEXT)
    keep_item(
        world.kees, world.organisation, "howto", "English steps", "This is how we do it with the pump, step by step."
    )
    client = world.client(world.sanne)
    for query, there in [
        ("kind=lesson", "Nederlandse les"),
        ("kind=howto", "English steps"),
        ("language=en", "English steps"),
        ("space=seh", "Nederlandse les"),
        ("author=kees", "English steps"),
    ]:
        page = words(client.get(f"/knowledge/?{query}"))
        assert [title for title in ("Nederlandse les", "English steps") if title in page] == [there], query
    page = words(client.get("/knowledge/?kind=nonsense&before=nonsense&author=nobody"))
    assert "Nothing matches this" in page


def test_a_space_shows_its_items_and_who_sees_them(world: World, item: Item) -> None:
    page = words(world.client(world.kees).get("/knowledge/spaces/seh/"))
    assert "De pomp" in page
    assert "all colleagues see it" in page
    assert "Write" in page
    private = Space.objects.get(kind="private", memberships__person=world.kees)
    page = words(world.client(world.kees).get(f"/knowledge/spaces/{private.slug}/"))
    assert "only you see it" in page
    assert world.client(world.fatima).get(f"/knowledge/spaces/{private.slug}/").status_code == 404


def test_items_that_mention_each_other_lead_to_each_other_for_who_may_see_them(world: World, item: Item) -> None:
    keep_item(world.fatima, world.closed, "page", "Geheim verwijst", f"Zie [de pomp](item:{item.id}).")
    other = keep_item(world.fatima, world.team.space, "page", "Open verwijst", f"Zie [de pomp](item:{item.id}).")
    page = words(world.client(world.otto).get(item.get_absolute_url()))
    assert "Open verwijst" in page
    assert "Geheim verwijst" not in page
    assert "Builds on De pomp" in words(world.client(world.otto).get(other.get_absolute_url()))


PAGES = ("/knowledge/", "/knowledge/spaces/", "/knowledge/spaces/seh/", "/new/")


@pytest.mark.parametrize("page", [*PAGES, "item", "versions", "edit", "write/lesson"])
def test_a_page_asks_the_database_as_often_for_three_rows_as_for_one(world: World, page: str) -> None:
    item = keep_item(world.fatima, world.team.space, "lesson", "Een", TEXT)
    keep_item(
        world.kees,
        world.team.space,
        "lesson",
        "Wijst",
        f"Zie [een](item:{item.id}).",
        credits=(world.kees, world.sanne),
    )
    address = {"item": item.get_absolute_url()}.get(page) or (
        page
        if page.startswith("/")
        else f"{item.get_absolute_url()}{page}/"
        if page in {"versions", "edit"}
        else f"/knowledge/{page}/"
    )
    client = world.client(world.kees)
    client.get(address)
    with CaptureQueriesContext(connection) as asked:
        client.get(address)
    queries = len(asked)  # the log is emptied at the next request
    assert queries <= 12
    for number in range(2):
        keep_item(
            world.fatima,
            world.team.space,
            "story",
            f"Meer {number}",
            f"Zie [een](item:{item.id}).",
            credits=(world.fatima, "J. Jansen"),
        )
        keep_item(world.kees, world.organisation, "page", f"Klad {number}", TEXT, publish=False)
        revise_item(world.sanne, item, "Een", f"{TEXT}\nMeer {number}")
    client.get(address)
    with CaptureQueriesContext(connection) as again:
        client.get(address)
    assert len(again) == queries
