"""Who made a published course left: who looks after its space, or after learning, finds it and takes it on."""

from __future__ import annotations

import pytest

from zwerm.courses.actions import add_coauthor, begin_changes
from zwerm.courses.models import Course
from zwerm.courses.tests.taker import course_in
from zwerm.people.models import Person
from zwerm.people.tests.world import World

TOLD = "Niemand zorgt meer voor deze cursus"


@pytest.fixture
def course(world: World) -> Course:
    return course_in(world, world.team.space)


def leaves(person: Person) -> None:
    Person.objects.filter(pk=person.pk).update(is_active=False)


def test_the_lead_of_its_team_finds_it_takes_it_on_and_then_it_is_theirs(world: World, course: Course) -> None:
    lead = world.client(world.sanne, "nl")
    copy = begin_changes(world.fatima, course)
    assert TOLD not in lead.get("/").text
    leaves(world.fatima)
    assert TOLD in lead.get("/").text
    page = lead.get(f"/learn/{course.pk}/").text
    assert TOLD in page
    assert "Jij zorgt nu voor deze cursus." in lead.post(f"/learn/{course.pk}/author/", follow=True).text
    assert TOLD not in lead.get("/").text
    assert set(Course.objects.values_list("author", flat=True)) == {world.sanne.pk}
    assert lead.get(f"/learn/{copy.pk}/draft/").status_code == 200


def test_learning_and_development_finds_it_too_and_whoever_is_first_has_it(world: World, course: Course) -> None:
    Course.objects.update(author=None)
    ld = world.client(world.tom, "nl")
    assert TOLD in ld.get("/").text
    ld.post(f"/learn/{course.pk}/author/")
    page = world.client(world.sanne, "nl").post(f"/learn/{course.pk}/author/", follow=True).text
    assert "Iemand zorgt al voor deze cursus." in page
    course.refresh_from_db()
    assert course.author == world.tom


def test_nobody_else_takes_it_on_and_one_that_has_makers_is_left_alone(world: World, course: Course) -> None:
    add_coauthor(world.fatima, course, world.kees)
    leaves(world.fatima)
    for person in (world.sanne, world.otto):
        browser = world.client(person, "nl")
        assert TOLD not in browser.get("/").text
        browser.post(f"/learn/{course.pk}/author/")
    leaves(world.kees)
    outsider = world.client(world.otto, "nl")
    assert TOLD not in outsider.get(f"/learn/{course.pk}/").text
    outsider.post(f"/learn/{course.pk}/author/")
    course.refresh_from_db()
    assert course.author == world.fatima


def test_a_closed_space_tells_nobody_outside_it(world: World) -> None:
    closed = course_in(world, world.closed)
    Course.objects.update(author=None)
    for person in (world.tom, world.priya, world.sanne):
        browser = world.client(person, "nl")
        assert TOLD not in browser.get("/").text
        assert browser.post(f"/learn/{closed.pk}/author/").status_code == 404
    closed.refresh_from_db()
    assert closed.author is None
