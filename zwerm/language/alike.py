"""Whether one word gives another away to who reads both: "titel" and "title", "anoniem" and "anonimiseren"."""

import re
from functools import lru_cache

from zwerm.language.stopwords import is_stop_word
from zwerm.language.words import common_start, fold

# Of so many letters, and of so much of the shorter word, the start is the same; a short start must be nearly all of it.
SHORTEST, SHARE = 5, 0.6
SHORT, NEARLY = 4, 0.75
_BEFORE = re.compile(r"(?:ge|be|ver|her|ont|on|un|re)(?=\w{5,})")
_WORD = re.compile(r"[^\W\d_]+")


def tells_of(one: str, other: str, language: str) -> frozenset[str]:
    """The words of `one` of which `other` holds a look-alike, in lower case without accents; words that carry grammar apart."""
    others = telling_words(other, language)
    return frozenset(word for word in telling_words(one, language) if any(look_alike(word, two) for two in others))


@lru_cache(maxsize=16384)
def telling_words(text: str, language: str) -> frozenset[str]:
    """The words that carry meaning, those joined by a hyphen each by itself."""
    found = (fold(word) for word in _WORD.findall(text))
    return frozenset(word for word in found if len(word) > 2 and not is_stop_word(word, language))


@lru_cache(maxsize=262144)
def look_alike(one: str, other: str) -> bool:
    """The same word, one that starts the same for most of its length, or the same letters in another order."""
    if one == other:
        return True
    if min(len(one), len(other)) < SHORTEST:
        return False
    if one[0] == other[0] and sorted(one) == sorted(other):
        return True
    pairs = ((one, other), (_bare(one), other), (one, _bare(other)), (_bare(one), _bare(other)))
    return any(_starts_alike(first, second) for first, second in pairs)


def _starts_alike(first: str, second: str) -> bool:
    shared, shorter = len(common_start(first, second)), min(len(first), len(second))
    return shared >= max(SHORTEST, SHARE * shorter) or shared >= max(SHORT, NEARLY * shorter)


def _bare(word: str) -> str:
    return _BEFORE.sub("", word, count=1)
