"""Who gets which courses and parts of them, and at how many queries."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from zwerm.courses.actions import Refused, keep_course, publish_course
from zwerm.courses.models import Course, Enrolment, Question
from zwerm.courses.tests.sample import drafted, keep_text
from zwerm.courses.tests.taker import course_in, question
from zwerm.people.tests.world import World


@pytest.fixture
def course(world: World) -> Course:
    return course_in(world, world.team.space)


def test_an_outsider_gets_nothing_of_a_closed_course(world: World) -> None:
    course = course_in(world, world.closed)
    browser = world.client(world.otto)
    asked = question(course, "single")
    for path in (
        f"/learn/{course.pk}/",
        f"/learn/{course.pk}/1/",
        f"/learn/{course.pk}/end/",
        f"/learn/questions/{asked.pk}/",
    ):
        assert browser.get(path).status_code == 404, path
    assert browser.post(f"/learn/{course.pk}/start/").status_code == 404
    assert browser.post(f"/learn/questions/{asked.pk}/answers/", {"given": "0"}).status_code == 404
    assert "Schone handen" not in browser.get("/learn/").content.decode()
    assert Enrolment.objects.count() == 0


def test_a_draft_is_for_its_author_alone(world: World) -> None:
    course = course_in(world, world.team.space, published=False)
    assert world.client(world.kees).get(f"/learn/{course.pk}/").status_code == 404
    assert world.client(world.fatima).get(f"/learn/{course.pk}/draft/").status_code == 200


def test_a_course_may_not_stand_wider_than_its_texts(world: World) -> None:
    item = keep_text(world.fatima, world.closed)
    with pytest.raises(Refused, match="minder mensen"):
        keep_course(world.fatima, world.organisation, drafted(item), [item])
    assert Course.objects.count() == 0


def test_a_text_that_becomes_closed_takes_its_blocks_and_questions_along(world: World, course: Course) -> None:
    item = course.sources.get().item
    item.space = world.closed
    item.save(update_fields=["space"])
    browser = world.client(world.otto)
    page = browser.get(f"/learn/{course.pk}/1/").content.decode()
    assert "Handen desinfecteren" not in page
    assert browser.get(f"/learn/questions/{question(course, 'gap').pk}/").status_code == 404
    assert "Handen desinfecteren" in world.client(world.kees).get(f"/learn/{course.pk}/1/").content.decode()


def test_an_author_takes_a_question_out_of_a_draft_but_not_of_a_published_course(world: World) -> None:
    course = course_in(world, world.team.space, published=False)
    browser = world.client(world.fatima)
    asked = question(course, "gap")
    browser.post(f"/learn/questions/{asked.pk}/removal/")
    assert not Question.objects.filter(pk=asked.pk).exists()
    publish_course(world.fatima, course)
    browser.post(f"/learn/questions/{question(course, 'single').pk}/removal/")
    assert Question.objects.filter(block__bite__course=course, kind="single").exists()


def test_a_colleague_can_not_change_someone_elses_course(world: World, course: Course) -> None:
    browser = world.client(world.kees)
    assert browser.post(f"/learn/questions/{question(course, 'gap').pk}/removal/").status_code == 404
    assert browser.get(f"/learn/{course.pk}/edit/").status_code == 404
    assert browser.get(f"/learn/{course.pk}/draft/").status_code == 404


@pytest.mark.parametrize("path", ["/learn/", "/"])
def test_lists_take_the_same_number_of_queries_with_one_and_three_courses(
    world: World, course: Course, path: str
) -> None:
    browser = world.client(world.kees)
    browser.get(path)
    with CaptureQueriesContext(connection) as one:
        browser.get(path)
    for _ in range(2):
        course_in(world, world.team.space)
    with CaptureQueriesContext(connection) as three:
        browser.get(path)
    assert len(one) == len(three) <= 12


def test_a_bite_takes_the_same_number_of_queries_of_one_source_and_of_three(world: World) -> None:
    browser = world.client(world.kees)
    costs = []
    for sources in (1, 3):
        items = [keep_text(world.fatima, world.team.space) for _ in range(sources)]
        course = keep_course(world.fatima, world.team.space, drafted(items[0]), items)
        publish_course(world.fatima, course)
        browser.get(f"/learn/{course.pk}/1/")
        with CaptureQueriesContext(connection) as queries:
            assert browser.get(f"/learn/{course.pk}/1/").status_code == 200
        costs.append(len(queries))
    assert costs[0] == costs[1] <= 13
