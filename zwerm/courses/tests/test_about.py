"""What courses are about, and who may say so."""

from __future__ import annotations

import pytest

from zwerm.courses.actions import begin_changes, keep_course, publish_course
from zwerm.courses.models import Course, CourseSkill
from zwerm.courses.tests.sample import drafted, keep_text
from zwerm.people.tests.world import World
from zwerm.skills.actions import Told, add_skill

pytestmark = pytest.mark.django_db


@pytest.fixture
def course(world: World) -> Course:
    item = keep_text(world.fatima, world.team.space)
    return keep_course(world.fatima, world.team.space, drafted(item), [item])


def test_who_makes_a_course_says_what_it_is_about_and_its_readers_see_it(world: World, course: Course) -> None:
    skill = add_skill(world.tom, Told("skill", {"nl": "Wondzorg", "en": "Wound care"}))
    address = f"/skills/on/course/{course.pk}/"
    fatima = world.client(world.fatima)
    assert world.client(world.kees).get(address).status_code == 404, "a draft"
    fatima.post(address, {"add": skill.pk})
    assert "Wound care" in fatima.get(course.get_absolute_url()).content.decode()
    shown = world.client(world.kees)
    assert course.title not in shown.get(skill.get_absolute_url()).content.decode()
    publish_course(world.fatima, course)
    assert course.title in shown.get(skill.get_absolute_url()).content.decode()
    page = shown.get(course.get_absolute_url()).content.decode()
    assert "Wound care" in page
    assert address not in page
    assert shown.post(address, {"off": skill.pk}).status_code == 404
    assert address in world.client(world.tom).get(course.get_absolute_url()).content.decode(), "cares for learning"
    copy = begin_changes(world.fatima, course)
    assert fatima.get(f"/skills/on/course/{copy.pk}/").status_code == 404
    assert CourseSkill.objects.get().thing == course


def test_a_new_course_is_about_what_its_sources_are_about(world: World) -> None:
    item = keep_text(world.fatima, world.team.space)
    skill = add_skill(world.tom, Told("skill", {"nl": "Wondzorg"}))
    world.client(world.kees).post(f"/skills/on/item/{item.pk}/", {"add": skill.pk})
    course = keep_course(world.fatima, world.team.space, drafted(item), [item])
    told = CourseSkill.objects.get()
    assert (told.thing, told.skill, told.by) == (course, skill, world.fatima)
