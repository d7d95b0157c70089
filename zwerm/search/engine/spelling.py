"""Words that are unknown here, and the known words that may be meant."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property

from zwerm.language.compounds import SHORTEST_COMPOUND, ends_in
from zwerm.language.slips import letters_of, one_slip, slips
from zwerm.language.stems import stem
from zwerm.language.words import LONGEST_WORD

SHORTEST = 4
TWO_SLIPS_FROM = 8
MOST = 5


class Spelling:
    """Known words with how many things use them; looks up words one or two slips away.

    A slip is a letter too many, too few, another, or two neighbours swapped. The first letter is taken to be right when
    there are two.
    """

    def __init__(self, known: Mapping[str, int]) -> None:
        self._known = known

    def __contains__(self, word: object) -> bool:
        return word in self._known

    def near(self, word: str) -> list[str]:
        """Known words that may be meant, most likely first; none for short words, numbers, codes, and what is longer than words are."""
        if not SHORTEST <= len(word) <= LONGEST_WORD or not word.isalpha():
            return []
        near = self._ranked(one_slip(word))
        if not near and len(word) >= TWO_SLIPS_FROM:
            near = self._ranked(self._two_slips(word))
        return near[:MOST]

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

    def _ranked(self, words: Iterable[str]) -> list[str]:
        return sorted({word for word in words if word in self._known}, key=lambda word: (-self._known[word], word))

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
