"""What search tells of a course is no wider than the texts that it rests on, also when those close later."""

from __future__ import annotations

import pytest

from zwerm.courses.actions import keep_course, publish_course
from zwerm.courses.models import Course
from zwerm.courses.tests.sample import drafted, keep_text
from zwerm.people.actions import change_space
from zwerm.people.models import Person
from zwerm.people.tests.world import World
from zwerm.search.actions import find, follow_changes

WORDS = "handen desinfecteren"


@pytest.fixture
def course(world: World) -> Course:
    """In the organisation's space; its text lies in a team that all colleagues may read."""
    item = keep_text(world.fatima, world.team.space)
    return publish_course(world.fatima, keep_course(world.fatima, world.organisation, drafted(item), [item]))


def told(world: World, course: Course) -> str:
    """What search shows of the course, to someone who is in no space but the organisation's."""
    follow_changes()
    otto = Person.objects.get(pk=world.otto.pk)
    page = world.client(otto, "nl").get("/search/", {"q": WORDS}).text.split("<main")[1]
    things = [thing for thing in find(otto, WORDS).things if thing.key == str(course.pk)]
    assert things or str(course.pk) not in page
    return str([passage for thing in things for passage in thing.passages])


def test_a_text_that_moves_to_a_closed_space_takes_along_what_search_tells_of_its_courses(
    world: World, course: Course
) -> None:
    assert "kost 30 seconden" in told(world, course)
    item = course.sources.get().item
    world.client(world.fatima).post(f"/knowledge/{item.id}/moves/", {"to": world.closed.slug})
    item.refresh_from_db()
    assert item.space == world.closed
    assert "kost 30 seconden" not in told(world, course)


def test_a_space_that_closes_takes_along_what_search_tells_of_courses_of_its_texts(
    world: World, course: Course
) -> None:
    space = world.team.space
    assert "kost 30 seconden" in told(world, course)
    change_space(space, name=space.name, about=space.about, open=False)
    assert "kost 30 seconden" not in told(world, course)
    change_space(space, name=space.name, about=space.about, open=True)
    assert "kost 30 seconden" in told(world, course)


def test_search_can_be_narrowed_to_courses(world: World, course: Course) -> None:
    follow_changes()
    page = world.client(world.fatima, "nl").get("/search/", {"q": WORDS, "kind": "course"})
    assert [each["thing"].key for each in page.context["shown"]] == [str(course.pk)]
    assert [(each["kind"], each["icon"]) for each in page.context["shown"]] == [("Cursus", "course")]


def test_a_course_is_found_by_words_of_its_title_without_accents_and_capitals(world: World) -> None:
    item = keep_text(world.fatima, world.closed)
    course = publish_course(world.fatima, keep_course(world.fatima, world.closed, drafted(item), [item]))
    course.title = "Élke dag: handhygiëne"
    course.save()
    address = f"/learn/{course.pk}/"
    for words in ("hygiene", "HYGIËNE", "elke", "handhygiene élke"):
        assert address in world.client(world.kees).get("/learn/", {"q": words}).content.decode(), words
        assert address not in world.client(world.otto).get("/learn/", {"q": words}).content.decode(), words
    assert address not in world.client(world.kees).get("/learn/", {"q": "hygiene nooit"}).content.decode()
