"""Two who change one course at the same moment: each acts on what they saw before the other's act, and nothing is lost."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from zwerm.courses.actions import (
    Refused,
    add_bite,
    begin_changes,
    edit_block,
    keep_course,
    move_block,
    move_question,
    publish_course,
    put_back,
    remove_bite,
    remove_block,
    remove_question,
    rename_bite,
)
from zwerm.courses.models import Bite, Block, Course, Question, Removal
from zwerm.courses.rules.marking import read_number
from zwerm.courses.tests.sample import drafted, keep_text
from zwerm.courses.tests.test_editing import fields
from zwerm.people.tests.world import World


@pytest.fixture
def course(world: World) -> Course:
    item = keep_text(world.fatima, world.team.space)
    return keep_course(world.fatima, world.team.space, drafted(item), [item])


@pytest.fixture
def browser(world: World) -> Client:
    return world.client(world.fatima, "nl")


def quiz(course: Course) -> Block:
    return Block.objects.filter(bite__course=course, kind="quiz").latest("position")


def test_a_quiz_that_two_take_out_at_once_is_taken_out_once_and_comes_back_whole(world: World, course: Course) -> None:
    seen_by_one, seen_by_other = quiz(course), quiz(course)
    count = Question.objects.filter(block=seen_by_one).count()
    remove_block(world.fatima, seen_by_one)
    with pytest.raises(Refused):
        remove_block(world.fatima, seen_by_other)
    put_back(world.fatima, Removal.objects.get())
    assert Question.objects.filter(block=quiz(course)).count() == count > 0


@pytest.mark.parametrize(
    "act",
    [
        lambda person, block: move_block(person, block, True),
        lambda person, block: edit_block(person, block, block.value),
        lambda person, block: remove_bite(person, block.bite),
        lambda person, block: rename_bite(person, block.bite, "Anders"),
        lambda person, block: move_question(person, Question(pk=block.pk, block=block), True),
        lambda person, block: remove_question(person, Question(pk=block.pk, block=block)),
    ],
)
def test_acting_on_what_a_colleague_took_out_says_so(world: World, course: Course, act: Callable[..., object]) -> None:
    block = Block.objects.filter(bite__course=course, kind="reflection").select_related("bite__course").get()
    remove_bite(world.fatima, Bite.objects.get(pk=block.bite_id))
    with pytest.raises(Refused, match="haalde dit er intussen uit"):
        act(world.fatima, block)


def test_changes_that_are_published_twice_at_once_are_published_once(
    world: World, course: Course, browser: Client
) -> None:
    copy = begin_changes(world.fatima, publish_course(world.fatima, course))
    seen_before = Course.objects.get(pk=copy.pk)
    publish_course(world.fatima, copy)
    with pytest.raises(Refused):
        publish_course(world.fatima, seen_before)
    with pytest.raises(Refused):
        add_bite(world.fatima, seen_before, "Nog een deel")


def test_what_was_written_while_the_changes_were_published_is_not_lost(
    world: World, course: Course, browser: Client
) -> None:
    copy = begin_changes(world.fatima, publish_course(world.fatima, course))
    block = Block.objects.filter(bite__course=copy, kind="reflection").get()
    address = f"/learn/blocks/{block.pk}/edit/"
    sent = fields(browser.get(address).text) | {"prompt": "Wat leerde je vandaag?"}
    publish_course(world.fatima, copy)
    answer = browser.post(address, sent)
    assert "gepubliceerd terwijl je schreef" in answer.text
    assert "Wat leerde je vandaag?" in answer.text
    course.refresh_from_db()
    changes = Course.objects.get(revises=course)
    new = answer.text.split('enctype="multipart/form-data"')[0].rpartition('action="')[2].partition('"')[0]
    assert browser.post(new, fields(answer.text)).status_code == 302
    assert any("Wat leerde je vandaag?" in str(one.content) for one in Block.objects.filter(bite__course=changes))
    assert world.client(world.otto).post(address, sent).status_code == 404


def test_a_row_that_is_half_filled_in_is_told_and_not_left_out(course: Course, browser: Client) -> None:
    bite = course.bites.first()
    assert bite is not None
    address = f"/learn/bites/{bite.pk}/blocks/new/flashcards/"
    rows = {
        "front-0": "Hoe hoog?",
        "back-0": "Een meter",
        "front-1": "Hoe diep?",
        "back-1": "",
        "front-2": "",
        "back-2": "Ja",
    }
    answer = browser.post(address, fields(browser.get(address).text) | rows)
    assert answer.status_code == 422
    assert answer.text.count("Vul hier ook iets in, of maak de rij leeg.") >= 2
    assert (
        browser.post(address, fields(browser.get(address).text) | {"front-0": "Hoe?", "back-0": "Zo"}).status_code
        == 302
    )


def test_a_gap_without_a_word_is_no_gap_and_endless_digits_are_no_number(course: Course, browser: Client) -> None:
    bite = course.bites.first()
    assert bite is not None
    address = f"/learn/bites/{bite.pk}/questions/new/gap/"
    answer = browser.post(
        address, fields(browser.get(address).text) | {"stem": "Vul in", "sentence": "De lucht is [ ]."}
    )
    assert answer.status_code == 422
    assert read_number("9" * 400) is None
