"""How a browser comes in: in a language, a theme and a width, as a stranger or as someone of the demo."""

from __future__ import annotations

import re
from urllib.parse import urljoin

from playwright.sync_api import Browser
from playwright.sync_api import Page as Tab

from tests.browser.pages import Page

CHROMIUM = "/usr/bin/chromium"
WIDTHS = (390, 1440)
ADMIN = "priya.ramdin@lindehof.example"


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


def visit(tab: Tab, site: str, page: Page) -> bool:
    """Go there; False when no page links to such an address, or it answers otherwise than it should."""
    response = tab.goto(urljoin(site, page.address))
    for pattern in page.follow:
        links = tab.locator("main a").evaluate_all("links => links.map(link => link.getAttribute('href'))")
        found = next((link for link in links if link and re.search(pattern, link)), None)
        if found is None:
            return False
        response = tab.goto(urljoin(site, found))
    if "/account/again/" in tab.url and not page.address.startswith("/account/again/"):
        # Minutes after the click that signed them in, the page is about who gets in: one more click.
        with tab.expect_navigation():
            tab.locator("main form .button--primary").click()
        response = tab.reload()
    tab.evaluate("document.fonts.ready")
    return response is not None and response.status == page.status
