"""A course of several texts: each has parts of its own, seen as its text is seen; what is made again is of its own text."""

from __future__ import annotations

import html

import pytest
from django.db.models import F

from zwerm.courses.actions import ask_for_course, carry_out, publish_course
from zwerm.courses.generation import draft
from zwerm.courses.models import Bite, Block, Course, Remaking
from zwerm.courses.rules.rewriting import spans_of
from zwerm.courses.tests.generation.world import dutch
from zwerm.library.actions import keep_item, revise_item
from zwerm.library.models import Item
from zwerm.people.models import Space
from zwerm.people.tests.world import World

POOL = """Het zwembad is elke dag open voor alle leden van de club.

## Stappen

1. Trek een badmuts aan.
2. Ga eerst onder de douche.
3. Meld je bij de badmeester.
"""


@pytest.fixture
def items(world: World) -> list[Item]:
    source = dutch()
    told = (("Het zwembad", POOL), (source.title, source.markdown))
    return [keep_item(world.fatima, world.team.space, "howto", name, text, language="nl") for name, text in told]


@pytest.fixture
def course(world: World, items: list[Item]) -> Course:
    made = carry_out(ask_for_course(world.fatima, world.team.space, items))
    assert made is not None
    return made


def again(world: World, block: Block, *, newest: bool = False) -> str:
    told = {"number": block.next_remaking} | ({"newest": "1"} if newest else {})
    address = f"/learn/blocks/{block.pk}/remakings/"
    page = world.client(world.fatima, "nl").post(address, told, headers={"HX-Request": "true"}).text
    return html.unescape(page)


def made_in(course: Course, part: int, kind: str) -> Block:
    found = Block.objects.filter(bite__course=course, made_in=part, kind=kind).first()
    assert found is not None
    return found


def texts_of(block: Block) -> set[str]:
    block.refresh_from_db()
    return {span.source for span in spans_of(block.whole)}


def as_before(course: Course) -> None:
    """As a course of before that put its first two texts in one part: all later parts have another number."""
    first, second = course.bites.all()[:2]
    Block.objects.filter(bite=second).update(bite=first, position=F("position") + 50, made_in=0)
    Bite.objects.filter(pk=second.pk).delete()
    Block.objects.filter(bite__course=course, made_in__gt=1).update(made_in=F("made_in") - 1)


def test_each_text_is_a_part_under_its_own_title_and_its_question_leads_to_it(
    world: World, course: Course, items: list[Item]
) -> None:
    publish_course(world.fatima, course)
    browser = world.client(world.kees, "nl")
    assert [bite.title for bite in course.bites.all()] == [item.title for item in items]
    for number, item in enumerate(items, 1):
        page = browser.get(f"/learn/{course.pk}/{number}/").text
        assert page.count(f"‘{item.title}’: hoe pak je dit aan?") == 1
        others = [other for other in items if other != item]
        assert item.get_absolute_url() in page
        assert not any(other.get_absolute_url() in page for other in others)


def test_who_does_not_see_one_text_gets_the_part_of_the_other_whole(
    world: World, course: Course, items: list[Item]
) -> None:
    publish_course(world.fatima, course)
    Item.objects.filter(pk=items[0].pk).update(space=Space.objects.private_of(world.fatima).get())
    browser = world.client(world.kees, "nl")
    assert "steunt op teksten die je niet" in browser.get(f"/learn/{course.pk}/1/").text
    page = browser.get(f"/learn/{course.pk}/2/").text
    assert "teksten die je niet" not in page
    assert f"‘{items[1].title}’: hoe pak je dit aan?" in page


def test_what_is_made_again_is_of_its_own_text_also_from_a_newer_one(
    world: World, course: Course, items: list[Item]
) -> None:
    for part, item in enumerate(items):
        reflection = made_in(course, part, "reflection")
        again(world, reflection)
        assert texts_of(reflection) == {str(item.pk)}
    text = made_in(course, 0, "text")
    revise_item(world.fatima, items[0], items[0].title, POOL.replace("badmuts", "zwembril"))
    again(world, text, newest=True)
    assert texts_of(text) == {str(items[0].pk)}
    assert "zwembril" in str(text.content)


def test_of_a_course_of_before_a_part_is_found_by_what_it_holds(
    world: World, course: Course, items: list[Item]
) -> None:
    Block.objects.filter(bite__course=course, made_in=0).delete()
    Block.objects.filter(bite__course=course).update(made_in=0)
    points = made_in(course, 0, "key_points")
    before = points.content
    again(world, points)
    assert texts_of(points) == {str(items[1].pk)}
    assert points.content != before


@pytest.mark.parametrize("newest", [False, True])
def test_a_part_of_before_that_holds_two_texts_is_not_made_again_of_one(
    world: World, course: Course, items: list[Item], newest: bool
) -> None:
    as_before(course)
    revise_item(world.fatima, items[0], items[0].title, POOL.replace("badmuts", "zwembril"))
    block = made_in(course, 0, "text" if newest else "key_points")
    before = block.content
    assert "Deze cursus is op een andere manier gemaakt dan we nu doen" in again(world, block, newest=newest)
    assert Remaking.objects.get().ended
    block.refresh_from_db()
    assert block.content == before
    assert isinstance(block.value, draft.TextBlock | draft.KeyPoints)
