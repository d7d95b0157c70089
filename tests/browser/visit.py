"""How a browser comes in: in a language, a theme and a width, as a stranger or as someone of the demo."""

from __future__ import annotations

import os
import re
import time
from typing import Any
from urllib.parse import urljoin

from lxml.html import fromstring
from playwright.sync_api import Browser, Playwright
from playwright.sync_api import Page as Tab

from tests.browser.pages import Page

# Debian's Chromium. Its shell is the same engine without the parts around a page, which nobody sees here: a third less work.
CHROMIUM = next(filter(os.path.exists, ("/usr/bin/chromium-headless-shell", "/usr/bin/chromium")), "/usr/bin/chromium")
WIDTHS = (390, 1440)
# For the suggestions under its address bar every window of Chromium starts two pages of its own: three quarters of a second of
# work beside the page that is looked at. A second list replaces Playwright's, so the others are what that leaves out.
LEFT_OUT = (
    "WebUIOmniboxPopup",
    "WebUIOmniboxAimPopup",
    "AimEnabled",
    "AvoidCorsURLLoaderRestartOnRedirect",
    "AvoidUnnecessaryBeforeUnloadCheckSync",
    "DestroyProfileOnBrowserClose",
    "HttpsFirstBalancedModeAutoEnable",
    "HttpsUpgrades",
    "LensOverlay",
    "MediaRouter",
    "NetworkTimeServiceQuerying",
    "OptimizationHints",
    "PaintHolding",
    "PreconnectToSearch",
    "ThirdPartyStoragePartitioning",
)
ARGUMENTS = ["--no-sandbox", f"--disable-features={','.join(LEFT_OUT)}"]
ADMIN = "priya.ramdin@lindehof.example"
LEAD = "sanne.devries@lindehof.example"


def launched(playwright: Playwright) -> Browser:
    return playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)


def new_page(browser: Browser, site: str, language: str, theme: str, width: int) -> Tab:
    context = browser.new_context(
        locale=language,
        color_scheme="dark" if theme == "dark" else "light",
        viewport={"width": width, "height": 844 if width < 800 else 900},
        reduced_motion="reduce",
        base_url=site,
    )
    context.add_cookies([{"name": "django_language", "value": language, "url": site}])
    return context.new_page()


def sign_in(tab: Tab, site: str, email: str = "") -> None:
    """As one of the demo's colleagues, with one click on the sign-in page."""
    tab.goto(urljoin(site, "/account/login/"))
    buttons = tab.locator(".persona")
    if email:
        buttons = tab.locator("form", has=tab.locator(f"input[value='{email}']")).locator(".persona")
    buttons.first.click()
    tab.wait_for_url(urljoin(site, "/"))


def wait_until(tab: Tab, script: str, argument: Any = None, patience: float = 30) -> None:
    """Until an async function of the page answers yes: Playwright's `wait_for_function` takes its promise for a yes."""
    until = time.monotonic() + patience
    while not tab.evaluate(script, argument):
        if time.monotonic() > until:
            raise TimeoutError(f"after {patience:.0f} s still no: {script} {argument or ''}")
        tab.wait_for_timeout(50)


def visit(tab: Tab, site: str, page: Page) -> bool:
    """Go there; False when no page links to such an address, or it answers otherwise than it should."""
    address = urljoin(site, page.address)
    for pattern in page.follow:
        found = next((link for link in _links_of(tab, address) if re.search(pattern, link)), None)
        if found is None:
            return False
        address = urljoin(site, found)
    response = tab.goto(address)
    if "/account/again/" in tab.url and not page.address.startswith("/account/again/"):
        # Minutes after the click that signed them in, the page is about who gets in: one more click.
        _show_again(tab)
        response = tab.reload()
    tab.evaluate("document.fonts.ready")
    return response is not None and response.status == page.status


def _show_again(tab: Tab) -> None:
    with tab.expect_navigation():
        tab.locator("main form .button--primary").click()


def _links_of(tab: Tab, address: str) -> list[str]:
    """Where a page on the way leads to. It is not opened: by another line it, or one like it, is."""
    answer = tab.context.request.get(address)
    if "/account/again/" in answer.url:
        tab.goto(answer.url)
        _show_again(tab)
        answer = tab.context.request.get(address)
    return [str(link) for link in fromstring(answer.text()).xpath("//main//a/@href")]
