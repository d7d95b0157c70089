"""What courses tell people, and to whom."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from zwerm.courses.actions import (
    add_coauthor,
    ask_review,
    assign_course,
    comment_on_block,
    give_review,
    keep_course,
    prepare_reminders,
    revoke_certificate,
    tell_reminders,
    withdraw_assignment,
    withdraw_review,
)
from zwerm.courses.models import Assignment, Block, Certificate, Course, Reminder, Review
from zwerm.courses.tests.sample import drafted, keep_text
from zwerm.courses.tests.taker import course_in, pass_course
from zwerm.notices.models import Notice
from zwerm.people.models import Person
from zwerm.people.tests.world import World


def told(person: Person) -> list[str]:
    return sorted(Notice.objects.unread().filter(person=person).values_list("kind", flat=True))


def page(world: World, person: Person) -> str:
    return str(world.client(person).get("/notices/").text)


@pytest.fixture
def draft(world: World) -> Course:
    item = keep_text(world.fatima, world.team.space)
    return keep_course(world.fatima, world.team.space, drafted(item), [item])


def test_who_is_asked_to_take_a_course_hears_it_once_and_again_when_the_day_comes_near(world: World) -> None:
    course = course_in(world, world.team.space)
    due = timezone.localdate() + timedelta(days=20)
    assign_course(world.sanne, course, spaces=[world.team.space], due=due, words="")
    for _twice in range(2):
        prepare_reminders()
        tell_reminders()
    assert told(world.kees) == ["course-asked"]
    notice = Notice.objects.get(person=world.kees)
    assert timezone.localtime(notice.before).date() == due + timedelta(days=1)
    assert course.title in page(world, world.kees)
    assert told(world.otto) == []
    world.client(world.kees).get(notice.get_absolute_url())
    Assignment.objects.update(due=timezone.localdate() + timedelta(days=6))
    prepare_reminders()
    pass_course(world.sanne, course)
    tell_reminders()
    assert told(world.kees) == ["course-due"]
    assert told(world.sanne) == ["certificate", "course-asked"], "who finished is told of no day"
    withdraw_assignment(world.sanne, Assignment.objects.get())
    assert not Reminder.objects.waiting().exists()


def test_who_is_asked_to_look_hears_it_until_they_need_not_and_who_asked_hears_that_they_did(
    world: World, draft: Course
) -> None:
    review = ask_review(world.fatima, draft, world.kees)
    ask_review(world.fatima, draft, world.kees)
    assert told(world.kees) == ["review-asked"]
    assert draft.title in page(world, world.kees)
    withdraw_review(world.fatima, review)
    assert draft.title not in page(world, world.kees)
    review = ask_review(world.fatima, draft, world.kees)
    give_review(world.kees, review, Review.Verdict.RETURNED, "Te lang.")
    assert told(world.fatima) == ["review-given"]
    assert draft.title in page(world, world.fatima)
    assert draft.title not in page(world, world.kees)


def test_who_makes_a_course_hears_what_is_said_about_it_and_who_takes_part(world: World, draft: Course) -> None:
    add_coauthor(world.fatima, draft, world.sanne)
    ask_review(world.fatima, draft, world.kees)
    Notice.objects.all().delete()
    block = Block.objects.get(bite__course=draft, kind="key_points")
    thread = comment_on_block(world.kees, block, "Klopt dit?")
    assert (told(world.fatima), told(world.sanne), told(world.kees)) == (["course-talk"], ["course-talk"], [])
    comment_on_block(world.fatima, block, "Ja.", thread)
    assert told(world.kees) == ["course-talk"]
    assert draft.title in page(world, world.kees)
    Review.objects.all().delete()
    assert draft.title not in page(world, world.kees)


def test_who_earned_a_certificate_hears_it_and_when_it_is_taken_back(world: World) -> None:
    course = course_in(world, world.team.space)
    pass_course(world.kees, course)
    world.client(world.kees).post(f"/learn/{course.pk}/certificate/")
    certificate = Certificate.objects.get()
    assert told(world.kees) == ["certificate"]
    assert (
        certificate.get_absolute_url()
        == world.client(world.kees).get(Notice.objects.get().get_absolute_url())["Location"]
    )
    revoke_certificate(world.priya, certificate, "Vergissing.")
    assert told(world.kees) == ["certificate-revoked"]
    assert world.client(world.otto).get("/notices/").text.count(certificate.title) == 0


def test_who_opens_the_page_that_a_notice_is_about_has_read_it_and_nothing_else(world: World, draft: Course) -> None:
    course = course_in(world, world.team.space)
    assign_course(
        world.sanne, course, spaces=[world.team.space], due=timezone.localdate() + timedelta(days=20), words=""
    )
    prepare_reminders()
    tell_reminders()
    kees, otto = world.client(world.kees), world.client(world.otto)
    otto.get(course.get_absolute_url())
    assert told(world.kees) == ["course-asked"]
    kees.get(course.get_absolute_url(), headers={"Zwerm-Keep": "yes"})
    assert told(world.kees) == ["course-asked"], "a device kept it, nobody saw it"
    assert 'class="bell__number"' not in kees.get(course.get_absolute_url()).text
    assert told(world.kees) == []
    # What colleagues say to who makes it stands on other pages.
    ask_review(world.fatima, draft, world.kees)
    block = Block.objects.get(bite__course=draft, kind="key_points")
    comment_on_block(world.kees, block, "Klopt dit?")
    fatima = world.client(world.fatima)
    fatima.get(draft.get_absolute_url())
    assert told(world.fatima) == ["course-asked", "course-talk"]
    fatima.get(f"/learn/{draft.pk}/draft/")
    assert told(world.fatima) == ["course-asked"]
    kees.get(f"/learn/{draft.pk}/review/")
    assert told(world.kees) == []


def test_who_opens_their_certificate_has_read_that_they_earned_it(world: World) -> None:
    course = course_in(world, world.team.space)
    pass_course(world.kees, course)
    world.client(world.kees).post(f"/learn/{course.pk}/certificate/")
    certificate = Certificate.objects.get()
    for reader in (world.client(world.otto), world.client()):
        assert reader.get(certificate.get_absolute_url()).status_code == 200
    assert told(world.kees) == ["certificate"]
    world.client(world.kees).get(certificate.get_absolute_url())
    assert told(world.kees) == []
