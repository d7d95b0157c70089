"""Words that one writes as one word and another as two: "peerlearning" and "peer learning", "bloed druk meter" and "bloeddrukmeter"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise, product

from zwerm.language.compounds import LINKS, SHORTEST_COMPOUND, SHORTEST_RARE
from zwerm.language.detect import LANGUAGES
from zwerm.language.everyday import is_everyday
from zwerm.language.stems import stem
from zwerm.language.stopwords import is_stop_word
from zwerm.language.words import LONGEST_WORD
from zwerm.search.engine.analysis import AskedWord
from zwerm.search.engine.sight import Sight

# "Bloed druk meter"; of more words hardly a compound is made.
MOST_TOGETHER = 3
# So many times as often as one word, and it is no longer asked as two.
MOSTLY = 2
# The ending of more than one: "meters".
ENDING = 2


@dataclass(frozen=True)
class Joined:
    """Words of a query, from one place to another, that texts also write as one: `text`. `mostly`: nearly always so."""

    first: int
    last: int
    text: str
    mostly: bool


def joined(words: Sequence[AskedWord], sight: Sight) -> list[Joined]:
    """What stands beside each other in a query and is one word in the texts; the longest first, none of them twice."""
    few = sum(not word.grammar for word in words) <= MOST_TOGETHER
    found: list[Joined] = []
    for first in range(len(words)):
        if found and first <= found[-1].last:
            continue
        for last in range(first + MOST_TOGETHER - 1, first, -1):
            text, mostly = _as_one(words[first : last + 1], sight, few=few) if last < len(words) else ("", False)
            if text:
                found.append(Joined(first, last, text, mostly))
                break
    return found


def _as_one(run: Sequence[AskedWord], sight: Sight, *, few: bool) -> tuple[str, bool]:
    """The word that texts make of these, and whether they mostly do, which is asked of more than two; or nothing.

    Where some write it as two, that is asked of a `few` words only: among many the others tell what is meant.
    """
    if any(map(_alone, run[1:])) or len(run[-1].text) < SHORTEST_RARE or not _may_begin(run, sight):
        return "", False
    heads = [[f"{word.text}{link}" for link in LINKS] for word in run[:-1]]
    written = {text: _times(text, sight) for text in ("".join((*parts, run[-1].text)) for parts in product(*heads))}
    best = max(written, key=lambda text: written[text])
    if not written[best]:
        return "", False
    apart = min(_times_apart(left.text, right.text, sight) for left, right in pairwise(run))
    mostly = not apart or (few and written[best] >= MOSTLY * apart)
    return (best, mostly) if mostly or (len(run) == 2 and sight.writing(best)) else ("", False)


def _may_begin(run: Sequence[AskedWord], sight: Sight) -> bool:
    """Not a word of grammar, unless what follows is no word by itself: "over" of "over dracht"."""
    if not run[0].grammar:
        return not _alone(run[0])
    return (
        len(run) == 2 and not sight.says(run[1].whole) and not any(is_everyday(run[1].text, each) for each in LANGUAGES)
    )


def _alone(word: AskedWord) -> bool:
    return word.grammar or word.name or not word.text.isalpha()


def _times(text: str, sight: Sight) -> int:
    """How many things write it as it is, or without a short ending; more forms would make one word of "later lijken" and "prospect sent" too."""
    stems = (each for each in (stem(text, language) for language in LANGUAGES) if len(text) - len(each) <= ENDING)
    return max(map(sight.writing, dict.fromkeys((text, *stems))))


def _times_apart(left: str, right: str, sight: Sight) -> int:
    return max(sight.side_by_side(f"{stem(left, each)}~{stem(right, each)}") for each in LANGUAGES)


def also_joined(words: Sequence[AskedWord], found: Sequence[Joined]) -> list[AskedWord]:
    """The same, where what stands beside each other is also asked as the one word that some texts make of it."""
    changed = list(words)
    for each in found:
        stems = dict.fromkeys(stem(each.text, language) for language in LANGUAGES)
        for place in range(each.first, each.last + 1):
            word = changed[place]
            changed[place] = word if word.grammar else replace(word, forms=tuple(dict.fromkeys((*word.forms, *stems))))
    return changed


def taken_apart(word: AskedWord, sight: Sight) -> AskedWord:
    """The same, with the two words that texts write instead of it, where these stand side by side."""
    text = word.text
    if _alone(word) or word.parts or not SHORTEST_COMPOUND <= len(text) <= LONGEST_WORD:
        return word
    pairs = next((pairs for pairs in _pairs(text, sight) if pairs), ())
    parts = tuple(dict.fromkeys(part for pair in pairs for part in pair.split("~")))
    return replace(word, terms=tuple(dict.fromkeys((*word.terms, *parts))), parts=parts, pairs=pairs)


def _pairs(text: str, sight: Sight) -> Iterator[tuple[str, ...]]:
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
        yield tuple(pair for pair in pairs if sight.side_by_side(pair))
