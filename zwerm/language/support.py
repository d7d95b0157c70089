"""Whether a sentence says no more than its sources do."""

from __future__ import annotations

import re
from collections.abc import Callable

LEAST_SHARED = 0.6
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_NOT = re.compile(
    r"\b(?:niet|geen|nooit|niemand|nergens|zonder|not|no|never|nobody|none|without|cannot|can't|don't|doesn't|isn't)\b",
    re.IGNORECASE,
)


def is_supported(sentence: str, source: str, terms: Callable[[str], list[str]]) -> bool:
    """Whether `source` supports `sentence`: every number stands in it, so do most of its terms, and a denial has one there.

    Coarse on purpose: it finds what was made up, not every shift of meaning. `terms` gives the content words of a text.
    """
    known = {_plain(number) for number in _NUMBER.findall(source)}
    if any(_plain(number) not in known for number in _NUMBER.findall(sentence)):
        return False
    if _NOT.search(sentence) and not _NOT.search(source):
        return False
    wanted = set(terms(sentence))
    if not wanted:
        return False
    return len(wanted & set(terms(source))) >= LEAST_SHARED * len(wanted)


def _plain(number: str) -> str:
    return number.replace(",", ".").strip(".")
