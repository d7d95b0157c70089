"""Where the words of blocks and questions stand in their sources, for what a reader sees of these."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import TypeAlias
from uuid import UUID

from django.db.models import Prefetch, QuerySet

from zwerm.courses.generation.draft import Span
from zwerm.courses.models import Block, Course, Question, Rests
from zwerm.courses.rules.rewriting import same_words, spans_of
from zwerm.library.models import Item, Version, cite_url
from zwerm.library.models.sight import SeenItem
from zwerm.library.rules.plain import plain_text
from zwerm.people.models import Person

# Source id → (item, version number), as the template tags of sources take them.
Links: TypeAlias = Mapping[str, tuple[Item, int]]

_WORD = re.compile(r"[^\W\d_]")


def with_places(blocks: QuerySet[Block], person: Person) -> QuerySet[Block]:
    """Read along, in one query, what blocks and their questions rest on, as far as `person` sees it."""
    return blocks.prefetch_related(Prefetch("rests_on", queryset=seen_rests(person)))


def seen_rests(person: Person) -> QuerySet[Rests]:
    """With their items and versions, without the texts."""
    seen = Rests.objects.filter(SeenItem("item", person=person.pk)) if person.is_active else Rests.objects.none()
    return seen.select_related("version", "item").defer("version__text", "version__html")


class Places:
    """Where blocks and questions stand in what a person sees of their sources: of `seen_rests`."""

    def __init__(self, rests: Iterable[Rests]) -> None:
        self.versions: set[UUID] = set()
        self._links: dict[tuple[UUID, UUID | None], dict[str, tuple[Item, int]]] = {}
        self._stale: set[tuple[UUID, UUID | None]] = set()
        self._version_of: dict[tuple[UUID, UUID | None, str], UUID] = {}
        for rest in rests:
            key = (rest.block_id, rest.question_id)
            self._links.setdefault(key, {})[str(rest.item_id)] = (rest.item, rest.version.number)
            self._version_of[*key, str(rest.item_id)] = rest.version_id
            self.versions.add(rest.version_id)
            if rest.since:
                self._stale.add(key)

    @classmethod
    def of(cls, blocks: Iterable[Block]) -> Places:
        """Of blocks read with `with_places`."""
        return cls([rest for block in blocks for rest in block.rests_on.all()])

    def links(self, block: Block, question: Question | None = None) -> Links:
        return self._links.get((block.pk, question.pk if question else None), {})

    def is_stale(self, block: Block, question: Question | None = None) -> bool:
        """Whether it rests on words that changed since, where its author did not look yet."""
        return (block.pk, question.pk if question else None) in self._stale

    def version_of(self, span: Span, block: Block, question: Question | None = None) -> UUID | None:
        return self._version_of.get((block.pk, question.pk if question else None, span.source))


@dataclass(frozen=True)
class Quote:
    """Words of a source that something rests on. `key` names the place in a form."""

    key: str
    title: str
    words: str
    url: str


class Quotes:
    """The words themselves, for authors: one query for the texts of all blocks."""

    def __init__(self, person: Person, places: Places) -> None:
        seen = Version.objects.visible_to(person).filter(pk__in=places.versions)
        self._texts = dict(seen.values_list("pk", "text"))
        self._places = places

    def of(self, block: Block, question: Question | None = None) -> list[Quote]:
        """Of a quiz as a whole nothing: its questions rest on something, each for itself."""
        return [self._quote([span], text, block, question) for span, text in self._found(block, question)]

    def joined(self, block: Block, question: Question | None = None) -> list[Quote]:
        """The same, with places that follow on each other as one: to read, not to choose from."""
        groups: list[tuple[list[Span], str]] = []
        for span, text in self._found(block, question):
            last = groups[-1][0][-1] if groups else None
            follows = last and last.source == span.source and last.end <= span.start
            if last and follows and not _WORD.search(text, last.end, span.start):
                groups[-1][0].append(span)
            else:
                groups.append(([span], text))
        return [self._quote(spans, text, block, question) for spans, text in groups]

    def _found(self, block: Block, question: Question | None) -> Iterator[tuple[Span, str]]:
        links = self._places.links(block, question)
        for span in spans_of((question or block).value):
            text = self._texts.get(self._places.version_of(span, block, question) or UUID(int=0))
            if text is not None and span.source in links:
                yield span, text

    def _quote(self, spans: list[Span], text: str, block: Block, question: Question | None) -> Quote:
        first, last = spans[0], spans[-1]
        words = plain_text(same_words(text[first.start : first.end]))
        for before, span in pairwise(spans):
            words += "\n" if "\n" in text[before.end : span.start] else " "
            words += plain_text(same_words(text[span.start : span.end]))
        item, number = self._places.links(block, question)[first.source]
        return Quote(key_of(first), item.title, words, cite_url(item, first.start, last.end, number))

    def texts(self, block: Block) -> dict[str, str]:
        """Source id → the text that the block's spans point into."""
        return {
            source: self._texts[version]
            for (of_block, question, source), version in self._places._version_of.items()
            if of_block == block.pk and question is None and version in self._texts
        }


def quotes_at(person: Person, spans: Iterable[Span], versions: Mapping[str, UUID]) -> list[Quote]:
    """Of places on which nothing rests yet. `versions`: by the id of each source, which of it they point into."""
    seen = Version.objects.visible_to(person).select_related("item").in_bulk(set(versions.values()))
    found = [(span, seen[versions[span.source]]) for span in spans if versions.get(span.source) in seen]
    return [
        Quote(
            key_of(span),
            version.item.title,
            plain_text(same_words(version.text[span.start : span.end])),
            cite_url(version.item, span.start, span.end, version.number),
        )
        for span, version in found
    ]


def key_of(span: Span) -> str:
    return f"{span.source}:{span.start}:{span.end}"


def source_links(person: Person, course: Course) -> dict[str, tuple[Item, int]]:
    """Source id → (item, version number) for what this person sees of what the course was made from."""
    if not person.is_active:
        return {}
    seen = course.sources.filter(SeenItem("item", person=person.pk)).select_related("item", "version")
    seen = seen.defer("version__text", "version__html")
    return {str(source.item_id): (source.item, source.version.number) for source in seen}
