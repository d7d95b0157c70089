"""The whole round with a real SAML identity provider (npm's samlp) and a real browser: in, once more, out here and there."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlencode

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.test_provider import HERE, node, started
from tests.browser.visit import ADMIN, CHROMIUM, sign_in
from tests.installation import free_port
from zwerm.people.rules.saml_metadata import new_key

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(
        not Path(CHROMIUM).exists(), reason=f"no Chromium at {CHROMIUM}: signing in with SAML not tried"
    ),
    pytest.mark.skipif(not node(), reason="no Node: the real SAML provider was not started"),
    pytest.mark.skipif(
        not (HERE / "node_modules/samlp").exists(),
        reason="`python hatch_build.py providers` was not run: the real SAML provider was not started",
    ),
]


def tells(page: Page, login: str) -> None:
    page.fill("[name=login]", login)
    page.click("button")


def test_a_colleague_signs_in_and_out_with_a_real_saml_provider(site: str, tmp_path: Path, windows: Browser) -> None:
    # Two names for this machine are two sites to a browser, as they are for colleagues.
    site, port = site.replace("127.0.0.1", "localhost"), free_port()
    there, name = f"http://127.0.0.1:{port}", f"SAML {port}"
    files = [tmp_path / "key.pem", tmp_path / "certificate.pem"]
    for file, text in zip(files, new_key("idp", datetime.now(UTC)), strict=True):
        file.write_text(text)
    with started("saml.mjs", port, *files):
        admin = windows.new_context(locale="nl").new_page()
        sign_in(admin, site, ADMIN)
        admin.goto(f"{site}/administration/providers/new/saml/")
        for field, text in (("name", name), ("address", f"{there}/metadata"), ("domains", "lindehof.example")):
            admin.fill(f"[name={field}]", text)
        for field in ("vouches", "makes_accounts", "ends_there"):
            admin.check(f"[name={field}]")
        admin.click("main form:has([name=address]) button[type=submit]")
        ours = admin.inner_text("#metadata")
        admin.goto(f"{there}/trust?{urlencode({'metadata': ours})}")
        expect(admin.locator("body")).to_have_text("trusted")

        visitor = windows.new_context(locale="nl").new_page()
        said: list[str] = []
        visitor.on("console", lambda message: said.append(message.text) if message.type == "error" else None)
        visitor.goto(f"{site}/account/login/?next=/people/")
        visitor.click(f"text=Inloggen met {name}")
        tells(visitor, "nora")
        visitor.wait_for_url(f"{site}/people/")
        expect(visitor.locator("summary[aria-label*='Nora Nieuw']")).to_be_visible()

        again = f"{ours.removesuffix('metadata/')}again/?next=/account/data/"
        for login in ("fatima", "nora"):
            visitor.goto(again)
            visitor.click(f"button:has-text('Log opnieuw in met {name}')")
            tells(visitor, login)
            if login == "fatima":
                expect(visitor.locator("h1")).to_have_text("Hieruit bleek niet dat jij het bent")
        visitor.wait_for_url(f"{site}/account/data/")

        visitor.goto(f"{site}/account/logout/")
        visitor.click("main button[type=submit]")
        expect(visitor.locator("body")).to_contain_text(f"Je bent uitgelogd, hier en bij {name}.")
        visitor.click(f"text=Inloggen met {name}")
        tells(visitor, "nora")
        visitor.wait_for_url(f"{site}/")
        visitor.goto(f"{there}/leave")
        expect(visitor.locator("body")).to_have_text("200")
        visitor.goto(f"{site}/people/")
        expect(visitor).to_have_url(f"{site}/account/login/?next=%2Fpeople%2F")
        assert [text for text in said if "Content Security Policy" in text and site in text] == []
