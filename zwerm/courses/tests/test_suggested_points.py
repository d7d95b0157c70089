"""Points that are good to know stand beside a draft as questions do: one click takes one among the points of its part."""

from __future__ import annotations

import re

import pytest

from zwerm.courses.actions import (
    ask_for_course,
    ask_to_remake,
    begin_changes,
    carry_out,
    carry_out_remaking,
    publish_changes,
    publish_course,
    remove_block,
)
from zwerm.courses.generation.draft import KeyPoints, Quiz, Sentence
from zwerm.courses.models import Block, Course, Suggestion
from zwerm.courses.rules.points import with_points
from zwerm.courses.tests.generation.test_suggested_points import DYKE
from zwerm.courses.tests.generation.world import shown
from zwerm.courses.tests.test_editing import write
from zwerm.library.actions import keep_item, revise_item
from zwerm.library.models import Item
from zwerm.people.models import Membership
from zwerm.people.tests.world import World


@pytest.fixture
def course(world: World) -> Course:
    item = keep_item(world.fatima, world.team.space, "page", DYKE.title, DYKE.markdown, language="nl")
    made = carry_out(ask_for_course(world.fatima, world.team.space, [item]))
    assert made is not None
    return made


def offered(course: Course) -> list[Suggestion]:
    rows = Suggestion.objects.filter(bite__course=course, left=None)
    return [row for row in rows if isinstance(row.value, KeyPoints)]


def text_of(row: Suggestion) -> str:
    value = row.value
    assert isinstance(value, KeyPoints)
    return value.points[0].text


def block_of(course: Course) -> Block:
    return Block.objects.get(bite__course=course, kind="key_points")


def points_in(course: Course) -> list[Sentence]:
    return [point for value in [block_of(course).value] if isinstance(value, KeyPoints) for point in value.points]


def take(world: World, row: Suggestion) -> str:
    answer = world.client(world.fatima, "nl").post(
        f"/learn/suggestions/{row.pk}/taking/", headers={"HX-Request": "true"}
    )
    assert answer.status_code == 200
    return answer.content.decode() + answer.headers.get("HX-Trigger", "")


def remake(world: World, block: Block, *, newest: bool = False) -> None:
    remaking, _new = ask_to_remake(world.fatima, block, block.next_remaking, newest=newest)
    carry_out_remaking(remaking)
    assert remaking.failure == ""


