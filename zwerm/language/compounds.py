"""Compound words taken apart by the words that an organisation itself uses.

"Arbeidsovereenkomst" is found by "overeenkomst" when both stand somewhere in the texts. Choosing the split whose parts
have the highest geometric mean of counts, above the count of the whole, follows Koehn & Knight (2003), "Empirical
Methods for Compound Splitting".
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from math import exp, log

from zwerm.language.stems import stem
from zwerm.language.stopwords import is_stop_word

SHORTEST_COMPOUND = 8
SHORTEST_PART = 3
MOST_PARTS = 3
SEEN_AT_LEAST = 2
# What Dutch puts between the parts: arbeid-s-overeenkomst, ziek-en-huis.
LINKS = ("", "s", "e", "en", "n")
_PART, _HEAD = "+", "*"


def as_part(term: str) -> str:
    """How a term is written where it only tells of a compound which kind it is: "+val" in "valkaart", which is no fall."""
    return f"{_PART}{term}"


def as_head(term: str) -> str:
    """How it is written where it is what the compound is: "*kaart" in "valkaart", which is a card."""
    return f"{_HEAD}{term}"


class Compounds:
    """Splits words by counts of folded words; a word that is no compound gives no parts."""

    def __init__(self, counts: Mapping[str, int]) -> None:
        self._whole = counts
        self._parts = {
            word: count
            for word, count in counts.items()
            if count >= SEEN_AT_LEAST and len(word) >= SHORTEST_PART and word.isalpha() and not is_stop_word(word, "nl")
        }
        # A compound bends like its last part: "overeenkomsten" is known by "overeenkomst".
        self._ends: dict[str, int] = {}
        for word, count in self._parts.items():
            self._ends[stem(word, "nl")] = max(self._ends.get(stem(word, "nl"), 0), count)
        self._known: dict[str, tuple[str, ...]] = {}

    def split(self, word: str) -> tuple[str, ...]:
        """The parts of a folded word, or nothing."""
        if len(word) < SHORTEST_COMPOUND or not word.isalpha():
            return ()
        parts = self._known.get(word)
        if parts is None:
            parts = self._known[word] = self._best_split(word)
        return parts

    def _best_split(self, word: str) -> tuple[str, ...]:
        best: tuple[str, ...] = ()
        best_mean = float(self._whole.get(word, 0))
        for parts in self._splits(word, MOST_PARTS):
            if len(parts) > 1:
                mean = exp(sum(log(self._count(part)) for part in parts) / len(parts))
                if mean > best_mean:
                    best, best_mean = parts, mean
        return best

    def _splits(self, word: str, most: int) -> Iterator[tuple[str, ...]]:
        if self._count(word):
            yield (word,)
        if most == 1:
            return
        for place in range(SHORTEST_PART, len(word) - SHORTEST_PART + 1):
            for part in self._without_link(word[:place]):
                for rest in self._splits(word[place:], most - 1):
                    yield (part, *rest)

    def _count(self, part: str) -> int:
        return self._parts.get(part) or self._ends.get(stem(part, "nl"), 0)

    def _without_link(self, head: str) -> Iterator[str]:
        for link in LINKS:
            part = head.removesuffix(link) if link else head
            if (part != head or not link) and part in self._parts:
                yield part
