"""Passkeys in a real browser, with a key of the browser's own making (the virtual authenticator of Chromium)."""

from __future__ import annotations

from pathlib import Path
from secrets import token_hex
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, expect
from playwright.sync_api import Page as Tab

from tests.browser.visit import ADMIN, CHROMIUM, sign_in

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not Path(CHROMIUM).exists(), reason=f"no Chromium at {CHROMIUM}: passkeys not tried"),
]


# Which codes and buttons of the page lie under something else.
COVERED = """() => [...document.querySelectorAll("main .codes code, main .button")].filter((one) => {
  const box = one.getBoundingClientRect();
  const top = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
  return top && !one.contains(top) && !top.contains(one);
}).map((one) => one.textContent.trim())"""


@pytest.fixture
def tab(windows: Browser) -> Tab:
    return windows.new_context(locale="nl", reduced_motion="reduce").new_page()


def with_key(tab: Tab) -> None:
    session = tab.context.new_cdp_session(tab)
    session.send("WebAuthn.enable")
    kind = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True}
    session.send(
        "WebAuthn.addVirtualAuthenticator",
        {"options": {**kind, "isUserVerified": True, "automaticPresenceSimulation": True}},
    )


def test_a_passkey_is_made_signs_in_and_is_removed(site: str, tab: Tab) -> None:
    site = site.replace("127.0.0.1", "localhost")  # a passkey belongs to a name, not to a number
    sign_in(tab, site, "tess.vanvliet@lindehof.example")
    with_key(tab)
    tab.goto(f"{site}/account/security/webauthn/add/")
    tab.fill("input[name=name]", "Laptop")
    tab.set_viewport_size({"width": 390, "height": 844})
    tab.click("main button[type=submit]")
    expect(tab.locator(".codes li")).to_have_count(10)
    expect(tab.locator("main .notice")).to_be_visible()
    assert tab.evaluate(COVERED) == [], "the codes are shown once, and nothing lies over them"
    _sign_out(tab, site)
    tab.check("[name=remember][type=checkbox]")
    tab.click("text=Inloggen met een passkey")
    tab.wait_for_url(f"{site}/")
    kept = next(cookie for cookie in tab.context.cookies() if cookie["name"] == "sessionid")
    assert kept["expires"] > 0, "the one tick counts for a passkey too"
    tab.goto(f"{site}/account/security/webauthn/")
    expect(tab.locator("main")).to_contain_text("Laptop")
    expect(tab.locator("main")).to_contain_text("laatst gebruikt op")
    tab.click("main >> text=Weghalen")
    tab.click("main >> text=beveiligingssleutel")  # asked once more who it is: by passkey too
    tab.click("text=Gebruik mijn passkey")
    tab.wait_for_url("**/webauthn/**/remove/")
    tab.click("main button[type=submit]")
    expect(tab.locator("main")).to_contain_text("Nog geen passkeys")


def test_a_passkey_takes_the_second_step_after_a_password(site: str, tab: Tab) -> None:
    site = site.replace("127.0.0.1", "localhost")
    sign_in(tab, site, "tom.verbeek@lindehof.example")
    with_key(tab)
    tab.goto(f"{site}/account/password/set/")
    tab.fill("[name=password1]", "paars nijlpaard zingt vals")
    tab.fill("[name=password2]", "paars nijlpaard zingt vals")
    tab.click("main button[type=submit]")
    tab.goto(f"{site}/account/security/webauthn/add/")
    tab.uncheck("[name=passwordless]")
    tab.click("main button[type=submit]")
    expect(tab.locator(".codes li")).to_have_count(10)
    _sign_out(tab, site)
    tab.fill("[name=login]", "tom.verbeek@lindehof.example")
    tab.fill("[name=password]", "paars nijlpaard zingt vals")
    tab.click("main form:has([name=login]) button[type=submit]")
    tab.click("text=Gebruik mijn passkey")
    tab.wait_for_url(f"{site}/")


def test_a_device_that_refuses_changes_nothing_and_says_so(site: str, tab: Tab) -> None:
    site = site.replace("127.0.0.1", "localhost")
    tab.goto(f"{site}/account/login/")
    with_key(tab)
    tab.click("text=Inloggen met een passkey")
    expect(tab.locator("[data-failed]")).to_be_visible()


def test_who_chose_a_passkey_by_an_invitation_is_asked_for_it_at_once_and_may_press_the_button_too(
    site: str, windows: Browser
) -> None:
    site = site.replace("127.0.0.1", "localhost")
    admin = windows.new_context(locale="nl", reduced_motion="reduce").new_page()
    sign_in(admin, site, ADMIN)
    for has_key in (True, False):
        admin.goto(f"{site}/people/invitations/")
        admin.click("main form:has([name=domains]) button[type=submit]")
        path = urlsplit(admin.locator("#made-link").text_content() or "").path
        tab = windows.new_context(locale="nl", reduced_motion="reduce").new_page()
        tab.goto(f"{site}{path}")
        if has_key:
            with_key(tab)
        else:
            tab.add_init_script("navigator.credentials.create = () => Promise.reject(new Error('not pressed'))")
        tab.fill("[name=email]", f"nora.{token_hex(4)}@lindehof.example")
        tab.click("main button[type=submit]")
        tab.fill("[name=name]", "Nora Vink")
        tab.check("[name=way][value=passkey]")
        tab.click("main button[type=submit]")
        if has_key:
            expect(tab.locator(".codes li")).to_have_count(10)
            continue
        tab.wait_for_url(f"{site}/account/security/webauthn/add/")
        expect(tab.locator("[data-failed]")).to_be_hidden()
        tab.click("main button[type=submit]")
        expect(tab.locator("[data-failed]")).to_be_visible()


def _sign_out(tab: Tab, site: str) -> None:
    tab.goto(f"{site}/account/logout/")
    tab.click("main button[type=submit]")
    tab.goto(f"{site}/account/login/")
