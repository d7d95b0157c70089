from zwerm.language.stems import stem
from zwerm.language.synonyms import synonyms


def test_words_for_the_same_thing_are_each_others_synonyms() -> None:
    assert stem("verlof", "nl") in synonyms("vakantie", "nl")
    assert stem("vacation", "en") in synonyms("holidays", "en")


def test_a_word_is_not_its_own_synonym_and_an_unknown_word_has_none() -> None:
    assert stem("verlof", "nl") not in synonyms("verlof", "nl")
    assert synonyms("xylofoon", "nl") == synonyms("verlof", "xx") == ()
