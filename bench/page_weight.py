"""What a first visit costs: compressed bytes of each page with everything it loads, and the time to its first words.

`python bench/page_weight.py [--site http://127.0.0.1:8000]`; needs a running demo and Chromium. Every page is visited
with an empty cache; bytes are what the server sent, headers included. The budget: 60 KB, of which JavaScript 25 KB, and
the first words within 300 ms on this machine.
"""

from __future__ import annotations

import argparse
import statistics
import sys
from pathlib import Path

from playwright.sync_api import Browser, CDPSession, sync_playwright
from playwright.sync_api import Page as Tab

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from tests.browser.pages import PAGES, Page
from tests.browser.visit import ADMIN, LEAD, launched, new_page, sign_in, visit

KINDS = ("Document", "Stylesheet", "Script", "Font", "Image", "Other")
FIRST_PAINT = """() => {
  const entry = performance.getEntriesByName('first-contentful-paint')[0];
  return entry ? entry.startTime : null;
}"""


def opened(browser: Browser, site: str, cookies: list[object]) -> Tab:
    """A window with nothing kept. Whoever goes to a page has a browser open: its own start is no part of this."""
    tab = new_page(browser, site, "nl", "light", 1440)
    tab.context.add_cookies(cookies)  # type: ignore[arg-type]
    tab.wait_for_timeout(500)
    return tab


def first_words(browser: Browser, site: str, address: str, cookies: list[object]) -> float:
    """Milliseconds until they stand there. Nothing is noted down meanwhile: that takes Chromium as long as the page."""
    tab = opened(browser, site, cookies)
    tab.goto(address)
    paint = tab.wait_for_function(FIRST_PAINT).json_value()
    tab.context.close()
    return float(paint)


def weigh(browser: Browser, site: str, page: Page, cookies: list[object]) -> tuple[dict[str, int], str] | None:
    """What came, in bytes by kind, and from which address."""
    tab = opened(browser, site, cookies)
    session: CDPSession = tab.context.new_cdp_session(tab)
    kinds: dict[str, str] = {}
    sizes = dict.fromkeys(KINDS, 0)
    session.on("Network.responseReceived", lambda event: kinds.__setitem__(event["requestId"], event["type"]))

    def finished(event: dict[str, object]) -> None:
        kind = kinds.get(str(event["requestId"]), "Other")
        sizes[kind if kind in sizes else "Other"] += int(event["encodedDataLength"])  # type: ignore[call-overload]

    session.on("Network.loadingFinished", finished)
    session.send("Network.enable")
    session.send("Network.setCacheDisabled", {"cacheDisabled": True})
    # Else what it kept for when there is no connection is counted as nothing.
    session.send("Network.setBypassServiceWorker", {"bypass": True})
    there = visit(tab, site, page)
    if there:
        # Only the page itself counts, not what led there.
        sizes.update(dict.fromkeys(sizes, 0))
        tab.reload()
    if not there:
        tab.context.close()
        return None
    tab.wait_for_load_state("networkidle")
    address = tab.url
    tab.context.close()
    return sizes, address


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--site", default="http://127.0.0.1:8000")
    parser.add_argument("--times", type=int, default=3)
    given = parser.parse_args()
    print(f"{'page':<22}" + "".join(f"{kind[:10].lower():>11}" for kind in KINDS) + f"{'total KB':>10}{'FCP ms':>8}")
    with sync_playwright() as playwright:
        browser = launched(playwright)
        cookies: dict[str, list[object]] = {"stranger": []}
        for who, email in (("member", ""), ("lead", LEAD), ("admin", ADMIN)):
            tab = new_page(browser, given.site, "nl", "light", 1440)
            sign_in(tab, given.site, email)
            cookies[who] = list(tab.context.cookies())
        for page in PAGES:
            weighed = weigh(browser, given.site, page, cookies[page.who])
            if not weighed:
                print(f"{page.name:<22} not there")
                continue
            sizes, address = weighed
            paint = statistics.median(
                first_words(browser, given.site, address, cookies[page.who]) for _ in range(given.times)
            )
            row = "".join(f"{sizes[kind] / 1000:>11.1f}" for kind in KINDS)
            print(f"{page.name:<22}{row}{sum(sizes.values()) / 1000:>10.1f}{paint:>8.0f}")
        browser.close()


if __name__ == "__main__":
    main()
