"""Who asks whether something may be gets the rule, also in other words, before a story in which somebody did it; asked through the front door."""

from __future__ import annotations

import pytest

from zwerm.assistant.actions import ask
from zwerm.library.actions import keep_item
from zwerm.people.tests.world import World

RULE = "Kinderen koken niet. Een volwassene mag aanschuiven en helpt mee met dekken."
STORY = (
    "Vorige maand kwam een gast met zijn dochter. De dochter kookte de soep, heel netjes. De gast keek trots toe en at."
)


@pytest.fixture
def kitchen(world: World) -> World:
    keep_item(world.fatima, world.organisation, "story", "De gast die bleef", STORY, language="nl")
    keep_item(
        world.fatima, world.organisation, "page", "Brandveilig", "Zet de deur dicht. Bel de receptie.", language="nl"
    )
    return world


def told(world: World, asked: str) -> list[str]:
    return [each.text for each in ask(world.otto, asked).sentences]


@pytest.mark.parametrize("asked", ["Mag een dochter koken?", "Mag mijn kind koken?", "Mogen kinderen koken?"])
def test_a_rule_in_other_words_comes_before_a_story(kitchen: World, asked: str) -> None:
    keep_item(kitchen.fatima, kitchen.organisation, "howto", "In de keuken", RULE, language="nl")
    assert told(kitchen, asked)[:1] == ["Kinderen koken niet."]
    assert not any("dochter" in text for text in told(kitchen, asked))


def test_a_rule_that_one_may_not_see_changes_nothing(kitchen: World) -> None:
    before = told(kitchen, "Mag een dochter koken?")
    keep_item(kitchen.fatima, kitchen.closed, "howto", "In de keuken", RULE, language="nl")
    assert told(kitchen, "Mag een dochter koken?") == before
    assert "Kinderen koken niet." not in before


def test_a_rule_about_something_else_leaves_the_story(kitchen: World) -> None:
    before = told(kitchen, "Mag een dochter koken?")
    keep_item(
        kitchen.fatima, kitchen.organisation, "howto", "Op het dak", "Kinderen klimmen nooit op het dak.", language="nl"
    )
    assert told(kitchen, "Mag een dochter koken?") == before


def test_who_asks_what_happened_gets_the_story(kitchen: World) -> None:
    keep_item(kitchen.fatima, kitchen.organisation, "howto", "In de keuken", RULE, language="nl")
    assert any("De dochter kookte de soep" in text for text in told(kitchen, "Wat kookte de dochter?"))
