"""Who answered, and whose answer helped, is found for it once they agree."""

from __future__ import annotations

import pytest

from zwerm.library.actions import keep_item
from zwerm.library.models import ItemSkill
from zwerm.people.tests.world import World
from zwerm.questions.actions import accept_answer, ask_question, give_answer
from zwerm.questions.actions.answer import withdraw_answer
from zwerm.search.actions import follow_changes
from zwerm.skills.actions import Told, add_skill, answer_for, knows

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


def test_who_said_yes_to_a_skill_is_found_by_its_name_however_little_speaks_for_them_and_stands_last(
    world: World,
) -> None:
    wound = add_skill(world.tom, Told("skill", {"nl": "Wondzorg"}))
    question = ask_question(world.kees, world.organisation, "Wat doe je met een wond?", skills=[wound])
    give_answer(world.fatima, question, "Afdekken.")
    for number in range(14):
        item = keep_item(
            world.sanne, world.organisation, "howto", f"Wondzorg {number}", "Over wondzorg.", language="nl"
        )
        ItemSkill.objects.create(thing=item, skill=wound, by=world.sanne)
    follow_changes()
    answer_for(world.sanne, wound, "yes")

    def found(words: str) -> list[str]:
        return [one.person.name.split()[0] for one in knows(words, world.otto)]

    assert found("Wondzorg") == ["Sanne"]
    answer_for(world.fatima, wound, "yes")
    assert found("Wondzorg") == ["Sanne", "Fatima"]
    answer_for(world.fatima, wound, "no")
    assert found("Wondzorg") == ["Sanne"]
