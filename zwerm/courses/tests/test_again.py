"""A course is taken again: what was reached before no longer counts, and is not lost."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from zwerm.courses.actions import (
    answer_question,
    ask_everyone_again,
    assign_course,
    begin_again_what_lapsed,
    finish_bite,
    publish_course,
    set_up_course,
    start_course,
)
from zwerm.courses.models import Answer, Assignment, Certificate, Completion, Course, Enrolment, Reminder
from zwerm.courses.models.health import answered
from zwerm.courses.models.learning import counted, learning_of
from zwerm.courses.tests.taker import RIGHT, course_in, give, pass_course, question
from zwerm.people.models import Person
from zwerm.people.tests.world import World
from zwerm.practice.tests.test_late import send

LONG_AGO = timedelta(days=400)


@pytest.fixture
def course(world: World) -> Course:
    """Kees passed it 400 days ago; its certificates are valid for a year."""
    made = course_in(world, world.team.space, published=False)
    set_up_course(world.fatima, made, made.title, made.pass_mark, 12)
    made = publish_course(world.fatima, made)
    passed_at(world.kees, made, timezone.now() - LONG_AGO)
    return made


def passed_at(person: Person, course: Course, when: datetime) -> Enrolment:
    enrolment = start_course(person, course)
    for kind, given in RIGHT.items():
        answer_question(enrolment, question(course, kind), given, uuid4(), when)
    for bite in course.bites.all():
        finish_bite(enrolment, bite, when=when)
    return enrolment


def test_when_a_certificate_is_past_its_day_its_holder_reads_why_and_starts_again(world: World, course: Course) -> None:
    begin_again_what_lapsed()
    begin_again_what_lapsed()
    old = Certificate.objects.get()
    browser = world.client(world.kees, "nl")
    for page in ("/", f"/learn/{course.pk}/"):
        assert f"Je certificaat was geldig tot en met {old.expires.day} " in browser.get(page).text  # type: ignore[union-attr]
    page = browser.get(f"/learn/{course.pk}/").text
    assert "Wat je eerder antwoordde telt niet meer mee." in page
    assert "Begin opnieuw" in page
    assert browser.get(f"/learn/{course.pk}/end/").status_code == 404
    assert [one.done_count for one in learning_of(world.kees)] == [0]


def test_the_end_of_the_new_round_gives_a_new_certificate_and_the_old_one_stays_to_be_checked(
    world: World, course: Course
) -> None:
    begin_again_what_lapsed()
    old, before = Certificate.objects.get(), Completion.objects.get().when
    pass_course(world.kees, course)
    assert Completion.objects.get().when > before
    new = Certificate.objects.exclude(pk=old.pk).get()
    assert (old.state, new.state) == ("expired", "valid")
    stranger = world.client(language="nl")
    assert "Niet meer geldig" in stranger.get(f"/learn/certificates/{old.code}/").text
    assert world.client(world.kees).get(f"/learn/{course.pk}/end/").status_code == 200
    assert learning_of(world.kees) == []
    begin_again_what_lapsed()
    assert learning_of(world.kees) == []


def test_earlier_answers_stay_for_statistics_and_count_no_more_for_who_gave_them(world: World, course: Course) -> None:
    before = [one.answers for one in answered(course)]
    begin_again_what_lapsed()
    enrolment = Enrolment.objects.get()
    assert (enrolment.latest_shares(), Answer.objects.count()) == ({}, len(RIGHT))
    give(world.client(world.kees), question(course, "single"), "1")
    assert list(enrolment.latest_shares().values()) == [0.0]
    assert [one.answers for one in answered(course)] == before


def test_what_comes_in_late_from_before_counts_for_the_round_in_which_it_was_done(world: World, course: Course) -> None:
    begin_again_what_lapsed()
    bite = question(course, "single").block.bite
    fields = {"question": [str(question(course, "single").pk)], "edition": ["1"], "given": ["0"]}
    end = ("bite-end", str(uuid4()), {"bite": [str(bite.pk)], "seconds": ["300"]})
    browser = world.client(world.kees)
    assert send(browser, world.kees, ("bite-answer", str(uuid4()), fields), end, ago=3600).json()["refused"] == []
    enrolment = Enrolment.objects.get()
    assert (enrolment.latest_shares(), enrolment.done_now.count()) == ({}, 0)
    Enrolment.objects.update(again=timezone.now() - timedelta(hours=2))
    enrolment.refresh_from_db()
    assert (len(enrolment.latest_shares()), enrolment.done_now.count()) == (1, 0)
    send(browser, world.kees, ("bite-end", str(uuid4()), end[2]), ago=1800)
    assert enrolment.done_now.count() == 1


def test_who_makes_the_course_lets_everyone_take_it_again_and_nobody_else_does(world: World, course: Course) -> None:
    pass_course(world.sanne, course)
    for person in (world.kees, world.otto):
        assert world.client(person).post(f"/learn/{course.pk}/again/").status_code == 404
    page = world.client(world.fatima, "nl").post(f"/learn/{course.pk}/again/", follow=True).text
    assert "2 collega’s doen hem opnieuw." in page
    assert "doet iedereen deze cursus opnieuw" in world.client(world.sanne, "nl").get(f"/learn/{course.pk}/").text
    assert {one.state for one in Certificate.objects.filter(person=world.sanne)} == {"valid"}
    assert ask_everyone_again(world.fatima, course) == 0


def test_what_is_asked_by_a_day_after_that_is_asked_again_and_what_was_asked_before_is_done(
    world: World, course: Course
) -> None:
    today = timezone.localdate()
    asked = assign_course(world.sanne, course, people=[world.kees], due=today + timedelta(days=9), words="").new[0]
    assert counted([asked]) == {asked.pk: (1, 1)}
    begin_again_what_lapsed()
    assert counted([asked]) == {asked.pk: (1, 0)}
    assert [one.asked is not None for one in learning_of(world.kees)] == [True]
    assert [(one.begun, one.passed) for one in asked.takers()] == [(False, False)]
    Reminder.objects.create(assignment=asked, person=world.kees, kind=Reminder.Kind.NEW, made=timezone.now())
    assert Reminder.objects.waiting().exists()
    Assignment.objects.update(due=today - timedelta(days=30))
    asked.refresh_from_db()
    assert counted([asked]) == {asked.pk: (1, 1)}
    assert [one.asked for one in learning_of(world.kees)] == [None]
    assert [(one.begun, one.passed) for one in asked.takers()] == [(True, True)]
    assert not Reminder.objects.waiting().exists()


def test_a_round_that_is_not_passed_leaves_no_certificate_of_it(world: World, course: Course) -> None:
    begin_again_what_lapsed()
    enrolment = start_course(world.kees, course)
    for bite in course.bites.all():
        finish_bite(enrolment, bite)
    assert not Completion.objects.get().passed
    assert Certificate.objects.count() == 1
    assert Certificate.objects.get().expires < timezone.localdate()  # type: ignore[operator]
