"""In a real browser: every page, in both languages and themes, on a phone and on a desk.

In Dutch each is opened on a phone and made as wide as a desk, in English the other way round: opening takes most of the time.
Each must be free of accessibility violations that axe knows, fit its width, and cause no error or broken rule in the
console. The demo organisation is made once, in a process of its own.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page as Tab
from playwright.sync_api import sync_playwright

from tests.browser.pages import PAGES, Page
from tests.browser.visit import ADMIN, CHROMIUM, WIDTHS, new_page, sign_in, visit

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not Path(CHROMIUM).exists(), reason=f"no Chromium at {CHROMIUM}: pages not looked at"),
]
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
# A theme changes colours and nothing else.
RULES_OF_COLOUR = {"runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}}
OPENED = [("nl", 390), ("en", 1440)]
# In parts, so that the processes of a test run share them.
PARTS = 8


@pytest.mark.parametrize("part", range(PARTS))
@pytest.mark.parametrize(("language", "width"), OPENED)
def test_every_page_is_accessible_fits_and_is_silent(site: str, language: str, width: int, part: int) -> None:
    found: list[str] = []
    missing: list[str] = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        tabs = {kind: new_page(browser, site, language, "light", width) for kind in ("stranger", "member", "admin")}
        said: list[str] = []
        for tab in tabs.values():
            tab.on("console", lambda message: said.append(message.text) if message.type == "error" else None)
            tab.on("pageerror", lambda error: said.append(str(error)))
        sign_in(tabs["member"], site)
        sign_in(tabs["admin"], site, ADMIN)
        for page in PAGES[part::PARTS]:
            said.clear()
            tab = tabs[page.who]
            if visit(tab, site, page):
                found += _wrong_with(page, tab, said)
                found += _broken_rules(page, tab)
            else:
                missing.append(page.name)
        browser.close()
    assert missing == []
    assert not found, "\n".join(found)


def _wrong_with(page: Page, tab: Tab, said: list[str]) -> list[str]:
    # WCAG 1.4.10: what a page of 1280 pixels shows at a zoom of 400 %, 320 wide, does not scroll sideways.
    wrong = [
        f"{page.name}: {beside} pixels too wide at {width}"
        for width in (320, *WIDTHS)
        if (beside := _too_wide_at(tab, width)) > 0
    ]
    wrong += [f"{page.name}: console: {text}" for text in said if str(page.status) not in text]
    if tab.evaluate("document.documentElement.lang") not in {"nl", "en"}:
        wrong.append(f"{page.name}: no language")
    return wrong


def _broken_rules(page: Page, tab: Tab) -> list[str]:
    wrong: list[str] = []
    for theme, rules in (("light", RULES), ("dark", RULES_OF_COLOUR)):
        if theme == "dark":
            tab.emulate_media(color_scheme="dark", reduced_motion="reduce")
            tab.reload()
        for violation in Axe().run(tab, options=rules).response["violations"]:
            for node in violation["nodes"][:3]:
                wrong.append(
                    f"{page.name}, {theme}: {violation['id']}: {node['html'][:140]} {node['failureSummary'][:200]}"
                )
    tab.emulate_media(color_scheme="light", reduced_motion="reduce")
    return wrong


def _too_wide_at(tab: Tab, width: int) -> int:
    size = tab.viewport_size
    assert size
    if size["width"] != width:
        tab.set_viewport_size({"width": width, "height": 640})
        # The browser takes the new size in its own time; in between, half of the page has the old one.
        tab.evaluate("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
        tab.wait_for_function(f"innerWidth === {width} && document.documentElement.clientWidth <= {width}")
    beside: int = tab.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    tab.set_viewport_size(size)
    return beside


def test_the_keyboard_opens_searches_and_closes(site: str) -> None:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        tab = new_page(browser, site, "en", "light", 1440)
        sign_in(tab, site)
        tab.keyboard.press("?")
        assert tab.locator("#keys").is_visible()
        tab.keyboard.press("Escape")
        assert tab.locator("#keys").is_hidden()
        tab.keyboard.press("/")
        assert tab.evaluate("document.activeElement.name") == "q"
        tab.keyboard.press("Escape")
        tab.locator(".bar .menu summary").focus()
        tab.keyboard.press("ArrowDown")
        assert tab.evaluate("Boolean(document.activeElement.closest('.menu__panel'))")
        tab.keyboard.press("Escape")
        assert tab.evaluate("document.activeElement.tagName") == "SUMMARY"
        tab.goto("/")
        tab.keyboard.press("Tab")
        tab.keyboard.press("Enter")
        assert tab.evaluate("document.activeElement.id") == "content"
        browser.close()
