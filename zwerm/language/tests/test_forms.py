from __future__ import annotations

import pytest

from zwerm.language.everyday import OTHERWISE, commonness
from zwerm.language.forms import other_forms
from zwerm.language.stems import stem


@pytest.mark.parametrize(
    ("asked", "written"),
    [
        ("maakt", "maken"),
        ("maken", "maakt"),
        ("gebeld", "bellen"),
        ("bellen", "belt"),
        ("loopt", "lopen"),
        ("lezen", "leest"),
        ("schrijven", "schrijft"),
        ("gewerkt", "werken"),
    ],
)
def test_forms_of_a_dutch_verb_meet(asked: str, written: str) -> None:
    assert stem(written, "nl") in {stem(asked, "nl"), *other_forms(asked, "nl")}


@pytest.mark.parametrize(("word", "other"), [("gast", "gas"), ("zitten", "zien"), ("wet", "we")])
def test_words_that_only_look_alike_stay_apart(word: str, other: str) -> None:
    assert stem(other, "nl") not in other_forms(word, "nl")


def test_english_needs_no_more_than_its_stems() -> None:
    assert other_forms("opened", "en") == ()


def test_the_language_knows_everyday_words_in_their_forms() -> None:
    assert commonness("maakt", "nl") == commonness("maken", "nl") > 0.1
    assert commonness("needs", "en") > 0.1
    assert commonness("verhuizing", "nl") == commonness("surgery", "en") == commonness("x", "fr") == OTHERWISE
