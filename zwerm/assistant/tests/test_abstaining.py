from __future__ import annotations

from dataclasses import replace

import pytest

from zwerm.assistant.actions import ask
from zwerm.assistant.rules.abstaining import Evidence, gather, strength
from zwerm.assistant.rules.question import Kind, Question, Wanted, weight_of
from zwerm.library.actions import keep_item
from zwerm.people.tests.world import World

THINGS = 1000
ALL = Evidence(passage=1.0, heading=0.5, words=3, missing=0.0, near=0.6)


def asked(**uses: int) -> Question:
    """A question of these words, each with the number of things that use it."""
    words = tuple(Wanted(word, frozenset({word}), (), weight_of((count,), THINGS)) for word, count in uses.items())
    return Question(" ".join(uses), "en", Kind.HOW, words, THINGS)


def evidence(question: Question, *said: str) -> Evidence:
    terms = frozenset(said)
    return gather(question, [word.found_in(terms) for word in question.words], frozenset(), [terms], 0.5)


def test_all_words_under_a_heading_that_names_them_are_enough_in_both_languages() -> None:
    assert strength(ALL, "nl") > 0
    assert strength(ALL, "en") > 0


@pytest.mark.parametrize(
    "less",
    [
        replace(ALL, passage=0.5),
        replace(ALL, heading=0.0),
        replace(ALL, words=1),
        replace(ALL, missing=0.9),
        replace(ALL, near=0.1),
    ],
)
def test_whatever_is_missing_speaks_against_an_answer(less: Evidence) -> None:
    assert strength(less, "en") < strength(ALL, "en")


def test_a_word_that_nobody_ever_wrote_weighs_more_than_one_that_is_everywhere() -> None:
    question = asked(change=400, refund=0)
    common, rare = evidence(question, "change"), evidence(question, "refund")
    assert rare.passage > 0.8 > common.passage
    assert common.missing == 1.0
    assert rare.missing < 0.2


def test_one_word_of_many_is_no_answer_however_rare_it_is() -> None:
    question = asked(change=400, pin=3, lost=90, phone=120)
    assert strength(evidence(question, "pin"), "en") < 0


def test_a_word_that_means_the_same_speaks_for_an_answer_but_less() -> None:
    supplier = Wanted("supplier", frozenset({"supplier"}), (), 5.0, alike=frozenset({"vendor"}))
    question = Question("supplier", "en", Kind.OTHER, (supplier,), THINGS)
    same, alike, other = (evidence(question, said) for said in ("supplier", "vendor", "visitor"))
    assert same.passage > alike.passage > other.passage == 0
    assert same.missing < alike.missing < other.missing


def test_where_meaning_is_not_measured_the_words_decide() -> None:
    assert strength(replace(ALL, near=None), "nl") > 0
    assert strength(Evidence(0.4, 0.0, 1, 0.8, None), "nl") < 0


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
