from collections import Counter
from importlib.resources import files

import pytest

from zwerm.language.stems import stem
from zwerm.language.stopwords import ENGLISH, is_stop_word
from zwerm.language.synonyms import synonyms, synonyms_together
from zwerm.language.words import find_words_folded

MOST_GROUPS, LARGEST = 4, 6


def test_words_for_the_same_thing_are_each_others_synonyms() -> None:
    assert stem("verlof", "nl") in synonyms("vakantie", "nl")
    assert stem("vacation", "en") in synonyms("holidays", "en")
    assert stem("huwelijk", "nl") in synonyms("trouwen", "nl")
    assert stem("defect", "nl") in synonyms("kapot", "nl")
    assert stem("rijwiel", "nl") in synonyms("fietsen", "nl")


def test_a_word_is_not_its_own_synonym_and_an_unknown_word_has_none() -> None:
    assert stem("verlof", "nl") not in synonyms("verlof", "nl")
    assert synonyms("xylofoon", "nl") == synonyms("verlof", "xx") == ()


def test_a_form_that_is_only_asked_is_never_looked_for() -> None:
    assert stem("dismissal", "en") in synonyms("fired", "en")
    assert stem("dismissal", "en") not in synonyms("fire", "en")
    assert stem("fire", "en") not in synonyms("dismissal", "en")


@pytest.mark.parametrize(
    ("asked", "places", "means"),
    [
        ("where do I throw away paint", {3, 4}, "dispose"),
        ("where do I throw the old paint away", {3, 7}, "dispose"),
        ("who do I hand my key in with when I leave", {3, 6}, "submit"),
        ("how much time off do I get", {2, 3}, "leave"),
        ("how do I put out a fire", {3, 4}, "extinguish"),
    ],
)
def test_words_that_are_asked_together_mean_one_thing(asked: str, places: set[int], means: str) -> None:
    found = synonyms_together(find_words_folded(asked), "en")
    assert set(found) == places
    assert all(stem(means, "en") in found[place] for place in places)


def test_what_letters_stand_for_asks_after_the_letters_and_these_after_its_telling_word() -> None:
    found = synonyms_together(find_words_folded("waar is de spoedeisende hulp"), "nl")
    assert set(found) == {3, 4}
    assert all("seh" in found[place] for place in (3, 4))
    assert stem("spoedeisende", "nl") in synonyms("seh", "nl")
    assert not synonyms_together(find_words_folded("wie geeft mij hulp"), "nl")


@pytest.mark.parametrize(
    "asked",
    [
        "where do I hand the key in the box",
        "do we throw stones and go away",
        "is the time of the round off",
        "who has the time to switch the light of the hall in the cellar",
        "",
    ],
)
def test_words_that_only_stand_near_each_other_mean_nothing_together(asked: str) -> None:
    assert not synonyms_together(find_words_folded(asked), "en")


@pytest.mark.parametrize("language", ["nl", "en"])
def test_a_language_without_such_words_has_none(language: str) -> None:
    assert not synonyms_together(find_words_folded("de fiets en het huis"), language)


def test_a_word_of_the_english_list_stands_in_few_groups_and_no_group_stands_twice() -> None:
    """Words of grammar stand in none: everything says them."""
    text = (files("zwerm.language") / "synonyms" / "en.txt").read_text("utf-8")
    lines = [line.split() for line in text.splitlines() if line and not line.startswith("#")]
    groups = [frozenset(stem(word, "en") if word.isalnum() else word for word in line) for line in lines]
    often = Counter(word for group in groups for word in group)
    assert len(groups) == len(set(groups))
    assert not often.keys() & {stem(word, "en") for word in ENGLISH}
    assert [word for word, times in often.items() if times > 4] == []
    assert [group for group in groups if len(group) < 2] == []


def test_a_verb_has_its_synonyms_in_the_forms_that_people_ask_it_in() -> None:
    assert stem("afrekenen", "nl") in synonyms("betaalt", "nl")
    assert stem("herstellen", "nl") in synonyms("gerepareerd", "nl")
    assert stem("makkelijk", "nl") not in synonyms("maakt", "nl")


def test_every_dutch_group_says_something_and_no_word_is_of_everything() -> None:
    lines = (files("zwerm.language") / "synonyms" / "nl.txt").read_text("utf-8").splitlines()
    words = [line.split() for line in lines if line and not line.startswith("#")]
    folded = [["".join(find_words_folded(word)) for word in group] for group in words]
    assert not [group for group in folded if len(group) > LARGEST or any(is_stop_word(word, "nl") for word in group)]
    stems = [frozenset(stem(word, "nl") for word in group) for group in folded]
    assert not [group for group, own in zip(words, stems, strict=True) if len(own) < 2]
    assert not [sorted(group) for group, times in Counter(stems).items() if times > 1]
    assert not [sorted(one) for one in stems if any(one < other for other in stems)]
    assert not [
        word for word, times in Counter(word for group in stems for word in group).items() if times > MOST_GROUPS
    ]
