"""Pictures of every page, in both themes, on a phone and on a desk: `python bench/screenshots.py FOLDER [--only NAME…]`.

Needs a running demo (`--site`, default http://127.0.0.1:8000) and Chromium.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from tests.browser.pages import PAGES
from tests.browser.visit import ADMIN, LEAD, WIDTHS, launched, new_page, sign_in, visit


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--only", nargs="*", default=[])
    parser.add_argument("--site", default="http://127.0.0.1:8000")
    parser.add_argument("--languages", default="nl")
    parser.add_argument("--themes", default="light,dark")
    parser.add_argument("--widths", default=",".join(map(str, WIDTHS)))
    parser.add_argument("--as", dest="email", default="")
    parser.add_argument("--whole", action="store_true", help="the whole length of each page")
    given = parser.parse_args()
    given.folder.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = launched(playwright)
        for language in given.languages.split(","):
            for width in map(int, given.widths.split(",")):
                for theme in given.themes.split(","):
                    stranger = new_page(browser, given.site, language, theme, width)
                    member = new_page(browser, given.site, language, theme, width)
                    sign_in(member, given.site, given.email)
                    admin = new_page(browser, given.site, language, theme, width)
                    sign_in(admin, given.site, ADMIN)
                    lead = new_page(browser, given.site, language, theme, width)
                    sign_in(lead, given.site, LEAD)
                    tabs = {"stranger": stranger, "member": member, "lead": lead, "admin": admin}
                    for page in PAGES:
                        if given.only and page.name not in given.only:
                            continue
                        tab = tabs[page.who]
                        if not visit(tab, given.site, page):
                            print(f"{page.name}: not there yet")
                            continue
                        name = f"{page.name}-{width}-{theme}-{language}.png"
                        tab.screenshot(path=given.folder / name, full_page=given.whole or width < 800)
                    for tab in tabs.values():
                        tab.context.close()
        browser.close()


if __name__ == "__main__":
    main()
