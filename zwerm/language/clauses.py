"""The parts of a sentence between its commas and the words that join: what is told of one thing, and what of the next."""

import re
from dataclasses import dataclass
from functools import lru_cache

_BUT = {
    "nl": r"maar|doch|echter|en\s+wel",
    "en": r"but|however|yet",
}
_AND = {"nl": r"en|of|terwijl", "en": r"and|or|while"}
_STOP = r"[,;…!?](?=\s|$)|\.(?=\s|$)|\s[–—-]\s"


@dataclass(frozen=True, slots=True)
class Part:
    """`text[start:end]`; `goes_on` when only "and" or "or" stands between it and the part before."""

    start: int
    end: int
    goes_on: bool


@lru_cache(maxsize=16384)
def parts_of(text: str, language: str) -> tuple[Part, ...]:
    """The parts of a text in order, without what joins them; parts without a letter or digit are left out."""
    parts: list[Part] = []
    start, goes_on = 0, False
    for match in [*_joints(language).finditer(text), None]:
        end = match.start() if match else len(text)
        if any(letter.isalnum() for letter in text[start:end]):
            parts.append(Part(start, end, goes_on))
            goes_on = True
        if match:
            start, goes_on = match.end(), goes_on and match.lastgroup == "and"
    return tuple(parts)


@lru_cache(maxsize=4)
def _joints(language: str) -> re.Pattern[str]:
    known = language if language in _BUT else "en"
    return re.compile(
        rf"(?P<but>\b(?:{_BUT[known]})\b)|(?P<and>\b(?:{_AND[known]})\b)|(?P<stop>{_STOP})", re.IGNORECASE
    )
