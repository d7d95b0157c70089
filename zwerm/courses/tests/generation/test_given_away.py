"""Answers that are read off the words: half a compound, what is filled in by ear, a slip of the hand among the choices."""

import pytest
from msgspec.structs import replace

from zwerm.courses.generation.draft import Question
from zwerm.courses.generation.flaws import RULES, Setting
from zwerm.courses.tests.generation.world import choice, gap, pairs
from zwerm.language.misspellings import is_slip

NL, EN = Setting("nl"), Setting("en")
COMPOUNDS = ("Kwetsbaarheidsbeheer", "Regelgevingsnaleving", "Modelbeveiliging")


@pytest.mark.parametrize(
    ("quote", "right"),
    [
        ("Veel kwetsbaarheden van oude sloten zitten ook in nieuwe", COMPOUNDS[0]),
        ("Het regelgevingslandschap van de haven verandert elk jaar", COMPOUNDS[1]),
        ("Ook het besluitvormingsmodel van de kraan kan een doelwit zijn", COMPOUNDS[2]),
    ],
)
def test_half_a_compound_gives_the_answer_away(quote: str, right: str) -> None:
    wrong = [label for label in COMPOUNDS if label != right]
    question = choice("‘Haven’: waar gaat deze omschrijving over?", right, *wrong, quote=quote)
    assert RULES["repeated_words"](question, NL) != ""
    matched = pairs((right, quote), (wrong[0], "Wat de kok kookt"), (wrong[1], "Wie de poort sluit"))
    assert RULES["repeated_words"](matched, NL) != ""


@pytest.mark.parametrize(
    ("question", "setting"),
    [
        (gap("Vraag hulp als je dit ", "nooit", " eerder met een patiënt hebt gedaan.", "altijd", "soms"), NL),
        (replace(gap("Say so if you have ", "ever", " done this on a ward of the clinic."), choices=()), EN),
    ],
)
def test_how_often_is_no_word_to_fill_in(question: Question, setting: Setting) -> None:
    assert RULES["trivial"](question, setting) != ""


@pytest.mark.parametrize(
    ("one", "other", "is_slip_"),
    [
        ("risicoclassificatie", "risioclassificatie", True),
        ("risicoclassificatie", "risicoclassifictaie", True),
        ("risicoclassificatie", "risicoklassificatie", True),
        ("opdrachtgever", "opdrachtnemer", False),
        ("afferente", "efferente", False),
        ("formulier 12", "formulier 13", False),
        ("dokter", "doktor", False),
    ],
)
def test_a_word_with_a_slip_in_it_is_no_wrong_answer(one: str, other: str, is_slip_: bool) -> None:
    question = gap("Een ", one, " hoort bij elk nieuw plan van de haven.", other, "pakbon")
    assert is_slip(one, other) is is_slip_
    assert bool(RULES["duplicate_options"](question, NL)) is is_slip_
