"""Words that one writes as one word and another as two: "peerlearning" and "peer learning", "elearning" and "e-learning"."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from zwerm.language.compounds import LINKS, SHORTEST_COMPOUND, SHORTEST_RARE
from zwerm.language.detect import LANGUAGES
from zwerm.language.stems import stem
from zwerm.language.stopwords import is_stop_word
from zwerm.language.words import LONGEST_WORD
from zwerm.search.engine.analysis import AskedWord


def joined(words: Sequence[AskedWord], known: Container[str]) -> list[AskedWord]:
    """The same, where two that stand beside each other are also asked as the one word that texts make of them."""
    found = list(words)
    for (place, left), (at, right) in pairwise(enumerate(words)):
        stems = () if _alone(left) or _alone(right) else tuple(_together(left.text, right.text, known))
        for each in (place, at) if stems else ():
            found[each] = replace(found[each], forms=tuple(dict.fromkeys((*found[each].forms, *stems))))
    return found


def _alone(word: AskedWord) -> bool:
    return word.grammar or word.name or not word.text.isalpha()


def _together(left: str, right: str, known: Container[str]) -> Iterator[str]:
    for link in LINKS if len(right) >= SHORTEST_RARE else ():
        if (word := f"{left}{link}{right}") in known:
            yield from dict.fromkeys(stem(word, each) for each in LANGUAGES)


def taken_apart(word: AskedWord, stands: Callable[[str], bool]) -> AskedWord:
    """The same, with the two words that texts write instead of it, where these stand side by side (`stands`, for a pair as it is indexed)."""
    text = word.text
    if _alone(word) or word.parts or not SHORTEST_COMPOUND <= len(text) <= LONGEST_WORD:
        return word
    pairs = next((pairs for pairs in _pairs(text, stands) if pairs), ())
    parts = tuple(dict.fromkeys(part for pair in pairs for part in pair.split("~")))
    return replace(word, terms=tuple(dict.fromkeys((*word.terms, *parts))), parts=parts, pairs=pairs)


def _pairs(text: str, stands: Callable[[str], bool]) -> Iterator[tuple[str, ...]]:
    """For each way to take a word apart the pairs that stand in texts, those with the longest end first."""
    for place in range(1, len(text) - SHORTEST_RARE + 1):
        end = text[place:]
        heads = [text[:place].removesuffix(link) for link in LINKS if text[:place].endswith(link)]
        pairs = dict.fromkeys(
            f"{stem(head, each)}~{stem(end, each)}"
            for each in LANGUAGES
            for head in heads
            if head and not is_stop_word(head, each) and not is_stop_word(end, each)
        )
        yield tuple(pair for pair in pairs if stands(pair))
