"""What a device may keep: the worker, what it needs, and which pages say that they may be kept."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.conf import settings
from django.contrib.staticfiles.finders import find
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from zwerm.courses.tests.taker import course_in
from zwerm.library.actions import keep_item
from zwerm.library.models import Item
from zwerm.people.models import Person
from zwerm.people.rules.owning import owner_token
from zwerm.people.tests.world import World

BUILT = Path(__file__).resolve().parents[1] / "zwerm/ui/static/built/manifest.json"


@pytest.mark.skipif(not BUILT.exists(), reason="the islands are not built")
def test_the_worker_comes_from_our_own_address_for_everyone_and_what_it_needs_is_there() -> None:
    answer = Client().get("/worker.js")
    assert answer.headers["Content-Type"] == "text/javascript"
    assert "no-cache" in answer.headers["Cache-Control"]
    first, script = answer.content.decode().split("\n", 1)
    # Browsers load it as a plain script.
    assert not re.search(r"\b(import|export)\b[\s{*]", script)
    needed = json.loads(first.removeprefix("self.zwerm=").removesuffix(";"))["shell"]
    assert needed[0] == "/offline/"
    assert any("htmx" in address for address in needed)
    missing = [
        one for one in needed[1:] if find(re.sub(r"\.[0-9a-f]{12}(?=\.)", "", one.removeprefix("/static/"))) is None
    ]
    assert missing == []


def test_zwerm_can_be_put_on_a_home_screen() -> None:
    told = Client().get("/manifest.webmanifest").json()
    assert (told["display"], told["start_url"]) == ("standalone", "/")
    assert {icon["sizes"] for icon in told["icons"]} == {"192x192", "512x512"}


def test_only_what_is_read_and_learnt_may_stay_on_a_device(world: World) -> None:
    item = keep_item(world.kees, world.team.space, "page", "De pomp", "Hang de pomp aan de lader.", language="nl")
    browser = world.client(world.kees)
    for address in ("/", item.get_absolute_url(), "/learn/", "/practice/away/"):
        assert browser.get(address).headers.get("Zwerm-Offline") == "keep", address
    for address in ("/account/settings/", "/account/security/", "/records/me/", "/late/", "/people/", "/offline/"):
        assert "Zwerm-Offline" not in browser.get(address).headers, address
    assert "Zwerm-Offline" not in world.client().get("/", follow=True).headers


def test_todays_cards_stand_on_one_page_for_a_device(world: World) -> None:
    assert "Oefenen zonder verbinding" in world.client(world.kees, "nl").get("/practice/away/").content.decode()


def test_a_text_can_be_read_aloud_where_the_browser_can(world: World) -> None:
    item = keep_item(world.kees, world.team.space, "page", "De pomp", "Hang de pomp aan de lader.", language="nl")
    page = world.client(world.kees, "nl").get(item.get_absolute_url()).content.decode()
    assert re.search(
        r'<button[^>]*data-behaviour="reads-aloud" data-reads="article.prose"[^>]* hidden>.*Voorlezen', page
    )
    assert '<article class="prose" lang="nl">' in page


def ask_after(world: World, person: Person, *pages: str, owner: Person | None = None) -> Any:
    told = {"owner": owner_token((owner or person).pk, settings.SECRET_KEY), "pages": pages}
    return world.client(person).post("/kept/", json.dumps(told), content_type="application/json")


def test_a_device_hears_what_moved_out_of_sight_and_nothing_that_opening_does_not_tell(world: World) -> None:
    text = "De pomp hangt aan de lader."
    seen, hidden = (keep_item(world.kees, world.closed, "page", title, text, language="nl") for title in "AB")
    moved = keep_item(world.fatima, world.team.space, "page", "Verhuisd", text, language="nl")
    course = course_in(world, world.team.space)
    parts = [f"/learn/{course.pk}/", f"/learn/{course.pk}/1/", f"/learn/{course.pk}/2/", f"/learn/{course.pk}/7/"]
    nowhere = f"/knowledge/{uuid4()}/"
    pages = [moved.get_absolute_url(), seen.get_absolute_url(), nowhere, *parts, "/", "/account/settings/", "x"]
    person = world.sanne
    assert ask_after(world, world.kees, *pages).json() == {"again": [nowhere, parts[3]]}
    assert ask_after(world, person, seen.get_absolute_url(), nowhere).json()["again"] == [
        seen.get_absolute_url(),
        nowhere,
    ]
    Item.objects.filter(pk=moved.pk).update(space=world.closed)
    Item.objects.filter(pk=course.sources.get().item_id).update(space=world.closed)
    # A course that is seen, and parts of which someone does not see all any more.
    assert set(ask_after(world, person, *pages).json()["again"]) >= {moved.get_absolute_url(), *parts[1:]}
    assert parts[0] not in ask_after(world, person, *pages).json()["again"]
    assert ask_after(world, person, "/knowledge/pictures/" + "a" * 64 + "/").json()["again"]
    assert ask_after(world, person, "/practice/away/").json()["again"] == ["/practice/away/"]
    assert hidden.get_absolute_url() not in ask_after(world, world.kees, hidden.get_absolute_url()).json()["again"]


def test_of_another_person_or_of_too_much_nothing_is_told(world: World) -> None:
    assert ask_after(world, world.kees, "/", owner=world.sanne).status_code == 409
    assert ask_after(world, world.kees, *["/"] * 201).status_code == 400
    assert world.client(world.kees).post("/kept/", "nonsense", content_type="application/json").status_code == 400
    assert world.client(world.kees).get("/kept/").status_code == 405
    assert world.client().post("/kept/", "{}", content_type="application/json").status_code == 302


def test_asking_after_many_pages_takes_as_many_queries_as_after_one(world: World) -> None:
    items = [keep_item(world.kees, world.team.space, "page", str(n), "De pomp.", language="nl") for n in range(4)]
    course = course_in(world, world.team.space)
    pages = [one.get_absolute_url() for one in items] + [f"/learn/{course.pk}/{n}/" for n in (1, 2)]
    browser, counts = world.client(world.kees), []
    for asked in (pages[3:5], pages):
        told = {"owner": owner_token(world.kees.pk, settings.SECRET_KEY), "pages": asked}
        with CaptureQueriesContext(connection) as queries:
            answer = browser.post("/kept/", json.dumps(told), content_type="application/json")
        assert answer.json() == {"again": []}
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 8


def test_what_waits_on_a_device_has_a_page_that_my_data_leads_to(world: World) -> None:
    browser = world.client(world.kees, "nl")
    assert 'href="/device/"' in browser.get("/account/data/").text
    page = browser.get("/device/")
    assert page.headers["Zwerm-Offline"] == "keep"
    assert "Antwoorden die niet meer aankwamen" in page.text
    assert 'data-words="/device/"' in page.text
    assert f'data-left data-person="{world.kees.pk}"' in page.text
    assert "Je kunt daar niet meer schrijven." in page.text
