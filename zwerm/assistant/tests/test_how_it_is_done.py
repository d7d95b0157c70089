"""Who asks how it is done gets how it is done, not what somebody once did."""

from __future__ import annotations

import pytest

from zwerm.assistant.actions import ask
from zwerm.assistant.rules.answering import draft_answer
from zwerm.assistant.rules.measures import Measure
from zwerm.assistant.rules.question import Kind, Question, Wanted, kind_of
from zwerm.assistant.rules.sources import Source
from zwerm.assistant.rules.units import Stretch
from zwerm.language.words import find_words_folded
from zwerm.library.actions import keep_item
from zwerm.people.tests.world import World

STORY = """Vorige week lekte de gieter in de kas. Ik heb de gieter naar de balie gebracht en gemeld dat hij lekte.

De hele kas stond blank. Een lekkende gieter merk je pas als je voeten nat zijn."""
HOWTO = """## Wanneer gebruik je dit

De gieter in de kas lekt en de balie is dicht.

## Stappen

1. Zet hem in de rode bak. Dan loopt niemand erover.
2. Ligt er water? Bel het magazijn op 4312.
3. Hang het bordje op.
"""


@pytest.fixture
def library(world: World) -> World:
    keep_item(world.fatima, world.team.space, "story", "Natte voeten", STORY, language="nl")
    keep_item(world.fatima, world.team.space, "howto", "Water op de vloer", HOWTO, language="nl")
    return world


STEPS = [
    "Zet hem in de rode bak. Dan loopt niemand erover.",
    "Ligt er water? Bel het magazijn op 4312.",
    "Hang het bordje op.",
]


@pytest.mark.same_code
@pytest.mark.parametrize(
    "question", ["Wat doe ik als de gieter in de kas lekt?", "Waar breng ik de gieter als de balie dicht is?"]
)
def test_where_a_how_to_says_when_it_is_for_its_steps_are_the_answer(library: World, question: str) -> None:
    told = [each.text for each in ask(library.kees, question).sentences]
    assert told == ["De gieter in de kas lekt en de balie is dicht.", *STEPS]


def test_a_step_stands_to_the_letter_in_its_source_with_what_explains_it(library: World) -> None:
    told = ask(library.kees, "Wat doe ik als de gieter in de kas lekt?").sentences
    assert [each.sources[0].quote for each in told[1:]] == STEPS


TORCH = """## Wat heb je nodig

- Een zaklamp. Niet voor de kelder, maar hij ligt er toch.

## Stappen

1. Zet de pomp aan.
2. Bel de wacht.
"""


def test_a_fragment_does_not_stand_before_the_steps(world: World) -> None:
    keep_item(world.fatima, world.team.space, "howto", "Water in de kelder", TORCH, language="nl")
    told = ask(world.kees, "Wat doe ik als er water in de kelder ligt?").sentences
    assert [each.text for each in told] == ["Zet de pomp aan.", "Bel de wacht."]


def test_who_asks_what_happened_gets_the_story(library: World) -> None:
    told = ask(library.kees, "Wanneer lekte de gieter in de kas?").sentences
    assert told[0].text == "Vorige week lekte de gieter in de kas."


def test_a_time_in_one_sentence_says_nothing_of_the_word_in_another() -> None:
    words = (Wanted("code", frozenset({"code"}), weight=1.2), Wanted("geldig", frozenset({"geldig"})))
    question = Question("Hoe lang is een code geldig?", "nl", Kind.NUMBER, words, measure=Measure.DURATION)

    def missed(text: str) -> float:
        end = text.index("\n")
        stretches = (Stretch(0, end), Stretch(end, len(text), ("Meenemen",)))
        source = Source("1", "Toegang", "nl", text, text, stretches, 1.0)
        evidence = draft_answer(question, [source], lambda words, _: find_words_folded(words), lambda *_: None).evidence
        assert evidence
        return evidence.missed

    beside = "Na 15 minuten moet je de code nog eens typen, maar dan goed.\nNeem een geldig bewijs mee, en de code."
    said = "Na 15 minuten moet je de code weer typen, tot dan is hij geldig.\nNeem een geldig bewijs mee, en de code."
    assert missed(beside) > missed(said) == 0


def test_a_question_that_goes_on_has_a_measure_of_its_own(library: World) -> None:
    keep_item(library.fatima, library.team.space, "page", "Avonddienst", AVOND, language="nl")
    before = "Wanneer begint de avonddienst in de kas?"
    assert "19 uur" in ask(library.kees, before).sentences[0].text
    assert [each.text for each in ask(library.kees, "En wat verdien ik?", before).sentences] == [
        "Voor een avonddienst verdien je 60 euro."
    ]


AVOND = "De avonddienst in de kas begint om 19 uur. Breng je laarzen mee. Voor een avonddienst verdien je 60 euro."


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Hoe weet ik wie er belt?", "how"),
        ("Waar breng ik hem als ik niet weet wie hem heeft?", "where"),
        ("Wat is de maximale temperatuur?", "number"),
        ("What do I do when someone is ill?", "do"),
        ("What questions are asked when someone leaves?", "list"),
        ("I was away. Who has the key?", "who"),
        ("Which number do I call after a fire?", "contact"),
    ],
)
def test_what_comes_first_in_a_question_tells_what_it_asks(text: str, kind: str) -> None:
    assert kind_of(text, "en" if text.startswith(("What", "Which", "I ")) else "nl") == kind
