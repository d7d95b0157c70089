"""Compound words taken apart by the words that an organisation itself uses.

"Arbeidsovereenkomst" is found by "overeenkomst" when both stand somewhere in the texts. Choosing the split whose parts
have the highest geometric mean of counts, above the count of the whole, follows Koehn & Knight (2003), "Empirical
Methods for Compound Splitting".

In a few texts most words stand once, and counts tell nothing. There two parts of four letters or more that make the whole word are parts when one
of them stands in the texts and the other does too, or is known to the language, and the word is not written more often than they are.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping
from functools import cache
from importlib.resources import files
from math import exp, log, sqrt

from zwerm.language.stems import stem
from zwerm.language.stopwords import is_stop_word
from zwerm.language.words import LONGEST_WORD, find_words_folded

SHORTEST_COMPOUND = 8
SHORTEST_PART = 3
MOST_PARTS = 3
SEEN_AT_LEAST = 2
# Of parts that stand in the texts once, or not at all.
SHORTEST_RARE = 4
# What only ends a word, though each is a word as well: "vriendelijk" is no "lijk".
_ENDINGS = frozenset(["lijk", "lijke", "schap", "baar", "bare", "heden", "ende", "loos", "loze", "matig", "matige", "aard", "achtig", "zaam", "zame", "rijk", "rijke"])  # fmt: skip
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
        # Words of the texts that are seen too seldom to be parts everywhere; only few texts have them here.
        self._rare = frozenset(word for word, count in counts.items() if count < SEEN_AT_LEAST and _may_be_rare(word))
        self._rare_ends = frozenset(stem(word, "nl") for word in self._rare)
        self._known: dict[str, tuple[str, ...]] = {}

    def split(self, word: str) -> tuple[str, ...]:
        """The parts of a folded word, or nothing."""
        if not SHORTEST_COMPOUND <= len(word) <= LONGEST_WORD or not word.isalpha():
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
        return best or (self._rare_split(word) if self._rare else ())

    def _rare_split(self, word: str) -> tuple[str, ...]:
        """Two parts that make the whole word, of which one may stand nowhere in the texts; the likeliest, and of these that with the longest end."""
        least = self._whole.get(word, 0)
        likely = (
            (
                sqrt(max(1, self._count(head)) * max(1, self._count(end))),
                self._stands(head) + self._ends_here(end),
                len(end),
                (head, end),
            )
            for place in range(SHORTEST_RARE, len(word) - SHORTEST_RARE + 1)
            for end in [word[place:]]
            if self._may_end(end)
            for head in _heads(word[:place])
            if self._stands(head) or (head in known_words() and self._ends_here(end))
        )
        return max((one for one in likely if one[0] >= least), default=(0, 0, 0, ()))[-1]

    def _stands(self, part: str) -> bool:
        return len(part) >= SHORTEST_RARE and (part in self._parts or part in self._rare)

    def _ends_here(self, end: str) -> bool:
        return self._stands(end) or stem(end, "nl") in self._ends or stem(end, "nl") in self._rare_ends

    def _may_end(self, end: str) -> bool:
        return _may_be_rare(end) and (self._ends_here(end) or stem(end, "nl") in known_stems())

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


def _heads(before: str) -> Iterator[str]:
    """What may be the first part, with and without what Dutch puts between the two."""
    for link in LINKS:
        if before.endswith(link) and len(before) - len(link) >= SHORTEST_RARE:
            yield before.removesuffix(link)


def ends_in(compound: str, word: str, stands: Container[str]) -> bool:
    """Whether a folded compound is a kind of what `word` says, perhaps bent: "koelkasten" of "kast". What comes before must be a word too, that `stands` has or the language knows.

    Asked when somebody looks for the word: that it is one, they say themselves, however seldom the texts do.
    """
    if len(word) < SHORTEST_RARE or not _may_be_rare(word):
        return False
    for place in range(max(SHORTEST_RARE, len(compound) - len(word) - 3), len(compound) - SHORTEST_RARE + 1):
        if stem(compound[place:], "nl") == stem(word, "nl"):
            return any(_is_first_part(head, stands) for head in _heads(compound[:place]))
    return False


def _is_first_part(head: str, stands: Container[str]) -> bool:
    return _may_be_rare(head) and (head in stands or stem(head, "nl") in known_stems())


def _may_be_rare(word: str) -> bool:
    return len(word) >= SHORTEST_RARE and word.isalpha() and word not in _ENDINGS and not is_stop_word(word, "nl")


@cache
def known_words() -> frozenset[str]:
    """Folded words of Dutch that our own lists have."""
    texts = ((files("zwerm.language") / kind / "nl.txt").read_text("utf-8") for kind in ("everyday", "synonyms"))
    lines = (line for text in texts for line in text.splitlines() if not line.startswith("#"))
    return frozenset(word for line in lines for word in find_words_folded(line) if _may_be_rare(word))


@cache
def known_stems() -> frozenset[str]:
    return frozenset(stem(word, "nl") for word in known_words())
