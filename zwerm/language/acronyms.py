"""Abbreviations of capitals that a text explains: "business impact analyse (BIA)"."""

import re

SHORTEST = 2
EXPLAINED = re.compile(r"(?P<words>(?:[\w&/'’-]+\s+){1,9})\((?P<acronym>[A-Z][A-Za-z]{1,7})\)")
SMALL = frozenset(
    [
        "van",
        "de",
        "het",
        "een",
        "en",
        "of",
        "voor",
        "in",
        "op",
        "aan",
        "der",
        "den",
        "the",
        "of",
        "and",
        "for",
        "in",
        "on",
        "to",
        "a",
        "an",
        "with",
    ]
)


def find_acronyms(text: str) -> dict[str, str]:
    """Acronym → what it stands for, as the text first explains it. Only when the letters fit the words before.

    A Dutch compound may give more than one letter: "projectstartarchitectuur (PSA)".
    """
    found: dict[str, str] = {}
    for match in EXPLAINED.finditer(text):
        acronym = match["acronym"]
        if sum(letter.isupper() for letter in acronym) < 2:
            continue
        expansion = _expansion(match["words"].split(), acronym)
        if expansion:
            found.setdefault(acronym, expansion)
    return found


def spelled_by(acronym: str, text: str) -> bool:
    """Whether the first letters of words in a row spell it, small words or not: "AVG" and "de Algemene Verordening
    Gegevensbescherming"."""
    letters = acronym.casefold()
    words = re.findall(r"[^\W\d_]+", text)
    if len(letters) < SHORTEST or not acronym.isupper():
        return False
    initials = "".join(word[0].casefold() for word in words)
    telling = "".join(word[0].casefold() for word in words if word.casefold() not in SMALL)
    return letters in initials or letters in telling


def _expansion(words: list[str], acronym: str) -> str:
    """The shortest run of last words whose letters spell the acronym, starting at a word with its first letter."""
    letters = acronym.casefold()
    for size in range(1, len(words) + 1):
        run = words[-size:]
        if run[0].casefold() in SMALL or not run[0].casefold().startswith(letters[0]):
            continue
        if _spells(run, letters):
            return " ".join(run)
    return ""


def _spells(words: list[str], letters: str) -> bool:
    """Every letter in order; each word that counts gives its first letter. A single word may give them all."""
    if len(words) == 1:
        return len(words[0]) >= 3 * len(letters) and _in_order(words[0].casefold(), letters)
    initials = "".join(part[0] for word in words for part in re.split(r"[-/]", word.casefold()) if part)
    telling = "".join(word[0].casefold() for word in words if word.casefold() not in SMALL)
    return letters in (initials, telling) or (len(telling) >= 2 and _in_order(initials, letters))


def _in_order(text: str, letters: str) -> bool:
    position = -1
    for letter in letters:
        position = text.find(letter, position + 1)
        if position < 0:
            return False
    return True
