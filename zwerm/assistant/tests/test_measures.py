"""What an amount is of: no price answers how long."""

from __future__ import annotations

import pytest

from zwerm.assistant.rules.measures import Measure, counted_in, measure_of, measures
from zwerm.assistant.rules.question import Wanted
from zwerm.language.compounds import as_head, as_part
from zwerm.search.engine.analysis import Analyser


@pytest.mark.parametrize(
    ("question", "measure", "answer", "beside"),
    [
        ("Hoe lang blijft de kamer dicht?", "duration", "Een week.", "Kamer 12 is dicht."),
        ("Hoe vaak vul je de lijst in?", "frequency", "Drie keer per dag.", "Het duurt twee uur."),
        ("Hoe laat begint de dienst?", "clock", "Om half acht.", "De dienst duurt negen uren."),
        ("Hoeveel verdien ik met een dienst?", "money", "Je krijgt 180 euro.", "De dienst loopt tot zeven uur."),
        ("Hoeveel stoelen staan er?", "count", "Er staan twaalf stoelen.", "De stoelen staan er al lang."),
        ("Hoe lang van tevoren vraag ik het?", "duration", "Vijf weken ervoor.", "Kies de dag, langer mag ook."),
        ("How long does it take?", "duration", "Within two weeks.", "It costs 40 dollars."),
        ("How often is it checked?", "frequency", "Every Monday.", "It takes an hour."),
        ("What does a ticket cost?", "money", "Tickets are 12 pounds.", "Tickets are at desk 4."),
    ],
)  # fmt: skip
def test_only_an_amount_of_the_kind_that_is_asked_for_answers(
    question: str, measure: str, answer: str, beside: str
) -> None:
    language = "nl" if question.startswith("Hoe") else "en"
    assert measure_of(question, language) == measure
    assert measures(answer, Measure(measure), language)
    assert not measures(beside, Measure(measure), language)


def test_no_measure_is_asked_for_where_the_question_is_of_another_kind() -> None:
    assert measure_of("Hoe maak ik de kas schoon?", "nl") is None
    assert measure_of("How do I open the door?", "en") is None


def test_what_is_counted_is_the_word_that_is_asked_for() -> None:
    assert counted_in("Hoeveel stoelen staan er in de zaal?") == "stoelen"
    assert counted_in("How many chairs are there?") == "chairs"
    assert counted_in("Hoe lang duurt het?") == ""


def test_a_word_counts_less_where_it_is_only_part_of_a_compound() -> None:
    fall, card = Wanted("val", frozenset({"val"})), Wanted("kaart", frozenset({"kaart"}))
    text = {"valkaart", as_part("val"), as_head("kaart")}
    # A valkaart is a card, but no fall.
    assert 0 < fall.found_in(text) < card.found_in(text) < 1
    assert fall.found_in({"val"}) == 1
    assert fall.found_in({"kaart"}) == 0


def test_the_parts_of_a_compound_may_stand_in_the_title_and_in_the_sentence() -> None:
    card = Wanted("valkaart", frozenset({"valkaart"}), ("val", "kaart"))
    title, sentence = frozenset({"val"}), frozenset({as_head("kaart")})
    assert card.found_in({"valkaart", as_part("val")}) == 1
    assert card.found_among([(1.0, sentence), (0.6, title)]) > card.found_in(sentence) > 0


def test_parts_of_compounds_are_told_from_words_by_themselves() -> None:
    analyser = Analyser({"val": 9, "kaart": 9})
    assert analyser.terms_with_parts_marked(["de", "valkaart", "val"], "nl") == [
        "valkaart",
        as_part("val"),
        as_head("kaart"),
        "val",
    ]
