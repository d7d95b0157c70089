"""In a real browser: below what is searched for stand the colleagues who know it, and one click asks them; who paused is not there."""

from __future__ import annotations

from pathlib import Path
from uuid import uuid4

import pytest
from playwright.sync_api import Browser, expect
from playwright.sync_api import Page as Tab

from tests.browser.visit import CHROMIUM, LEAD, new_page, sign_in

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not Path(CHROMIUM).exists(), reason=f"no Chromium at {CHROMIUM}: pages not looked at"),
]
LEARNING = "tom.verbeek@lindehof.example"
FATIMA = "fatima.elamrani@lindehof.example"


def _at(browser: Browser, site: str, who: str, width: int) -> Tab:
    tab = new_page(browser, site, "nl", "light", width)
    sign_in(tab, site, who)
    return tab


def _can(tab: Tab, skill: str) -> None:
    """Say it of oneself, as the page says it: found while typing, and how well."""
    tab.goto("/skills/mine/")
    tab.locator("main input[name='q']").press_sequentially(skill)
    tab.get_by_role("link", name=f"Toevoegen: {skill}").click()
    tab.get_by_label("Anderen komen bij mij met de moeilijke gevallen").check()
    tab.get_by_label("alle collega’s").check()
    tab.get_by_role("button", name="Bewaren").click()
    expect(tab.locator(".standings")).to_contain_text(skill)


@pytest.mark.parametrize("width", [390, 1440])
def test_below_a_search_stands_who_knows_and_one_click_asks_them_until_they_pause(
    windows: Browser, site: str, width: int
) -> None:
    skill = "Zwermvangen" + "".join(chr(ord("a") + int(sign, 16)) for sign in uuid4().hex[:12])
    learning, fatima = _at(windows, site, LEARNING, 1440), _at(windows, site, FATIMA, width)
    learning.goto("/skills/new/")
    learning.locator("[name='name_nl']").fill(skill)
    learning.locator("main form .button--primary").click()
    expect(learning.get_by_role("heading", name=skill)).to_be_visible()
    _can(fatima, skill)
    # Another says it too, so that the part is there when one of them is not.
    _can(learning, skill)

    sanne = _at(windows, site, LEAD, width)
    sanne.goto(f"/search/?q={skill}")
    knowers = sanne.get_by_role("region", name="Collega’s die er meer van weten").get_by_role("listitem")
    expect(knowers).to_have_count(2)
    expect(knowers.filter(has_text="Fatima El Amrani")).to_contain_text(skill)

    fatima.goto("/skills/found-for/")
    fatima.get_by_role("button", name="Pauze: nergens voor te vinden").click()
    expect(fatima.get_by_role("button", name="Weer te vinden zijn")).to_be_visible()
    sanne.reload()
    expect(knowers).to_have_count(1)
    expect(knowers).to_contain_text("Tom Verbeek")
    fatima.get_by_role("button", name="Weer te vinden zijn").click()
    expect(fatima.get_by_role("button", name="Pauze: nergens voor te vinden")).to_be_visible()

    sanne.reload()
    expect(knowers).to_have_count(2)
    sanne.get_by_role("link", name="Vraag het Fatima El Amrani").click()
    expect(sanne.locator("[name='title']")).to_have_value(skill)
    expect(sanne.locator("main")).to_contain_text("Fatima El Amrani wordt eerst gevraagd")
    sanne.locator("main form .button--primary").click()
    expect(sanne.get_by_role("heading", name=skill)).to_be_visible()
