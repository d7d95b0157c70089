"""What a first visit costs: compressed bytes of each page with everything it loads, and the time to its first words.

`python bench/page_weight.py [--site http://127.0.0.1:8000]`; needs a running demo and Chromium. Every page is visited
with an empty cache; bytes are what the server sent, headers included. The budget: 60 KB, of which JavaScript 25 KB, and
the first words within 300 ms on this machine. What a page fetches for when there is no connection, once someone stays on it,
stands in a column of its own ("later").
"""

from __future__ import annotations

import argparse
import json
import statistics
import sys
from pathlib import Path
from typing import Any
from urllib.parse import urljoin
from urllib.request import Request, urlopen

from playwright.sync_api import Browser, CDPSession, sync_playwright
from playwright.sync_api import Page as Tab

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from tests.browser.pages import BITE, COURSE, PAGES, Page
from tests.browser.visit import ADMIN, LEAD, launched, new_page, sign_in, visit

KINDS = ("Document", "Stylesheet", "Script", "Font", "Image", "Other")
LATER = "Later"
# As heavy as a part of a course is: another one follows, and is fetched for when there is no connection.
WEIGHED = [*PAGES, Page("bite-one-follows", "/learn/?q=Veilig+werken+met+medicatie", follow=(COURSE, BITE))]
PATIENCE = 10
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


def weigh(browser: Browser, site: str, address: str, cookies: list[object]) -> dict[str, int]:
    """What came to a window with nothing kept, in bytes by kind; `LATER` is what the page fetches for when there is no connection."""
    tab = opened(browser, site, cookies)
    session: CDPSession = tab.context.new_cdp_session(tab)
    kinds: dict[str, str] = {}
    sizes = dict.fromkeys((*KINDS, LATER), 0)

    def asked(event: dict[str, Any]) -> None:
        if "Zwerm-Keep" in event["request"]["headers"]:
            kinds[event["requestId"]] = LATER

    def finished(event: dict[str, Any]) -> None:
        kind = kinds.get(event["requestId"], "Other")
        sizes[kind if kind in sizes else "Other"] += int(event["encodedDataLength"])

    session.on("Network.requestWillBeSent", asked)
    session.on("Network.responseReceived", lambda event: kinds.setdefault(event["requestId"], event["type"]))
    session.on("Network.loadingFinished", finished)
    session.send("Network.enable")
    # Else what it kept for when there is no connection is counted as nothing.
    session.send("Network.setBypassServiceWorker", {"bypass": True})
    tab.goto(address)
    tab.wait_for_load_state("networkidle")
    for _ in range(PATIENCE * 10 if tab.locator("[data-keeps]").count() and cookies else 0):
        if sizes[LATER]:
            break
        tab.wait_for_timeout(100)
    tab.context.close()
    return sizes


def kept_once(site: str) -> int:
    """Bytes that the service worker brings once a release, for the page that says that there is no connection."""
    words = urlopen(urljoin(site, "/worker.js")).read().decode()
    shell = json.JSONDecoder().raw_decode(words, words.index("{"))[0]["shell"]
    return sum(len(urlopen(Request(urljoin(site, one), headers={"Accept-Encoding": "br"})).read()) for one in shell)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--site", default="http://127.0.0.1:8000")
    parser.add_argument("--times", type=int, default=3)
    parser.add_argument("--only", nargs="*", default=[], help="names of pages")
    given = parser.parse_args()
    heading = "".join(f"{kind[:10].lower():>11}" for kind in KINDS)
    print(f"{'page':<22}{heading}{'total KB':>10}{'later KB':>10}{'FCP ms':>8}")
    with sync_playwright() as playwright:
        browser = launched(playwright)
        cookies: dict[str, list[object]] = {"stranger": []}
        tabs = {"stranger": new_page(browser, given.site, "nl", "light", 1440)}
        for who, email in (("member", ""), ("lead", LEAD), ("admin", ADMIN)):
            tab = new_page(browser, given.site, "nl", "light", 1440)
            sign_in(tab, given.site, email)
            tabs[who], cookies[who] = tab, list(tab.context.cookies())
        for page in [one for one in WEIGHED if not given.only or one.name in given.only]:
            if not visit(tabs[page.who], given.site, page):
                print(f"{page.name:<22} not there")
                continue
            address = tabs[page.who].url
            sizes = weigh(browser, given.site, address, cookies[page.who])
            paint = statistics.median(
                first_words(browser, given.site, address, cookies[page.who]) for _ in range(given.times)
            )
            row = "".join(f"{sizes[kind] / 1000:>11.1f}" for kind in KINDS)
            whole = sum(sizes[kind] for kind in KINDS)
            print(f"{page.name:<22}{row}{whole / 1000:>10.1f}{sizes[LATER] / 1000:>10.1f}{paint:>8.0f}", flush=True)
        print(f"once a release, for when there is no connection: {kept_once(given.site) / 1000:.1f} KB")
        browser.close()


if __name__ == "__main__":
    main()
