"""Every number that a text tells, in digits or spelled out: "5", "vijf", "5e", "vijfde", "een half", "twice"."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from zwerm.language.spelled import read_word
from zwerm.language.words import fold

_THOUSANDS = re.compile(r"\d{1,3}(?:[.,]\d{3})+")
_WORD = re.compile(r"[^\W\d_]+\d\w*|\d+(?:[.,:]\d+)*|[^\W\d_]+|[½¼¾]")
_SIGNS = {"½": "0.5", "¼": "0.25", "¾": "0.75"}
# Said as a word of its own. "Half acht" and "half past seven" are read apart, as hours.
_SAID = {
    "nl": {"half": "0.5", "halve": "0.5", "anderhalf": "1.5", "anderhalve": "1.5", "kwartier": "15"},
    "en": {"half": "0.5", "twice": "2", "thrice": "3"},
}
_ORDINALS = {
    "nl": {"tweede": 2, "derde": 3, "vierde": 4, "vijfde": 5, "zesde": 6, "zevende": 7, "achtste": 8, "negende": 9, "tiende": 10, "elfde": 11, "twaalfde": 12},
    "en": {"third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9, "tenth": 10, "eleventh": 11, "twelfth": 12},
}  # fmt: skip
# What tells a number only to who looks for it: "de beide collega's", "both", "the first", and "een" beside a word.
_HINTS = {
    "nl": {"beide": "2", "allebei": "2", "eerste": "1", "een": "1"},
    "en": {"both": "2", "first": "1", "a": "1", "an": "1", "one": "1"},
}
# "The second day", but "a second later"; "in acht nemen" is no eight.
_SECOND = re.compile(r"\b(?:the|every|this|that|your|his|her|its|their)\s+$", re.IGNORECASE)
_NOTICE = re.compile(r"\bin\s+$", re.IGNORECASE)
_HOUR = re.compile(r"\s+(?:of\s+)?(?:an\s+)?(?:uur|hour)\b", re.IGNORECASE)
_HALF_HOUR = {
    "nl": re.compile(r"\bhalf\s+(\w+)\b(?!\s+uur\b)", re.IGNORECASE),
    "en": re.compile(r"\bhalf\s+past\s+(\w+)\b", re.IGNORECASE),
}
# "Twee keer" is "tweemaal", and "two times" is "twice".
_TIMES = re.compile(r"\s+(?:keer|maal|times)\b", re.IGNORECASE)
# A share of something; "a quarter" alone may be three months, and "kwart over" is an hour.
_SHARES = {
    "nl": (re.compile(r"helft\b|kwart(?=\s+van\b)", re.IGNORECASE), {"helft": ("0.5", "50"), "kwart": ("0.25", "25")}),
    "en": (
        re.compile(r"(?:half|quarter)(?=\s+of\b)", re.IGNORECASE),
        {"half": ("0.5", "50"), "quarter": ("0.25", "25")},
    ),
}
_MOST_WORDS = 6


@dataclass(frozen=True, slots=True)
class Figure:
    """`text[start:end]` tells one of `values`, written as "5" or "2.5"; `sure` unless the word has other meanings ("een", "both")."""

    start: int
    end: int
    values: frozenset[str]
    sure: bool = True


@lru_cache(maxsize=16384)
def find_figures(text: str, language: str) -> tuple[Figure, ...]:
    """The numbers of a text in order. "1.500" and "1500" are one value, and so are "14:00", "14.00" and "14"; half an hour is 30 minutes too."""
    return tuple(_find(text, language if language in _SAID else "en"))


def without_figures(text: str, figures: Iterable[Figure]) -> str:
    """The text with spaces for these numbers, so that every place stays."""
    for figure in figures:
        text = f"{text[: figure.start]}{' ' * (figure.end - figure.start)}{text[figure.end :]}"
    return text


def _find(text: str, language: str) -> Iterator[Figure]:
    hours = {match.start(): match for match in _HALF_HOUR[language].finditer(text)}
    words = list(_WORD.finditer(text))
    place = 0
    while place < len(words):
        match = words[place]
        hour = _hour(hours.get(match.start()), language)
        if hour:
            yield hour
            place = next((n for n, word in enumerate(words) if word.start() >= hour.end), len(words))
            continue
        many, value = _spelled(text, words[place:], language)
        if many:
            yield Figure(match.start(), _after_times(text, words[place + many - 1].end()), frozenset([value]))
            place += many
            continue
        yield from _one(text, match, language)
        place += 1


def _hour(match: re.Match[str] | None, language: str) -> Figure | None:
    """At half past: "half acht" is 7.30 or 19.30."""
    if not match:
        return None
    said = match[1] if match[1].isdigit() else read_word(fold(match[1]), language)
    if said is None or not 1 <= int(said) <= 12:
        return None
    hour = int(said) - (language == "nl")
    return Figure(match.start(), match.end(), frozenset([f"{hour}.30", f"{hour + 12}.30"]))


def _spelled(text: str, words: list[re.Match[str]], language: str) -> tuple[int, str]:
    """How many of the words spell one number, as many as can, and what it is."""
    if _NOTICE.search(text, 0, words[0].start()) and words[0].group().casefold() == "acht":
        return 0, ""
    best, value, written = 0, "", ""
    for count, word in enumerate(words[:_MOST_WORDS], 1):
        between = text[words[count - 2].end() : word.start()] if count > 1 else ""
        if between.strip(" -‑") or not _may_follow(written, fold(word.group()), language):
            break
        written += fold(word.group())
        told = read_word(written, language)
        if told is not None and (told != 1 or word.group().casefold() == "één"):
            best, value = count, str(told)
    return best, value


def _may_follow(written: str, word: str, language: str) -> bool:
    """Whether one number may go on with this word: "twee honderd" does; "vijf en twintig" may be two."""
    if not written:
        return True
    large = ("honderd", "duizend", "hundred", "thousand")
    if word in ("en", "and"):
        return written.endswith(large)
    return written.endswith((*large, "and")) or word in large or (language == "en" and written.endswith("ty"))


def _one(text: str, match: re.Match[str], language: str) -> Iterator[Figure]:
    start, end, word = match.start(), match.end(), fold(match.group())
    if match.group() in _SIGNS:
        yield Figure(start, end, frozenset([_SIGNS[match.group()]]))
    elif word[0].isdigit():
        yield Figure(start, _after_times(text, end), frozenset([_plain(match.group())]))
    elif any(letter.isdigit() for letter in word):
        # "B3" is a room; "COVID19" is "COVID-19" too.
        yield Figure(start, end, frozenset([word, *re.findall(r"\d+", word)]))
    elif _SHARES[language][0].match(text, start) and word in _SHARES[language][1]:
        yield Figure(
            start, end, frozenset(_SHARES[language][1][word]) | _with_minutes(_SHARES[language][1][word][0], text, end)
        )
    elif word in _SAID[language]:
        yield Figure(start, end, _with_minutes(_SAID[language][word], text, end))
    elif word in _ORDINALS[language]:
        yield Figure(start, end, frozenset([str(_ORDINALS[language][word])]))
    elif word == "second" and language == "en" and _SECOND.search(text, 0, start):
        yield Figure(start, end, frozenset(["2"]))
    elif language == "nl" and word.endswith("maal") and (told := read_word(word[:-4], language)) and told > 1:
        yield Figure(start, end, frozenset([str(told)]))
    elif word in _HINTS[language]:
        yield Figure(start, end, frozenset([_HINTS[language][word]]), sure=False)


def _after_times(text: str, end: int) -> int:
    found = _TIMES.match(text, end)
    return found.end() if found else end


def _with_minutes(value: str, text: str, end: int) -> frozenset[str]:
    return frozenset([value, f"{float(value) * 60:g}"]) if _HOUR.match(text, end) else frozenset([value])


def _plain(written: str) -> str:
    """A number in digits as values are compared."""
    if _THOUSANDS.fullmatch(written):
        return re.sub(r"[.,]", "", written)
    whole, *rest = re.split(r"[.,:]", written)
    while rest and not rest[-1].strip("0"):
        rest.pop()
    return ".".join([whole.lstrip("0") or "0", *rest])
