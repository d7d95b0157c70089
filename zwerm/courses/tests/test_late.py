"""A bite taken without a connection comes in later: in its own time, once, and of the right person."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from zwerm.courses.models import Answer, BiteDone, Completion, Course
from zwerm.courses.tests.taker import RIGHT, course_in, give, question
from zwerm.people.tests.world import World
from zwerm.practice.tests.test_late import send
from zwerm.records.models import Statement


@pytest.fixture
def course(world: World) -> Course:
    return course_in(world, world.team.space)


def answered(course: Course, kind: str, *given: str, edition: int = 1) -> tuple[str, str, dict[str, list[str]]]:
    asked = question(course, kind)
    fields = {"question": [str(asked.pk)], "edition": [str(edition)], "given": list(given)}
    return "bite-answer", str(uuid4()), fields


def test_answers_and_the_end_of_a_part_come_in_with_their_own_time_and_count_once(world: World, course: Course) -> None:
    browser, act = world.client(world.kees), answered(course, "single", "0")
    bite = question(course, "single").block.bite
    end = ("bite-end", str(uuid4()), {"bite": [str(bite.pk)], "seconds": ["300"]})
    for _ in range(2):
        assert send(browser, world.kees, end, act, ago=7200).json()["refused"] == []
    answer = Answer.objects.get()
    assert answer.correct
    assert abs(timezone.now() - timedelta(hours=2) - answer.when) < timedelta(minutes=5)
    assert BiteDone.objects.get().bite == bite
    verbs = list(Statement.objects.filter(person=world.kees).order_by("sequence").values_list("verb", "timestamp"))
    assert [verb for verb, _ in verbs if verb in ("answered", "completed")] == ["answered", "completed"]
    assert all(when == answer.when for verb, when in verbs if verb == "answered")


def test_an_answer_that_comes_in_late_does_not_undo_a_better_one_given_after_it(world: World, course: Course) -> None:
    browser = world.client(world.kees)
    give(browser, question(course, "single"), *RIGHT["single"])
    send(browser, world.kees, answered(course, "single", "1"), ago=3600)
    assert Answer.objects.count() == 2
    enrolment = Answer.objects.earliest("pk").enrolment
    assert enrolment.latest_shares() == {question(course, "single").pk: 1.0}


def test_what_changed_or_is_gone_or_not_whole_is_told(world: World, course: Course) -> None:
    changed = answered(course, "single", "0", edition=7)
    half = answered(course, "numeric")
    hidden = ("bite-answer", str(uuid4()), {"question": [str(uuid4())], "edition": ["1"], "given": ["0"]})
    told = send(world.client(world.kees), world.kees, changed, half, hidden).json()
    assert told["taken"] == []
    assert {one["key"]: one["why"].split()[:4] for one in told["refused"]} == {
        changed[1]: ["This", "question", "has", "changed"],
        half[1]: ["This", "was", "not", "a"],
        hidden[1]: ["This", "question", "is", "no"],
    }
    assert not Answer.objects.exists()


def test_who_does_not_see_a_course_can_not_answer_in_it_later_either(world: World) -> None:
    closed = course_in(world, world.closed)
    act = answered(closed, "single", "0")
    end = ("bite-end", str(uuid4()), {"bite": [str(question(closed, "single").block.bite_id)]})
    assert len(send(world.client(world.otto), world.otto, act, end).json()["refused"]) == 2
    assert not Answer.objects.exists()
    assert not Completion.objects.exists()
