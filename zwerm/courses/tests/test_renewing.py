"""A source has a newer version: a block is made again from that, its author sees what became of it, and can undo it."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from zwerm.courses.actions import begin_changes, carry_out, edit_block, publish_course, start_course
from zwerm.courses.actions.draft import ask_for_course
from zwerm.courses.models import Answer, Block, Course, Remaking, Rests
from zwerm.courses.rules.authored import Prose
from zwerm.courses.tests.generation.world import dutch
from zwerm.library.actions import keep_item, revise_item
from zwerm.library.models import Item
from zwerm.people.tests.world import World

OLD, NEW = "tussen 2 en 8 graden blijven", "tussen 3 en 7 graden blijven"


@pytest.fixture
def item(world: World) -> Item:
    source = dutch()
    return keep_item(world.fatima, world.team.space, "howto", source.title, source.markdown, language="nl")


@pytest.fixture
def course(world: World, item: Item) -> Course:
    made = carry_out(ask_for_course(world.fatima, world.team.space, [item]))
    assert made is not None
    return made


def revise(world: World, item: Item) -> None:
    text = item.version.text
    assert OLD in text
    revise_item(world.fatima, item, item.title, f"# Vooraf\n\nDit is nieuw.\n\n{text.replace(OLD, NEW)}")


def saying(course: Course, words: str) -> Block:
    """The text that holds these words."""
    return next(one for one in Block.objects.filter(bite__course=course, kind="text") if words in str(one.content))


def renew(browser: Client, block: Block, number: int = 1) -> str:
    address = f"/learn/blocks/{block.pk}/remakings/"
    return browser.post(address, {"number": number, "newest": "1"}, headers={"HX-Request": "true"}).text


def rows(block: Block) -> list[Any]:
    block.refresh_from_db()
    questions = [(row.pk, row.content, row.edition) for row in block.questions.all()]
    return [block.kind, block.content, questions, sorted(block.rests_on.values_list("item", "version", "changes"))]


def test_text_is_made_again_from_the_newest_version_and_is_stale_no_more(
    world: World, course: Course, item: Item
) -> None:
    browser, block = world.client(world.fatima, "nl"), saying(course, OLD)
    page = browser.get(f"/learn/{course.pk}/draft/").text
    assert "Opnieuw maken van de nieuwste tekst" not in page
    revise(world, item)
    assert block.rests_on.stale().exists()
    assert "Opnieuw maken van de nieuwste tekst" in browser.get(f"/learn/{course.pk}/stale/").text
    shown = renew(browser, block)
    assert "Opnieuw gemaakt van de nieuwste tekst." in shown
    assert "<del>2</del>" in shown
    assert "<ins>3</ins>" in shown
    block.refresh_from_db()
    assert (NEW in str(block.content), OLD in str(block.content)) == (True, False)
    assert set(block.rests_on.values_list("version", "since")) == {(Item.objects.get(pk=item.pk).current_id, None)}
    assert "Opnieuw maken van de nieuwste tekst" not in shown


def test_what_it_was_comes_back_whole_and_the_new_one_after_all(world: World, course: Course, item: Item) -> None:
    browser = world.client(world.fatima, "nl")
    quiz = next(
        rest.block for rest in Rests.objects.filter(block__bite__course=course, question__isnull=False).order_by("pk")
    )
    revise(world, item)
    first = rows(quiz)
    renew(browser, quiz)
    second = rows(quiz)
    assert second != first
    undoing = f"/learn/remakings/{quiz.remakings.get().pk}/undoing/"
    assert "Neem toch de nieuwe" in browser.post(undoing, headers={"HX-Request": "true"}).text
    assert rows(quiz) == first
    browser.post(undoing)
    assert rows(quiz) == second
    assert world.client(world.kees).post(undoing).status_code == 404


def test_words_of_an_author_are_not_lost_when_it_is_made_again(world: World, course: Course, item: Item) -> None:
    browser, block = world.client(world.fatima, "nl"), saying(course, OLD)
    edit_block(world.fatima, block, Prose("Kort gezegd: koel, maar niet te koud."))
    assert "niet te koud" in str(rows(block))
    revise(world, item)
    block.rests_on.all().delete()
    Rests.objects.create(block=block, item=item, version=item.versions.get(number=1))
    assert "<del>" in renew(browser, block)
    assert rows(block)[0] == "text"
    browser.post(f"/learn/remakings/{block.remakings.get().pk}/undoing/")
    assert (rows(block)[0], "niet te koud" in str(rows(block))) == ("prose", True)


def test_a_block_of_a_published_course_is_made_again_in_its_changes(world: World, course: Course, item: Item) -> None:
    publish_course(world.fatima, course)
    browser, block = world.client(world.fatima), saying(course, OLD)
    before = rows(block)
    revise(world, item)
    answer = browser.post(f"/learn/blocks/{block.pk}/remakings/", {"newest": "1"})
    copy = Course.objects.get(revises=course)
    assert answer.headers["Location"].startswith(f"/learn/{copy.pk}/draft/#b-")
    assert (rows(block)[1], NEW in str(saying(copy, NEW).content)) == (before[1], True)
    browser.post(f"/learn/{copy.pk}/publication/")
    assert NEW in str(rows(block)[1])
    assert not block.rests_on.stale().exists()


def test_the_page_of_changes_tells_how_much_changed_right_after_a_block_was_made_again(
    world: World, course: Course, item: Item
) -> None:
    publish_course(world.fatima, course)
    browser = world.client(world.fatima)
    revise(world, item)
    browser.post(f"/learn/{course.pk}/changes/")
    copy = Course.objects.get(revises=course)
    assert '<span id="changed">Nothing is changed yet</span>' in browser.get(f"/learn/{copy.pk}/draft/").text
    answer = renew(browser, saying(copy, OLD))
    assert '<span id="changed" hx-swap-oob="true">0 new, 1 changed, 0 taken out</span>' in answer
    block = saying(copy, NEW)
    answer = browser.post(f"/learn/blocks/{block.pk}/removal/", headers={"HX-Request": "true"}).text
    assert '<span id="changed" hx-swap-oob="true">0 new, ' in answer
    assert ", 1 taken out</span>" in answer


def test_what_learners_answered_stays_where_the_same_is_asked_again(world: World, course: Course, item: Item) -> None:
    publish_course(world.fatima, course)
    on_old = Rests.objects.filter(block__bite__course=course, question__isnull=False)
    quiz = next(rest.block for rest in on_old.order_by("pk") if rest.block.questions.count() > 1)
    before = {row.pk: row.edition for row in quiz.questions.all()}
    tess = start_course(world.kees, course)
    for row in quiz.questions.all():
        Answer.objects.create(
            enrolment=tess, question=row, key=uuid4(), given=["0"], share=1, correct=True, when=timezone.now()
        )
    revise(world, item)
    browser = world.client(world.fatima)
    browser.post(f"/learn/blocks/{quiz.pk}/remakings/", {"newest": "1"})
    browser.post(f"/learn/{Course.objects.get(revises=course).pk}/publication/")
    after = {row.pk: row.edition for row in quiz.questions.all()}
    assert [after[one] for one in before if one in after] == [before[one] for one in before if one in after]
    assert len(set(before) & set(after)) >= len(before) - 1
    assert set(tess.answers.values_list("question", flat=True)) == set(before) & set(after)


def test_it_is_made_again_also_when_an_earlier_wish_went_with_who_was_erased(
    world: World, course: Course, item: Item
) -> None:
    publish_course(world.fatima, course)
    copy = begin_changes(world.fatima, course)
    block, now = saying(copy, OLD), timezone.now()
    for number, person in ((1, world.kees), (2, world.fatima)):
        Remaking.objects.create(block=block, person=person, number=number, attempt=0, asked=now, ended=now)
    block.remakings.filter(person=world.kees).delete()
    revise(world, item)
    world.client(world.fatima).post(f"/learn/blocks/{saying(course, OLD).pk}/remakings/", {"newest": "1"})
    assert list(block.remakings.values_list("number", flat=True)) == [2, 3]
    assert NEW in str(rows(block)[1])


def test_made_again_after_that_it_stays_of_the_newest_text(world: World, course: Course, item: Item) -> None:
    browser = world.client(world.fatima)
    points = Block.objects.filter(bite__course=course, kind="key_points").first()
    assert points is not None
    revise(world, item)
    renew(browser, points)
    newest = Item.objects.get(pk=item.pk).current_id
    assert set(points.rests_on.values_list("version", flat=True)) == {newest}
    browser.post(f"/learn/blocks/{points.pk}/remakings/", {"number": 2})
    assert set(points.rests_on.values_list("version", flat=True)) == {newest}


def test_a_text_of_which_nothing_is_left_is_refused_and_the_block_stays(world: World, item: Item) -> None:
    long = "\n\n".join(
        f"## Over {name}\n\n"
        + " ".join(f"De {name} nummer {n} staat op plank {n} van het magazijn." for n in range(99))
        for name in ("emmer", "bezem")
    )
    revise_item(world.fatima, item, item.title, dutch().markdown)
    course = carry_out(ask_for_course(world.fatima, world.team.space, [item]))
    assert course is not None
    block = saying(course, OLD)
    before = rows(block)
    revise_item(world.fatima, item, item.title, long)
    page = renew(world.client(world.fatima, "nl"), block)
    assert "De nieuwste tekst bevat niets meer van waar dit deel over ging." in page
    assert rows(block)[:2] == before[:2]
