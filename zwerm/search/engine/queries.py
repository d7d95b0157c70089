"""From what is asked to a query of the engine. The asker's spaces are always part of it."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

import tantivy
from tantivy import Occur, Query

from zwerm.search.engine.analysis import Asked

# Up to so many words that carry meaning a query is a few words.
FEW = 2
# The engine takes patterns up to a size; whoever has more words in a name is found by the first ones in the alphabet.
MOST_OF_A_NAME = 6


@dataclass(frozen=True)
class Makers:
    """Who made it: one of these `people`, or who is `called` so in a document: each of these words begins a word of one name."""

    people: Collection[str]
    called: Sequence[str]

    def as_query(self, schema: tantivy.Schema) -> Query:
        words = sorted(set(self.called))[:MOST_OF_A_NAME]
        pattern = "".join(f".* {re.escape(word)}" for word in words)
        parts = [any_of(schema, "author", self.people)] if self.people else []
        if words:
            parts.append(Query.const_score_query(Query.regex_query(schema, "called", f"{pattern}.*"), 0.0))
        if not parts:
            return Query.empty_query()
        return Query.boolean_query([(Occur.Should, part) for part in parts])


@dataclass(frozen=True)
class Limits:
    """What may be found. `spaces` is what the asker may see: nothing outside it is ever looked at.

    The others narrow further; an empty one does not.
    """

    spaces: Collection[str]
    kinds: Collection[str] = ()
    within: Collection[str] = ()
    authors: Collection[str] = ()
    makers: Makers | None = None
    language: str = ""
    since: datetime | None = None
    until: datetime | None = None

    def as_query(self, schema: tantivy.Schema) -> Query:
        spaces = set(self.spaces) & set(self.within) if self.within else set(self.spaces)
        if not spaces:
            return Query.empty_query()
        parts = [any_of(schema, "space", spaces)]
        parts += [any_of(schema, field, values) for field, values in self._chosen() if values]
        if self.makers:
            parts.append(self.makers.as_query(schema))
        if self.since or self.until:
            parts.append(self._in_time(schema))
        return Query.boolean_query([(Occur.Must, part) for part in parts])

    def _chosen(self) -> Iterable[tuple[str, Collection[str]]]:
        yield "kind", self.kinds
        yield "author", self.authors
        yield "language", [self.language] if self.language else []

    def _in_time(self, schema: tantivy.Schema) -> Query:
        return Query.range_query(
            schema,
            "date",
            tantivy.FieldType.Integer,
            lower_bound=int(self.since.timestamp()) if self.since else None,
            upper_bound=int(self.until.timestamp()) if self.until else None,
            include_upper=self.until is None,
        )


def any_of(schema: tantivy.Schema, field: str, values: Iterable[object]) -> Query:
    """One of these values, without a say in the order."""
    return Query.const_score_query(Query.term_set_query(schema, field, sorted(values, key=str)), 0.0)


def weighed(schema: tantivy.Schema, field: str, terms: Mapping[str, float], times: float = 1.0) -> list[Query]:
    """A part of a query per term, each adding its BM25 score times its weight."""
    parts = []
    for term, weight in terms.items():
        query = Query.term_query(schema, field, term, index_option="freq")
        parts.append(query if weight * times == 1 else Query.boost_query(query, weight * times))
    return parts


def asked_for(
    schema: tantivy.Schema, field: str, asked: Asked, times: float = 1.0, *, forms: float = 1.0
) -> list[Query]:
    """The parts of a query that look for what is asked in one field. `forms`: what another form of a word counts for."""
    parts = weighed(schema, field, asked.counted, times)
    for (own, *others), often in asked.formed.items():
        either = {own: often, **dict.fromkeys(others, often * forms)}
        parts.append(Query.disjunction_max_query(weighed(schema, field, either, times)))
    for choice, sure in asked.choices:
        parts.append(Query.disjunction_max_query(weighed(schema, field, dict.fromkeys(choice, sure), times)))
    return parts


def compounds(schema: tantivy.Schema, asked: Asked) -> list[Query]:
    """For each compound that is asked for a query that finds the whole of it, also at the start of a longer word.

    Not for a verb such as "meewerken", which "werk mee" says too.
    """
    queries = []
    for word in asked.words:
        if word.parts and not word.apart:
            longer = Query.regex_query(schema, "words", f"{re.escape(word.text)}.*")
            parts = [any_of(schema, "body", word.whole), Query.const_score_query(longer, 0.0)]
            parts += [any_of(schema, "pairs", word.pairs)] if word.pairs else []
            queries.append(Query.boolean_query([(Occur.Should, part) for part in parts]))
    return queries


def in_names(schema: tantivy.Schema, asked: Asked, times: float) -> list[Query]:
    """Words in titles and headings as they are written: "val" and not "valkaart", which only has it for a part."""
    groups = [dict.fromkeys((word.text, *word.forms), times) for word in asked.words if not word.grammar and times]
    return [Query.disjunction_max_query(weighed(schema, "names", group)) for group in groups]


def alike(schema: tantivy.Schema, field: str, asked: Asked, times: float) -> list[Query]:
    """The parts of a query that look for words of the same meaning; the best one counts for each word."""
    groups = [word.alike for word in asked.words if word.alike] if times else []
    return [Query.disjunction_max_query(weighed(schema, field, dict.fromkeys(terms, 1.0), times)) for terms in groups]


def kinds(schema: tantivy.Schema, field: str, asked: Asked, times: float) -> list[Query]:
    """The parts of a query that look for compounds that are a kind of what is asked; the best one counts for each word."""
    groups = [word.kinds for word in asked.words if word.kinds] if times else []
    return [Query.disjunction_max_query(weighed(schema, field, dict.fromkeys(terms, 1.0), times)) for terms in groups]


def some_of(limits: Query, parts: Iterable[Query]) -> Query:
    """At least one of these parts, within the limits; the more, the better."""
    parts = list(parts)
    if not parts:
        return Query.empty_query()
    either = Query.boolean_query([(Occur.Should, part) for part in parts])
    return Query.boolean_query([(Occur.Must, Query.const_score_query(limits, 0.0)), (Occur.Must, either)])


def all_of(limits: Query, parts: Iterable[Query]) -> Query:
    """All of these parts, within the limits."""
    return Query.boolean_query([(Occur.Must, part) for part in (Query.const_score_query(limits, 0.0), *parts)])
