"""Order in a draft, parts, taking out and putting back."""

from __future__ import annotations

import pytest
from django.test import Client

from zwerm.courses.actions import keep_course
from zwerm.courses.models import Course, Removal
from zwerm.courses.tests.sample import TEXT, drafted, keep_text
from zwerm.courses.tests.test_editing import block, order, question
from zwerm.library.actions import revise_item
from zwerm.people.tests.world import World


@pytest.fixture
def course(world: World) -> Course:
    item = keep_text(world.fatima, world.team.space)
    return keep_course(world.fatima, world.team.space, drafted(item), [item])


@pytest.fixture
def browser(world: World) -> Client:
    return world.client(world.fatima, "nl")


def test_blocks_move_one_place_and_over_the_edge_of_their_part_under_the_same_id(
    browser: Client, course: Course
) -> None:
    points = block(course, "key_points")
    moves = [("down", 0), ("down", 1), ("up", 0), ("up", 0), ("up", 0), ("up", 0)]
    for to, bite in moves:
        page = browser.post(f"/learn/blocks/{points.pk}/place/", {"to": to}, headers={"HX-Request": "true"})
        assert "Nu op plek" in page.content.decode()
        assert "key_points" in order(course)[bite]
    assert order(course) == [["key_points", "text", "glossary"], ["quiz", "flashcards", "reflection"]]


def test_questions_and_parts_move_too(browser: Client, course: Course) -> None:
    asked = question(course, "multiple")
    browser.post(f"/learn/questions/{asked.pk}/place/", {"to": "up"})
    assert [one.kind for one in asked.block.questions.all()][:2] == ["multiple", "single"]
    last = course.bites.all()[1]
    page = browser.post(f"/learn/bites/{last.pk}/place/", {"to": "up"}, headers={"HX-Request": "true"}).content.decode()
    assert page.index("Oefenen") < page.index("Waarom")
    browser.post(f"/learn/bites/{last.pk}/place/", {"to": "up"})
    assert [bite.title for bite in course.bites.all()] == ["Oefenen", "Waarom"]


def test_parts_are_added_and_named(browser: Client, course: Course) -> None:
    browser.post(f"/learn/{course.pk}/bites/", {"title": "Tot slot"})
    browser.post(f"/learn/{course.pk}/bites/", {"title": ""})
    last = course.bites.all()[2]
    assert last.title == "Tot slot"
    browser.post(f"/learn/bites/{last.pk}/title/", {"title": "Om te onthouden"})
    page = browser.get(f"/learn/{course.pk}/draft/").content.decode()
    assert "Om te onthouden" in page
    assert "Dit stukje is leeg." in page


def test_what_is_taken_out_comes_back_whole_in_its_place(world: World, browser: Client, course: Course) -> None:
    def told() -> list[object]:
        return [
            (bite.pk, [(b.pk, b.content, [(q.pk, q.content) for q in b.questions.all()]) for b in bite.blocks.all()])
            for bite in course.bites.all()
        ]  # fmt: skip

    whole = told()
    sources = list(question(course, "gap").rests_on.values_list("item", "version"))
    quiz, asked, first = block(course, "quiz"), question(course, "gap"), course.bites.all()[0]
    for path in (f"questions/{asked.pk}", f"blocks/{quiz.pk}", f"bites/{first.pk}"):
        page = browser.post(f"/learn/{path}/removal/", headers={"HX-Request": "true"}).content.decode()
        assert "Zet terug" in page
    assert len(told()) == 1
    for removal in Removal.objects.all():
        browser.post(f"/learn/removals/{removal.pk}/undoing/")
    assert told() == whole
    assert list(question(course, "gap").rests_on.values_list("item", "version")) == sources
    assert not Removal.objects.exists()


def test_a_question_does_not_come_back_before_the_questions_it_stood_with(browser: Client, course: Course) -> None:
    asked, quiz = question(course, "gap"), block(course, "quiz")
    browser.post(f"/learn/questions/{asked.pk}/removal/")
    removal = Removal.objects.get()
    browser.post(f"/learn/blocks/{quiz.pk}/removal/")
    answer = browser.post(f"/learn/removals/{removal.pk}/undoing/", follow=True)
    assert "De vragen waar deze bij stond zijn weg." in answer.content.decode()
    assert Removal.objects.count() == 2


def test_what_was_written_in_and_what_rests_on_changed_words_comes_back_too(
    world: World, browser: Client, course: Course
) -> None:
    points = block(course, "key_points")
    browser.post(f"/learn/blocks/{points.pk}/edit/", {"points": "Handen desinfecteren kost maar 30 seconden."})
    item = course.sources.get().item
    revise_item(world.fatima, item, item.title, TEXT.replace("30", "20"))
    before = points.rests_on.get()
    assert before.since is not None
    browser.post(f"/learn/blocks/{points.pk}/removal/")
    browser.post(f"/learn/removals/{Removal.objects.get().pk}/undoing/")
    back = block(course, "key_points")
    assert back.edited is not None
    rest = back.rests_on.get()
    assert (back.pk, rest.changes, rest.since is not None) == (points.pk, before.changes, True)
