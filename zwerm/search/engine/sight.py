"""What may be found by who asks: how many things in sight say something."""

from __future__ import annotations

from collections.abc import Iterable

import tantivy

from zwerm.search.engine.queries import Limits, all_of, any_of


class Sight:
    """The things within someone's limits, as they are while one query is read. What stands beyond them is to whoever asks as if it were not there."""

    def __init__(self, things: tantivy.Index, limits: Limits) -> None:
        self._schema = things.schema
        self._searcher = things.searcher()
        self._within = limits.as_query(things.schema)
        # Reading asks the same of a word more than once.
        self._counted: dict[tuple[str, tuple[str, ...], bool], int] = {}

    def says(self, terms: Iterable[str]) -> bool:
        """Whether anything has one of these terms."""
        return bool(self._count("body", terms, counted=False))

    def saying(self, term: str) -> int:
        """How many things have this term."""
        return self._count("body", [term])

    def writing(self, word: str) -> int:
        """How many things have this folded word as it is."""
        return self._count("words", [word])

    def side_by_side(self, pair: str) -> int:
        """How many things have these neighbours, as they are indexed."""
        return self._count("pairs", [pair])

    def begun(self, start: str, most: int) -> list[str]:
        """Folded words that begin so, those of most things first."""
        return [
            word for word, _ in self._searcher.terms_with_prefix("words", start, filter_query=self._within, limit=most)
        ]

    def _count(self, field: str, terms: Iterable[str], *, counted: bool = True) -> int:
        # Most of what is asked stands nowhere, which the engine knows without a search.
        known = tuple(term for term in terms if self._searcher.doc_freq(field, term))
        if not known:
            return 0
        key = (field, known, counted)
        if key not in self._counted:
            query = all_of(self._within, [any_of(self._schema, field, known)])
            found = self._searcher.search(query, 1, count=counted)
            self._counted[key] = int(found.count or 0) if counted else len(found.hits)  # type: ignore[attr-defined]
        return self._counted[key]
