"""Whole numbers that are spelled out, in Dutch and English: vijfentwintig, tweehonderd, twenty-five."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from zwerm.language.numbers import UNITS

_UNITS = {
    "nl": "nul een twee drie vier vijf zes zeven acht negen tien elf twaalf dertien veertien vijftien zestien zeventien achttien negentien",
    "en": "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen",
}
_TENS = {
    "nl": "twintig dertig veertig vijftig zestig zeventig tachtig negentig",
    "en": "twenty thirty forty fifty sixty seventy eighty ninety",
}
_HUNDRED = {"nl": "honderd", "en": "hundred"}
_THOUSAND = {"nl": "duizend", "en": "thousand"}
_AND = {"nl": "en", "en": "and"}
_ALONE = {"nl": ("", "een"), "en": ("", "a", "one")}


def read_spelled(text: str) -> int | None:
    """The number from 0 to 999,999 that `text` spells, with at most a unit of measure behind it ("veertig dagen"); else None.

    Capitals, accents, hyphens and spaces do not count: "Vijf en twintig" is "vijfentwintig".
    """
    bare = "".join(c for c in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(c))
    words = re.findall(r"[^\W\d_]+", bare)
    if len(words) > 1 and words[-1] in UNITS:
        words = words[:-1]
    written = "".join(words)
    return next((value for language in _UNITS if (value := _value(written, language)) is not None), None)


def read_word(folded: str, language: str) -> int | None:
    """The number that one folded word spells in this language, without spaces or hyphens; else None."""
    return _value(folded, language) if language in _UNITS and folded else None


def _value(written: str, language: str) -> int | None:
    below = _below_thousand(language)
    if written in below:
        return below[written]
    before, thousand, after = written.partition(_THOUSAND[language])
    thousands = 1 if before in _ALONE[language] else below.get(before, 0)
    rest = below.get(after, below.get(after.removeprefix(_AND[language]), 0)) if after else None
    if not thousand or not 0 < thousands < 1000 or rest == 0 or (rest or 0) >= 1000:
        return None
    return thousands * 1000 + (rest or 0)


@lru_cache(maxsize=2)
def _below_thousand(language: str) -> dict[str, int]:
    """Also twaalfhonderd and fifteen hundred, as far as nineteen hundred."""
    below = _below_hundred(language)
    hundred, joint = _HUNDRED[language], _AND[language]
    numbers = dict(below)
    for count in range(1, 20):
        for word in _ALONE[language] if count == 1 else [_UNITS[language].split()[count]]:
            numbers[f"{word}{hundred}"] = count * 100
            for rest, value in below.items():
                if value:
                    numbers[f"{word}{hundred}{rest}"] = numbers[f"{word}{hundred}{joint}{rest}"] = count * 100 + value
    return numbers


def _below_hundred(language: str) -> dict[str, int]:
    units = _UNITS[language].split()
    numbers = {word: value for value, word in enumerate(units)}
    for place, ten in enumerate(_TENS[language].split(), 2):
        numbers[ten] = place * 10
        for value, unit in enumerate(units[1:10], 1):
            numbers[f"{unit}en{ten}" if language == "nl" else f"{ten}{unit}"] = place * 10 + value
    return numbers
