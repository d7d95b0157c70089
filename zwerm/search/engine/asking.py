"""A query as a person types it: misspelt words, and a last word that is not finished."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import islice

import tantivy

from zwerm.language.compounds import known_stems
from zwerm.language.detect import LANGUAGES, Language
from zwerm.language.everyday import is_everyday
from zwerm.language.stems import stem
from zwerm.search.engine.analysis import WITH_COMPOUNDS, Analyser, Asked, AskedWord
from zwerm.search.engine.queries import FEW, Limits, some_of, weighed
from zwerm.search.engine.spaced import joined, taken_apart
from zwerm.search.engine.spelling import Spelling

COMPLETIONS = 12
MOST_KINDS = 12
# Of what is pasted into a field, so much is looked for: each word of it asks the index.
MOST_READ = 4000
SHORTEST_START = 2
KEEP_SPELLING_SECONDS = 300
MANY_WORDS = 150_000
OTHER_WORD, OTHER_SPELLING = 0.6, 0.8
# "Hond" is one slip away from "hand", "mond" and "vond", and none of them is what was asked.
OTHER_SHORT_SPELLING, SHORT = 0.3, 6


@dataclass(frozen=True)
class Read:
    """What was made of a query. `corrected` is what was looked for instead, when words were unknown.

    `unknown` are the words that nothing says and that resemble nothing either.
    """

    asked: Asked
    text: str
    corrected: str = ""
    unknown: tuple[str, ...] = ()


class Asker:
    """Reads queries against the words that are in the index, as far as the asker may see them."""

    def __init__(self, things: tantivy.Index, analyser: Analyser) -> None:
        self._things = things
        self._analyser = analyser
        self._lock = threading.Lock()
        self._spelling: Spelling | None = None
        self._spelling_made = 0.0

    def read(self, text: str, limits: Limits, otherwise: Language = "nl", *, typing: bool = False) -> Read:
        """Take a query apart; complete its last word when it is still being typed; put misspelt words right. Only the beginning of a long text is read."""
        text = text[:MOST_READ]
        asked = self._analyser.ask(text, otherwise)
        searcher = self._things.searcher()
        within = limits.as_query(self._things.schema)
        unfinished = typing and text[-1:].isalnum()
        words: list[AskedWord] = []
        better: dict[str, str] = {}
        unknown: list[str] = []
        for place, word in enumerate(joined(asked.words, self.spelling())):
            word = taken_apart(word, lambda pair: bool(searcher.doc_freq("pairs", pair)))
            if word.name:
                word = self._as_written(word)
            elif asked.meaningful <= FEW and not word.grammar:
                word = replace(word, kinds=self._kinds_of(word, asked))
            if unfinished and place == len(asked.words) - 1:
                word = self._complete(searcher, word, within, asked.language, better)
            elif not word.grammar and not self._is_used(searcher, (*word.terms, *word.forms), within):
                word = self._correct(searcher, word, within, asked.language, better)
                if not word.either and not word.kinds:
                    unknown.append(word.text)
            words.append(word)
        corrected = _replace_words(text, better) if better else ""
        return Read(replace(asked, words=tuple(words), typing=typing), corrected or text, corrected, tuple(unknown))

    def _as_written(self, word: AskedWord) -> AskedWord:
        """A name that nobody wrote shares its stem with other words only: "Houten" with wood."""
        known = self.spelling()
        return word if word.text in known or f"{word.text}s" in known else replace(word, terms=(word.text,), parts=())

    def _kinds_of(self, word: AskedWord, asked: Asked) -> tuple[str, ...]:
        """Stems of Dutch compounds that are a kind of the word and do not have it for a part. Nothing tells the language of one word."""
        if asked.language not in WITH_COMPOUNDS and asked.meaningful > 1:
            return ()
        its = {stem(word.text, "nl"), *word.forms}
        kinds = (
            each
            for each in self.spelling().kinds_of(word.text)
            if its.isdisjoint(self._analyser.take_apart([each], "nl")[0])
        )
        return tuple(sorted({term for each in islice(kinds, MOST_KINDS) for term in self._analyser.stems(each)}))

    def _is_used(self, searcher: tantivy.Searcher, terms: Iterable[str], within: tantivy.Query) -> bool:
        parts = weighed(self._things.schema, "body", dict.fromkeys(terms, 1.0))
        return bool(searcher.search(some_of(within, parts), 1, count=False).hits)

    def _complete(
        self,
        searcher: tantivy.Searcher,
        word: AskedWord,
        within: tantivy.Query,
        language: Language,
        better: dict[str, str],
    ) -> AskedWord:
        """What it may become; a word that nothing begins with is finished, and may be misspelt."""
        if len(word.text) < SHORTEST_START:
            return word
        longer = searcher.terms_with_prefix("words", word.text, filter_query=within, limit=COMPLETIONS)
        if not longer and not word.grammar and not self._is_used(searcher, (*word.terms, *word.forms), within):
            return self._correct(searcher, word, within, language, better)
        terms = dict.fromkeys(word.terms)
        for found, _ in longer:
            terms |= dict.fromkeys(self._analyser.stems(found))
        return AskedWord(word.text, tuple(terms), either=True, parts=word.parts, apart=word.apart, kinds=word.kinds)

    def _correct(
        self,
        searcher: tantivy.Searcher,
        word: AskedWord,
        within: tantivy.Query,
        language: Language,
        better: dict[str, str],
    ) -> AskedWord:
        """Look for words that mean the same instead, else for near words, unless it is a word that everybody writes; only words in sight are ever named."""
        if word.kinds and not self._is_used(searcher, word.kinds, within):
            word = replace(word, kinds=())
        if word.alike and self._is_used(searcher, word.alike, within):
            return replace(word, terms=word.alike, alike=(), forms=(), either=True, sure=OTHER_WORD)
        # "Hoe lang" is no slip for "hoe gang".
        if word.kinds or is_everyday(word.text, language):
            return word
        terms: dict[str, None] = {}
        for other in self.spelling().near(word.text):
            if word.name and _is_ordinary(other):
                continue
            candidate = self._analyser.ask_word(other, language)
            if candidate.terms and self._is_used(searcher, candidate.terms, within):
                better.setdefault(word.text, other)
                terms |= dict.fromkeys(candidate.terms)
        sure = OTHER_SHORT_SPELLING if len(word.text) < SHORT else OTHER_SPELLING
        return AskedWord(word.text, tuple(terms), either=True, sure=sure) if terms else word

    def spelling(self) -> Spelling:
        """The words of the index, read again now and then."""
        with self._lock:
            if self._spelling is None or time.monotonic() - self._spelling_made > KEEP_SPELLING_SECONDS:
                known = dict(self._things.searcher().terms_with_prefix("words", ""))
                if len(known) > MANY_WORDS:
                    known = {word: count for word, count in known.items() if count > 1}
                self._spelling, self._spelling_made = Spelling(known), time.monotonic()
            return self._spelling


def _is_ordinary(word: str) -> bool:
    """Whether a folded word is one of the language, as far as our own lists tell."""
    return stem(word, "nl") in known_stems() or any(is_everyday(word, each) for each in LANGUAGES)


def _replace_words(text: str, better: dict[str, str]) -> str:
    from zwerm.language.words import PART, fold

    return PART.sub(lambda match: better.get(fold(match.group()), match.group()), text)
