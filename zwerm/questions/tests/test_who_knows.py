"""Who answered, and whose answer helped, is found for it once they agree."""

from __future__ import annotations

import pytest

from zwerm.people.tests.world import World
from zwerm.questions.actions import accept_answer, ask_question, give_answer
from zwerm.questions.actions.answer import withdraw_answer
from zwerm.skills.actions import Told, add_skill, answer_for

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("closed", [False, True])
def test_whose_answer_helped_is_found_for_it_by_who_sees_the_question(world: World, closed: bool) -> None:
    wound = add_skill(world.tom, Told("skill", {"nl": "Wondzorg"}))
    space = world.closed if closed else world.organisation
    question = ask_question(world.kees, space, "Hoe verbind ik een wond?", skills=[wound])
    answer = give_answer(world.fatima, question, "Met een gaas.")

    def shown(language: str = "nl") -> str:
        return (
            world.client(world.kees if closed else world.otto, language)
            .get(f"/skills/knows/?q={wound.called_in('nl')}")
            .text
        )

    assert "Fatima" not in shown()
    answer_for(world.fatima, wound, "yes")
    assert "omdat Fatima El Amrani “Hoe verbind ik een wond?” beantwoordde in" in shown()
    accept_answer(world.kees, answer)
    assert "omdat het antwoord van Fatima El Amrani hielp bij “Hoe verbind ik een wond?” in" in shown()
    assert "because the answer of Fatima El Amrani helped with “Hoe verbind ik een wond?” in" in shown("en")
    stranger = world.client(world.otto, "nl").get("/skills/knows/?q=wondzorg").text
    assert ("Fatima" in stranger) is not closed
    withdraw_answer(world.fatima, answer)
    assert "Fatima" not in shown()
