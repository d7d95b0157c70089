"""What an author does with a draft: read what was left out, make a part again, take a part out. Nobody else can."""

from __future__ import annotations

import pytest
from django.test import Client

from zwerm.courses.actions import carry_out, keep_course, publish_course
from zwerm.courses.actions.draft import ask_for_course
from zwerm.courses.generation import flaws
from zwerm.courses.generation.questions.quiz import INTERLOCK
from zwerm.courses.generation.reading import headings
from zwerm.courses.generation.writers.model import UNSUPPORTED
from zwerm.courses.models import Block, Course, Remaking
from zwerm.courses.tests.generation.world import dutch
from zwerm.courses.tests.sample import drafted, keep_text
from zwerm.courses.views.left_out import REASONS, RULES
from zwerm.library.actions import keep_item
from zwerm.people.tests.world import World

MORE = """
## Zie ook

- [Het handboek](https://example.org/handboek)
- [De poster](https://example.org/poster)
"""


@pytest.fixture
def course(world: World) -> Course:
    source = dutch()
    item = keep_item(world.fatima, world.team.space, "howto", source.title, source.markdown + MORE, language="nl")
    made = carry_out(ask_for_course(world.fatima, world.team.space, [item]))
    assert made is not None
    return made


def block(course: Course, kind: str) -> Block:
    found = Block.objects.filter(bite__course=course, kind=kind).first()
    assert found is not None
    return found


def again(browser: Client, wanted: Block, number: int = 1) -> str:
    address = f"/learn/blocks/{wanted.pk}/remakings/"
    return browser.post(address, {"number": number}, headers={"HX-Request": "true"}).content.decode()


def stems(wanted: Block) -> list[str]:
    return [str(question.content) for question in wanted.questions.all()]


def test_the_author_reads_what_was_left_out_and_why(world: World, course: Course) -> None:
    page = world.client(world.fatima, "nl").get(f"/learn/{course.pk}/draft/").content.decode()
    assert "Wat we uit je teksten weglieten, en waarom" in page
    assert "Links naar andere teksten" in page
    assert ">Zie ook</a>" in page


def test_what_was_left_out_of_a_text_that_the_author_no_longer_sees_is_not_told(world: World) -> None:
    source = dutch()
    item = keep_item(world.kees, world.closed, "howto", source.title, source.markdown + MORE, language="nl")
    course = carry_out(ask_for_course(world.kees, world.closed, [item]))
    assert course is not None
    course.space = world.team.space
    course.save()
    browser = world.client(world.kees)
    assert "Zie ook" in browser.get(f"/learn/{course.pk}/draft/").content.decode()
    world.closed.memberships.filter(person=world.kees).delete()
    assert "Zie ook" not in browser.get(f"/learn/{course.pk}/draft/").content.decode()


def test_a_block_made_again_is_another_one_and_each_attempt_gives_the_same(world: World, course: Course) -> None:
    browser = world.client(world.fatima, "nl")
    quiz = block(course, "quiz")
    first = stems(quiz)
    assert "Opnieuw gemaakt. Dit is een andere versie." in again(browser, quiz)
    second = stems(quiz)
    assert second
    assert set(second) != set(first)
    Remaking.objects.all().delete()
    again(browser, quiz)
    assert stems(quiz) == second


def test_the_same_request_twice_makes_a_block_again_once(world: World, course: Course) -> None:
    browser = world.client(world.fatima)
    quiz = block(course, "quiz")
    again(browser, quiz)
    kept = stems(quiz)
    again(browser, quiz)
    assert stems(quiz) == kept
    assert quiz.remakings.count() == 1


def test_nothing_is_made_again_of_a_part_that_its_texts_do_not_give_any_more(world: World, course: Course) -> None:
    quiz = block(course, "quiz")
    Block.objects.filter(pk=quiz.pk).update(made_in=7)
    assert "Deze cursus is op een andere manier gemaakt dan we nu doen." in again(
        world.client(world.fatima, "nl"), quiz
    )


