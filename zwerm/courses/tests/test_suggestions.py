"""Questions that are too doubtful for a draft stand beside it, for its author to take or to leave."""

from __future__ import annotations

import msgspec
import pytest

from zwerm.courses.actions import (
    ask_for_course,
    ask_to_remake,
    begin_changes,
    carry_out,
    carry_out_remaking,
    publish_changes,
    publish_course,
    put_back,
    remove_bite,
)
from zwerm.courses.generation.course import draft_course
from zwerm.courses.generation.draft import Doubt, KeyPoints, Option, Ordering, Quiz, SingleChoice
from zwerm.courses.generation.resolve import unresolved
from zwerm.courses.generation.source import Source
from zwerm.courses.models import Block, Course, Question, Suggestion
from zwerm.courses.tests.test_editing import write
from zwerm.library.actions import keep_item, revise_item
from zwerm.library.models import Item
from zwerm.people.models import Membership
from zwerm.people.tests.world import World

MILL = """# De korenmolen

De molen staat sinds lange tijd op de dijk bij het dorp. Bezoekers komen er graag kijken, ook met kinderen.

## Een zak malen

1. Zet de wieken in de wind.
2. De zak gaat met het luiwerk naar boven.
3. Gooi het graan in de trechter.
4. Het meel valt door de pijp in een schone zak.
"""


@pytest.fixture
def course(world: World) -> Course:
    item = keep_item(world.fatima, world.team.space, "howto", "De korenmolen", MILL, language="nl")
    made = carry_out(ask_for_course(world.fatima, world.team.space, [item]))
    assert made is not None
    return made


def offered(course: Course) -> list[Suggestion]:
    return list(Suggestion.objects.filter(bite__course=course, left=None))


def asked(course: Course) -> list[Question]:
    """What is marked: not the question in own words of a part where nothing is."""
    return list(Question.objects.filter(block__bite__course=course).marked())


def test_what_is_numbered_and_may_be_steps_is_suggested_and_not_asked() -> None:
    source = Source(id="a", title="De korenmolen", markdown=MILL, language="nl")
    (bite,) = draft_course([source]).bites
    assert [q.kind for block in bite.blocks if isinstance(block, Quiz) for q in block.questions] == ["open"]
    (one,) = [one for one in bite.suggested if not isinstance(one.value, KeyPoints)]
    assert isinstance(one.value, Ordering)
    assert one.why == "unordered"
    assert [item.text.split()[0] for item in one.value.items] == ["Zet", "De", "Gooi", "Het"]
    assert draft_course([source]).bites[0].suggested == bite.suggested
    assert unresolved(draft_course([source]), [source]) == []


def test_the_author_takes_a_suggestion_and_it_is_a_question_like_any_other(world: World, course: Course) -> None:
    author, (one,) = world.client(world.fatima, "nl"), offered(course)
    draft = author.get(f"/learn/{course.pk}/draft/").content.decode()
    assert "Voorgesteld: 1 vraag" in draft
    assert "Zet de stappen" not in draft
    page = author.get(f"/learn/bites/{one.bite_id}/suggestions/").content.decode()
    assert "<html" in page
    assert "niet dat hun volgorde ertoe doet" in page
    answer = author.post(f"/learn/suggestions/{one.pk}/taking/", headers={"HX-Request": "true"}).content.decode()
    (question,) = asked(course)
    assert f"/learn/questions/{question.pk}/edit/" in answer
    assert "Er zijn geen voorstellen meer" in answer
    assert (question.value, offered(course)) == (one.value, [])
    assert [rest.version for rest in question.rests_on.all()] == [course.sources.get().version]
    assert [block.kind for block in question.block.bite.blocks.all()].index("quiz") == question.block.position
    again = author.post(f"/learn/suggestions/{one.pk}/taking/")
    assert (again.status_code, len(asked(course))) == (404, 1)


def test_what_is_left_away_is_not_offered_again_until_its_author_wants_it_back(world: World, course: Course) -> None:
    author, (one,) = world.client(world.fatima, "nl"), offered(course)
    gone = author.post(f"/learn/suggestions/{one.pk}/leaving/", follow=True)
    assert "Toch weer aanbieden" in gone.content.decode()
    assert "Voorgesteld:" not in author.get(f"/learn/{course.pk}/draft/").content.decode()
    assert offered(course) == []
    author.post(f"/learn/suggestions/{one.pk}/leaving/", {"back": "1"})
    assert offered(course) == [one]


