"""How common words are in texts of any kind, from lists of our own (`everyday/<language>.txt`).

A library of ten texts cannot tell that "make" says less than "boiler"; its language can.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from importlib.resources import files

from zwerm.language.forms import forms_of_verb
from zwerm.language.stems import stem
from zwerm.language.words import find_words_folded

OTHERWISE = 0.003


def commonness(word: str, language: str) -> float:
    """The share of texts of a page that use this folded word, 0 to 1, more or less."""
    return _shares(language).get(stem(word, language), OTHERWISE)


def is_everyday(word: str, language: str) -> bool:
    """Whether this folded word is one of those: known, also where no text here uses it."""
    return stem(word, language) in _shares(language)


@lru_cache(maxsize=4)
def _shares(language: str) -> Mapping[str, float]:
    source = files("zwerm.language") / "everyday" / f"{language}.txt"
    if not source.is_file():
        return {}
    found: dict[str, float] = {}
    share = OTHERWISE
    for line in source.read_text("utf-8").splitlines():
        if line.startswith("#"):
            share = int(line[2:]) / 100 if line[2:].isdigit() else share
        else:
            for word in find_words_folded(line):
                for form in forms_of_verb(word) if language == "nl" else [word]:
                    found.setdefault(stem(form, language), share)
    return found
