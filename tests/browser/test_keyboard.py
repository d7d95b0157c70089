"""In a real browser, without a mouse: each kind of quiz question, and a practice session."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, expect
from playwright.sync_api import Page as Tab

from tests.browser.pages import BITE, COURSE
from tests.browser.visit import CHROMIUM, LEAD, new_page, sign_in
from zwerm.courses.rules.mentioned import MOST_SECTIONS

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not Path(CHROMIUM).exists(), reason=f"no Chromium at {CHROMIUM}: pages not looked at"),
]


def _links(tab: Tab, pattern: str) -> list[str]:
    found = tab.locator("main a").evaluate_all("links => links.map(link => link.getAttribute('href') || '')")
    return list(dict.fromkeys(link for link in found if re.search(pattern, link)))


def _choose_one(form: Locator, tab: Tab) -> None:
    form.locator("input[type=radio]").first.focus()
    tab.keyboard.press("ArrowDown")


def _choose_some(form: Locator, tab: Tab) -> None:
    form.locator("input[type=checkbox]").first.focus()
    tab.keyboard.press("Space")
    tab.keyboard.press("Tab")
    tab.keyboard.press("Space")


def _put_in_order(form: Locator, tab: Tab) -> None:
    """The button keeps the focus while its row moves, and the place is told."""
    row = form.locator(".sortable__row").first.locator(".grow").inner_text()
    form.locator("[data-moves=down]").first.focus()
    tab.keyboard.press("Enter")
    expect(form.locator(".sortable__row").nth(1)).to_contain_text(row)
    tab.keyboard.press("Enter")
    expect(form.locator(".sortable__row").nth(2)).to_contain_text(row)
    expect(form.locator("[data-order-place]")).to_contain_text("3")


def _pair(form: Locator, tab: Tab) -> None:
    for letters in form.locator(".letters").all():
        letters.locator("input").first.focus()
        tab.keyboard.press("Space")


def _fill(form: Locator, tab: Tab) -> None:
    if form.locator(".gap-input").count() == 0:
        _choose_one(form, tab)
        return
    form.locator(".gap-input").focus()
    tab.keyboard.type("7")


def _write(form: Locator, tab: Tab) -> None:
    form.locator("textarea").focus()
    tab.keyboard.type("Rustig blijven en vragen wat er is.")


def _judge(form: Locator, tab: Tab) -> None:
    """From what is compared on to the judgement, where the keyboard stays."""
    # Past the way to the text and those to each of its sections.
    for _ in range(2 + MOST_SECTIONS):
        tab.keyboard.press("Tab")
        if form.locator("[name=judged]:focus").count():
            break
    chosen = form.locator("[name=judged]:focus").inner_text()
    tab.keyboard.press("Enter")
    expect(form.locator("[aria-pressed=true]")).to_have_text(chosen)
    expect(form.locator("[aria-pressed=true]")).to_be_focused()


WAYS: dict[str, Callable[[Locator, Tab], None]] = {
    "single": _choose_one,
    "multiple": _choose_some,
    "order": _put_in_order,
    "match": _pair,
    "gap": _fill,
    "numeric": _fill,
    "open": _write,
}


def _questions(tab: Tab, site: str) -> Iterator[Locator]:
    """The first open question of each kind, in all courses that there are."""
    seen: set[str] = set()
    tab.goto(f"{site}/learn/")
    for course in _links(tab, COURSE):
        tab.goto(site + course)
        for bite in _links(tab, BITE) or [f"{course}1/"]:
            tab.goto(site + bite)
            for form in tab.locator("form.quiz").all():
                kind = form.get_attribute("data-kind") or ""
                if kind not in seen and form.locator(".feedback").count() == 0:
                    seen.add(kind)
                    yield form


def test_every_kind_of_question_is_answered_and_tried_again_with_the_keyboard(site: str, windows: Browser) -> None:
    answered = []
    # By who answers none in any other test: of some kinds there are few.
    tab = new_page(windows, site, "nl", "light", 390)
    sign_in(tab, site, LEAD)
    for form in _questions(tab, site):
        kind, identity = form.get_attribute("data-kind") or "", form.get_attribute("id")
        same = tab.locator(f"#{identity}")
        WAYS[kind](same, tab)
        same.locator("button.button--primary").focus()
        tab.keyboard.press("Enter")
        expect(same.locator(".feedback")).to_be_focused()
        if kind == "open":
            _judge(same, tab)
        if same.locator(".feedback--wrong").count():
            same.locator("a.button").last.focus()
            tab.keyboard.press("Enter")
            expect(same.locator(".feedback")).to_have_count(0)
            expect(same.locator(":focus")).to_have_count(1)
        answered.append(kind)
    assert set(WAYS) <= set(answered)


def test_who_answers_before_anything_is_at_hand_goes_on_at_the_verdict_too(site: str, tab: Tab) -> None:
    """The answer then comes with the whole page, and what its address names does not take the focus."""
    form = next(form for form in _questions(tab, site) if form.get_attribute("data-kind") == "single")
    _choose_one(form, tab)
    same = tab.locator(f"#{form.get_attribute('id')}")
    form.evaluate("form => form.submit()")
    expect(same.locator(".feedback")).to_be_focused()


def test_a_practice_session_goes_with_space_numbers_and_a_step_back(site: str, tab: Tab) -> None:
    tab.goto(f"{site}/practice/")
    tab.locator("main form[action$='/session/'] button, main form button.button--primary").first.focus()
    tab.keyboard.press("Enter")
    tab.wait_for_url("**/practice/session/**")
    front = tab.locator(".flashcard__front")
    asked = front.inner_text()
    left = tab.locator("#turn").get_by_text(re.compile(r"^(nog \d+|\d+ left)"))
    before = left.inner_text()
    tab.keyboard.press("Space")
    expect(tab.locator(".rating").first).to_be_visible()
    tab.keyboard.press("3")
    expect(front).not_to_have_text(asked)
    expect(left).not_to_have_text(before)
    # Who goes on with Tab is at the card, not above the page.
    expect(tab.locator(".flip__show")).to_be_focused()
    tab.keyboard.press("z")
    expect(front).to_have_text(asked)
