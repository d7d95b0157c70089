"""In a real browser: who knows stands beside what was found where there is room, and on a phone a line above it leads there."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.visit import CHROMIUM, LEAD, new_page, sign_in

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not Path(CHROMIUM).exists(), reason=f"no Chromium at {CHROMIUM}: pages not looked at"),
]
SHIFTS = """() => {
  window.moved = [];
  new PerformanceObserver((list) => window.moved.push(...list.getEntries().flatMap((one) => one.sources.map(
    (source) => source.node?.closest?.('#results') ? source.node.outerHTML : '').filter(Boolean)
  ))).observe({type: 'layout-shift', buffered: true});
}"""


@pytest.mark.parametrize("width", [390, 1100, 1440])
def test_who_knows_stands_in_sight_of_what_was_found_and_moves_nothing_when_it_comes(
    windows: Browser, site: str, width: int
) -> None:
    tab = new_page(windows, site, "nl", "light", width)
    sign_in(tab, site, LEAD)
    tab.goto("/search/?q=valrisico")
    tab.evaluate(SHIFTS)
    part, first = tab.get_by_role("region", name="Collega’s die er meer van weten"), tab.locator(".items > li").first
    expect(part).to_be_visible()
    way = tab.get_by_role("link", name="hier misschien meer van")
    at, found = part.bounding_box(), first.bounding_box()
    assert at is not None
    assert found is not None
    if width == 1440:
        assert at["x"] >= found["x"] + found["width"]
        assert at["y"] < found["y"] + found["height"]
        expect(way).to_be_hidden()
    else:
        assert at["y"] > found["y"] + found["height"]
        line = way.bounding_box()
        assert line is not None
        assert line["y"] + line["height"] <= found["y"]
        way.click()
        expect(part.get_by_role("heading")).to_be_in_viewport()
    assert tab.evaluate("window.moved") == []
