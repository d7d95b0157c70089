"""Words that are unknown here, and the known words that may be meant."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from math import sqrt

from zwerm.language.compounds import SHORTEST_COMPOUND, ends_in
from zwerm.language.slips import LESS, LIKELY, letters_of, likeliness, one_slip, slips, sounds_alike
from zwerm.language.stems import stem
from zwerm.language.words import LONGEST_WORD

SHORTEST = 4
TWO_SLIPS_FROM = 8
MOST = 5
# So many times as likely as the next: then it is what was meant.
CLEARLY = 3.0
# In a word of so many letters a letter that is missing or too many tells which word was meant.
LONG = 6


@dataclass(frozen=True)
class Near:
    """A known word that may be meant by another: how `likely` the slip is, and the `chance` that it is this word, beside others."""

    word: str
    likely: float
    chance: float


class Spelling:
    """Known words with how many things use them; looks up words one or two slips away.

    A slip is a letter too many, too few, another, or two neighbours swapped. The first letter is taken to be right when
    there are two.
    """

    def __init__(self, known: Mapping[str, int]) -> None:
        self._known = known

    def __contains__(self, word: object) -> bool:
        return word in self._known

    def near(self, word: str, used: Callable[[str], int] | None = None) -> list[Near]:
        """Known words that may be meant, most likely first; none for short words, numbers, codes, and what is longer than words are.

        `used`: how many things in sight use a word; what none uses is not named.
        """
        if not SHORTEST <= len(word) <= LONGEST_WORD or not word.isalpha():
            return []
        used = used or (lambda each: self._known[each])
        near = self._ranked(word, one_slip(word) | sounds_alike(word), used)
        if not near and len(word) >= TWO_SLIPS_FROM:
            near = self._ranked(word, self._two_slips(word), used)
        return near

    def kinds_of(self, word: str) -> list[str]:
        """Known Dutch compounds that are a kind of what this word says, most used first: "handhygiene" for "hygiene"."""
        if not SHORTEST <= len(word) <= LONGEST_WORD or not word.isalpha():
            return []
        its = stem(word, "nl")
        # Also in other forms, where these begin with the stem.
        places = _places(self._long, its if len(its) >= SHORTEST and word.startswith(its) else word)
        longer = {self._long[self._long.rfind("\n", 0, at) + 1 : self._long.find("\n", at)] for at in places}
        kinds = [one for one in longer if ends_in(one, word, self._known)]
        return sorted(kinds, key=lambda one: (-self._known[one], one))

    @cached_property
    def _long(self) -> str:
        """Words that may be compounds, one a line: looking through it is faster than asking each."""
        return "\n".join(word for word in self._known if len(word) >= SHORTEST_COMPOUND and word.isalpha()) + "\n"

    @cached_property
    def _by_start(self) -> Mapping[tuple[str, int], list[tuple[str, int]]]:
        by_start: dict[tuple[str, int], list[tuple[str, int]]] = defaultdict(list)
        for word in self._known:
            if len(word) >= TWO_SLIPS_FROM - 2:
                by_start[word[0], len(word)].append((word, letters_of(word)))
        return by_start

    def _ranked(self, word: str, others: Iterable[str], used: Callable[[str], int]) -> list[Near]:
        known = {other: likeliness(word, other) for other in others if other in self._known}
        likely = sorted(known, key=lambda other: (-known[other] * sqrt(self._known[other]), other))
        seen = islice(((other, times) for other in likely if (times := used(other))), MOST)
        near = [Near(other, known[other], known[other] * sqrt(times)) for other, times in seen]
        return sorted(near, key=lambda each: (-each.chance, each.word))

    def _two_slips(self, word: str) -> Iterable[str]:
        letters = letters_of(word)
        for length in range(len(word) - 2, len(word) + 3):
            for other, its in self._by_start.get((word[0], length), ()):
                # A slip takes one letter away and brings one at most; this leaves few to be compared in full.
                if (letters ^ its).bit_count() <= 4 and slips(word, other, 2) <= 2:
                    yield other


def _places(text: str, part: str) -> Iterator[int]:
    at = text.find(part)
    while at >= 0:
        yield at
        at = text.find(part, at + 1)


def surely_meant(word: str, near: Sequence[Near]) -> str:
    """The one of these that a word is surely a slip for, or nothing: "hond" is one slip away from "hand", "mond" and "vond"."""
    if not near or any(near[0].chance < CLEARLY * other.chance for other in near[1:]):
        return ""
    enough = 0.0 if len(near) == 1 and len(word) > SHORTEST else LIKELY if len(word) < LONG else LESS
    return near[0].word if near[0].likely >= enough else ""
