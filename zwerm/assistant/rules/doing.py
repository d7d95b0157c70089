"""Whether a sentence tells of what is asked who did it, or when: "a founding member" founded nothing, and "X founded Y" does not tell who founded X."""

from __future__ import annotations

import re
from collections.abc import Sequence

from zwerm.assistant.rules.question import Kind, Question, Wanted
from zwerm.language.stems import stem
from zwerm.language.stopwords import is_stop_word
from zwerm.language.words import find_words_folded, fold_line

# What is asked so, is asked of what somebody did or what happened.
_OF_DEEDS = frozenset({Kind.WHO, Kind.WHEN, Kind.WHERE, Kind.NUMBER})
# "Founded", "opgericht", "gebouwd", "ontworpen".
_DONE = {
    "nl": re.compile(r"(?:\w{2,5})?ge\w{2,}(?:[dt]|en)|(?:be|ver|ont|her)\w{3,}(?:[dt]|en)"),
    "en": re.compile(r"\w{2,}ed"),
}
_WORD = re.compile(r"[^\W\d_]+")
_HELPS = {"nl": r"(?:heeft|hebben|had|hadden)", "en": r"(?:has|have|had)"}
_BESIDE = frozenset(["nieuw", "nieuwe", "net", "pas", "onlangs", "zojuist"])
# The past of another verb: "they found" is of finding, not of founding.
_OF_ANOTHER = frozenset(["found", "ground", "wound", "bound"])
_ARTICLES = frozenset(["de", "het", "een", "deze", "die", "onze"])


def only_modifies(word: Wanted, question: Question, text: str, language: str, said: frozenset[str]) -> bool:
    """Whether a sentence has what was done only as a word beside another one: "a founding member", "de opgerichte commissie". `said`: its terms."""
    if word.whole.isdisjoint(said):
        return False
    done = _DONE[language]
    if question.kind not in _OF_DEEDS or language != question.language or not done.fullmatch(word.text):
        return False
    own, words = stem(word.text, language), [each.group() for each in _WORD.finditer(fold_line(text))]
    places = [place for place, each in enumerate(words) if stem(each, language) == own]
    return bool(places) and all(_is_beside(words, place, language) for place in places)


def _is_beside(words: list[str], place: int, language: str) -> bool:
    if language == "en" and words[place] in _OF_ANOTHER:
        return True
    follows = words[place + 1] if place + 1 < len(words) else ""
    if not follows or is_stop_word(follows, language):
        return False
    if language == "en":
        return words[place].endswith("ing")
    before = [each for each in words[max(0, place - 2) : place] if each not in _BESIDE]
    return words[place].endswith("te") and before[-1:] != [] and before[-1] in _ARTICLES


# "Wanneer is de vereniging opgericht?" asks after a rule or after what happened; only who reads it knows which.
_PERFECT = re.compile(rf"\bwanneer (?:is|zijn|{_HELPS['nl']}) .*\b(?:{_DONE['nl'].pattern})\W*$")


def asks_when_it_was(question: Question) -> bool:
    """Whether a day in the past may be what is asked."""
    perfect = question.language == "nl" and question.kind is Kind.WHEN
    return perfect and bool(_PERFECT.search(fold_line(question.text)))


def is_turned(question: Question, text: str) -> bool:
    """Whether what somebody is asked to have done something to does it here: "Microsoft founded a network" of "who founded Microsoft?"; or nobody is told to have done it."""
    language = question.language
    asked = _ASKED_OF[language].match(fold_line(question.text)) if question.kind in _OF_DEEDS else None
    if not asked:
        return False
    told = {name.split("_")[0]: each for name, each in asked.groupdict().items() if each}
    words, did = find_words_folded(text), stem(told["did"], language)
    at = next((place for place, word in enumerate(words) if stem(word, language) == did), -1)
    if at < 0 or words[at + 1 : at + 2] == ["by"]:
        return False
    if _PASSIVE[language].intersection(words[:at]):
        return question.kind is Kind.WHO and _is_done_by_nobody(words, at, language)
    helps = next((place for place, word in enumerate(words[:at]) if re.fullmatch(_HELPS[language], word)), at)
    whom = _meaningful(find_words_folded(told["whom"]), language)
    behind = _meaningful(words[helps + 1 : at], language) if helps < at else []
    return bool(whom) and whom in (_meaningful(words[:helps], language)[-len(whom) :], behind[: len(whom)])


def _is_done_by_nobody(words: list[str], at: int, language: str) -> bool:
    """Whether it is told that it was done, and not by whom: "which was founded in 1999"."""
    if language == "en":
        return bool(_PASSIVE["en"].intersection(words[max(0, at - 2) : at])) and "by" not in words[at:]
    return "door" not in words and not any(re.fullmatch(_HELPS["nl"], word) for word in words)


def _meaningful(words: Sequence[str], language: str) -> list[str]:
    return [word for word in words if not is_stop_word(word, language)]


_ASKED_OF = {
    "nl": re.compile(rf"(?:wie {_HELPS['nl']}|(?:wanneer|waar) (?:is|zijn|was|waren|werd|werden)) (?P<whom>.+) (?P<did>{_DONE['nl'].pattern})\W*$"),
    "en": re.compile(rf"(?:who (?:{_HELPS['en']} )?(?P<did>{_DONE['en'].pattern}) (?P<whom>[^?]+)|(?:when|where) (?:was|were) (?P<whom_of>.+) (?P<did_to>{_DONE['en'].pattern})\W*$)"),
}  # fmt: skip
_PASSIVE = {
    "nl": frozenset(["is", "zijn", "werd", "werden", "wordt", "worden"]),
    "en": frozenset(["is", "are", "was", "were", "be", "been", "being"]),
}