def test_when_nothing_else_can_be_made_the_first_comes_back_and_the_page_says_so(world: World, course: Course) -> None:
    browser = world.client(world.fatima, "nl")
    points = block(course, "key_points")
    first, seen, page = points.content, [], ""
    for number in range(1, 12):
        page = again(browser, points, number)
        points.refresh_from_db()
        seen.append(points.content)
        if "geen andere versie" in page:
            break
    assert "Zwerm heeft hier geen andere versie van. Dit is wat het eerst maakte." in page
    assert seen[-1] == first
    assert len(seen) > 1
    assert first not in seen[:-1]


def test_text_of_the_source_can_be_taken_out_but_not_made_again(world: World, course: Course) -> None:
    browser = world.client(world.fatima)
    text = block(course, "text")
    page = browser.get(f"/learn/{course.pk}/draft/").content.decode()
    assert f"/learn/blocks/{text.pk}/removal/" in page
    assert f"/learn/blocks/{text.pk}/remakings/" not in page
    again(browser, text)
    assert Remaking.objects.count() == 0


def test_what_is_taken_out_takes_no_time_any_more(world: World, course: Course) -> None:
    text = block(course, "text")
    before = text.bite.minutes
    world.client(world.fatima).post(f"/learn/blocks/{text.pk}/removal/")
    text.bite.refresh_from_db()
    assert not Block.objects.filter(pk=text.pk).exists()
    assert text.bite.minutes < before


@pytest.mark.parametrize("name", ["kees", "sanne", "priya", "otto"])
def test_nobody_else_reads_makes_again_or_takes_out_anything_of_a_draft(
    world: World, course: Course, name: str
) -> None:
    quiz = block(course, "quiz")
    asked = quiz.questions.first()
    assert asked is not None
    kept = stems(quiz)
    browser = world.client(getattr(world, name))
    assert browser.get(f"/learn/{course.pk}/draft/").status_code == 404
    assert browser.get(f"/learn/blocks/{quiz.pk}/", headers={"HX-Request": "true"}).status_code == 404
    for address in (f"blocks/{quiz.pk}/remakings/", f"blocks/{quiz.pk}/removal/", f"questions/{asked.pk}/removal/"):
        assert browser.post(f"/learn/{address}").status_code == 404
    assert stems(quiz) == kept
    assert Remaking.objects.count() == 0


def test_nothing_of_a_published_course_is_made_again_or_taken_out(world: World) -> None:
    item = keep_text(world.fatima, world.team.space)
    course = publish_course(world.fatima, keep_course(world.fatima, world.team.space, drafted(item), [item]))
    points = block(course, "key_points")
    browser = world.client(world.fatima)
    again(browser, points)
    browser.post(f"/learn/blocks/{points.pk}/removal/")
    assert Remaking.objects.count() == 0
    assert Block.objects.filter(pk=points.pk).exists()


def test_nothing_is_made_again_of_a_text_that_the_author_no_longer_sees(world: World) -> None:
    item = keep_item(world.kees, world.closed, "howto", "Koelketen", dutch().markdown, language="nl")
    course = carry_out(ask_for_course(world.kees, world.closed, [item]))
    assert course is not None
    course.space = world.team.space
    course.save()
    mine = block(course, "reflection")
    mine.rests_on.all().delete()
    world.kees.language = "nl"
    world.kees.save()
    before = mine.content
    world.closed.memberships.filter(person=world.kees).delete()
    page = again(world.client(world.kees, "nl"), mine)
    assert "Je ziet een tekst waar deze cursus van gemaakt is niet meer." in page
    mine.refresh_from_db()
    assert mine.content == before


def test_every_reason_and_every_rule_has_plain_words() -> None:
    assert set(REASONS) == set(headings.REASONS)
    assert set(RULES) == {*flaws.RULES, INTERLOCK, UNSUPPORTED}


def test_words_that_are_explained_have_no_other_version_until_their_author_changed_them(
    world: World, course: Course
) -> None:
    browser, words = world.client(world.fatima, "nl"), block(course, "glossary")
    first = words.content
    assert "Zwerm heeft hier geen andere versie van. Het blijft zoals het is." in again(browser, words)
    assert block(course, "glossary").content == first
    browser.post(f"/learn/blocks/{words.pk}/edit/", {"term-0": "Handen", "meaning-0": "Waar je mee werkt."})
    assert block(course, "glossary").content != first
    assert "Dit is wat het eerst maakte." in again(browser, words, 2)
    assert block(course, "glossary").content == first
