"""An author asks about a point with one click: it is the model answer, and what the question rests on."""

from __future__ import annotations

import html
import re

import pytest

from zwerm.courses.actions import begin_changes, publish_course, remove_block
from zwerm.courses.actions.stale import compare_item
from zwerm.courses.generation import draft
from zwerm.courses.generation.draft import KeyPoints, Sentence
from zwerm.courses.models import Bite, Course, Question, Rests
from zwerm.courses.rules.asking import begun_about, sign_of_point
from zwerm.courses.tests.test_suggested_points import block_of, course, offered, points_in, take, text_of
from zwerm.library.actions import revise_item
from zwerm.people.models import Membership
from zwerm.people.tests.world import World

__all__ = ["course"]

STEM = "Een nieuwe collega vraagt waarom. Wat zeg je?"
LIST = Sentence("Wat we doen: eerst kijken; dan vragen; dan pas doen.", (draft.Span("a", 0, 9),))


def address_of(bite: Bite, point: Sentence, kind: str = "open") -> str:
    return f"/learn/bites/{bite.pk}/questions/new/{kind}/?about={sign_of_point(point)}"


def rests_in(page: str) -> list[str]:
    return re.findall(r'name="rests" value="([^"]+)"', page)


def filled(page: str, name: str) -> str:
    found = re.search(rf'<textarea name="{name}"[^>]*>\s*([^<]*)</textarea>', page)
    assert found, name
    return html.unescape(found[1])


def ask(world: World, bite: Bite, point: Sentence, kind: str = "open", **fields: object) -> Question | None:
    """As an author does: open the form, write, and save with the places that are ticked."""
    browser, address = world.client(world.fatima), address_of(bite, point, kind)
    ticked, before = rests_in(browser.get(address).text), set(Question.objects.values_list("pk", flat=True))
    told = {"stem": STEM, "explanation": "", "shown": ticked, "rests": ticked} | fields
    answer = browser.post(address, told)
    made = Question.objects.exclude(pk__in=before).first()
    if made:
        assert answer.headers["Location"].endswith(f"/draft/#dq-{made.pk}")
    return made


@pytest.mark.parametrize(("language", "words"), [("nl", "Vraag hiernaar"), ("en", "Ask about this")])
def test_beside_each_point_that_stands_or_is_offered_there_is_a_way_to_ask_about_it(
    world: World, course: Course, language: str, words: str
) -> None:
    author, bite = world.client(world.fatima, language), block_of(course).bite
    standing = points_in(course)
    page = author.get(f"/learn/{course.pk}/draft/").text
    assert standing
    assert page.count(words) == len(standing)
    assert all(f'href="{address_of(bite, point)}"' in page for point in standing)
    for headers in ({}, {"HX-Request": "true"}):
        page = author.get(f"/learn/bites/{bite.pk}/suggestions/", headers=headers).text
        assert page.count(words) == len(offered(course))
    publish_course(world.fatima, course)
    for person in (world.fatima, world.kees):
        assert words not in world.client(person, language).get(f"/learn/{course.pk}/1/").text
    assert words not in author.get(f"/learn/{course.pk}/draft/").text


@pytest.mark.parametrize("stands", [True, False])
def test_saved_it_is_a_question_of_its_part_that_rests_on_what_the_point_rests_on(
    world: World, course: Course, stands: bool
) -> None:
    block, row = block_of(course), offered(course)[0]
    value = row.value
    assert isinstance(value, KeyPoints)
    point = points_in(course)[0] if stands else value.points[0]
    bite, before = row.bite, Question.objects.filter(block__bite=row.bite).count()
    page = world.client(world.fatima).get(address_of(bite, point)).text
    assert filled(page, "stem") == ""
    assert "For example: “A new colleague asks why" in page
    assert point.text.split(";")[-1].strip() in filled(page, "model")
    assert f"#{f'b-{block.pk}' if stands else f's-{bite.pk}'}" in page
    made = ask(world, bite, point, model=point.text)
    assert made is not None
    assert (made.kind, made.block.bite, made.value.spans) == ("open", bite, point.spans)
    assert made == Question.objects.filter(block__bite=bite).order_by("block__position", "position").last()
    assert Question.objects.filter(block__bite=bite).count() == before + 1
    assert made.block.position < block.position
    version = course.sources.get().version_id
    assert [(rest.version_id, rest.since) for rest in made.rests_on.all()] == [(version, None)]
    draft_page = world.client(world.fatima).get(f"/learn/{course.pk}/draft/").text
    told = draft_page[draft_page.index(f'id="dq-{made.pk}"') :].partition("</div>\n")[0]
    assert STEM in told
    assert "/knowledge/" in told
    # The point is asked about, not taken.
    assert row in offered(course)
    assert point in points_in(course) or not stands


