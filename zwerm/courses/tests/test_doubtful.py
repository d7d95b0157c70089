"""Doubtful questions: none in a new draft; those of drafts of before are marked for the author until they looked, and never for who learns."""

from __future__ import annotations

import msgspec
import pytest

from zwerm.courses.actions import carry_out, publish_course
from zwerm.courses.actions.draft import ask_for_course
from zwerm.courses.generation.course import draft_course
from zwerm.courses.generation.draft import Doubt, Option, SingleChoice
from zwerm.courses.generation.source import Source
from zwerm.courses.models import Course, Question
from zwerm.courses.tests.generation.world import dutch, english, questions
from zwerm.courses.tests.test_editing import write
from zwerm.courses.views.left_out import DOUBTS
from zwerm.library.actions import keep_item
from zwerm.people.tests.world import World

FARM = """# De kinderboerderij

## Geiten voeren

Geef in de ochtend twee scheppen brokken en een arm vol hooi. Kijk meteen of de drinkbak nog schoon is. Veeg het stro van gisteren naar de mesthoop.

## Rondleiding geven

Begin bij de ingang en loop met de klas langs het erf. Laat ieder kind om de beurt een kuiken vasthouden. Vertel bij de stal waar wol vandaan komt.

## Kas opmaken

Tel bij sluiting het geld in de lade met een collega erbij. Leg de envelop in de kluis en noteer het bedrag in het schrift. Doe het rolluik omlaag en doe de lamp uit.
"""
SHED = """# The bicycle shed

## Handing out a key

Write the name of the borrower in the book by the door. Take a deposit of any amount that the borrower can miss. Tell newcomers where the pump hangs on the wall.

## Cleaning the floor

Sweep the leaves out before the weekend begins. Scrub oil with warm soap and let it dry with the doors open. Put rags that smell of petrol in the metal bin.

## Mending a flat tyre

Lift the wheel and look for glass with your fingertips. Roughen the rubber before the patch goes on. Spin everything once more with your hand.
"""


def test_a_text_of_advice_gets_no_doubtful_questions() -> None:
    for markdown, language in ((FARM, "nl"), (SHED, "en")):
        assert questions(draft_course([Source(id="a", title="", markdown=markdown, language=language)])) == []


@pytest.mark.parametrize("source", [dutch(), english()])
def test_nothing_is_marked_where_there_are_enough_sound_questions(source: Source) -> None:
    found = questions(draft_course([source]))
    assert len(found) > 2
    assert not [question for question in found if getattr(question, "doubt", None)]


@pytest.fixture
def course(world: World) -> Course:
    """A draft of before, when a part without a better question got a doubtful one."""
    item = keep_item(world.fatima, world.team.space, "howto", "De kinderboerderij", FARM, language="nl")
    made = carry_out(ask_for_course(world.fatima, world.team.space, [item]))
    assert made is not None
    (question,) = Question.objects.filter(block__bite__course=made)
    spans = question.value.spans
    options = (Option("Tel het geld in de lade", True, spans), Option("Veeg het stro naar buiten", False, spans))
    stem = "Wat vraagt de tekst je te doen bij ‘Kas opmaken’?"
    doubtful = SingleChoice(stem, options, (), spans, doubt=Doubt.elsewhere)
    question.kind, question.content = doubtful.kind, msgspec.to_builtins(doubtful)
    question.save()
    return made


def marked(course: Course) -> list[Question]:
    found = Question.objects.filter(block__bite__course=course)
    return [question for question in found if getattr(question.value, "doubt", None)]


def test_the_mark_says_why_and_goes_when_the_author_accepts_the_question(world: World, course: Course) -> None:
    author = world.client(world.fatima, "nl")
    page = author.get(f"/learn/{course.pk}/draft/").content.decode()
    assert page.count("Kijk deze vraag na") == len(marked(course)) == 1
    assert "De foute antwoorden komen uit andere delen van de tekst." in page
    (first,) = marked(course)
    before = first.value
    answer = author.post(f"/learn/questions/{first.pk}/acceptance/", headers={"HX-Request": "true"}).content.decode()
    assert "Kijk deze vraag na" not in answer
    assert marked(course) == []
    first.refresh_from_db()
    assert first.value == msgspec.structs.replace(before, doubt=None)


def test_the_mark_goes_when_the_author_changes_the_question(world: World, course: Course) -> None:
    (first,) = marked(course)
    write(world.client(world.fatima), f"questions/{first.pk}/edit/", stem="Wat doe je hier?")
    assert marked(course) == []


def test_who_does_not_write_the_course_can_not_accept_its_questions(world: World, course: Course) -> None:
    first = marked(course)[0]
    assert world.client(world.tom).post(f"/learn/questions/{first.pk}/acceptance/").status_code == 404
    assert first in marked(course)


def test_who_takes_the_course_sees_no_mark(world: World, course: Course) -> None:
    publish_course(world.fatima, course)
    page = world.client(world.fatima, "nl").get(f"/learn/{course.pk}/1/").content.decode()
    assert "Wat vraagt de tekst je te doen bij" in page
    assert "Kijk deze vraag na" not in page
    assert str(DOUBTS[Doubt.elsewhere]) not in page
