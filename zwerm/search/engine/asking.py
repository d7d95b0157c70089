"""A query as a person types it: words apart that texts write as one, misspelt words, and a last word that is not finished."""

from __future__ import annotations

import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice

import tantivy

from zwerm.language.compounds import known_stems
from zwerm.language.detect import LANGUAGES, Language
from zwerm.language.everyday import is_everyday
from zwerm.language.slips import LIKELY
from zwerm.language.stems import stem
from zwerm.language.words import PART, fold, fold_text
from zwerm.search.engine.analysis import WITH_COMPOUNDS, Analyser, Asked, AskedWord
from zwerm.search.engine.queries import FEW, Limits
from zwerm.search.engine.sight import Sight
from zwerm.search.engine.spaced import Joined, also_joined, joined, taken_apart
from zwerm.search.engine.spelling import Near, Spelling, surely_meant

COMPLETIONS = 12
MOST_KINDS = 12
# Of what is pasted into a field, so much is looked for: each word of it asks the index.
MOST_READ = 4000
SHORTEST_START = 2
KEEP_SPELLING_SECONDS = 300
MANY_WORDS = 150_000
# What so many things write is meant by who types it almost so, though one thing writes that.
OFTEN = 10
OTHER_WORD, OTHER_SPELLING = 0.6, 0.8
# "Hond" is one slip away from "hand", "mond" and "vond", and none of them is what was asked.
OTHER_SHORT_SPELLING, SHORT = 0.3, 6


@dataclass(frozen=True)
class Read:
    """What was made of a query. `corrected` is what was looked for instead, when words were unknown.

    `unknown` are the words that nothing says and that resemble nothing either. `instead`: words as they were typed, by the one that is looked for instead.
    """

    asked: Asked
    text: str
    corrected: str = ""
    unknown: tuple[str, ...] = ()
    instead: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


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
        sight = Sight(self._things, limits)
        return _Reading(self._analyser, self.spelling(), sight, otherwise, typing=typing).read(text[:MOST_READ])

    def spelling(self) -> Spelling:
        """The words of the index, read again now and then."""
        with self._lock:
            if self._spelling is None or time.monotonic() - self._spelling_made > KEEP_SPELLING_SECONDS:
                known = dict(self._things.searcher().terms_with_prefix("words", ""))
                if len(known) > MANY_WORDS:
                    known = {word: count for word, count in known.items() if count > 1}
                self._spelling, self._spelling_made = Spelling(known), time.monotonic()
            return self._spelling