def test_when_its_sentence_changes_the_question_is_stale_too(world: World, course: Course) -> None:
    point, source = points_in(course)[0], course.sources.get()
    made = ask(world, block_of(course).bite, point, model=point.text)
    assert made is not None
    text, span = source.item.version.text, point.spans[0]
    revise_item(
        world.fatima, source.item, source.item.title, text[: span.start] + "Heel iets anders." + text[span.end :]
    )
    compare_item(source.item_id)
    assert Rests.objects.stale().filter(question=made).exists()


def test_what_is_unticked_it_does_not_rest_on(world: World, course: Course) -> None:
    made = ask(world, block_of(course).bite, points_in(course)[0], model="Anders.", rests=[])
    assert made is not None
    assert (made.value.spans, made.rests_on.count()) == ((), 0)


def test_it_can_be_asked_in_another_kind_with_the_same_source(world: World, course: Course) -> None:
    point, bite = points_in(course)[0], block_of(course).bite
    author = world.client(world.fatima)
    page = author.get(address_of(bite, point)).text
    for kind in ("single", "gap"):
        assert f'href="{address_of(bite, point, kind)}"' in page
    page = author.get(address_of(bite, point, "single")).text
    assert f'value="{html.escape(point.text)}"' in page
    rows = {"option-0": point.text, "right-0": "on", "option-1": "Iets anders."}
    single = ask(world, bite, point, "single", **rows)
    assert single is not None
    assert (single.kind, single.is_marked, single.value.spans) == ("single", True, point.spans)
    page = author.get(address_of(bite, point, "gap")).text
    assert filled(page, "sentence") == point.text
    words = point.text.split()
    assert ask(world, bite, point, "gap", sentence=point.text) is None
    gap = ask(world, bite, point, "gap", sentence=" ".join([f"[{words[0]}]", *words[1:]]))
    assert gap is not None
    assert gap.rests_on.get().version_id == course.sources.get().version_id


def test_without_a_quiz_it_makes_one_where_drafts_have_it(world: World, course: Course) -> None:
    block = block_of(course)
    for quiz in block.bite.blocks.filter(kind="quiz"):
        remove_block(world.fatima, quiz)
    made = ask(world, block.bite, points_in(course)[0], model="Zo.")
    assert made is not None
    kinds = [one.kind for one in block.bite.blocks.all()]
    assert kinds.index("quiz") + 1 == kinds.index("key_points")
    assert made.block.questions.count() == 1


def test_a_point_that_was_taken_meanwhile_is_still_the_one_and_one_that_went_is_a_question_of_ones_own(
    world: World, course: Course
) -> None:
    row = offered(course)[0]
    value, bite = row.value, row.bite
    assert isinstance(value, KeyPoints)
    address = address_of(bite, value.points[0])
    take(world, row)
    assert text_of(row) in filled(world.client(world.fatima).get(address).text, "model")
    remove_block(world.fatima, block_of(course))
    page = world.client(world.fatima).get(address).text
    assert (filled(page, "model"), rests_in(page)) == ("", [])
    world.client(world.fatima).post(address, {"stem": STEM, "model": "Zo.", "explanation": ""})
    assert Question.objects.filter(content__stem=STEM).get().rests_on.count() == 0


def test_who_does_not_see_its_text_or_does_not_make_the_course_does_not_get_the_point(
    world: World, course: Course
) -> None:
    point, bite = points_in(course)[0], block_of(course).bite
    for person in (world.kees, world.otto):
        assert world.client(person).get(address_of(bite, point)).status_code == 404
    item = course.sources.get().item
    type(item).objects.filter(pk=item.pk).update(space=world.closed)
    Membership.objects.filter(space=world.closed, person=world.fatima).delete()
    page = world.client(world.fatima).get(address_of(bite, point))
    assert point.text not in page.text


def test_in_changes_to_a_published_course_too(world: World, course: Course) -> None:
    copy = begin_changes(world.fatima, publish_course(world.fatima, course))
    block = block_of(copy)
    value = block.value
    assert isinstance(value, KeyPoints)
    made = ask(world, block.bite, value.points[0], model="Zo.")
    assert made is not None
    world.client(world.fatima).post(f"/learn/{copy.pk}/publication/")
    made.refresh_from_db()
    assert made.block.bite.course == course
    assert made.rests_on.count() == 1


def test_what_a_list_names_is_the_answer_line_by_line_and_other_kinds_are_not_begun() -> None:
    begun = begun_about(LIST, "open")
    assert isinstance(begun, draft.OpenAnswer)
    assert begun.model == "Wat we doen:\n– eerst kijken\n– dan vragen\n– dan pas doen"
    assert begun_about(LIST, "order") is None
