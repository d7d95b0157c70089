"""How much of a question is covered, and by which part of a name it is known."""

from __future__ import annotations

import pytest

from zwerm.language.stems import stem
from zwerm.language.words import find_words_folded
from zwerm.skills.rules.covering import (
    LEAST_OF_NAME,
    covered,
    in_earnest,
    least,
    missed,
    named_partly,
    of_name,
    trust,
    words_asked,
)


def part_of(question: str, text: str) -> float:
    return covered(words_asked(question), {stem(word, "nl") for word in find_words_folded(text)})


def part_of_name(question: str, name: str) -> float:
    return of_name(words_asked(question), find_words_folded(name), "nl")[0]


@pytest.mark.parametrize(
    "words",
    [
        "Hoe werkt het?",
        "Wie weet dat nou eigenlijk?",
        "Who knows?",
        "",
        "?",
        "e",
        "é",
        "e e e",
        "R",
        "7",
        "Kan iemand helpen?",
    ],
)
def test_a_question_without_words_that_tell_asks_nothing(words: str) -> None:
    assert words_asked(words) == []


def test_what_is_not_said_lowers_it_and_rare_words_more_than_everyday_ones() -> None:
    assert part_of("Hoe voorkom ik een val?", "Vallen voorkomen") == 1
    assert part_of("Hoe repareer ik een vrachtwagenmotor?", "Handen wassen") == 0
    assert 0 < part_of("Hoe repareer ik een pomp?", "repareren") < part_of("Hoe repareer ik een pomp?", "pomp") < 1


def test_everyday_words_alone_carry_a_question_but_say_little_of_what_it_is_about() -> None:
    assert [sorted(one.forms & {"vallen", "val"}) for one in words_asked("Wie weet iets van vallen?")] == [
        ["val", "vallen"]
    ]
    assert 0 < in_earnest(words_asked("vallen")) < in_earnest(words_asked("fiets verkopen")) < 1
    assert in_earnest(words_asked("infuus")) == in_earnest(words_asked("een infuus laten vallen")) == 1


def test_two_letters_tell_little_of_a_question_and_all_of_a_name_that_has_them() -> None:
    assert 0 < in_earnest(words_asked("cm")) < 0.3
    assert part_of_name("iv", "iv aanleggen") == 0.5


@pytest.mark.parametrize(
    ("question", "name", "part"),
    [
        ("Hoe leg je een infuus aan?", "Infuus aanleggen", 1.0),
        ("Hoe leg je een infuus aan bij een angstige patiënt?", "Infuus aanleggen", 1.0),
        ("Hoe leg je iemand een infuus uit?", "Infuus aanleggen", 0.5),
        ("Wie weet iets van een ECG?", "ECG lezen", 0.5),
        ("medicatie", "Medicatieverificatie", 0.5),
        ("roosteren", "Infuus aanleggen", 0.0),
    ],
)
def test_a_name_is_known_by_its_parts_its_compounds_and_a_verb_that_stands_apart(
    question: str, name: str, part: float
) -> None:
    found = part_of_name(question, name)
    assert found == part if part in {0.0, 1.0} else LEAST_OF_NAME <= found < 1


def test_a_part_counts_for_less_than_the_whole_and_less_the_more_share_it() -> None:
    assert named_partly(0.2, 1, 1) == 0
    assert 0 < named_partly(0.5, 1, 4) < named_partly(0.5, 1, 1) < 1
    assert named_partly(0.5, 0.2, 1) < named_partly(0.5, 1, 1)


def test_what_covers_nearly_all_is_trusted_and_half_of_it_hardly_but_more_when_several_words_are_covered() -> None:
    assert trust(0, 2) == trust(0, 0) == 0
    assert trust(0.9, 2) == trust(1, 0.4) == 1
    assert 0 < trust(0.5, 1) < trust(0.5, 2) < 0.1 < trust(0.5, 6) < 0.35


def test_a_word_that_may_be_said_instead_covers_it_a_little_less_but_names_no_skill() -> None:
    assert part_of("salaris", "salaris") == 1 > part_of("salaris", "loon") > 0.5
    assert part_of("salaris", "fiets") == part_of_name("salaris", "loon") == 0


def test_what_stands_in_no_text_at_all_is_missed_and_asks_for_more_before_somebody_is_named() -> None:
    asked = words_asked("Hoe kalibreer ik de pomp?")
    texts = [{stem(word, "nl")} for word in ("pomp", "fiets")]
    assert missed(asked, texts) == 0.5
    assert missed(asked, []) == 1
    assert missed(asked, [*texts, {stem("kalibreren", "nl")}]) == 0
    assert least(0, offered=True) < least(0, offered=False) < least(0.5, offered=False) < least(1, offered=False)
    assert least(1, offered=True) == least(1, offered=False)
