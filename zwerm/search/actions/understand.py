from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from uuid import UUID

from zwerm.language.embeddings import EmbeddingFailed
from zwerm.language.stems import stem
from zwerm.language.words import find_words_folded
from zwerm.search import index
from zwerm.search.engine.analysis import AskedWord
from zwerm.search.engine.queries import Limits
from zwerm.ui.rules import reading_language


@dataclass(frozen=True)
class UnderstoodWord:
    """A word that carries meaning. `whole`: terms of which one is enough; `parts`: terms of its parts, when it is a compound.

    `alike`: stems of words that mean about the same; `apart`: those that are its own verb without what may stand apart from it. `uses`: for each form, of `whole` or else of `parts`, the number of things that use it. `sure`: less than 1 when
    nothing says the word and another one is looked for instead. `spaced`: terms of the words that texts write instead of it, which together say it.
    """

    text: str
    whole: frozenset[str]
    parts: tuple[str, ...]
    uses: tuple[int, ...]
    sure: float = 1.0
    alike: frozenset[str] = frozenset()
    apart: frozenset[str] = frozenset()
    spaced: tuple[frozenset[str], ...] = ()


@dataclass(frozen=True)
class Understood:
    """What a question is made of, and how many things there are to find. `text` has its spelling put right; `instead`: the words that were typed, by one that it has instead."""

    text: str
    language: str
    words: tuple[UnderstoodWord, ...]
    things: int
    instead: Mapping[str, tuple[str, ...]]


def understand(text: str, spaces: Collection[UUID]) -> Understood:
    """Take a question apart as search does, with spelling put right by words that stand in these spaces."""
    reader = index.reader()
    read = reader.read(text, Limits(spaces={space.hex for space in spaces}), reading_language())
    words = tuple(_understood(word, reader.things_with) for word in read.asked.words if not word.grammar and word.terms)
    return Understood(read.text, read.asked.language, words, reader.things_known, read.instead)


def terms_of() -> Callable[[str, str], list[str]]:
    """Takes texts of a language apart into terms, by the index that is in use now: folded, stemmed, compounds with their parts, marked as such
    (`language.compounds`), without words of grammar."""
    analyser = index.reader().analyser

    def terms(text: str, language: str) -> list[str]:
        # Broken at hyphens, as what is asked is: "bijna-incident" speaks of an incident.
        return analyser.terms_with_parts_marked(find_words_folded(text), "en" if language == "en" else "nl")

    return terms


def how_near(understood: Understood, text: str, language: str) -> float | None:
    """The cosine of what was asked and what a text means, 1 the same; None where meaning is not measured."""
    meaning = index.reader().meaning
    if meaning is None:
        return None
    try:
        asked = meaning.of_query(understood.text, understood.language)
        return float(asked @ meaning.of_query(text, language))
    except EmbeddingFailed:
        return None


def _understood(word: AskedWord, things_with: object) -> UnderstoodWord:
    assert callable(things_with)
    whole = frozenset(word.terms)
    if not word.either:
        whole &= {stem(word.text, "nl"), stem(word.text, "en")}
        whole |= frozenset(word.forms)
    spaced = tuple(frozenset(pair.split("~")) for pair in word.pairs)
    # Of two words that stand for one, neither says it alone.
    parts = () if spaced else tuple(term for term in word.terms if term not in whole)
    uses = tuple(things_with(term) for term in whole)
    if not any(uses) and parts:
        uses = tuple(things_with(term) for term in parts)
    alike, apart = frozenset(word.alike), frozenset(word.apart)
    return UnderstoodWord(word.text, whole, parts, uses, word.sure, alike, apart, spaced)
