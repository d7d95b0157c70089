"""In a real browser: choosing the texts of a course, taking what is suggested beside it, and what its open questions say while one answers."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect
from playwright.sync_api import Page as Tab

from tests.browser.pages import BITE, COURSE, DRAFT
from tests.browser.rules import broken
from tests.browser.visit import CHROMIUM, new_page, sign_in

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not Path(CHROMIUM).exists(), reason=f"no Chromium at {CHROMIUM}: pages not looked at"),
]
# Who answers none in any other test.
TOM = "tom.verbeek@lindehof.example"
CHOSEN = "#texts input:checked"
TITLES = "#texts .choice"


def test_enter_in_the_search_field_searches_and_keeps_what_was_chosen(site: str, tab: Tab) -> None:
    tab.goto("/learn/new/")
    chosen = _choose_first_and_type(tab)
    with tab.expect_response(lambda answer: "search=yes" in answer.url):
        tab.keyboard.press("Enter")
    expect(tab.locator(TITLES).nth(1)).to_contain_text("Hertriage", ignore_case=True)
    expect(tab.locator(CHOSEN)).to_have_value(chosen)
    expect(tab.locator("#text-search")).to_be_focused()
    assert tab.url == f"{site}/learn/new/"


def test_without_scripts_enter_searches_and_keeps_what_was_chosen_and_typed(site: str, windows: Browser) -> None:
    tab = windows.new_context(locale="nl", base_url=site, java_script_enabled=False).new_page()
    sign_in(tab, site)
    tab.goto("/learn/new/")
    tab.fill("[name=title]", "Kijken naar wie wacht")
    chosen = _choose_first_and_type(tab)
    tab.keyboard.press("Enter")
    tab.wait_for_url("**/learn/new/?q=hertriage&**")
    expect(tab.locator(TITLES).nth(1)).to_contain_text("Hertriage", ignore_case=True)
    expect(tab.locator(CHOSEN)).to_have_value(chosen)
    expect(tab.locator("[name=title]")).to_have_value("Kijken naar wie wacht")


def _choose_first_and_type(tab: Tab) -> str:
    """Choose the first text, and type the word to find another by; answers which was chosen."""
    first = tab.locator(TITLES).filter(has_not_text=re.compile("hertriage", re.IGNORECASE)).first
    first.locator("input").check()
    chosen = first.locator("input").input_value()
    tab.locator("#text-search").fill("hertriage")
    tab.locator("#text-search").focus()
    return chosen


def test_enter_in_the_title_asks_for_the_course_and_without_a_text_marks_where_they_are_chosen(tab: Tab) -> None:
    tab.goto("/learn/new/")
    tab.fill("[name=title]", "Van niets")
    tab.locator("[name=title]").focus()
    tab.keyboard.press("Enter")
    marked = tab.locator("fieldset.field--error")
    expect(marked.locator(".field__error")).to_be_visible()
    described = marked.get_attribute("aria-describedby")
    expect(tab.locator(f"#{described}")).to_contain_text("minstens één tekst")
    expect(tab.locator("[name=title]")).to_have_value("Van niets")
    assert broken(tab) == []


def test_what_is_still_open_follows_an_answer(site: str, windows: Browser) -> None:
    tab = new_page(windows, site, "nl", "light", 390)
    sign_in(tab, site, TOM)
    count = _to_open_questions(tab, site)
    form = tab.locator("form.quiz[data-kind=single]:not(:has(.feedback))").first
    identity = form.get_attribute("id")
    same = tab.locator(f"#{identity}")
    expect(tab.locator(f"#open a[href$='#{identity}']")).to_have_count(1)
    same.locator("input[type=radio]").first.check()
    same.locator("button.button--primary").click()
    expect(same.locator(".feedback")).to_be_focused()
    expect(tab.locator("#open li")).to_have_count(count - 1)
    expect(tab.locator(f"#open a[href$='#{identity}']")).to_have_count(0)
    expect(tab.locator("#open .notice__title")).to_contain_text(re.compile(rf"^\s*{count - 1} "))
    expect(tab.locator("#go-on button")).to_contain_text("zonder deze")


def test_a_suggested_point_is_taken_with_the_keyboard(site: str, windows: Browser) -> None:
    tab = new_page(windows, site, "nl", "light", 390)
    sign_in(tab, site, TOM)
    tab.goto("/learn/")
    tab.goto(_links(tab, DRAFT)[0])
    place = tab.locator("details[id^='s-']").first
    opened = place.locator("summary")
    expect(opened).to_contain_text(re.compile(r"Voorgesteld: \d+ vra[a-z]+, \d+ punt"))
    # Before anything was loaded for it, and on this page.
    address = tab.url
    opened.press("Enter")
    expect(place.get_by_role("heading").first).to_be_visible()
    assert tab.url == address
    expect(opened).to_be_focused()
    assert broken(tab) == []
    take = place.get_by_role("button", name="Kies dit punt")
    said = take.first.locator(".unseen").inner_text().removeprefix(": ")
    count = take.count()
    take.first.press("Enter")
    expect(take).to_have_count(count - 1)
    expect(opened).to_be_focused()
    stands = tab.locator("[role=group][aria-label^='Om te onthouden']")
    expect(stands.filter(has_text=said.partition(":")[0].removesuffix(" …"))).to_have_count(1)


def _to_open_questions(tab: Tab, site: str) -> int:
    """To a part that tells of more than one open question; answers of how many."""
    tab.goto("/learn/")
    for course in _links(tab, COURSE):
        tab.goto(course)
        for bite in _links(tab, BITE) or [f"{course}1/"]:
            tab.goto(f"{bite}?open=1")
            count = tab.locator("#open li").count()
            if count > 1 and tab.locator("form.quiz[data-kind=single]:not(:has(.feedback))").count():
                return count
    raise AssertionError(f"no part with two open questions on {site}")


def _links(tab: Tab, pattern: str) -> list[str]:
    found = tab.locator("main a").evaluate_all("links => links.map(link => link.getAttribute('href') || '')")
    return list(dict.fromkeys(link for link in found if re.search(pattern, link)))
