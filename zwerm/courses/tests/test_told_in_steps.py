"""Who makes a course learns what colleagues answered together, and never what one of them did: whoever they bring in and however
often they look."""

from __future__ import annotations

import re
from importlib import import_module
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.db import connection
from django.db.models import QuerySet
from django.test import Client

from zwerm.courses.actions import begin_changes, edit_question, publish_course
from zwerm.courses.generation import draft
from zwerm.courses.models import Answer, Course, Question, Reaction
from zwerm.courses.tests.taker import RIGHT, course_in, give, question
from zwerm.courses.tests.test_reactions import colleagues, say
from zwerm.people.models import Person
from zwerm.people.tests.world import World


@pytest.fixture
def course(world: World) -> Course:
    return course_in(world, world.team.space)


@pytest.fixture
def author(world: World) -> Client:
    return world.client(world.fatima, "nl")


def figures(author: Client, course: Course) -> str:
    """All that the page tells in figures, and which questions it points at."""
    page = author.get(f"/learn/{course.pk}/health/").content.decode()
    page = re.sub(r'<input type="hidden" name="csrf[^>]*>', "", page[page.index('id="to-do"') : page.index("</main>")])
    return re.sub(r"\s+", " ", page)


def answers(world: World, person: Person, course: Course, *, right: bool = False) -> None:
    browser = world.client(person)
    give(browser, question(course, "single"), "0" if right else "1")
    give(browser, question(course, "numeric"), "30" if right else "31")


def writes(world: World, person: Person, course: Course, judged: str) -> None:
    browser, asked = world.client(person), question(course, "open")
    give(browser, asked, *RIGHT["open"])
    key = str(Answer.objects.get(question=asked, enrolment__person=person).key)
    said = browser.post(f"/learn/questions/{asked.pk}/judgement/", {"key": key, "judged": judged})
    assert said.status_code < 400
    assert Answer.objects.get(question=asked, enrolment__person=person).judged == judged


@pytest.mark.parametrize("others", [4, 5, 8, 10])
def test_bringing_a_colleague_in_and_sending_them_away_tells_nothing_of_them(
    world: World, course: Course, author: Client, others: int
) -> None:
    first = course.bites.all()[0]
    for person in (*colleagues(world, others), world.kees):
        answers(world, person, course, right=person != world.kees)
        say(world.client(person), first, "unclear" if person == world.kees else "helped")
    before = figures(author, course)
    for path in ("coauthors", "coauthors/removal", "coauthors"):
        author.post(f"/learn/{course.pk}/{path}/", {"person": str(world.kees.pk)})
        assert figures(author, course) == before


def test_a_look_after_each_answer_sees_nothing_new_until_five_more_answered(
    world: World, course: Course, author: Client
) -> None:
    seen, changed = figures(author, course), list[int]()
    for number, person in enumerate(colleagues(world, 16), 1):
        answers(world, person, course, right=number % 3 == 0)
        if (now := figures(author, course)) != seen:
            seen, changed = now, [*changed, number]
    assert changed == [5, 10, 15]


def test_a_look_after_each_vote_or_one_taken_back_sees_nothing_new_until_five_more_said_something(
    world: World, course: Course, author: Client
) -> None:
    first, seen, changed = course.bites.all()[0], figures(author, course), list[int]()
    people = colleagues(world, 11)
    for number, person in enumerate(people, 1):
        say(world.client(person), first, "helped")
        if (now := figures(author, course)) != seen:
            seen, changed = now, [*changed, number]
    assert changed == [5, 10]
    world.client(people[0]).post(f"/learn/bites/{first.pk}/reactions/withdrawal/", {"kind": "helped"})
    assert not Reaction.objects.filter(person=people[0]).exists()
    assert figures(author, course) == seen


def test_who_judges_their_own_words_anew_is_not_seen_doing_it(world: World, course: Course, author: Client) -> None:
    people = colleagues(world, 6)
    for person in people[:5]:
        writes(world, person, course, "had")
    seen = figures(author, course)
    assert "zegt dat ze het hadden" in seen
    Answer.objects.filter(enrolment__person=people[0]).update(judged="not-yet")
    assert figures(author, course) == seen
    writes(world, people[5], course, "not-yet")
    assert figures(author, course) == seen


