from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from zwerm.library.actions import keep_item, publish_item, revise_item
from zwerm.library.models import Credit, Item, Version, cite_url
from zwerm.library.tests.test_keeping import TEXT
from zwerm.people.models import Person, Space
from zwerm.people.tests.world import World
from zwerm.records.models import Statement
from zwerm.search.actions import follow_changes


def words(response: object) -> str:
    """What the page says, without its tags."""
    html = response.content.decode()  # type: ignore[attr-defined]
    return " ".join(re.sub(r"<[^>]+>", " ", html.split("<main")[1]).split())


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


def test_versions_can_be_read_compared_and_put_back(world: World, item: Item) -> None:
    revise_item(world.kees, item, "De pomp", TEXT.replace("viel uit", "sloeg af"), note="Preciezer")
    client = world.client(world.kees)
    listed = words(client.get(f"{item.get_absolute_url()}versions/"))
    assert "Version 2" in listed
    assert "Preciezer" in listed
    assert "viel uit" in words(client.get(f"{item.get_absolute_url()}versions/1/"))
    changed = client.get(f"{item.get_absolute_url()}versions/2/difference/").content.decode()
    assert "De pomp <del>viel uit</del><ins>sloeg af</ins>." in changed
    since = client.get(f"{item.get_absolute_url()}versions/1/difference/?with=now")
    assert "De pomp <del>viel uit</del><ins>sloeg af</ins>." in since.content.decode()
    assert "Version 2 · Kees" in words(since)
    assert "Preciezer" in words(since)
    put_back = client.post(f"{item.get_absolute_url()}versions/1/restoration/", {"based_on": 2}, follow=True)
    assert "Version 1 is back." in words(put_back)
    newest = Version.objects.get(item=item, number=3)
    assert (newest.text, newest.note) == (TEXT, "Version 1 put back")


def sent_by(page: str) -> dict[str, str]:
    """What the form of the page that puts a version back sends."""
    form = re.search(r'<form[^>]*restoration/".*?</form>', page, re.DOTALL)
    assert form
    fields = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', form.group()))
    return {name: value for name, value in fields.items() if name != "csrfmiddlewaretoken"}


def test_a_version_is_not_put_back_over_a_newer_one_that_was_not_seen(world: World, item: Item) -> None:
    revise_item(world.kees, item, "De pomp", TEXT.replace("viel uit", "sloeg af"))
    client, address = world.client(world.fatima), f"{item.get_absolute_url()}versions/1/"
    seen = sent_by(client.get(address).text)
    revise_item(world.kees, item, "De pomp", TEXT + "\nIets nieuws.\n")
    assert "Someone else changed this in the meantime." in words(
        client.post(f"{address}restoration/", seen, follow=True)
    )
    client.post(f"{address}restoration/")
    assert Version.objects.filter(item=item).count() == 3
    put_back = client.post(f"{address}restoration/", sent_by(client.get(address).text), follow=True)
    assert "Version 1 is back." in words(put_back)


def test_a_version_without_words_is_not_put_back(world: World) -> None:
    draft = keep_item(world.kees, world.team.space, "page", "De pomp", TEXT, publish=False)
    Version.objects.filter(item=draft).update(text="", html="")
    revise_item(world.kees, draft, "De pomp", TEXT)
    publish_item(world.kees, draft)
    client, address = world.client(world.kees), f"{draft.get_absolute_url()}versions/1/"
    assert "Put this version back" not in client.get(address).text
    assert "Write something first." in client.post(f"{address}restoration/", follow=True).text


def test_what_was_kept_before_sharing_is_no_version_to_readers(world: World) -> None:
    draft = keep_item(world.kees, world.team.space, "lesson", "De pomp", "Klad.", publish=False)
    revise_item(world.kees, draft, "De pomp", TEXT)
    publish_item(world.kees, draft)
    address = draft.get_absolute_url()
    assert "1 version" in words(world.client(world.fatima).get(address))
    assert "Version 1 now" in words(world.client(world.fatima).get(f"{address}versions/"))
    revise_item(world.kees, draft, "De pomp", TEXT + "\nMeer.")
    assert "2 versions" in words(world.client(world.fatima).get(address))
    mine = words(world.client(world.kees, "nl").get(f"{address}versions/"))
    assert list(dict.fromkeys(re.findall(r"(?:Versie|Concept) \d", mine))) == ["Versie 2", "Versie 1", "Concept 1"]


@pytest.mark.parametrize("page", ["/knowledge/", "/knowledge/spaces/"])
def test_each_space_tells_how_much_the_reader_finds_there(world: World, item: Item, page: str) -> None:
    keep_item(world.kees, world.team.space, "page", "Klad", TEXT, publish=False)
    for title in ("Een", "Twee"):
        keep_item(world.fatima, world.closed, "page", title, TEXT)

    def counts(person: Person) -> dict[str, str]:
        html = world.client(person).get(page).content.decode()
        rows = re.findall(r'spaces/([\w-]+)/">.*?<span class="faint number">(\d+)</span>', html)
        return {slug: count for slug, count in rows if slug in {"seh", "or", "lindehof"}}

    assert counts(world.kees) == {"seh": "1", "or": "2", "lindehof": "0"}
    assert counts(world.otto) == {"seh": "1", "lindehof": "0"}


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


def test_the_list_is_filtered_by_names_that_came_with_documents_too(world: World) -> None:
    for space, title, names in [
        (world.team.space, "Oud stuk", ("Femke Tjoelker", world.sanne)),
        (world.organisation, "Nieuw stuk", ("André de l'Étoile",)),
        (world.closed, "Geheim stuk", ("Femke Tjoelker",)),
    ]:
        keep_item(world.kees, space, "page", title, f"{TEXT}\n\n{title}.", credits=names, source=f"{title}.docx")
    client = world.client(world.otto)
    for typed, there in [
        ("Femke Tjoelker", ["Oud stuk"]),
        ("tjoel", ["Oud stuk"]),
        ("ANDRE etoile", ["Nieuw stuk"]),
        ("sanné", ["Oud stuk"]),
        ("oelker", []),
        ("?", []),
        ("", ["Oud stuk", "Nieuw stuk"]),
        ("   ", ["Oud stuk", "Nieuw stuk"]),
    ]:
        page = words(client.get("/knowledge/", {"author": typed}))
        assert [title for title in ("Oud stuk", "Nieuw stuk", "Geheim stuk") if title in page] == there, typed
    assert "Geheim stuk" in words(world.client(world.fatima).get("/knowledge/?author=tjoelker"))


def test_a_colleague_is_found_by_the_name_that_they_have_now(world: World) -> None:
    keep_item(world.kees, world.team.space, "page", "Oud stuk", TEXT)
    world.kees.name = "Kees Mulder-Visser"
    world.kees.save(update_fields=["name"])
    client = world.client(world.otto)
    assert "Oud stuk" in words(client.get("/knowledge/?author=visser"))
    credit = Credit.objects.get()
    credit.name = "Cornelis Mulder"
    credit.save()
    assert "Nothing matches this" in words(client.get("/knowledge/?author=cornelis"))


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


def test_something_without_words_is_found_by_its_title(world: World) -> None:
    item = keep_item(world.fatima, world.organisation, "page", "Stroomschema reanimatie", "![](/nergens.png)\n")
    follow_changes()
    page = world.client(world.otto, "nl").get("/search/", {"q": "stroomschema"})
    assert page.status_code == 200
    assert str(item.id) in page.text
