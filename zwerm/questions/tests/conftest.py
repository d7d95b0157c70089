from __future__ import annotations

import pytest

from zwerm.people.tests.world import World
from zwerm.questions.actions import ask_question
from zwerm.questions.models import Question

TITLE = "Hoe krijg ik een tolk op zondag?"
TEXT = "De tolkentelefoon is op zondag *dicht*.\n\n## Wat ik probeerde\n\nDe receptie gebeld."


@pytest.fixture
def question(world: World) -> Question:
    """Kees asked it where everybody reads."""
    return ask_question(world.kees, world.organisation, TITLE, TEXT)


@pytest.fixture
def hidden(world: World) -> Question:
    """Kees asked it where only Fatima and he read."""
    return ask_question(world.kees, world.closed, "Wanneer praten we over het zeepaardje?", "Graag vóór mei.")
