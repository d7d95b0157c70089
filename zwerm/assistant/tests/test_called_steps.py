"""Steps come whole where the heading calls them so, also without numbers, and to who types no more than the task."""

from __future__ import annotations

import pytest

from zwerm.assistant.actions import ask
from zwerm.library.actions import keep_item
from zwerm.people.tests.world import World

STEPS = (
    "Let the pot dry for two days.",
    "Put the pot in the kiln.",
    "Close the door.",
    "Heat slowly.",
    "Wait until it is cold.",
    "Take the pot out.",
)


@pytest.mark.same_code
@pytest.mark.parametrize("counted", [True, False])
@pytest.mark.parametrize(
    "question",
    [
        "How do I fire a pot?",
        "How should I fire a pot in the kiln?",
        "What are the steps of firing a pot?",
        "firing a pot",
    ],
)
def test_steps_come_whole(world: World, question: str, counted: bool) -> None:
    steps = "\n".join(f"{f'{number}.' if counted else '-'} {step}" for number, step in enumerate(STEPS, 1))
    page = (
        "The kiln stands behind the shed, and is lit on Fridays by whoever is there first.\n\n"
        f"## Steps of firing a pot\n\n{steps}\n\n## Colours\n\nBlue glaze comes from cobalt.\n"
    )
    keep_item(world.fatima, world.team.space, "page", "The kiln", page, language="en")
    answer = ask(world.kees, question)
    assert answer.answered
    assert [each.text for each in answer.sentences] == list(STEPS)