class _Reading:
    """One query being read."""

    def __init__(
        self, analyser: Analyser, spelling: Spelling, sight: Sight, otherwise: Language, *, typing: bool
    ) -> None:
        self._analyser = analyser
        self._spelling = spelling
        self._sight = sight
        self._otherwise = otherwise
        self._typing = typing
        self._better: dict[str, str] = {}
        self._instead: dict[str, tuple[str, ...]] = {}

    def read(self, text: str) -> Read:
        unfinished = self._typing and text[-1:].isalnum()
        text, asked = self._as_one(text, self._analyser.ask(text, self._otherwise))
        text, asked = self._put_right(text, asked, unfinished=unfinished)
        sure = set(self._better.values())
        words: list[AskedWord] = []
        unknown: list[str] = []
        unsaid = self._meant_by_what_nothing_says(asked)
        for place, word in enumerate(asked.words):
            if unfinished and place == len(asked.words) - 1:
                word = self._completed(word, asked.language)
            elif word.meant in unsaid:
                word = _instead(word, word.meant)
            elif not word.grammar and not self._is_said(word):
                word = self._replaced(word, asked.language)
                if not word.either and not word.kinds:
                    unknown.append(word.text)
            words.append(replace(word, sure=OTHER_SPELLING) if word.text in sure else word)
        text = _replace_words(text, self._better)
        return Read(
            replace(asked, words=tuple(words), typing=self._typing),
            text,
            text if self._better else "",
            tuple(unknown),
            self._instead,
        )

    def _as_one(self, text: str, asked: Asked) -> tuple[str, Asked]:
        """With words as one that stand apart in the query and mostly not in the texts; beside each other they still weigh extra."""
        found = joined(asked.words, self._sight)
        together = [each for each in found if each.mostly]
        for each in together:
            self._instead[each.text] = tuple(word.text for word in asked.words[each.first : each.last + 1])
        if together:
            text = _join(text, together)
            again = self._analyser.ask(text, self._otherwise)
            asked = replace(again, pairs=tuple(dict.fromkeys((*again.pairs, *asked.pairs))))
            found = joined(asked.words, self._sight)
        words = also_joined(asked.words, [each for each in found if not each.mostly])
        return text, self._prepared(replace(asked, words=tuple(words)))

    def _put_right(self, text: str, asked: Asked, *, unfinished: bool) -> tuple[str, Asked]:
        """With the right words instead of those that are surely misspelt: they are then asked as if they had been typed so."""
        for place, word in enumerate(asked.words):
            if unfinished and place == len(asked.words) - 1 and self._sight.begun(word.text, 1):
                continue
            if self._is_known(word, asked.language) or _is_ordinary(word.text):
                continue
            if meant := surely_meant(word.text, self._near(word)):
                self._better[word.text] = meant
                self._instead[meant] = (word.text,)
        if not self._better:
            return text, asked
        text = _replace_words(text, self._better)
        return text, self._prepared(self._analyser.ask(text, self._otherwise))

    def _prepared(self, asked: Asked) -> Asked:
        return replace(asked, words=tuple(self._prepared_word(word, asked) for word in asked.words))

    def _prepared_word(self, word: AskedWord, asked: Asked) -> AskedWord:
        word = taken_apart(word, self._sight)
        if word.name:
            return self._as_written(word)
        if asked.meaningful <= FEW and not word.grammar:
            word = self._with_right_word(word) if self._is_rare(word) else word
            return replace(word, kinds=self._kinds_of(word, asked))
        return word

    def _as_written(self, word: AskedWord) -> AskedWord:
        """A name that nobody wrote shares its stem with other words only: "Houten" with wood."""
        written = self._sight.writing(word.text) or self._sight.writing(f"{word.text}s")
        return word if written else replace(word, terms=(word.text,), parts=())

    def _is_rare(self, word: AskedWord) -> bool:
        """Whether one thing in sight writes it, where it may be a slip as well."""
        return len(word.text) >= SHORT and not _is_ordinary(word.text) and self._sight.writing(word.text) == 1

    def _with_right_word(self, word: AskedWord) -> AskedWord:
        """A word that may be a slip of the pen, and means then what many others write; what says it as it was typed stays first."""
        near = self._near(word)
        meant = surely_meant(word.text, near)
        if not meant or near[0].likely < LIKELY or self._sight.writing(meant) < OFTEN:
            return word
        return replace(word, alike=tuple(dict.fromkeys((*word.alike, *self._analyser.stems(meant)))))

    def _kinds_of(self, word: AskedWord, asked: Asked) -> tuple[str, ...]:
        """Stems of Dutch compounds in sight that are a kind of the word and do not have it for a part. Nothing tells the language of one word."""
        if asked.language not in WITH_COMPOUNDS and asked.meaningful > 1:
            return ()
        its = {stem(word.text, "nl"), *word.forms}
        kinds = (
            each
            for each in self._spelling.kinds_of(word.text)
            if its.isdisjoint(self._analyser.take_apart([each], "nl")[0]) and self._sight.writing(each)
        )
        return tuple(sorted({term for each in islice(kinds, MOST_KINDS) for term in self._analyser.stems(each)}))

    def _meant_by_what_nothing_says(self, asked: Asked) -> set[tuple[str, ...]]:
        """What words mean together of which nothing in sight says one, while it says what they mean: "hulp" of "spoedeisende hulp" is then no help."""
        return {
            word.meant
            for word in asked.words
            if word.meant and not word.grammar and not self._is_said(word) and self._sight.says(word.meant)
        }

    def _is_said(self, word: AskedWord) -> bool:
        return self._sight.says((*word.terms, *word.forms))

    def _is_known(self, word: AskedWord, language: Language) -> bool:
        """Whether it is no slip for another: something in sight says it or what means the same, or everybody writes it. "Hoe lang" is no slip for "hoe gang"."""
        return (
            word.grammar
            or self._is_said(word)
            or bool(word.kinds)
            or self._sight.says(word.alike)
            or is_everyday(word.text, language)
        )

    def _completed(self, word: AskedWord, language: Language) -> AskedWord:
        """What it may become; a word that nothing begins with is finished, and may be misspelt."""
        if len(word.text) < SHORTEST_START:
            return word
        longer = self._sight.begun(word.text, COMPLETIONS)
        if not longer and not word.grammar and not self._is_said(word):
            return self._replaced(word, language)
        terms = dict.fromkeys(word.terms)
        for found in longer:
            terms |= dict.fromkeys(self._analyser.stems(found))
        return AskedWord(word.text, tuple(terms), either=True, parts=word.parts, apart=word.apart, kinds=word.kinds)

    def _replaced(self, word: AskedWord, language: Language) -> AskedWord:
        """Look for words that mean the same instead, else for near words; only words in sight are ever named."""
        if self._sight.says(word.alike):
            return _instead(word, word.alike)
        if self._is_known(word, language):
            return word
        near = self._near(word)
        if not near:
            return word
        self._better.setdefault(word.text, near[0].word)
        terms = dict.fromkeys(term for each in near for term in self._analyser.ask_word(each.word, language).terms)
        sure = OTHER_SHORT_SPELLING if len(word.text) < SHORT else OTHER_SPELLING
        return AskedWord(word.text, tuple(terms), either=True, sure=sure)

    def _near(self, word: AskedWord) -> Sequence[Near]:
        """Words in sight that may be meant."""
        near = self._spelling.near(word.text, self._sight.writing)
        return [each for each in near if not word.name or not _is_ordinary(each.word)]


def _instead(word: AskedWord, terms: tuple[str, ...]) -> AskedWord:
    """The same, looked for by words that mean about the same."""
    return replace(word, terms=terms, alike=(), forms=(), either=True, sure=OTHER_WORD)


def _is_ordinary(word: str) -> bool:
    """Whether a folded word is one of the language, as far as our own lists tell."""
    return stem(word, "nl") in known_stems() or any(is_everyday(word, each) for each in LANGUAGES)


def _replace_words(text: str, better: Mapping[str, str]) -> str:
    return PART.sub(lambda match: better.get(fold(match.group()), match.group()), text) if better else text


def _join(text: str, runs: Sequence[Joined]) -> str:
    """The text with these words of it as one."""
    text = _spelled_whole(text)
    places = [match.span() for match in PART.finditer(text)]
    for run in reversed(runs):
        text = f"{text[: places[run.first][0]]}{run.text}{text[places[run.last][1] :]}"
    return text


def _spelled_whole(text: str) -> str:
    """With as many words as it has when it is folded: an accent that is written beside its letter breaks none."""
    folded = fold_text(text)
    return text if len(PART.findall(text)) == len(PART.findall(folded)) else folded
