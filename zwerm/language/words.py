"""Words with their place in the text, and the form in which words are compared."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import takewhile

# Letters and digits of any script; an apostrophe or hyphen only between them ("foto's", "e-mail").
WORD = re.compile(r"[^\W_]+(?:['’\-‑][^\W_]+)*")
PART = re.compile(r"[^\W_]+")
# The longest word that books of records name for Dutch has 49. What is longer is no word that anybody looks for: it is compared as it is, and nothing that
# grows with the square of its letters is done with it.
LONGEST_WORD = 50
# Letters that Unicode does not decompose but people type without the stroke or ligature.
WITHOUT_STROKE = {
    "ø": "o",
    "ł": "l",
    "đ": "d",
    "ð": "d",
    "þ": "th",
    "æ": "ae",
    "œ": "oe",
    "ĳ": "ij",
    "’": "'",
    "‑": "-",
}


@dataclass(frozen=True, slots=True)
class Word:
    """A word as it stands in the text: `text[start:end] == self.text`."""

    start: int
    end: int
    text: str

    @property
    def folded(self) -> str:
        return fold(self.text)


def find_words(text: str) -> Iterator[Word]:
    """The words of a text in order; "e-mail" and "foto's" are one word."""
    for match in WORD.finditer(text):
        yield Word(match.start(), match.end(), match.group())


def find_parts(text: str) -> Iterator[Word]:
    """The words of a text, broken at hyphens and apostrophes too: "e-mail" gives "e" and "mail"."""
    for match in PART.finditer(text):
        yield Word(match.start(), match.end(), match.group())


def find_words_folded(text: str) -> list[str]:
    """The folded words of a text, broken at hyphens and apostrophes; the fast way when their places don't matter."""
    return PART.findall(fold_text(text))


@lru_cache(maxsize=16384)
def count_words(text: str) -> int:
    return sum(1 for _ in WORD.finditer(text))


class _Folding(dict[int, str]):
    """What each letter becomes, found out once per letter."""

    def __missing__(self, code: int) -> str:
        plain = unicodedata.normalize("NFKD", WITHOUT_STROKE.get(chr(code), chr(code)))
        self[code] = "".join(letter for letter in plain if not unicodedata.combining(letter))
        return self[code]


_FOLDING = _Folding()


def fold_text(text: str) -> str:
    """Lower case without accents: "Coördinatie" becomes "coordinatie", "Straße" becomes "strasse"."""
    lowered = text.casefold()
    return lowered if lowered.isascii() else lowered.translate(_FOLDING)


def fold_line(text: str) -> str:
    """A text as it is compared, on one line with one space between its words."""
    return " ".join(fold_text(text).split())


def common_start(one: str, other: str) -> str:
    """The letters with which both begin."""
    return "".join(letter for letter, _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))


@lru_cache(maxsize=65536)
def fold(word: str) -> str:
    """One word as it is compared; see `fold_text`."""
    return fold_text(word)
