"""In a real browser: finding by keyboard alone, and from an answer to the words that it rests on."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page as Tab
from playwright.sync_api import Route, expect

from tests.browser.visit import CHROMIUM

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not Path(CHROMIUM).exists(), reason=f"no Chromium at {CHROMIUM}: pages not looked at"),
]


def test_results_come_while_typing_and_the_keyboard_goes_to_them_and_back(tab: Tab) -> None:
    tab.goto("/search/")
    field, results = tab.locator("#words"), tab.locator("[data-result]")
    field.focus()
    tab.keyboard.type("hertri")
    expect(results.first).to_be_visible()
    expect(tab).to_have_url("/search/?q=hertri")
    tab.keyboard.press("ArrowDown")
    expect(results.first).to_be_focused()
    tab.keyboard.press("ArrowDown")
    expect(results.nth(1)).to_be_focused()
    tab.keyboard.press("Escape")
    expect(field).to_be_focused()
    tab.keyboard.press("Escape")
    expect(field).to_have_value("")
    expect(results).to_have_count(0)
    tab.keyboard.press("/")
    tab.keyboard.type("hertriage")
    expect(tab).to_have_url("/search/?q=hertriage")
    # A course about it can stand before it: no words are marked there.
    texts = "[href^='/knowledge/']"
    expect(results.and_(tab.locator(texts)).first).to_be_visible()
    for _ in range(results.evaluate_all(f'all => all.findIndex(one => one.matches("{texts}"))') + 1):
        tab.keyboard.press("ArrowDown")
    tab.keyboard.press("Enter")
    expect(tab.locator("main mark").first).to_be_in_viewport()


def test_words_typed_before_the_scripts_are_there_are_found_too(tab: Tab, site: str) -> None:
    assert tab.context.browser
    # What a service worker answers cannot be held up.
    fresh = tab.context.browser.new_context(
        base_url=site, storage_state=tab.context.storage_state(), service_workers="block"
    )
    tab, late = fresh.new_page(), list[Route]()
    tab.route("**/htmx*.js", lambda route: late.append(route))
    # Its field has the focus from the start, for which htmx comes.
    with tab.expect_request("**/htmx*.js"):
        tab.goto("/search/")
        tab.locator("#words").focus()
    tab.keyboard.type("hertriage")
    late[0].continue_()
    expect(tab.locator("[data-result]").first).to_be_visible()


def test_filters_work_by_keyboard_and_keep_the_focus(tab: Tab) -> None:
    tab.goto("/search/?q=triage")
    tab.locator("#words").focus()
    tab.keyboard.press("Tab")
    chosen = tab.locator("input[name='kind']:focus")
    kind = chosen.get_attribute("value")
    tab.keyboard.press("Space")
    expect(tab).to_have_url(f"/search/?q=triage&kind={kind}")
    expect(tab.locator(f"[data-kind='{kind}']").first).to_be_visible()
    expect(tab.locator(f"#results article:not([data-kind='{kind}'])")).to_have_count(0)
    expect(chosen).to_be_focused()


def test_a_click_on_a_source_shows_the_words_marked_where_the_reader_sees_them(tab: Tab) -> None:
    tab.goto("/ask/?q=Wanneer doe ik een hertriage?")
    source = tab.locator(".sources li").last
    words = (tab.locator(".answer p").last.text_content() or "").split(".")[0].strip()
    source.locator("a").click()
    marked = tab.locator("main mark")
    expect(marked.first).to_be_in_viewport()
    assert words in "".join(marked.all_text_contents())
