from __future__ import annotations

from dataclasses import replace

import pytest

from zwerm.assistant.actions import ask
from zwerm.assistant.rules.abstaining import Evidence, gather, is_sure, strength
from zwerm.assistant.rules.question import (
    Kind,
    Question,
    Wanted,
    asking_words,
    part_that_asks,
    tells_of_oneself,
    weight_of,
)
from zwerm.assistant.rules.sources import Source
from zwerm.assistant.rules.units import Unit
from zwerm.assistant.rules.weighing import Weighed
from zwerm.language.everyday import commonness
from zwerm.library.actions import keep_item
from zwerm.people.tests.world import World

THINGS = 1000
ALL = Evidence(found=1.4, missed=0.0, words=3, unit=1.0, heading=0.5, near=0.6)


def asked(things: int = THINGS, **uses: int) -> Question:
    """A question of these words, each with the number of things that use it."""
    words = tuple(
        Wanted(word, frozenset({word}), (), weight_of((count,), things, commonness(word, "en")))
        for word, count in uses.items()
    )
    return Question(" ".join(uses), "en", Kind.HOW, words, things)


def evidence(question: Question, *said: str) -> Evidence:
    terms = frozenset(said)
    spoken = tuple(word.found_in(terms) for word in question.words)
    source = Source("1", "", "en", "", "", (), 1.0)
    best = Weighed(source, Unit(0, 0, 0, "", (), 0, 0), 1.0, spoken, spoken, terms)
    return gather(question, best, spoken, frozenset(), [terms], 0.5)


def test_all_words_under_a_heading_that_names_them_are_enough_in_both_languages() -> None:
    assert strength(ALL, "nl") > 0
    assert strength(ALL, "en") > 0


@pytest.mark.parametrize(
    "less",
    [
        replace(ALL, found=0.5),
        replace(ALL, missed=0.9),
        replace(ALL, words=1),
        replace(ALL, unit=0.4),
        replace(ALL, heading=0.0),
        replace(ALL, near=0.1),
        replace(ALL, lacks=Kind.WHO),
        replace(ALL, lacks=Kind.NUMBER),
        replace(ALL, unsaid=1.0),
        replace(ALL, shapeless=True),
        replace(ALL, stated=True),
    ],
)
def test_whatever_is_missing_speaks_against_an_answer(less: Evidence) -> None:
    assert strength(less, "en") < strength(ALL, "en")


STALLS = """Pay for your stall at the desk, with cash or a bank card. A payment by card shows on your account the next day.

The fee is twelve pounds. We send a receipt by mail."""


@pytest.mark.same_code
@pytest.mark.parametrize(
    "text", ["How do I cancel a payment by card?", "I made a payment by card twice on my account."]
)
def test_english_that_leaves_out_what_weighs_most_or_asks_nothing_needs_more(world: World, text: str) -> None:
    keep_item(world.fatima, world.team.space, "page", "Paying for a stall", STALLS, language="en")
    keep_item(world.fatima, world.team.space, "page", "The market hall", "The hall opens at eight.", language="en")
    keep_item(
        world.fatima, world.team.space, "page", "Lamps", "Each stall has one lamp. Ravi does lamps.", language="en"
    )
    answer = ask(world.kees, text)
    assert not answer.answered
    assert [each.text for each in answer.nearest.told] if answer.nearest else False, (
        "it is still shown as what comes closest"
    )
    assert ask(world.kees, "When does a payment by card show on my account?").sure
    assert ask(world.kees, "payment by card account").answered, "loose words are looked for"


@pytest.mark.parametrize(
    ("text", "language", "kind", "tells"),
    [
        ("I made a payment twice.", "en", Kind.OTHER, True),
        ("My card was refused", "en", Kind.OTHER, True),
        ("Is my card refused?", "en", Kind.MAY, False),
        ("I need help?", "en", Kind.OTHER, False),
        ("payment by card", "en", Kind.OTHER, False),
        ("Ik ben mijn pas kwijt.", "nl", Kind.OTHER, True),
        ("pas kwijt", "nl", Kind.OTHER, False),
    ],
)
def test_who_tells_what_happened_asks_nothing(text: str, language: str, kind: Kind, tells: bool) -> None:
    assert tells_of_oneself(Question(text, language, kind, ())) is tells


def test_a_word_that_nobody_ever_wrote_weighs_more_than_one_that_is_everywhere() -> None:
    question = asked(invoice=400, refund=0)
    common, rare = evidence(question, "invoice"), evidence(question, "refund")
    assert rare.found > 0.8 > common.found
    assert common.missed > 0.8 > rare.missed


def test_among_few_items_the_language_tells_that_everyday_words_say_less() -> None:
    question = asked(12, make=0, boiler=0)
    everyday, rare = (word.weight for word in question.words)
    assert everyday < 0.5 * rare


def test_among_many_items_their_own_use_of_a_word_decides() -> None:
    everyday, rare = (word.weight for word in asked(100_000, make=20, boiler=20).words)
    assert everyday == pytest.approx(rare, rel=0.1)


def test_one_word_of_many_is_no_answer_however_rare_it_is() -> None:
    question = asked(change=400, pin=3, lost=90, phone=120)
    assert strength(evidence(question, "pin"), "en") < 0


def test_a_word_that_means_the_same_speaks_for_an_answer_but_less() -> None:
    supplier = Wanted("supplier", frozenset({"supplier"}), (), 5.0, alike=frozenset({"vendor"}))
    question = Question("supplier", "en", Kind.OTHER, (supplier,), THINGS)
    same, alike, other = (evidence(question, said) for said in ("supplier", "vendor", "visitor"))
    assert same.found > alike.found > other.found == 0
    assert same.missed < alike.missed < other.missed


