"""Reading the index: a query and its limits in, ranked hits out. Safe to share between threads."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

import msgspec
import numpy as np
import tantivy

from zwerm.language.detect import Language
from zwerm.language.embeddings import EmbeddingFailed
from zwerm.search.engine.analysis import Asked
from zwerm.search.engine.asking import Asker, Read
from zwerm.search.engine.generation import Generation
from zwerm.search.engine.learning import Learnt
from zwerm.search.engine.queries import (
    FEW,
    Limits,
    alike,
    all_of,
    any_of,
    asked_for,
    compounds,
    in_names,
    kinds,
    some_of,
    weighed,
)
from zwerm.search.engine.ranking import WEIGHTS, Ranked, Weights, first, join, lifted, sum_of_best, with_meaning
from zwerm.search.engine.schema import open_index, passages_schema, things_schema
from zwerm.search.engine.writing import Cursor, ShownPassage, ShownThing, read_cursor, tongue

THINGS_LOOKED_AT = 200
PASSAGES_LOOKED_AT = 400
RANKED_BY_MEANING = 100


@dataclass(frozen=True)
class PassageHit:
    """A passage that answers, with its own word score."""

    shown: ShownPassage
    score: float


@dataclass(frozen=True)
class Hit:
    """A thing that answers. `passages`: its best ones, best first; none when only its title answers.

    `near`: the cosine of what it means and what is asked; None where no meaning was measured.
    """

    shown: ShownThing
    score: float
    passages: tuple[PassageHit, ...] = field(default=())
    near: float | None = None


class Reader:
    """One generation, open for reading."""

    def __init__(self, generation: Generation, learnt: Learnt | None = None, weights: Weights = WEIGHTS) -> None:
        learnt = learnt or Learnt(generation)
        self.generation = generation
        self.analyser = learnt.analyser
        self.weights = weights
        self.meaning = learnt.meaning
        self._vectors = learnt.vectors
        self._things = open_index(generation.path / "things", things_schema())
        self._passages = open_index(generation.path / "passages", passages_schema())
        self._asker = Asker(self._things, self.analyser)
        self._seen: tuple[int, ...] = ()
        self._cursor = Cursor()

    def refresh(self) -> Cursor:
        """See what was committed since; answers up to where both indexes are complete."""
        written = tuple(
            (self.generation.path / part / "meta.json").stat().st_mtime_ns for part in ("things", "passages")
        )
        if written != self._seen:
            self._cursor = min(
                (read_cursor(index) for index in (self._things, self._passages)), key=lambda cursor: cursor.sequence
            )
            self._seen = written
        return self._cursor

    @property
    def things_known(self) -> int:
        """How many things can be found, more or less."""
        return max(0, self._things.searcher().num_docs - 1)

    @property
    def passages_known(self) -> int:
        """How many passages they have, more or less."""
        return max(0, self._passages.searcher().num_docs - 1)

    def things_with(self, term: str) -> int:
        """How many things use this term."""
        return int(self._things.searcher().doc_freq("body", term))

    def read(self, text: str, limits: Limits, otherwise: Language = "nl", *, typing: bool = False) -> Read:
        """See Asker.read."""
        return self._asker.read(text, limits, otherwise, typing=typing)

    def find(self, read: Read, limits: Limits, *, most: int = 10, skip: int = 0) -> list[Hit]:
        """The things that answer best, each with its best passages."""
        asked = read.asked
        things = self._things.searcher()
        passages = self._passages.searcher()
        # Among many words a compound is one of them.
        wholes = compounds(self._things.schema, asked) if asked.meaningful <= FEW else []
        whole = self._score_things(things, asked, limits, wholes)
        best, parts = self._score_passages(passages, asked, whole)
        both = self._say_both(things, passages, asked, whole)
        ranked = lifted(both, self._rank(join(whole, best, self.weights), read), self.weights.both)
        ranked = first(self._say_whole(things, wholes, whole), ranked)
        chosen = ranked[skip : skip + most]
        shown = self._shown_things(things, [row for row, _, _ in chosen])
        hits = []
        for row, score, near in chosen:
            if row in shown:
                found = parts.get(row) or self._first_passage(passages, row)
                hits.append(Hit(shown[row], score, self._shown_passages(passages, found), near))
        return hits

    def _score_things(
        self, searcher: tantivy.Searcher, asked: Asked, limits: Limits, wholes: Sequence[tantivy.Query]
    ) -> dict[int, float]:
        within = limits.as_query(self._things.schema)
        queries = [self._things_query(asked, within, wholes)] if asked.terms else self._grammar_queries(asked, within)
        found = (searcher.search(query, THINGS_LOOKED_AT, count=False).hits for query in queries)
        hits = next((hits for hits in found if hits), [])
        addresses = [address for _, address in hits]
        rows = searcher.fast_field_values("row", addresses)
        tongues = searcher.fast_field_values("tongue", addresses)
        own = (0, tongue(asked.language))
        return {
            int(row or 0): score if spoken in own else score * self.weights.other_language
            for row, spoken, (score, _) in zip(rows, tongues, hits, strict=True)
        }

    def _things_query(self, asked: Asked, within: tantivy.Query, wholes: Sequence[tantivy.Query]) -> tantivy.Query:
        schema, weights = self._things.schema, self.weights
        title = weights.title_while_typing if asked.typing else weights.title
        parts = alike(schema, "body", asked, weights.alike)
        for name, times in (("body", 1.0), ("lead", weights.lead), ("title", title)):
            parts += asked_for(schema, name, asked, times, forms=self._forms(asked))
            parts += kinds(schema, name, asked, times * weights.kinds)
        named = weights.named_of_few if asked.meaningful <= FEW else weights.named
        pairs = {**dict.fromkeys(asked.pairs, weights.pairs), **dict.fromkeys(asked.named, named)}
        said = in_names(schema, asked, weights.said_in_names) if asked.meaningful <= FEW else []
        return some_of(within, [*parts, *weighed(schema, "pairs", pairs), *wholes, *said])

    def _forms(self, asked: Asked) -> float:
        """What another form of a word counts for. Among many words some would meet by chance."""
        return self.weights.forms_of_few if asked.meaningful <= FEW else self.weights.forms

    def _foreign(self, asked: Asked) -> float:
        """What a thing in another language than the question counts for: less where the question is a sentence."""
        return self.weights.other_than_spoken if asked.spoken else self.weights.other_language

    def _grammar_queries(self, asked: Asked, within: tantivy.Query) -> list[tantivy.Query]:
        """For words that carry grammar only: what is called so, else what says them all."""
        words = {word.text: 1.0 for word in asked.words}
        return [all_of(within, weighed(self._things.schema, name, words)) for name in ("names", "words") if words]

    def _score_passages(
        self, searcher: tantivy.Searcher, asked: Asked, things: Collection[int]
    ) -> tuple[dict[int, float], Mapping[int, Sequence[tuple[float, tantivy.DocAddress]]]]:
        schema = self._passages.schema
        parts = asked_for(schema, "body", asked, forms=self._forms(asked))
        parts += alike(schema, "body", asked, self.weights.alike)
        parts += kinds(schema, "body", asked, self.weights.kinds)
        if not things or not parts:
            return {}, {}
        hits = searcher.search(some_of(any_of(schema, "row", things), parts), PASSAGES_LOOKED_AT, count=False).hits
        addresses = [address for _, address in hits]
        rows = [int(row or 0) for row in searcher.fast_field_values("row", addresses)]
        tongues = searcher.fast_field_values("tongue", addresses)
        own = (0, tongue(asked.language))
        by_row: dict[int, list[tuple[float, tantivy.DocAddress]]] = {}
        for row, spoken, (score, address) in zip(rows, tongues, hits, strict=True):
            by_row.setdefault(row, []).append((score if spoken in own else score * self._foreign(asked), address))
        scores = ((row, score) for row, found in by_row.items() for score, _ in found)
        return sum_of_best(scores, self.weights), by_row

    def _say_whole(
        self, searcher: tantivy.Searcher, wholes: Sequence[tantivy.Query], things: Collection[int]
    ) -> Mapping[int, int]:
        """How many compounds of a few words asked each thing says as a whole, or at the start of a longer word.

        Gauze and blood may stand on one page, and it is still not about blood gas ("bloedgas").
        """
        if not wholes or not things:
            return {}
        within = any_of(self._things.schema, "row", things)
        said: Counter[int] = Counter()
        for query in wholes:
            hits = searcher.search(all_of(within, [query]), len(things), count=False).hits
            rows = searcher.fast_field_values("row", [address for _, address in hits])
            said.update(int(row or 0) for row in rows)
        return said

    def _say_both(
        self, things: tantivy.Searcher, passages: tantivy.Searcher, asked: Asked, rows: Collection[int]
    ) -> frozenset[int]:
        """Of two words asked: the things that say both in one passage, or one in the title and the other anywhere.

        Where much is replaced, a page without a brake pad is no answer to "remblok vervangen", however near it is in meaning. What most
        pages say ("patiënt" in a hospital) tells nothing where it is missing.
        """
        words = [word.whole for word in asked.words if not word.grammar]
        if len(words) != FEW or not rows or any(self._is_common(word) for word in words):
            return frozenset()
        text, thing = self._passages.schema, self._things.schema
        said = all_of(any_of(text, "row", rows), [any_of(text, "body", word) for word in words])
        called = some_of(any_of(thing, "row", rows), [any_of(thing, "title", word) for word in words])
        named = all_of(called, [any_of(thing, "body", word) for word in words])
        found: list[float | None] = []
        for searcher, query, most in ((passages, said, PASSAGES_LOOKED_AT), (things, named, len(rows))):
            hits = searcher.search(query, most, count=False).hits
            found += searcher.fast_field_values("row", [address for _, address in hits])
        return frozenset(int(row) for row in found if row)

    def _is_common(self, word: Collection[str]) -> bool:
        return max(map(self.things_with, word), default=0) > self.weights.common * self.things_known

    def _rank(self, words: Mapping[int, float], read: Read) -> list[Ranked]:
        """Rows with their score and their nearness in meaning, best first."""
        ranked = sorted(words.items(), key=lambda pair: (-pair[1], pair[0]))
        by_words = [(row, score, None) for row, score in ranked]
        if not self.meaning or not self._vectors or not ranked:
            return [*by_words]
        top, rest = ranked[:RANKED_BY_MEANING], ranked[RANKED_BY_MEANING:]
        try:
            direction = self.meaning.of_query(read.text, read.asked.language)
        except EmbeddingFailed:
            return [*by_words]
        nearness = self._vectors.take(np.array([row for row, _ in top])) @ direction
        scores = with_meaning([score for _, score in top], nearness, self.meaning.weigh(read.asked.meaningful))
        order = np.argsort(-scores, kind="stable")
        best = [(top[place][0], float(scores[place]), float(nearness[place])) for place in order]
        return [*best, *((row, 0.0, None) for row, _ in rest)]

    def _shown_things(self, searcher: tantivy.Searcher, rows: Sequence[int]) -> dict[int, ShownThing]:
        if not rows:
            return {}
        found = searcher.search(any_of(self._things.schema, "row", rows), len(rows), count=False).hits
        addresses = [address for _, address in found]
        numbers = searcher.fast_field_values("row", addresses)
        return {
            int(number or 0): msgspec.msgpack.decode(searcher.doc(address).get_first("shown") or b"", type=ShownThing)
            for number, address in zip(numbers, addresses, strict=True)
        }

    def _first_passage(self, searcher: tantivy.Searcher, row: int) -> list[tuple[float, tantivy.DocAddress]]:
        """For a thing that was found by its title alone."""
        return list(searcher.search(any_of(self._passages.schema, "row", [row]), 1, count=False).hits)

    def _shown_passages(
        self, searcher: tantivy.Searcher, parts: Sequence[tuple[float, tantivy.DocAddress]], most: int = 3
    ) -> tuple[PassageHit, ...]:
        shown = []
        for score, address in parts[:most]:
            stored = searcher.doc(address).get_first("shown") or b""
            shown.append(PassageHit(msgspec.msgpack.decode(stored, type=ShownPassage), score))
        return tuple(shown)
