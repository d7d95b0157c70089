"""A course is passed, and certified, when each question that its learner gets has an answer, whether it is marked or not."""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta
from uuid import uuid4

import msgspec
import pytest
from django.test import Client
from django.utils import timezone

from zwerm.courses.actions import ask_everyone_again
from zwerm.courses.generation import draft
from zwerm.courses.models import Certificate, Completion, Course, Question
from zwerm.courses.models.learning import counted, learning_of
from zwerm.courses.tests.sample import keep_text
from zwerm.courses.tests.taker import ANYWAY, RIGHT, course_in, give, question
from zwerm.courses.tests.test_late import answered
from zwerm.courses.tests.test_taking import headings, still_open
from zwerm.courses.tests.test_unmarked import unmarked_course
from zwerm.library.models import Item
from zwerm.people.models import Space
from zwerm.people.tests.world import World
from zwerm.practice.tests.test_late import send
from zwerm.records.models import Statement

LEFT = {"nl": "Bijna klaar: nog 1 vraag te beantwoorden", "en": "Almost there: 1 question not answered yet"}
DONE = {"nl": "Je bent klaar met deze cursus", "en": "You are done with this course"}


@pytest.fixture
def course(world: World) -> Course:
    """In it nothing is marked, and one question is asked, in the second part."""
    return unmarked_course(world, world.team.space)


def go_through(browser: Client, course: Course) -> str:
    """All parts to the end, without an answer."""
    browser.post(f"/learn/{course.pk}/1/finish/")
    return browser.post(f"/learn/{course.pk}/2/finish/", follow=True).text


def add_question(course: Course, value: draft.Question, hidden: Item | None = None) -> Question:
    """Another one, in the first part; it may rest on a text that its learner does not see."""
    content = {"kind": "quiz", "questions": []}
    block = course.bites.all()[0].blocks.create(position=9, kind="quiz", content=content)
    if hidden:
        block.rests_on.create(item=hidden, version=hidden.version)
    return Question.objects.create(block=block, position=0, kind=value.kind, content=msgspec.to_builtins(value))


OTHER = draft.OpenAnswer("Waarom doe je het?", "Om niemand ziek te maken.", (), ())
GAP = draft.Gap("Vul in.", "Eerst neem je ", ".", "alcohol", (), ())


@pytest.mark.parametrize("language", ["nl", "en"])
def test_without_an_answer_there_is_no_certificate_and_the_end_leads_to_what_is_left(
    world: World, course: Course, language: str
) -> None:
    browser, asked = world.client(world.kees, language), question(course, "open")
    end = go_through(browser, course)
    assert headings(end) == [LEFT[language]]
    link = f"/learn/{course.pk}/2/?open=1#q-{asked.pk}"
    assert f'href="{link}"' in end
    assert "/finish/" not in end
    assert not Certificate.objects.exists()
    assert not Completion.objects.get().passed
    assert not Statement.objects.filter(
        person=world.kees, object_iri=f"urn:uuid:{course.pk}", verb="completed"
    ).exists()
    browser.post(f"/learn/{course.pk}/certificate/")
    assert not Certificate.objects.exists()
    page = browser.get(link).text
    assert f'id="q-{asked.pk}"' in page
    give(browser, asked, "Eerst neem ik alcohol.", page=f"http://testserver{link}")
    end = browser.get(f"/learn/{course.pk}/end/").text
    assert re.search(r'action="[^"]*/1/finish/"', end)
    assert headings(browser.post(f"/learn/{course.pk}/1/finish/", follow=True).text) == [DONE[language]]
    assert Certificate.objects.get().person == world.kees
    told = Statement.objects.filter(person=world.kees, object_iri=f"urn:uuid:{course.pk}", verb="completed")
    assert [(one.success, one.scaled) for one in told] == [(None, None)]


