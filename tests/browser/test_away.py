"""Without a connection: reading what was seen, learning and practising on, and nothing lost, doubled or shown to another."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page as Tab
from playwright.sync_api import expect

from tests.browser.pages import BITE, COURSE, ITEM
from tests.browser.visit import CHROMIUM, sign_in

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not Path(CHROMIUM).exists(), reason=f"no Chromium at {CHROMIUM}"),
]

CONTROLLED = "() => navigator.serviceWorker.ready.then(() => Boolean(navigator.serviceWorker.controller))"
KEPT = """async (path) => {
  const names = (await caches.keys()).filter((name) => name.startsWith('zwerm-pages-'));
  return (await Promise.all(names.map(async (name) => (await caches.open(name)).match(path, {ignoreVary: true})))).some(Boolean);
}"""
WAITING = """() => new Promise((resolve) => {
  const asked = indexedDB.open('zwerm', 1);
  asked.onsuccess = () => {
    const all = asked.result.transaction('acts').objectStore('acts').getAll();
    all.onsuccess = () => resolve(all.result.map((act) => act.act));
  };
})"""


OPEN = "form.quiz:has(button[type=submit]):has(input[type=radio]):not(:has(select))"


def links(tab: Tab, pattern: str) -> list[str]:
    found = tab.locator("main a").evaluate_all("links => links.map(link => link.getAttribute('href'))")
    return [link for link in dict.fromkeys(found) if link and re.search(pattern, link)]


def open_item(tab: Tab) -> str:
    tab.goto("/knowledge/?kind=howto")
    tab.goto(links(tab, ITEM)[0])
    return tab.url


def open_bite(tab: Tab) -> str:
    """A part with a question that waits for an answer."""
    tab.goto("/learn/")
    for course in links(tab, COURSE):
        tab.goto(course)
        for bite in links(tab, BITE):
            tab.goto(bite)
            if tab.locator(OPEN).count():
                return tab.url
    raise AssertionError("everything in the demo is answered")


def test_read_a_page_take_a_bite_and_practise_without_a_connection(tab: Tab, site: str) -> None:
    tab.wait_for_function(CONTROLLED)
    item = open_item(tab)
    words = tab.locator("article.prose").inner_text()
    bite = open_bite(tab)
    tab.goto("/practice/")
    for address in (item, bite, "/practice/away/"):
        tab.wait_for_function(KEPT, arg=address)

    tab.context.set_offline(True)
    tab.goto(item)
    assert tab.locator("article.prose").inner_text() == words
    expect(tab.locator(".away")).to_contain_text("Je hebt geen verbinding")

    tab.goto(bite)
    name = tab.locator(OPEN).first.get_attribute("id")
    question = tab.locator(f"#{name}")
    question.locator("input[type=radio]").first.check()
    question.locator("button[type=submit]").click()
    expect(question).to_contain_text("bewaard op dit apparaat")

    tab.goto("/practice/away/")
    for _ in range(2):
        card = tab.locator("[data-card]:visible")
        card.locator("summary").click()
        card.locator("[data-rating='3']").click()
    expect(tab.locator(".away")).to_contain_text("3 antwoorden wachten")
    tab.goto("/records/me/")
    expect(tab.locator("main")).to_contain_text("Je hebt geen verbinding")

    tab.goto(item)
    tab.context.set_offline(False)
    expect(tab.locator(".toast")).to_contain_text("3")
    assert tab.evaluate(WAITING) == []
    tab.goto(bite)
    expect(question.locator(".feedback")).to_be_visible()


def test_who_signs_out_leaves_no_page_behind_and_who_comes_next_finds_none(tab: Tab, site: str) -> None:
    tab.wait_for_function(CONTROLLED)
    item = open_item(tab)
    tab.wait_for_function(KEPT, arg=item)
    tab.goto("/")
    tab.locator(".bar .menu > summary").click()
    tab.locator("form[data-behaviour='signs-out'] button").click()
    tab.wait_for_url(re.compile("/account/login/"))
    tab.wait_for_function(f"async () => !(await ({KEPT})('{item}'))")
    tab.context.set_offline(True)
    tab.goto(item)
    expect(tab.locator("main h1")).to_have_text("Je hebt geen verbinding")
    tab.context.set_offline(False)


def test_what_somebody_left_waiting_is_not_sent_by_who_comes_next(tab: Tab, site: str) -> None:
    tab.wait_for_function(CONTROLLED)
    tab.goto("/practice/")
    tab.wait_for_function(KEPT, arg="/practice/away/")
    tab.context.set_offline(True)
    tab.goto("/practice/away/")
    card = tab.locator("[data-card]:visible")
    card.locator("summary").click()
    card.locator("[data-rating='3']").click()
    expect(tab.locator(".away")).to_contain_text("1 antwoord wacht")
    # Their session ends elsewhere; the device is handed on.
    tab.context.clear_cookies(name="sessionid")
    tab.context.set_offline(False)
    sign_in(tab, site, "tess.vanvliet@lindehof.example")
    tab.wait_for_function(f"async () => !(await ({KEPT})('/practice/away/'))")
    assert tab.evaluate(WAITING) == ["practice-review"]
    expect(tab.locator(".away")).to_be_hidden()
    tab.context.clear_cookies(name="sessionid")
    sign_in(tab, site)
    expect(tab.locator(".toast")).to_contain_text("1")
    assert tab.evaluate(WAITING) == []
