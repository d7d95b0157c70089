"""What a text denies, and what it affirms: how far a "niet" or "no" reaches."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from zwerm.language.clauses import Part, parts_of

DENIES = {
    "nl": r"\b(?:niet|geen|nooit|zonder|niemand|nergens|verboden)\b",
    "en": r"\b(?:not|no|never|without|nobody|nowhere|cannot|neither|nor|forbidden)\b|n['’]t\b",
}
# "Een deken in plaats van water" says as much as "geen water, maar een deken", without denying anything by itself.
INSTEAD = {"nl": r"\bin plaats van\b|\bliever dan\b", "en": r"\binstead of\b|\brather than\b"}
_LACKS = frozenset(["zonder", "without"])
# A limit, or what is to be done after all.
NO_DENIAL = {
    "nl": r"\bniet alleen\b(?=.*\b(?:maar|ook)\b)|\bniet (?:later|eerder|meer dan|minder dan)\b|\bvergeet (?:het )?niet\b",
    "en": r"\bnot only\b(?=.*\b(?:but|also)\b)|\b(?:no later|no earlier|no sooner|(?:no|not) (?:more|less|fewer) than)\b|\b(?:don['’]t|do not|never) forget\b",
}


@dataclass(frozen=True, slots=True)
class Denial:
    """One word that denies: what it reaches, what else stands in its part of the sentence, and what an "and" away before and behind it."""

    reach: frozenset[str]
    around: frozenset[str]
    before: frozenset[str]
    behind: frozenset[str]
    instead: bool
    # "Without asking" denies the asking, and not what is done.
    lacks: bool = False

    @property
    def may_be_denied(self) -> frozenset[str]:
        """With nothing behind the denial ("water en olie gebruik je niet") all before it may be meant."""
        around = frozenset() if self.instead or self.lacks else self.around
        return self.reach | around | self.behind | (frozenset() if self.reach else self.before)


@lru_cache(maxsize=4)
def _pattern(language: str) -> re.Pattern[str]:
    known = language if language in DENIES else "en"
    return re.compile(
        rf"(?P<none>{NO_DENIAL[known]})|(?P<instead>{INSTEAD[known]})|(?P<denies>{DENIES[known]})", re.IGNORECASE
    )


@lru_cache(maxsize=16384)
def denies(folded: str, language: str) -> bool:
    """Whether this one word denies."""
    return bool(re.fullmatch(DENIES.get(language, DENIES["en"]), folded))


def find_denials(text: str, language: str, words_of: Callable[[str], frozenset[str]]) -> list[Denial]:
    """Each denial of a text, with words as `words_of` reads them from a stretch of it."""
    parts = parts_of(text, language)
    found: list[Denial] = []
    matches = [match for match in _pattern(language).finditer(text) if match.lastgroup != "none"]
    for match, following in pairwise([*matches, None]):
        if match is None:
            break
        stop = following.start() if following else len(text)
        at = next((n for n, part in enumerate(parts) if part.start <= match.start() < part.end), None)
        if at is None:
            continue
        before, behind = _joined(parts, at)
        found.append(
            Denial(
                words_of(text[match.end() : min(parts[at].end, stop)]),
                words_of(text[parts[at].start : match.start()]),
                words_of(" ".join(text[part.start : part.end] for part in before)),
                words_of(" ".join(text[part.start : part.end] for part in behind)),
                match.lastgroup == "instead",
                match.group().lower() in _LACKS and bool(words_of(text[parts[at].start : match.start()])),
            )
        )
    return found


def _joined(parts: tuple[Part, ...], at: int) -> tuple[list[Part], list[Part]]:
    """The parts before and behind that only "and" or "or" keeps apart from this one."""
    first, last = at, at
    while parts[first].goes_on and first > 0:
        first -= 1
    while last + 1 < len(parts) and parts[last + 1].goes_on:
        last += 1
    return list(parts[first:at]), list(parts[at + 1 : last + 1])
