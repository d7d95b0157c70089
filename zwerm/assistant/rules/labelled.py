"""What is told by a label: a row of two cells or a line such as "**Founded:** April 4, 1975". It answers who asks for what the label says, of what the page is about."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from zwerm.assistant.rules.question import HEAD, Kind, Question, Wanted
from zwerm.assistant.rules.signs import tells
from zwerm.assistant.rules.somebody import names_somebody
from zwerm.language.forms import root
from zwerm.language.stems import stem
from zwerm.language.stopwords import is_stop_word
from zwerm.language.words import count_words, find_words_folded

Terms = Callable[[str], Sequence[str]]
# A label of more words, or what is said of it in more, is a sentence.
LONGEST, MOST_SAID = 4, 25
# So much of what is asked the label and what it stands under say together.
ASKED = 0.75
_FACT = re.compile(r"(?P<label>[^:;.!?–]{2,60}?)(?: – [^:;]{1,40})?: (?P<value>[^;]+)")
# What only says of a label which kind of thing it names, also at the end of a Dutch compound: "date founded", "oprichtingsdatum".
_NAMES_THE_KIND = {
    Kind.WHEN: ("date", "day", "year", "time", "datum", "dag", "jaar", "tijd"),
    Kind.WHERE: ("place", "location", "address", "plaats", "locatie", "adres"),
    Kind.WHO: ("name", "naam"),
    Kind.NUMBER: ("number", "total", "amount", "aantal", "totaal"),
}
_DOER = {"nl": re.compile(r"\w{3,}(?:er|aar|ster)s?"), "en": re.compile(r"(\w{3,})[eo]rs?")}
_DATED = re.compile(
    r"\W*(?:(?:in|since|sinds|on|op) )?(?:\d{1,2}(?:st|nd|rd|th|e)? [^\W\d]+ \d{4}|1\d{3}\b|20\d\d\b|\d+[-/]|[A-Z][a-z]+ \d)"
)
_CAPITAL = re.compile(r"\b[A-ZÀ-Þ]")
_AT = re.compile(r"\b(?:in|at|te|near|bij) [A-ZÀ-Þ]")


def tells_by_label(question: Question, text: str, above: Sequence[float], language: str, terms: Terms) -> bool:
    """Whether this is what was asked: its label says nothing but that, what it stands under (`above`, per word) the rest, and the value has the shape of an answer."""
    fact = _FACT.fullmatch(text.rstrip(".")) if question.kind in _NAMES_THE_KIND else None
    if not fact or not _has_the_shape(question, fact["label"], fact["value"], language):
        return False
    told = [
        word
        for word in find_words_folded(fact["label"])
        if word not in _NAMES_THE_KIND[question.kind] and not is_stop_word(word, language)
    ]
    said = [[_says(word, each, question.kind, language, terms) for word in question.words] for each in told]
    if not said or len(told) > LONGEST or count_words(fact["value"]) > MOST_SAID or not all(map(any, said)):
        return False
    weight = sum(word.weight for word in question.words)
    found = (1.0 if any(each) else share for *each, share in zip(*said, above, strict=True))
    return sum(word.weight * share for word, share in zip(question.words, found, strict=True)) >= ASKED * weight


def _says(word: Wanted, told: str, kind: Kind, language: str, terms: Terms) -> bool:
    """Whether a word of a label says this one: in any form, as who does it ("oprichters"), or as what it is called ("oprichting", "oprichtingsdatum")."""
    if word.told:
        return False
    said = frozenset(terms(told))
    if word.found_in(said) >= HEAD or not word.alike.isdisjoint(said):
        return True
    doer = _DOER[language].fullmatch(told)
    if bool(doer) != (kind is Kind.WHO):
        return False
    if doer and language == "en":
        return stem(doer[1], "en") in word.whole
    end = next((end for end in _NAMES_THE_KIND[kind] if told.endswith(end)), "")
    own = root(stem(told.removesuffix(end).removesuffix("s"), language), language)
    return bool(own) and own == root(stem(word.text, language), language)


def _has_the_shape(question: Question, label: str, value: str, language: str) -> bool:
    if question.kind is Kind.WHO:
        return not _DATED.match(value) and names_somebody(f"{label}: {value}", language)
    if question.kind is Kind.WHERE and (_AT.search(value) or (_CAPITAL.search(value) and not _DATED.match(value))):
        return True
    return bool(tells(value, question, language))
