"""In a real browser: talking about a sentence with the keyboard alone, on a phone, and reading it beside the text."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect
from playwright.sync_api import Page as Tab

from tests.browser.pages import ITEM
from tests.browser.rules import broken
from tests.browser.visit import CHROMIUM, new_page, sign_in

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not Path(CHROMIUM).exists(), reason=f"no Chromium at {CHROMIUM}: pages not looked at"),
]


def _reader(browser: Browser, site: str, width: int, number: int) -> Tab:
    """At a lesson of their own for each test: what another one says would stand among the marks."""
    tab = new_page(browser, site, "nl", "light", width)
    sign_in(tab, site, "tess.vanvliet@lindehof.example")
    tab.goto(f"{site}/knowledge/?kind=lesson&author=Fatima")
    links = tab.locator("main a").evaluate_all("links => links.map(link => link.getAttribute('href') || '')")
    lessons = list(dict.fromkeys(link for link in links if re.search(ITEM, link)))
    tab.goto(site + lessons[number])
    return tab


def test_a_sentence_is_chosen_named_in_and_talked_about_with_the_keyboard_alone(windows: Browser, site: str) -> None:
    tab = _reader(windows, site, 1440, 0)
    tab.get_by_role("button", name="Reageer op een zin").focus()
    tab.keyboard.press("Enter")
    chooser = tab.get_by_role("group", name="Kies een zin")
    expect(chooser).to_be_visible()
    tab.keyboard.press("ArrowUp")
    chosen = chooser.get_by_role("status").inner_text()
    assert chosen
    tab.keyboard.press("Tab")
    tab.keyboard.press("Enter")
    dialog = tab.get_by_role("dialog", name="Reageer op deze woorden")
    expect(dialog).to_contain_text(chosen)
    tab.keyboard.type("Ask @daan b")
    expect(tab.get_by_role("option", name="Daan Bakker")).to_be_visible()
    tab.keyboard.press("Enter")
    tab.keyboard.type("about this.")
    tab.keyboard.press("Tab")
    tab.keyboard.press("Enter")
    thread = tab.locator(".talk-margin .thread", has_text="Ask @Daan Bakker about this.")
    expect(thread).to_be_visible()
    button = tab.get_by_role("button", name="Reactie van Tess van Vliet").first
    button.focus()
    tab.keyboard.press("Enter")
    expect(thread).to_be_focused()
    marked = "".join(tab.locator("mark.talked--here").all_inner_texts())
    assert marked in chosen or chosen in marked
    beside = thread.bounding_box(), button.bounding_box()
    assert beside[0]
    assert beside[1]
    assert beside[0]["x"] > beside[1]["x"], "in the margin"


def test_on_a_phone_a_tapped_sentence_is_talked_about_and_read_in_a_sheet(windows: Browser, site: str) -> None:
    tab = _reader(windows, site, 390, 1)
    tab.get_by_role("button", name="Reageer op een zin").click()
    tab.locator("article.prose p").first.click(position={"x": 40, "y": 12})
    first = tab.locator("article.prose p").first.inner_text().replace("\n", " ")
    assert tab.locator("[data-part=sentence]").inner_text() in first
    assert broken(tab) == []
    tab.get_by_role("button", name="Reageer", exact=True).click()
    assert broken(tab) == []
    tab.get_by_label("Jouw woorden").last.fill("Read on the tram.")
    tab.get_by_role("dialog").get_by_role("button", name="Zeg het").click()
    tab.get_by_role("button", name="Reactie van Tess van Vliet").first.click()
    sheet = tab.get_by_role("dialog", name="Wat collega’s zeggen")
    expect(sheet).to_contain_text("Read on the tram.")
    assert broken(tab) == []
    tab.keyboard.press("Escape")
    expect(tab.get_by_role("button", name="Reactie van Tess van Vliet").first).to_be_focused()
