from __future__ import annotations

import pytest

from zwerm.assistant.actions import ask
from zwerm.assistant.rules.abstaining import is_answer
from zwerm.assistant.rules.answering import Drafted
from zwerm.assistant.rules.sources import Quoted, Source
from zwerm.assistant.rules.units import Unit
from zwerm.library.actions import keep_item
from zwerm.people.tests.world import World

SENTENCE = Quoted(Source("a", "A", "nl", "Bel 4711.", "Bel 4711.", (), 1.0), Unit(0, 0, 9, "Bel 4711.", (), 0, 0))


@pytest.mark.parametrize(
    ("covered", "meaning", "answers"),
    [
        (0.6, 0.0, False),
        (0.6, 0.4, True),
        (0.4, 0.7, True),
        (0.2, 1.0, False),
        (0.4, None, False),
        (0.6, None, True),
    ],
)
def test_what_the_words_leave_open_the_meaning_may_fill_but_not_replace(
    covered: float, meaning: float | None, answers: bool
) -> None:
    assert is_answer(Drafted((SENTENCE,), covered, meaning)) is answers


def test_no_sentences_are_no_answer() -> None:
    assert not is_answer(Drafted((), 1.0, 1.0))


def test_an_answer_about_another_word_of_the_same_kind_is_no_answer(world: World) -> None:
    keep_item(
        world.fatima,
        world.team.space,
        "howto",
        "Zwangerschapsverlof",
        "# Zwangerschapsverlof\n\nZwangerschapsverlof vraag je aan bij je leidinggevende.",
        language="nl",
    )
    assert ask(world.kees, "Hoe vraag ik zwangerschapsverlof aan?").answered
    assert not ask(world.kees, "Hoe declareer ik ouderschapsverlof?").answered
