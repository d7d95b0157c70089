"""Who makes a course, and who is asked to look at it, talk about one block of it."""

from __future__ import annotations

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from zwerm.courses.actions import (
    add_block,
    add_coauthor,
    ask_review,
    begin_changes,
    comment_on_block,
    keep_course,
    publish_course,
    put_back,
    remove_block,
    remove_course,
    settle_thread,
)
from zwerm.courses.models import Block, Comment, Course
from zwerm.courses.rules.authored import Task
from zwerm.courses.tests.sample import drafted, keep_text
from zwerm.people.tests.world import World
from zwerm.records.models import Statement


@pytest.fixture
def course(world: World) -> Course:
    """Fatima's, with Kees; Sanne is asked to look."""
    item = keep_text(world.fatima, world.team.space)
    made = keep_course(world.fatima, world.team.space, drafted(item), [item])
    add_coauthor(world.fatima, made, world.kees)
    ask_review(world.fatima, made, world.sanne)
    return made


def points(course: Course) -> Block:
    return Block.objects.get(bite__course=course, kind="key_points")


def say(browser: Client, block: Block, words: str, **fields: object) -> str:
    answer = browser.post(
        f"/learn/blocks/{block.pk}/comments/", {"words": words} | fields, headers={"HX-Request": "true"}
    )
    return answer.content.decode()


def test_makers_and_who_looks_talk_about_a_block_until_it_is_settled(world: World, course: Course) -> None:
    author, maker = world.client(world.fatima, "nl"), world.client(world.kees, "nl")
    reviewer, block = world.client(world.sanne, "nl"), points(course)
    assert "Is dit ook na handschoenen?" in say(reviewer, block, "Is dit ook na handschoenen?")
    assert "1 opmerking voor jou" in maker.get("/").text
    assert "1 opmerking voor jou" not in reviewer.get("/").text
    thread = Comment.objects.get()
    say(maker, block, "Ja, ik voeg het toe.", thread=str(thread.pk))
    assert "1 opmerking voor jou" in reviewer.get("/").text
    assert "1 opmerking voor jou" not in maker.get("/").text
    for browser, page in ((author, "draft"), (reviewer, "review")):
        shown = browser.get(f"/learn/{course.pk}/{page}/").text
        assert shown.index("Is dit ook na handschoenen?") < shown.index("Ja, ik voeg het toe.")
    author.post(f"/learn/blocks/{block.pk}/comments/{thread.pk}/settlement/")
    thread.refresh_from_db()
    assert (thread.resolved_by, thread.resolved is not None) == (world.fatima, True)
    assert "1 opmerking voor jou" not in reviewer.get("/").text
    say(reviewer, block, "Nog een ding.", thread=str(thread.pk))
    thread.refresh_from_db()
    assert thread.resolved is None


def test_what_a_form_sends_twice_is_said_once_and_other_words_from_it_are_kept_too(
    world: World, course: Course
) -> None:
    reviewer, block = world.client(world.sanne), points(course)
    page = reviewer.get(f"/learn/{course.pk}/review/").text
    place = f'action="/learn/blocks/{block.pk}/comments/"'
    found = re.search(r'name="key" value="([0-9a-f-]{36})"', page[page.index(place) :])
    assert found
    key = found[1]
    for _ in range(2):
        assert say(reviewer, block, "Ook na handschoenen?", key=key).count("Ook na handschoenen?") == 1
    thread = Comment.objects.get()
    answer = say(reviewer, block, "Of niet?", key=key, thread=str(thread.pk))
    assert (thread.replies.get().words, key in answer) == ("Of niet?", False)
    settle_thread(world.fatima, course, thread)
    say(reviewer, block, "Of niet?", key=key, thread=str(thread.pk))
    thread.refresh_from_db()
    assert thread.resolved is not None
    say(reviewer, block, "Dank.", key=key, thread=str(thread.pk))
    thread.refresh_from_db()
    assert thread.resolved is None
    say(reviewer, block, "Nog iets.", key=key)
    say(world.client(world.kees), block, "Ook na handschoenen?", key=key)
    said = sorted(Comment.objects.values_list("person__name", "words"))
    assert said == [
        ("Kees Mulder", "Ook na handschoenen?"),
        *((world.sanne.name, words) for words in ("Dank.", "Nog iets.", "Of niet?", "Ook na handschoenen?")),
    ]
    assert Statement.objects.filter(verb="commented").count() == 5


