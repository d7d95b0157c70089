"""One running demo for all tests in a browser."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.request import urlopen

import pytest
from playwright.sync_api import Browser, Playwright, expect, sync_playwright
from playwright.sync_api import Page as Tab

from tests.browser.visit import launched, new_page, sign_in
from tests.installation import Installation, free_port, fresh_installation

ROOT = Path(__file__).resolve().parents[2]
# Milliseconds to wait for what should come: of a machine that has much to do it takes longer, and no test is about time.
expect.set_options(timeout=20_000)


@pytest.fixture(scope="session")
def site(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a demo that is running; BROWSER_SITE names one that runs already."""
    if os.environ.get("BROWSER_SITE"):
        yield os.environ["BROWSER_SITE"]
        return
    if not (ROOT / "zwerm/ui/static/built/manifest.json").exists():
        pytest.skip("the islands are not built: run `python hatch_build.py`")
    port = free_port()
    demo: Installation = request.getfixturevalue("demo")
    with fresh_installation(tmp_path_factory.mktemp("home"), demo) as installation:
        environment = installation.environment | {"DJANGO_SETTINGS_MODULE": "zwerm.settings"}
        server = subprocess.Popen(
            [sys.executable, "-m", "zwerm", "run", "--demo", "--port", str(port)], cwd=ROOT, env=environment
        )
        address = f"http://127.0.0.1:{port}"
        try:
            _wait_for(address, server)
            yield address
        finally:
            server.terminate()
            server.wait(20)


@pytest.fixture(scope="module")
def playwright() -> Iterator[Playwright]:
    """It ends with the module: no database is asked while it is there."""
    with sync_playwright() as started:
        yield started


@pytest.fixture(scope="module")
def browser(playwright: Playwright) -> Iterator[Browser]:
    """Starting one takes longer than looking at a page."""
    browser = launched(playwright)
    yield browser
    browser.close()


@pytest.fixture
def windows(browser: Browser) -> Iterator[Browser]:
    """The browser for one test: nothing of what it opens there is left to the next."""
    assert not browser.contexts
    yield browser
    for context in browser.contexts:
        context.close()


@pytest.fixture
def tab(site: str, windows: Browser) -> Tab:
    """A phone of the first colleague of the demo, in Dutch."""
    tab = new_page(windows, site, "nl", "light", 390)
    sign_in(tab, site)
    return tab


def _wait_for(address: str, server: subprocess.Popen[bytes]) -> None:
    for _ in range(600):
        if server.poll() is not None:
            pytest.fail("the demo did not start")
        try:
            urlopen(f"{address}/account/login/", timeout=5).close()  # noqa: S310  our own address
        except OSError:
            time.sleep(0.2)
        else:
            return
    pytest.fail("the demo did not start in two minutes")
