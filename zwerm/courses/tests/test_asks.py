"""Before publishing an author sees what the course asks, and is asked once where nothing in it is marked."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest
from django.test import Client

from zwerm.courses.actions import ask_for_course, ask_review, begin_changes, carry_out, publish_course, remove_block
from zwerm.courses.models import Block, Course, Question, Suggestion
from zwerm.courses.tests.taker import course_in
from zwerm.courses.tests.test_suggestions import MILL
from zwerm.library.actions import keep_item
from zwerm.people.tests.world import World

UNMARKED = {
    "nl": "In deze cursus wordt niets nagekeken: wie in eigen woorden antwoordt, rondt hem af. Toch publiceren?",
    "en": "Nothing in this course is marked: who answers in own words finishes it. Publish all the same?",
}


@pytest.fixture
def mill(world: World) -> Course:
    """A draft that asks in own words, with a question beside it to take."""
    item = keep_item(world.fatima, world.team.space, "howto", "De korenmolen", MILL, language="nl")
    made = carry_out(ask_for_course(world.fatima, world.team.space, [item]))
    assert made is not None
    return made


def told(page: str) -> tuple[str, list[str]]:
    """What a page says that is asked, and where its links lead."""
    (line,) = re.findall(r'<span id="asks".*?</span></span>', page, re.DOTALL)
    return " ".join(re.sub(r"<[^>]+>", " ", line).split()), re.findall(r'href="#([^"]+)"', line)


def confirms(page: str) -> str:
    """What is asked before it is published; empty where it is published at once."""
    (form,) = re.findall(r'<form id="publish"[^>]*>', page)
    found = re.search(r'data-confirms="([^"]*)"', form)
    return html.unescape(found[1]) if found else ""


def draft(browser: Client, course: Course) -> str:
    return browser.get(f"/learn/{course.pk}/draft/").text


def test_each_kind_is_counted_and_leads_to_the_first_of_it(world: World, mill: Course) -> None:
    page = draft(world.client(world.fatima), mill)
    (own,) = Question.objects.filter(block__bite__course=mill)
    offer = Suggestion.objects.filter(bite__course=mill, content__kind="order").get()
    assert told(page) == (
        "1 question in own words · none marked · 1 suggested",
        [f"dq-{own.pk}", f"s-{offer.bite_id}"],
    )
    assert all(f'id="{place}"' in page for place in told(page)[1])
    whole = course_in(world, world.team.space, published=False)
    assert told(draft(world.client(world.fatima, "nl"), whole))[0] == "1 vraag in eigen woorden · 6 nagekeken vragen"


@pytest.mark.parametrize("language", ["nl", "en"])
def test_where_nothing_is_marked_it_is_asked_once_and_does_not_hold_back(
    world: World, mill: Course, language: str
) -> None:
    browser = world.client(world.fatima, language)
    assert confirms(draft(browser, mill)) == UNMARKED[language]
    browser.post(f"/learn/{mill.pk}/publication/")
    mill.refresh_from_db()
    assert mill.published
    assert 'id="asks"' not in draft(browser, mill)
    # Who goes on changing it has said so already.
    assert confirms(draft(browser, begin_changes(world.fatima, mill))) == ""


def test_where_something_is_marked_nothing_is_asked_but_who_did_not_look(world: World) -> None:
    course, browser = course_in(world, world.team.space, published=False), world.client(world.fatima)
    assert confirms(draft(browser, course)) == ""
    ask_review(world.fatima, course, world.kees)
    assert confirms(draft(browser, course)) == f"Not looked at yet by {world.kees.name}. Publish all the same?"
    remove_block(world.fatima, Block.objects.get(bite__course=course, kind="quiz"))
    page = draft(browser, course)
    assert confirms(page) == (
        f"Not looked at yet by {world.kees.name}. This course asks nothing: who goes through it finishes it. Publish all the same?"
    )
    assert told(page) == ("No questions", [])


def test_the_line_and_what_is_asked_follow_each_change(world: World, mill: Course) -> None:
    browser, inside = world.client(world.fatima), {"HX-Request": "true"}
    ask_review(world.fatima, mill, world.kees)
    offer = Suggestion.objects.get(bite__course=mill, content__kind="order")
    page = browser.post(f"/learn/suggestions/{offer.pk}/taking/", headers=inside).text
    assert told(page)[0] == "1 question in own words · 1 marked question"
    assert confirms(page) == f"Not looked at yet by {world.kees.name}. Publish all the same?"
    assert page.count('hx-swap-oob="true"') == 2
    marked = Question.objects.filter(block__bite__course=mill).marked().get()
    page = browser.post(f"/learn/questions/{marked.pk}/removal/", headers=inside).text
    assert "none marked" in told(page)[0]
    assert UNMARKED["en"] in confirms(page)
    alone = browser.get(f"/learn/blocks/{Block.objects.filter(bite__course=mill)[0].pk}/", headers=inside).text
    assert (told(alone), confirms(alone)) == (told(page), confirms(page))


def test_telling_it_asks_no_more_than_a_page_may(
    world: World, mill: Course, django_assert_max_num_queries: Callable[[int], AbstractContextManager[object]]
) -> None:
    browser = world.client(world.fatima)
    ask_review(world.fatima, mill, world.kees)
    copy = begin_changes(world.fatima, publish_course(world.fatima, course_in(world, world.team.space)))
    for course in (mill, copy):
        draft(browser, course)
        with django_assert_max_num_queries(12):
            draft(browser, course)
