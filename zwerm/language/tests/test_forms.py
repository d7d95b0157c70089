from __future__ import annotations

import pytest

from zwerm.language.everyday import OTHERWISE, commonness
from zwerm.language.forms import apart_forms, joined_verb, other_forms, root, said_as, verb_at_end
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
        ("valt", "gevallen"),
        ("gevallen", "val"),
        ("invullen", "ingevuld"),
        ("aangevraagd", "aanvragen"),
        ("herken", "herkennen"),
        ("herken", "herkend"),
        ("open", "opent"),
        ("teken", "tekenen"),
        ("betaal", "betaald"),
        ("breken", "breekt"),
        ("kind", "kinderen"),
        ("kinderen", "kind"),
        ("komt", "komen"),
        ("komen", "komt"),
        ("aangekomen", "aankomen"),
        ("voorkomt", "voorkomen"),
        ("bonnetje", "bonnen"),
        ("bonnetjes", "bon"),
        ("bon", "bonnetje"),
        ("dochtertje", "dochter"),
        ("kopje", "koppen"),
        ("koppen", "kopje"),
        ("boompje", "boom"),
        ("rekeninkje", "rekening"),
        ("wandelingetje", "wandeling"),
        ("kaartje", "kaart"),
        ("fotootje", "foto"),
        ("kluis", "kluisjes"),
    ],
)
def test_forms_of_a_dutch_word_meet(asked: str, written: str) -> None:
    assert stem(written, "nl") in {stem(asked, "nl"), *other_forms(asked, "nl")}


@pytest.mark.parametrize(
    ("word", "other"), [("gast", "gas"), ("zitten", "zien"), ("wet", "we"), ("beetje", "beet"), ("netjes", "net")]
)
def test_words_that_only_look_alike_stay_apart(word: str, other: str) -> None:
    assert stem(other, "nl") not in other_forms(word, "nl")


@pytest.mark.parametrize(("asked", "written"), [("invullen", "vul"), ("ingevuld", "vult"), ("opbellen", "belt")])
def test_a_verb_is_known_without_what_may_stand_apart_from_it(asked: str, written: str) -> None:
    assert stem(written, "nl") in apart_forms(asked, "nl")


@pytest.mark.parametrize("word", ["voorbeeld", "inzet", "opening", "vallen"])
def test_a_word_in_which_nothing_stands_apart_has_no_verb_in_it(word: str) -> None:
    assert apart_forms(word, "nl") == ()


def test_english_needs_no_more_than_its_stems() -> None:
    assert other_forms("opened", "en") == ()


def test_the_language_knows_everyday_words_in_their_forms() -> None:
    assert commonness("maakt", "nl") == commonness("maken", "nl") > 0.1
    assert commonness("needs", "en") > 0.1
    assert commonness("verhuizing", "nl") == commonness("surgery", "en") == commonness("x", "fr") == OTHERWISE


@pytest.mark.parametrize(
    ("question", "verb"),
    [
        ("hoe vraag ik een vrije dag aan", "aanvraag"),
        ("hoe geef ik door dat er iets misging", "doorgeef"),
        ("hoe draag ik mijn werk over aan de volgende", "overdraag"),
        ("waar staat de koffie op de afdeling", ""),
        ("hoe praat ik over de dood met een kind", ""),
        ("hoe is dat in", ""),
        ("bij wie moet ik zijn om me aan te melden", "aanmelden"),
        ("is het nodig om de sleutel in te leveren", "inleveren"),
        ("wie belt er om te melden dat de kraan lekt", ""),
        ("kan ik dat regelen door te bellen", ""),
    ],
)
def test_a_verb_of_a_question_takes_what_stands_apart_from_it(question: str, verb: str) -> None:
    assert joined_verb(question.split(), "nl")[1] == verb


def test_a_word_with_the_same_ending_many_times_has_a_root_too() -> None:
    """Each of them can be read in two ways, and all together in more ways than there is time for."""
    assert root("w" + "end" * 60 + "x", "nl") == "w" + "end" * 60 + "x"
    assert root("ondersteunende", "nl") == "steun"


@pytest.mark.parametrize(
    ("question", "verb"),
    [
        ("wat gebeurt er als ik niet afzeg", "zeg"),
        ("wat betaal ik als ik de boot te laat terugbreng", "breng"),
        ("wie bel ik als iemand uitvalt", "valt"),
        ("wat moet ik als ik klaar ben met de afwas", ""),
        ("wat doe ik als ik ergens in de opleiding", ""),
        ("hoe vraag ik verlof aan", ""),
        ("wat als ik wil afzeggen", ""),
    ],
)
def test_the_verb_that_ends_a_condition_may_stand_apart_in_a_text(question: str, verb: str) -> None:
    _, stems = verb_at_end(question.split(), "nl")
    assert (verb in stems) is bool(verb)
    assert verb_at_end(question.split(), "en") == (-1, ())


@pytest.mark.parametrize(
    ("question", "verb", "says", "drops"),
    [
        ("hoe doe ik de kast weer dicht", "sluiten", "dicht", "doe"),
        ("kan ik de kist open maken", "openen", "open", "maken"),
        ("hoe laat gaat de winkel dicht in het weekend", "sluiten", "dicht", "gaat"),
        ("hoe haal ik een splinter eruit", "verwijderen", "haal", ""),
        ("hoe doe ik de was", "", "", ""),
        ("hoe maak ik een dichte pot", "", "", ""),
        ("wie maakt de open dag bekend", "", "", ""),
    ],
)
def test_a_light_verb_and_what_stands_apart_from_it_say_a_verb_together(
    question: str, verb: str, says: str, drops: str
) -> None:
    words = question.split()
    dropped, place, said = said_as(words, "nl")
    assert said == verb
    assert (words[place] if verb else "") == says
    assert (words[dropped] if dropped >= 0 else "") == drops
    assert said_as(words, "en") == (-1, -1, "")


@pytest.mark.parametrize("word", ["ren", "zen", "len"])
def test_a_short_word_that_ends_as_a_verb_does_has_no_small_one(word: str) -> None:
    assert not [form for form in other_forms(word, "nl") if form.endswith("tj")]