def test_the_part_of_the_last_question_turns_its_button_into_finishing(world: World, course: Course) -> None:
    last, browser = question(course, "open"), world.client(world.kees)
    other = add_question(course, OTHER)
    browser.post(f"/learn/{course.pk}/1/finish/", ANYWAY)
    assert headings(browser.post(f"/learn/{course.pk}/2/finish/", follow=True).text) == [
        "Almost there: 2 questions not answered yet"
    ]
    place = f"/learn/{course.pk}/1/?open=1"
    page = browser.get(place).text
    assert still_open(page) == (2, True, "See what is left")
    assert f'href="/learn/{course.pk}/2/?open=1#q-{last.pk}"' in page
    told = give(browser, other, "Daarom doe ik het.", page=f"http://testserver{place}")
    assert still_open(told) == (1, True, "See what is left")
    told = give(browser, last, "Zo doe ik het.", page=f"http://testserver/learn/{course.pk}/2/?open=1")
    assert still_open(told) == (0, False, "Finish the course")


def test_all_right_and_own_words_open_is_not_passed_yet(world: World) -> None:
    course, browser = course_in(world, world.team.space), world.client(world.kees)
    browser.post(f"/learn/{course.pk}/1/finish/")
    for kind, given in RIGHT.items():
        if kind != "open":
            give(browser, question(course, kind), *given)
    end = browser.post(f"/learn/{course.pk}/2/finish/", follow=True).text
    assert headings(end) == [LEFT["en"]]
    assert (Completion.objects.get().score, Certificate.objects.count()) == (1.0, 0)
    give(browser, question(course, "open"), *RIGHT["open"])
    browser.post(f"/learn/{course.pk}/2/finish/")
    assert Certificate.objects.count() == 1


def test_what_is_hidden_from_a_learner_is_not_asked_of_them(world: World, course: Course) -> None:
    mine = question(course, "open")
    add_question(course, OTHER, keep_text(world.fatima, Space.objects.private_of(world.fatima).get(), "Verborgen"))
    for person, title, action in ((world.kees, DONE, {}), (world.fatima, LEFT, ANYWAY)):
        browser = world.client(person)
        give(browser, mine, "Zo doe ik het.")
        browser.post(f"/learn/{course.pk}/1/finish/", action)
        assert headings(browser.post(f"/learn/{course.pk}/2/finish/", follow=True).text) == [title["en"]]


def test_what_was_done_without_a_connection_counts_as_it_came_in(world: World, course: Course) -> None:
    browser, asked = world.client(world.kees), question(course, "open")
    ends = [("bite-end", str(uuid4()), {"bite": [str(bite.pk)]}) for bite in course.bites.all()]
    assert send(browser, world.kees, *ends).json()["refused"] == []
    assert (Completion.objects.get().passed, Certificate.objects.count()) == (False, 0)
    send(browser, world.kees, answered(course, "open", "Zo doe ik het."), ago=30)
    assert "Everything is answered" in browser.get(f"/learn/{course.pk}/end/").text
    send(browser, world.kees, ends[1], ago=20)
    assert Certificate.objects.count() == 1
    # All at once: however it is sent, answers come before the end.
    both = send(world.client(world.sanne), world.sanne, *ends, answered(course, "open", "Zo doe ik het."))
    assert (both.json()["refused"], Certificate.objects.filter(person=world.sanne).count()) == ([], 1)
    assert asked.answers.count() == 2


def test_of_two_tabs_the_one_that_knows_less_finishes_nothing_and_twice_is_once(world: World, course: Course) -> None:
    browser = world.client(world.kees)
    go_through(browser, course)
    # The other tab, where the end was open already, finishes while this one is not answered yet, and after it was.
    for count in (0, 1, 1):
        browser.post(f"/learn/{course.pk}/1/finish/", ANYWAY)
        assert Certificate.objects.count() == count
        give(browser, question(course, "open"), "Zo doe ik het.")
    assert Statement.objects.filter(person=world.kees, verb="earned").count() == 1


