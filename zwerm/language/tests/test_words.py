from hypothesis import given
from hypothesis import strategies as st

from zwerm.language.detect import detect_language
from zwerm.language.proper import find_names
from zwerm.language.stems import stem
from zwerm.language.stopwords import BY_LANGUAGE, without_stop_words
from zwerm.language.words import find_parts, find_words, fold


def test_words_keep_hyphens_and_apostrophes_and_parts_do_not() -> None:
    assert [word.text for word in find_words("Foto's van de e-mail, 3x!")] == [
        "Foto's",
        "van",
        "de",
        "e-mail",
        "3x",
    ]
    assert [word.text for word in find_parts("e-mail foto's")] == [
        "e",
        "mail",
        "foto",
        "s",
    ]


def test_folding_takes_away_capitals_accents_and_strokes() -> None:
    assert [fold(word) for word in ("Coördinatie", "CAFÉ", "Straße", "Ørsted", "ĳs")] == [
        "coordinatie",
        "cafe",
        "strasse",
        "orsted",
        "ijs",
    ]


@given(st.text(max_size=80))
def test_every_word_stands_where_it_says(text: str) -> None:
    assert all(text[word.start : word.end] == word.text for word in find_words(text))


def test_a_query_of_stop_words_only_is_kept() -> None:
    assert without_stop_words(["wie", "is", "wie"], "nl") == ["wie", "is", "wie"]
    assert without_stop_words(["wat", "is", "verlof"], "nl") == ["verlof"]


def test_stop_words_are_stored_in_the_form_in_which_they_are_compared() -> None:
    assert all(fold(word) == word for words in BY_LANGUAGE.values() for word in words)


def test_stems_follow_the_language() -> None:
    assert stem("opleidingen", "nl") == stem("opleiding", "nl")
    assert stem("huizen", "nl") == stem("huis", "nl")
    assert stem("gemeente", "nl") != stem("menen", "nl")
    assert stem("trainings", "en") == stem("training", "en")
    assert stem("woorden", "xx") == "woorden"


def test_language_of_short_and_long_texts() -> None:
    assert detect_language("Hoe vraag ik verlof aan?") == "nl"
    assert detect_language("How do I ask for leave?") == "en"
    assert detect_language("parental leave policy") == "en"
    assert detect_language("ziekmelding doorgeven") == "nl"
    assert detect_language("2026!", otherwise="en") == "en"
    assert detect_language("Wat is peer learning?") == "nl"
    assert detect_language("What is gezellig?") == "en"


def test_names_are_written_with_a_capital_where_no_sentence_begins() -> None:
    told = {
        "Wie is de koning van Spanje?": ["Spanje"],
        "Hoe Vraag Ik Verlof Aan?": [],
        "Utrecht. Waar is Jan?": ["Jan"],
    }
    for text, names in told.items():
        words = [word.text for word in find_parts(text)]
        assert [words[place] for place in sorted(find_names(text))] == names