def test_a_question_that_is_written_anew_tells_nothing_of_who_is_the_first_to_answer_it(
    world: World, course: Course, author: Client
) -> None:
    people = colleagues(world, 10)
    for number, person in enumerate(people):
        answers(world, person, course, right=number % 2 == 0)
    seen = row_of(author, course, "Het kost")
    assert "50%" in seen
    copy = begin_changes(world.fatima, course)
    asked = question(copy, "single")
    value = asked.value
    assert isinstance(value, draft.SingleChoice)
    edit_question(
        world.fatima, asked, draft.SingleChoice("Wat is het?", value.options[::-1], value.explanation, value.spans)
    )
    publish_course(world.fatima, copy)
    assert question(course, "single").edition == 2
    assert row_of(author, course, "Het kost") == seen
    answers(world, people[0], course)
    assert row_of(author, course, "Het kost") == seen
    assert "minder dan 5" in row_of(author, course, "Wat is het")


def row_of(author: Client, course: Course, name: str) -> str:
    page = figures(author, course)
    row: str
    (row,) = (row for row in re.findall(r"<tr>.*?</tr>", page) if name in row)
    return row


def test_tries_and_votes_of_who_makes_the_course_then_do_not_count_also_when_they_left(
    world: World, course: Course, author: Client
) -> None:
    first = course.bites.all()[0]
    author.post(f"/learn/{course.pk}/coauthors/", {"person": str(world.kees.pk)})
    for person in (*colleagues(world, 4), world.kees, world.fatima):
        answers(world, person, course)
        say(world.client(person), first, "helped")
    author.post(f"/learn/{course.pk}/coauthors/removal/", {"person": str(world.kees.pk)})
    assert "<td>0%" not in figures(author, course)
    answers(world, world.tom, course)
    say(world.client(world.tom), first, "helped")
    page = figures(author, course)
    assert page.count("0% <span") == 2
    assert '<td class="amount">5</td><td class="amount">0</td><td class="amount">0</td>' in page


def test_what_was_dealt_with_counts_no_more_at_once_and_helped_is_nothing_to_deal_with(
    world: World, course: Course, author: Client
) -> None:
    first = course.bites.all()[0]
    for number, person in enumerate(colleagues(world, 6)):
        say(world.client(person), first, "helped" if number == 0 else "unclear")
    assert "vraagt werk" in figures(author, course)
    for remark in Reaction.objects.all():
        answer = author.post(f"/learn/reactions/{remark.pk}/settlement/")
        assert answer.status_code == (404 if remark.kind == "helped" else 302)
    assert "vraagt werk" not in figures(author, course)
    assert Reaction.objects.filter(settled=None).get().kind == "helped"


def test_what_was_answered_before_is_told_from_what_makers_tried(world: World, course: Course, author: Client) -> None:
    """The step of the database that gives old rows their mark: of co-authors only since they are."""
    first = course.bites.all()[0]
    answers(world, world.kees, course)
    author.post(f"/learn/{course.pk}/coauthors/", {"person": str(world.kees.pk)})
    for person in (world.kees, world.fatima, world.tom):
        answers(world, person, course)
        say(world.client(person), first, "helped")
    expected = [list(rows.order_by("pk").values_list("by_maker", flat=True)) for rows in tables()]
    assert [sum(marks) for marks in expected] == [4, 2]
    for rows in tables():
        rows.update(by_maker=False)
    step = import_module("zwerm.courses.migrations.0022_told_in_steps")
    step.say_what_makers_did(apps, SimpleNamespace(connection=connection))
    assert [list(rows.order_by("pk").values_list("by_maker", flat=True)) for rows in tables()] == expected


def tables() -> tuple[QuerySet[Answer], QuerySet[Reaction]]:
    return Answer.objects.all(), Reaction.objects.all()


def test_figures_of_a_question_that_is_gone_are_gone(world: World, course: Course, author: Client) -> None:
    for person in colleagues(world, 5):
        answers(world, person, course)
    assert "minder dan 5" in figures(author, course)
    Question.objects.filter(pk=question(course, "numeric").pk).delete()
    assert "Het kost" not in figures(author, course)
