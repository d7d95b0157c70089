"""In real browsers: two colleagues talk in a space, with the keyboard, while the line is gone, and each word stands there once."""

from __future__ import annotations

from pathlib import Path
from uuid import uuid4

import pytest
from playwright.sync_api import Browser, expect
from playwright.sync_api import Page as Tab

from tests.browser.visit import CHROMIUM, LEAD, new_page, sign_in, wait_until

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not Path(CHROMIUM).exists(), reason=f"no Chromium at {CHROMIUM}: pages not looked at"),
]
LOOKED = "Object.keys(localStorage).filter((key) => key.startsWith('looked:'))"


def _at(browser: Browser, site: str, who: str, width: int = 1440) -> Tab:
    tab = new_page(browser, site, "nl", "light", width)
    sign_in(tab, site, f"{who}@lindehof.example")
    tab.goto(f"{site}/questions/tips/of/valpreventie/")
    return tab


def _says(tab: Tab, words: str) -> None:
    tab.get_by_label("Wat ontdekte je net?").fill(words)
    tab.keyboard.press("Enter")


def test_what_one_says_the_other_reads_at_once_and_reactions_and_replies_come_along(
    windows: Browser, site: str
) -> None:
    """Nobody reloads a page."""
    words = f"Een mat die piept {uuid4()}"
    tess, fatima = _at(windows, site, "tess.vanvliet"), _at(windows, site, "fatima.elamrani", 390)
    _says(tess, words)
    heard = fatima.get_by_role("article").filter(has_text=words)
    expect(heard).to_have_count(1)
    expect(tess.get_by_role("article").filter(has_text=words)).to_have_count(1)
    expect(tess.get_by_label("Wat ontdekte je net?")).to_have_value("")
    heard.get_by_label("Reageer op Tess van Vliet").click()
    heard.get_by_role("button", name="Dit hielp mij").click()
    expect(heard.locator(".reaction")).to_have_attribute("aria-pressed", "true")
    own = tess.get_by_role("article").filter(has_text=words)
    expect(own.locator(".reaction")).to_contain_text("1")
    expect(own.locator(".reaction")).to_be_disabled()
    # Another colleague presses the same: what one pressed oneself stays pressed.
    tom = _at(windows, site, "tom.verbeek")
    pressed = tom.get_by_role("article").filter(has_text=words).locator(".reaction")
    expect(pressed).to_have_attribute("aria-pressed", "false")
    pressed.click()
    expect(heard.locator(".reaction")).to_contain_text("2")
    expect(heard.locator(".reaction")).to_have_attribute("aria-pressed", "true")
    expect(pressed).to_have_attribute("aria-pressed", "true")
    # And takes it back.
    pressed.click()
    expect(heard.locator(".reaction")).to_contain_text("1")
    heard.get_by_role("link", name="Antwoord").click()
    fatima.get_by_label("Wat zeg jij erop?").fill("Welke kamer?")
    fatima.get_by_role("button", name="Verstuur").click()
    expect(fatima.get_by_role("article").filter(has_text="Welke kamer?")).to_have_count(1)
    thread = tess.locator("li[data-thread]", has_text=words)
    expect(thread.get_by_role("article").filter(has_text="Welke kamer?")).to_have_count(1)
    expect(own).to_contain_text("1 antwoord")
    for tab in (tess, fatima, tom):
        tab.context.close()


def test_what_is_said_without_a_line_goes_when_it_is_back_and_stands_there_once(windows: Browser, site: str) -> None:
    words, other = f"Zonder lijn {uuid4()}", f"Van de ander {uuid4()}"
    tess, fatima = _at(windows, site, "tess.vanvliet"), _at(windows, site, "fatima.elamrani")
    tess.context.set_offline(True)
    _says(tess, words)
    expect(tess.get_by_text("onderweg…")).to_be_visible()
    _says(fatima, other)
    expect(fatima.get_by_role("article").filter(has_text=other)).to_have_count(1)
    tess.context.set_offline(False)
    expect(tess.get_by_text("onderweg…")).to_have_count(0)
    for tab in (tess, fatima):
        for said in (words, other):
            expect(tab.get_by_role("article").filter(has_text=said)).to_have_count(1)
        tab.reload()
        for said in (words, other):
            expect(tab.get_by_role("article").filter(has_text=said)).to_have_count(1)
        tab.context.close()


def test_what_is_taken_back_goes_from_the_page_of_the_other(windows: Browser, site: str) -> None:
    words = f"Toch niet {uuid4()}"
    tess, fatima = _at(windows, site, "tess.vanvliet"), _at(windows, site, "fatima.elamrani")
    _says(tess, words)
    heard = fatima.get_by_role("article").filter(has_text=words)
    expect(heard).to_have_count(1)
    own = tess.get_by_role("article").filter(has_text=words)
    own.get_by_label("Meer voor wat Tess van Vliet zei").click()
    own.get_by_role("button", name="Neem terug").click()
    tess.get_by_role("dialog").get_by_role("button", name="Ja").click()
    expect(heard).to_have_count(0)
    expect(own).to_have_count(0)
    tess.context.close()
    fatima.context.close()


def test_a_colleague_is_named_by_typing_a_few_letters_and_gets_a_notice(windows: Browser, site: str) -> None:
    mark = str(uuid4())
    tess, fatima = _at(windows, site, "tess.vanvliet"), _at(windows, site, "fatima.elamrani", 390)
    box = tess.get_by_label("Wat ontdekte je net?")
    box.press_sequentially(f"{mark} @Fati")
    choice = tess.get_by_role("option", name="Fatima El Amrani")
    expect(choice).to_be_visible()
    # Enter takes the name, and sends nothing yet.
    tess.keyboard.press("Enter")
    expect(box).to_have_value(f"{mark} @Fatima El Amrani ")
    box.press_sequentially("weet dit.")
    tess.keyboard.press("Enter")
    expect(box).to_have_value("")
    heard = fatima.get_by_role("article").filter(has_text=mark)
    expect(heard.get_by_role("link", name="@Fatima El Amrani")).to_be_visible()
    fatima.goto(f"{site}/notices/?show=all")
    told = fatima.locator(".notices__one", has_text=mark)
    expect(told).to_contain_text("Een collega noemde jou in een tip")
    told.get_by_role("link").click()
    expect(fatima.get_by_role("article").filter(has_text=mark)).to_be_visible()
    tess.context.close()
    fatima.context.close()


def test_who_looks_after_a_space_fetches_its_tips_once(windows: Browser, site: str) -> None:
    tab = new_page(windows, site, "nl", "light", 1440)
    sign_in(tab, site, LEAD)
    address = f"{site}/questions/tips/of/seh/"
    asked: list[str] = []
    tab.on("request", lambda request: asked.append(request.url))
    # What a page has kept for when there is no connection it asks for before it looks what moved out of sight.
    tab.add_init_script(f"for (const key of {LOOKED}) localStorage.removeItem(key)")
    tab.goto(address)
    wait_until(tab, f"async () => {LOOKED}.length > 0")
    expect(tab.locator("[data-tips] .tip__more:not([hidden])").first).to_be_attached()
    assert asked.count(address) == 1