def test_taken_again_it_is_answered_again(world: World, course: Course) -> None:
    browser = world.client(world.kees)
    give(browser, question(course, "open"), "Zo doe ik het.")
    go_through(browser, course)
    ask_everyone_again(world.fatima, course)
    assert headings(go_through(browser, course)) == [LEFT["en"]]
    assert Certificate.objects.count() == 1
    give(browser, question(course, "open"), "Zo is het.")
    browser.post(f"/learn/{course.pk}/1/finish/")
    assert Certificate.objects.count() == 2


def test_who_passed_stays_so_when_more_is_asked_and_reads_again_in_order(world: World, course: Course) -> None:
    browser = world.client(world.kees)
    give(browser, question(course, "open"), "Zo doe ik het.")
    go_through(browser, course)
    # As those who finished before questions had to be answered.
    add_question(course, OTHER)
    assert headings(browser.get(f"/learn/{course.pk}/end/").text) == [DONE["en"]]
    assert "not answered yet" not in browser.get(f"/learn/{course.pk}/").text
    assert "Done, next part" in browser.get(f"/learn/{course.pk}/1/").text
    assert browser.post(f"/learn/{course.pk}/1/finish/", ANYWAY).headers["Location"] == f"/learn/{course.pk}/2/"
    assert browser.post(f"/learn/{course.pk}/2/finish/").headers["Location"] == f"/learn/{course.pk}/end/"
    assert (Completion.objects.get().passed, Certificate.objects.count()) == (True, 1)


@pytest.mark.parametrize("language", ["nl", "en"])
def test_pages_that_tell_how_far_somebody_is_tell_what_is_left(world: World, course: Course, language: str) -> None:
    browser = world.client(world.kees, language)
    left = {"nl": "Nog 1 vraag te beantwoorden", "en": "1 question not answered yet"}[language]
    pages = ("/", "/learn/", f"/learn/{course.pk}/")
    browser.get(f"/learn/{course.pk}/1/")
    assert not any(left in browser.get(page).text for page in pages)
    go_through(browser, course)
    assert [left in browser.get(page).text for page in pages] == [True] * 3
    assert [one.open_count for one in learning_of(world.kees)] == [1]
    assert browser.post(f"/learn/{course.pk}/start/").headers["Location"] == f"/learn/{course.pk}/end/"
    give(browser, question(course, "open"), "Zo doe ik het.")
    assert [left in browser.get(page).text for page in pages] == [False] * 3
    done = {"nl": "Nog niet afgerond", "en": "Not finished yet"}[language]
    assert [done in browser.get(page).text for page in pages[:2]] == [True] * 2
    browser.post(f"/learn/{course.pk}/1/finish/")
    assert learning_of(world.kees) == []


def test_who_asks_it_of_others_hears_that_it_is_finished_when_it_is(world: World, course: Course) -> None:
    asked = {"due": timezone.localdate() + timedelta(9), "people": [world.kees.pk]}
    world.client(world.tom).post(f"/learn/{course.pk}/assignments/", asked)
    (one,) = course.assignments.all()
    browser = world.client(world.kees)
    go_through(browser, course)
    assert counted([one]) == {one.pk: (1, 0)}
    give(browser, question(course, "open"), "Zo doe ik het.")
    browser.post(f"/learn/{course.pk}/1/finish/")
    assert counted([one]) == {one.pk: (1, 1)}


def test_a_course_that_asks_nothing_is_finished_by_going_through_it(world: World) -> None:
    course = unmarked_course(world, world.team.space, asks=False)
    assert headings(go_through(world.client(world.kees), course)) == [DONE["en"]]


def test_telling_what_is_left_asks_no_more_than_a_page_may(
    world: World, course: Course, django_assert_max_num_queries: Callable[[int], AbstractContextManager[object]]
) -> None:
    add_question(course, GAP)
    browser = world.client(world.kees)
    browser.post(f"/learn/{course.pk}/1/finish/", ANYWAY)
    browser.post(f"/learn/{course.pk}/2/finish/")
    for page in ("/", "/learn/", *(f"/learn/{course.pk}/{page}" for page in ("", "end/", "1/?open=1", "2/?open=1"))):
        browser.get(page)
        with django_assert_max_num_queries(12):
            browser.get(page)
