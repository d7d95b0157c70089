"""Texts in two languages in one course: each is asked in its own."""

from zwerm.courses.generation.bites.packing import join_mute
from zwerm.courses.generation.course import draft_course
from zwerm.courses.generation.draft import CourseDraft, Quiz
from zwerm.courses.generation.plan import make_plan
from zwerm.courses.generation.resolve import unresolved
from zwerm.courses.generation.source import Source
from zwerm.courses.tests.generation.world import suggested

DUTCH = Source(
    id="nl",
    title="De oven aanzetten",
    language="nl",
    is_how_to=True,
    markdown="# De oven aanzetten\n\nDe oven staat achter in de zaak en wordt elke ochtend door de eerste bakker aangezet.\n\n## Stappen\n\n1. Open de gaskraan achter de oven.\n2. Zet de knop op stand drie.\n3. Druk op de ontsteker.\n4. Sluit de deur van de oven.\n",
)
ENGLISH = Source(
    id="en",
    title="Closing the shop",
    language="en",
    is_how_to=True,
    markdown="# Closing the shop\n\nWhoever leaves last closes the shop and signs the list by the door for the day.\n\n## How to close the shop\n\n1. Count the money in the till and put it in the safe.\n2. Lock the back door with the long key.\n3. Turn off the lights in the shop and the cellar.\n4. Set the alarm before you pull the front door shut.\n",
)


def stems(made: CourseDraft) -> list[list[str]]:
    return [
        [q.stem for block in bite.blocks if isinstance(block, Quiz) for q in block.questions] for bite in made.bites
    ]


def test_each_text_has_bites_and_questions_in_its_own_language() -> None:
    made = draft_course([DUTCH, ENGLISH])
    (first,), (second,) = stems(made)
    assert first.startswith("‘De oven aanzetten’: hoe pak je dit aan?")
    assert second.startswith("‘Closing the shop’: how do you do this?")
    offered = [question.stem.split(":")[0] for question, _ in suggested(made)]
    assert offered == ["Zet de stappen in de juiste volgorde", "Put the steps in the right order"]
    assert unresolved(made, [DUTCH, ENGLISH]) == []
    assert made == draft_course([DUTCH, ENGLISH])


def test_a_bite_without_a_question_does_not_join_one_of_another_text() -> None:
    units = make_plan([DUTCH, ENGLISH]).material.units
    ranges = [
        range(sum(unit.document == 0 for unit in units)),
        range(sum(unit.document == 0 for unit in units), len(units)),
    ]
    assert join_mute(ranges, units, lambda inside: False) == ranges