def test_nobody_else_reads_or_says_anything_there(world: World, course: Course) -> None:
    comment = comment_on_block(world.kees, points(course), "Dit klopt niet.")
    for person in (world.otto, world.tom):
        browser = world.client(person)
        block = points(course)
        assert browser.post(f"/learn/blocks/{block.pk}/comments/", {"words": "x"}).status_code == 404
        for act in ("settlement", "withdrawal"):
            assert browser.post(f"/learn/blocks/{block.pk}/comments/{comment.pk}/{act}/").status_code == 404
    publish_course(world.fatima, course)
    learner = world.client(world.sanne)
    assert "Dit klopt niet." not in learner.get(f"/learn/{course.pk}/1/").text
    assert learner.post(f"/learn/blocks/{points(course).pk}/comments/", {"words": "x"}).status_code == 404
    assert Comment.objects.count() == 1


def test_who_is_asked_to_look_settles_only_what_they_began(world: World, course: Course) -> None:
    reviewer, block = world.client(world.sanne), points(course)
    others, own = comment_on_block(world.kees, block, "Mooi."), comment_on_block(world.sanne, block, "Te lang?")
    for thread in (others, own):
        reviewer.post(f"/learn/blocks/{block.pk}/comments/{thread.pk}/settlement/")
    assert set(Comment.objects.exclude(resolved=None)) == {own}


def test_comments_stay_with_their_block_in_changes_and_after_publishing(world: World, course: Course) -> None:
    comment_on_block(world.kees, points(course), "Nog nakijken.")
    publish_course(world.fatima, course)
    copy = begin_changes(world.fatima, course)
    author = world.client(world.fatima)
    assert "Nog nakijken." in author.get(f"/learn/{copy.pk}/draft/").text
    assert "1 comment for you" in author.get("/").text
    comment_on_block(world.kees, points(copy), "Zo is het goed.")
    last = copy.bites.last()
    assert last is not None
    fresh = add_block(world.fatima, last, Task("Doe dit."))
    comment_on_block(world.kees, fresh, "Waar?")
    publish_course(world.fatima, copy)
    page = author.get(f"/learn/{course.pk}/draft/").text
    assert [words in page for words in ("Nog nakijken.", "Zo is het goed.", "Waar?")] == [True] * 3


def test_what_is_taken_out_takes_its_comments_along_and_brings_them_back(world: World, course: Course) -> None:
    comment_on_block(world.kees, points(course), "Nog nakijken.")
    author = world.client(world.fatima)
    removal = remove_block(world.fatima, points(course))
    assert "Nog nakijken." not in author.get(f"/learn/{course.pk}/draft/").text
    assert "1 comment for you" not in author.get("/").text
    put_back(world.fatima, removal)
    assert "Nog nakijken." in author.get(f"/learn/{course.pk}/draft/").text
    remove_block(world.fatima, points(course))
    publish_course(world.fatima, course)
    assert not Comment.objects.exists()


def test_what_was_said_of_changes_that_are_thrown_away_goes_with_them(world: World, course: Course) -> None:
    publish_course(world.fatima, course)
    copy = begin_changes(world.fatima, course)
    last = copy.bites.last()
    assert last is not None
    comment_on_block(world.kees, add_block(world.fatima, last, Task("Doe dit.")), "Waar?")
    kept = comment_on_block(world.kees, points(copy), "Nog nakijken.")
    remove_course(world.fatima, copy)
    assert list(Comment.objects.all()) == [kept]


def test_own_words_are_taken_back_and_an_answer_keeps_its_place(world: World, course: Course) -> None:
    block = points(course)
    first = comment_on_block(world.kees, block, "Dit is onzin.")
    reply = comment_on_block(world.fatima, block, "Hoezo?", first)
    maker, author = world.client(world.kees), world.client(world.fatima)
    address = f"/learn/blocks/{block.pk}/comments/%s/withdrawal/"
    author.post(address % first.pk)
    first.refresh_from_db()
    assert first.words == "Dit is onzin."
    page = maker.post(address % first.pk, headers={"HX-Request": "true"}).text
    assert "Dit is onzin." not in page
    assert "What stood here was taken back." in page
    author.post(address % reply.pk)
    assert not Comment.objects.exists()


def test_words_that_cannot_be_kept_stand_in_the_form_again(world: World, course: Course) -> None:
    page = say(world.client(world.kees, "nl"), points(course), "a" * 2001)
    assert "Zeg het in hoogstens 2000 tekens." in page
    assert "a" * 2001 in page
    assert not Comment.objects.exists()


def test_a_draft_asks_no_more_of_the_database_for_more_comments(world: World, course: Course) -> None:
    author, counts = world.client(world.fatima), []
    for _number in range(3):
        comment_on_block(world.kees, points(course), "Nog een.")
        comment_on_block(world.kees, Block.objects.filter(bite__course=course).first() or points(course), "En hier.")
        with CaptureQueriesContext(connection) as asked:
            author.get(f"/learn/{course.pk}/draft/")
        counts.append(len(asked))
    assert counts[0] == counts[2]
