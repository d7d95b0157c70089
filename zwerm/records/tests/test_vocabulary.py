from __future__ import annotations

import re

import pytest
from django.utils.translation import override

from zwerm.records.rules.values import iri
from zwerm.records.vocabulary import OWN, Deed, Form, Kind, Verb, declare_verb, sentence, verbs


def test_every_verb_of_every_module_has_one_form_kind_and_deed() -> None:
    for verb in verbs.values():
        assert isinstance(verb.form, Form), verb.name
        assert isinstance(verb.kind, Kind), verb.name
        assert isinstance(verb.deed, Deed), verb.name
        assert isinstance(verb.online, bool), verb.name


def test_every_verb_has_an_iri_of_its_own() -> None:
    for verb in verbs.values():
        assert list(iri(verb.iri, "iri")) == [], verb.name
    assert len({verb.iri for verb in verbs.values()}) == len(verbs)


def test_every_verb_makes_a_sentence_in_both_languages() -> None:
    for verb in verbs.values():
        if verb.name.startswith("test-"):
            continue
        for text, places in ((verb.sentence, {"person", "thing"}), (verb.own, {"thing"})):
            if not text:
                continue
            with override("en"):
                english = str(text)
            with override("nl"):
                dutch = str(text)
            assert set(re.findall(r"%\((\w+)\)s", english)) == set(re.findall(r"%\((\w+)\)s", dutch)) == places
            assert english != dutch, f"{verb.name} has no Dutch"


def test_a_name_and_an_iri_mean_one_thing_for_ever() -> None:
    known = verbs["test-read"]
    declare_verb(known)
    with pytest.raises(ValueError, match="two meanings"):
        declare_verb(Verb("test-read", known.iri, "x", Form.SOCIAL, Kind.FORMAL, Deed.LEARNED))
    with pytest.raises(ValueError, match="already belongs"):
        declare_verb(Verb("test-third", f"{OWN}verbs/test-read", "x", Form.SOCIAL, Kind.FORMAL, Deed.LEARNED))


def test_every_verb_has_a_sentence_that_speaks_to_who_did_it() -> None:
    assert [verb.name for verb in verbs.values() if not verb.own] == []


def test_a_sentence_speaks_to_who_did_it_and_about_them_to_others() -> None:
    assert sentence("test-read", "Kees", "Falls", own=True) == "You test-read Falls"
    assert sentence("test-read", "Kees", "Falls") == "Kees test-read Falls"
    assert sentence("a-verb-of-a-module-that-left", "Kees", "Falls") == "Falls"