def test_where_meaning_is_not_measured_the_words_decide() -> None:
    assert strength(replace(ALL, near=None), "nl") > 0
    assert strength(Evidence(0.4, 0.8, 1, 0.3, 0.0, None), "nl") < 0


@pytest.mark.parametrize(
    ("language", "question", "kept"),
    [
        ("nl", "Hoeveel dagen vrij krijg ik bij een verhuizing?", {"hoeveel"}),
        ("nl", "Hoe lang duurt een storing?", {"hoe", "lang"}),
        ("nl", "Wie leent een lange ladder?", set()),
        ("en", "What time does the shop open?", {"what", "time"}),
        ("en", "How many days do I get?", {"how", "many"}),
        ("en", "Who keeps time?", set()),
    ],
)
def test_words_that_only_ask_need_not_be_answered(language: str, question: str, kept: set[str]) -> None:
    assert asking_words(question, language) == kept


@pytest.mark.parametrize(
    ("language", "told", "asks"),
    [
        ("nl", "Ik ben nieuw hier. Mijn chef is weg. Hoe meld ik een lek?", "Hoe meld ik een lek?"),
        ("en", "My laptop is old. Can I buy the laptop? It is slow.", "Can I buy the laptop?"),
        ("en", "Can I buy my laptop? Who sells laptops here? Thanks!", "Can I buy my laptop? Who sells laptops here?"),
        ("en", "The printer on the first floor is broken. Who do I tell?", None),
        ("nl", "Mijn laptop is stuk. Hoe lang duurt dat?", None),
        ("en", "The printer is broken. I need a new one.", None),
    ],
)
def test_a_question_is_told_from_its_story_unless_it_needs_it(language: str, told: str, asks: str | None) -> None:
    assert part_that_asks(told, language) == (asks or told)


STORY = "Gisteren viel mijn trein uit en stond ik een uur op het perron. De conducteur kon er ook niets aan doen. "


def test_a_story_before_a_question_changes_neither_an_answer_nor_a_silence(world: World) -> None:
    space = world.team.space
    keep_item(world.fatima, space, "howto", "Bijzonder verlof", LEAVE, language="nl")
    keep_item(world.fatima, space, "howto", "Isolatiekamer schoonmaken", CLEANING, language="nl")
    asked = "Hoeveel dagen vrij krijg ik bij een verhuizing?"
    short, long = ask(world.kees, asked), ask(world.kees, STORY + asked)
    assert short.answered
    assert [each.text for each in long.sentences] == [each.text for each in short.sentences]
    assert not ask(world.kees, STORY + "Wie maakt de ramen schoon?").answered


LEAVE = """# Bijzonder verlof

Naast vakantie zijn er vrije dagen voor bijzondere dagen.

| Reden | Dagen vrij |
|---|---|
| Verhuizing | 2 |
| Eigen huwelijk | 3 |

Vraag het twee weken vooraf aan bij je leidinggevende.
"""
CLEANING = """# Isolatiekamer schoonmaken

Ga daarna de kamer uit. Handschoenen ontsmetten maakt ze lek. In een gewone kamer wacht je twee uur met het raam open.
Maak schoon van hoog naar laag, en alles wat je aanraakt twee keer.
"""


@pytest.mark.parametrize("others", [0, 11, 60])
def test_a_row_of_a_table_answers_alone_in_a_library_of_any_size(world: World, others: int) -> None:
    space = world.team.space
    keep_item(world.fatima, space, "howto", "Bijzonder verlof", LEAVE, language="nl")
    for number in range(others):
        keep_item(
            world.fatima,
            space,
            "howto",
            f"Apparaat {number}",
            f"Zet apparaat {number} uit en bel de monteur.",
            language="nl",
        )
    answer = ask(world.kees, "Hoeveel dagen vrij krijg ik bij een verhuizing?")
    assert [sentence.text for sentence in answer.sentences] == ["Verhuizing – Dagen vrij: 2"]


def test_everyday_words_that_stand_apart_in_a_long_passage_are_no_answer(world: World) -> None:
    keep_item(world.fatima, world.team.space, "howto", "Isolatiekamer schoonmaken", CLEANING, language="nl")
    assert not ask(world.kees, "Wie maakt de ramen schoon?").answered


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


PLENTY = Evidence(found=1.6, missed=0.0, words=3, unit=0.9, heading=0.4, asked=3)


@pytest.mark.parametrize(
    ("less", "strong", "sure"),
    [
        (PLENTY, 1.0, True),
        (PLENTY, 0.5, False),
        (replace(PLENTY, told=True), 0.5, True),
        (replace(PLENTY, unsaid=0.4), 1.9, False),
        (replace(PLENTY, unsaid=0.4), 2.1, True),
        (replace(PLENTY, unknown=True), 3.4, False),
        (replace(PLENTY, unknown=True), 3.6, True),
        (replace(PLENTY, denied=True, told=True), 5.0, False),
        (replace(PLENTY, found=0.9), 5.0, False),
        (replace(PLENTY, asked=1), 5.0, False),
        (replace(PLENTY, asked=1, told=True), 5.0, False),
        (replace(PLENTY, asked=1, plain=True), 0.1, True),
        (replace(PLENTY, asked=1, defines=True), 0.1, True),
    ],
)
def test_an_answer_is_told_as_the_answer_only_when_enough_shows_it(
    less: Evidence, strong: float, *, sure: bool
) -> None:
    assert is_sure(less, strong) is sure