def test_the_author_sees_how_many_points_are_offered_and_which(world: World, course: Course) -> None:
    author, rows = world.client(world.fatima, "nl"), offered(course)
    assert len(rows) > 1
    draft = author.get(f"/learn/{course.pk}/draft/").content.decode()
    questions = Suggestion.objects.filter(bite__course=course).count() - len(rows)
    asked = {0: "", 1: "1 vraag, "}.get(questions, f"{questions} vragen, ")
    assert f"Voorgesteld: {asked}{len(rows)} punten" in draft
    # It opens by itself; where nothing comes into it, a link leads to the whole page.
    place = f"/learn/bites/{rows[0].bite_id}/suggestions/"
    (body,) = re.findall(rf'<details[^>]* id="s-{rows[0].bite_id}">(.*?)</details>', draft, re.DOTALL)
    assert f'<a href="{place}">Bekijk de voorstellen' in body
    page = author.get(place).content.decode()
    assert f'href="/learn/{course.pk}/draft/#bite-{rows[0].bite_id}"' in page
    assert "Voorgestelde punten om te onthouden" in page
    assert all(text_of(row) in page for row in rows)
    assert page.count("Kies dit punt") == len(rows)
    inside = author.get(place, headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in inside
    assert page.count("Laat weg") == inside.count("Laat weg")


def test_a_point_that_is_taken_stands_among_those_of_its_part_in_the_order_of_the_text(
    world: World, course: Course
) -> None:
    before, version = points_in(course), course.sources.get().version_id
    for row in offered(course):
        told = take(world, row)
        assert "Om te onthouden" in told
    assert "Er zijn geen voorstellen meer" in told or "Voorgestelde vragen" in told
    found = points_in(course)
    starts = [point.spans[0].start for point in found]
    assert starts == sorted(starts)
    assert len(found) > len(before)
    assert set(before) < set(found)
    assert [rest.version_id for rest in block_of(course).rests_on.all()] == [version]
    assert offered(course) == []


def test_a_point_is_taken_once(world: World, course: Course) -> None:
    row, before = offered(course)[0], len(points_in(course))
    take(world, row)
    again = world.client(world.fatima).post(f"/learn/suggestions/{row.pk}/taking/")
    assert (again.status_code, len(points_in(course))) == (404, before + 1)


def test_without_points_it_makes_a_block_where_drafts_have_them(world: World, course: Course) -> None:
    row, block = offered(course)[0], block_of(course)
    kinds, made_in = [one.kind for one in block.bite.blocks.all()], block.made_in
    remove_block(world.fatima, block)
    take(world, row)
    made = block_of(course)
    assert [one.kind for one in made.bite.blocks.all()] == kinds
    assert [point.text for point in points_in(course)] == [text_of(row)]
    assert made.made_in == made_in
    assert made.rests_on.get().version_id == course.sources.get().version_id


def test_a_point_that_is_left_is_not_offered_until_its_author_wants_it_back(world: World, course: Course) -> None:
    author, row = world.client(world.fatima, "nl"), offered(course)[0]
    gone = author.post(f"/learn/suggestions/{row.pk}/leaving/", follow=True).content.decode()
    assert "Toch weer aanbieden" in gone
    assert row not in offered(course)
    remake(world, block_of(course))
    assert text_of(row) not in [text_of(one) for one in offered(course)]
    author.post(f"/learn/suggestions/{row.pk}/leaving/", {"back": "1"})
    assert row in offered(course)


def test_an_author_goes_on_writing_in_a_point_that_was_taken(world: World, course: Course) -> None:
    row = offered(course)[0]
    take(world, row)
    block = block_of(course)
    said = [point.text for point in points_in(course)]
    write(world.client(world.fatima), f"blocks/{block.pk}/edit/", points="\n".join([*said, "Zelf bedacht."]))
    found = points_in(course)
    assert [point.text for point in found] == [*said, "Zelf bedacht."]
    assert all(point.spans for point in found[:-1])
    for other in offered(course):
        take(world, other)
    assert "Zelf bedacht." in [point.text for point in points_in(course)]


def test_nobody_but_who_makes_the_course_sees_or_takes_a_point(world: World, course: Course) -> None:
    row = offered(course)[0]
    for someone in (world.tom, world.otto):
        browser = world.client(someone)
        assert browser.get(f"/learn/bites/{row.bite_id}/suggestions/").status_code == 404
        assert browser.post(f"/learn/suggestions/{row.pk}/taking/").status_code == 404
    publish_course(world.fatima, course)
    before = points_in(course)
    world.client(world.fatima).post(f"/learn/suggestions/{row.pk}/taking/")
    assert (row in offered(course), points_in(course)) == (True, before)


def test_a_point_goes_when_its_author_no_longer_sees_the_text(world: World) -> None:
    item = keep_item(world.kees, world.closed, "page", DYKE.title, DYKE.markdown, language="nl")
    course = carry_out(ask_for_course(world.kees, world.closed, [item]))
    assert course is not None
    row = offered(course)[0]
    Course.objects.filter(pk=course.pk).update(space=world.organisation)
    Membership.objects.filter(space=world.closed, person=world.kees).delete()
    Item.objects.filter(pk=item.pk).update(author=world.fatima)
    browser = world.client(world.kees, "nl")
    assert "Voorgesteld:" not in browser.get(f"/learn/{course.pk}/draft/").content.decode()
    assert text_of(row) not in browser.get(f"/learn/bites/{row.bite_id}/suggestions/").content.decode()
    assert browser.post(f"/learn/suggestions/{row.pk}/taking/").status_code == 404


def test_points_go_along_into_the_changes_of_a_published_course_and_back(world: World, course: Course) -> None:
    publish_course(world.fatima, course)
    block, before = block_of(course), len(points_in(course))
    copy = begin_changes(world.fatima, course)
    rows = offered(copy)
    assert [text_of(row) for row in rows] == [text_of(row) for row in offered(course)]
    take(world, rows[0])
    assert len(points_in(course)) == before
    publish_changes(world.fatima, copy)
    assert (block_of(course), len(points_in(course))) == (block, before + 1)
    assert [text_of(row) for row in offered(course)] == [text_of(row) for row in rows[1:]]


def test_made_again_the_points_get_new_suggestions_and_the_questions_leave_them(world: World, course: Course) -> None:
    rows = offered(course)
    quiz = Block.objects.get(bite__course=course, kind=Quiz.kind)
    remake(world, quiz)
    assert offered(course) == rows
    remake(world, block_of(course))
    fresh = [text_of(row) for row in offered(course)]
    assert fresh
    assert not set(fresh) & {point.text for point in points_in(course)}


def revise(world: World, old: str, new: str) -> None:
    item = Item.objects.get()
    assert old in DYKE.markdown
    revise_item(world.fatima, item, item.title, DYKE.markdown.replace(old, new))


def test_a_point_of_a_newer_text_finds_its_place_in_the_version_of_the_others(world: World, course: Course) -> None:
    first = course.sources.get().version_id
    revise(world, "# De dijk bij hoog water\n", "# De dijk bij hoog water\n\nOp de dijk staan vier bankjes.\n")
    text = Block.objects.filter(bite__course=course, kind="text").first()
    assert text is not None
    remake(world, text, newest=True)
    row = offered(course)[0]
    assert row.footings.get().version_id != first
    take(world, row)
    found = next(point for point in points_in(course) if point.text == text_of(row))
    assert block_of(course).rests_on.get().version_id == first
    assert " ".join(DYKE.markdown[found.spans[0].start : found.spans[0].end].split()) == found.text


def test_a_point_that_the_older_text_does_not_say_is_not_taken_but_told(world: World, course: Course) -> None:
    new = "Elke maand moet de dijkgraaf de sleutels van de schuur tellen en het boek tekenen, zodat niemand er een kwijtraakt."
    revise(world, "Natte plekken kunnen ook van regen zijn.", new)
    text = Block.objects.filter(bite__course=course, kind="text").first()
    assert text is not None
    remake(world, text, newest=True)
    row = next(row for row in offered(course) if text_of(row) == new)
    before = points_in(course)
    assert "andere versie van de tekst" in take(world, row)
    assert (points_in(course), row in offered(course)) == (before, True)
    remake(world, block_of(course), newest=True)
    assert new in {point.text for point in points_in(course)} | {text_of(row) for row in offered(course)}


def test_what_an_author_wrote_keeps_its_place_among_points() -> None:
    own = Sentence("Zelf bedacht.", ())
    near, far = (Sentence(text, shown("").spans) for text in ("Dichtbij.", "Verder."))
    assert with_points(KeyPoints((own, far)), KeyPoints((near,)), ["a"]).points == (own, far, near)
    assert with_points(KeyPoints(()), KeyPoints((near,)), ()).points == (near,)