def test_nobody_but_who_makes_the_course_sees_or_takes_its_suggestions(world: World, course: Course) -> None:
    (one,) = offered(course)
    for someone in (world.tom, world.otto):
        browser = world.client(someone)
        assert browser.get(f"/learn/bites/{one.bite_id}/suggestions/").status_code == 404
        assert browser.post(f"/learn/suggestions/{one.pk}/taking/").status_code == 404
    publish_course(world.fatima, course)
    assert "Zet de stappen" not in world.client(world.kees, "nl").get(f"/learn/{course.pk}/1/").content.decode()
    author = world.client(world.fatima)
    assert author.get(f"/learn/bites/{one.bite_id}/suggestions/").status_code == 404
    author.post(f"/learn/suggestions/{one.pk}/taking/")
    assert (offered(course), asked(course)) == ([one], [])


def test_a_suggestion_goes_when_its_author_no_longer_sees_the_text(world: World) -> None:
    item = keep_item(world.kees, world.closed, "howto", "De korenmolen", MILL, language="nl")
    course = carry_out(ask_for_course(world.kees, world.closed, [item]))
    assert course is not None
    (one,) = offered(course)
    Course.objects.filter(pk=course.pk).update(space=world.organisation)
    Membership.objects.filter(space=world.closed, person=world.kees).delete()
    Item.objects.filter(pk=item.pk).update(author=world.fatima)
    browser = world.client(world.kees, "nl")
    assert "Voorgesteld:" not in browser.get(f"/learn/{course.pk}/draft/").content.decode()
    assert "wieken" not in browser.get(f"/learn/bites/{one.bite_id}/suggestions/").content.decode()
    assert browser.post(f"/learn/suggestions/{one.pk}/taking/").status_code == 404


def test_suggestions_go_along_into_the_changes_of_a_published_course_and_back(world: World, course: Course) -> None:
    publish_course(world.fatima, course)
    copy = begin_changes(world.fatima, course)
    (one,) = offered(copy)
    assert one.footings.count() == 1
    world.client(world.fatima).post(f"/learn/suggestions/{one.pk}/taking/")
    publish_changes(world.fatima, copy)
    assert (len(asked(course)), offered(course)) == (1, [])


def test_a_part_that_is_taken_out_keeps_its_suggestions_for_when_it_comes_back(world: World, course: Course) -> None:
    (one,) = offered(course)
    removal = remove_bite(world.fatima, one.bite)
    assert offered(course) == []
    put_back(world.fatima, removal)
    assert offered(course) == [one]
    assert one.footings.count() == 1


def test_made_again_the_questions_get_new_suggestions_but_none_that_was_left_away(world: World, course: Course) -> None:
    (one,) = offered(course)
    text = Block.objects.filter(bite__course=course, kind="text").first()
    assert text is not None
    world.client(world.fatima).post(f"/learn/suggestions/{one.pk}/leaving/")
    item = Item.objects.get()
    revised = MILL.replace("schone zak.\n", "schone zak.\n5. Bind de zak dicht.\n")
    revise_item(world.fatima, item, item.title, revised)
    remaking, _new = ask_to_remake(world.fatima, text, 1, newest=True)
    carry_out_remaking(remaking)
    (fresh,) = offered(course)
    assert isinstance(fresh.value, Ordering)
    assert len(fresh.value.items) == 5
    assert [footing.version.number for footing in fresh.footings.select_related("version")] == [2]


def test_what_was_offered_in_a_way_that_is_no_longer_made_is_told_taken_and_changed(
    world: World, course: Course
) -> None:
    author, (one,) = world.client(world.fatima, "nl"), offered(course)
    assert isinstance(one.value, Ordering)
    spans = one.value.spans
    options = (Option("staat op de dijk", True, spans), Option("bindt de zak dicht", False, spans))
    said = SingleChoice("Wat zegt de tekst hierover? Maak de zin af.", options, (), spans, quote="De molen …")
    one.content, one.why = msgspec.to_builtins(said), Doubt.other_subjects
    one.save()
    page = author.get(f"/learn/bites/{one.bite_id}/suggestions/").content.decode()
    assert "De foute antwoorden gaan over andere dingen" in page
    author.post(f"/learn/suggestions/{one.pk}/taking/")
    (question,) = asked(course)
    assert (question.value, offered(course)) == (said, [])
    write(author, f"questions/{question.pk}/edit/", stem="Wat doet de molen?")
    question.refresh_from_db()
    assert question.value.stem == "Wat doet de molen?"
