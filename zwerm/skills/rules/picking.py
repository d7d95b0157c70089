"""Which names answer what somebody types, best first. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

EXACT, BEGINS, WITHIN, SLIP = range(4)


def how(asked: str, word: str) -> int | None:
    """How a word answers one that was typed, both folded: it is it, begins with it, holds it; None: it does not."""
    if word == asked:
        return EXACT
    if word.startswith(asked):
        return BEGINS
    return WITHIN if asked in word else None


@dataclass(frozen=True)
class Candidate:
    """A name, by the words that it uses."""

    skill: UUID
    language: str
    text: str
    plain: str
    preferred: bool


def rank(
    candidates: Iterable[Candidate], ways: list[Mapping[str, int]], language: str, *, words_of: Mapping[str, list[str]]
) -> list[Candidate]:
    """Best first. `ways`: per typed word, which words answer it and how. `words_of`: the words of each plain name.

    First how well the words fit and whether that is the whole name, then whether it begins with what was typed, is in the reader's
    language, is the preferred one, and has little beside it.
    """

    def worth(candidate: Candidate) -> tuple[object, ...]:
        words = words_of[candidate.plain]
        fits = [min((way[word] for word in words if word in way), default=SLIP + 1) for way in ways]
        begins = bool(words) and any(words[0] in way and way[words[0]] <= BEGINS for way in ways[:1])
        beside = max(0, len(words) - len(ways))
        return (
            sum(fits),
            bool(sum(fits)) or beside > 0,
            not begins,
            candidate.language != language,
            not candidate.preferred,
            beside,
            len(candidate.plain),
            candidate.plain,
        )

    return sorted(candidates, key=worth)
