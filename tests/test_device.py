"""What a device may keep: the worker, what it needs, and which pages say that they may be kept."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from django.contrib.staticfiles.finders import find
from django.test import Client

from zwerm.library.actions import keep_item
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
