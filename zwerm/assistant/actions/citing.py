"""What a sentence of an answer rests on, and what comes closest to a question that nothing answers, each with its place in a text."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from zwerm.assistant.rules.nearest import Nearest, as_written
from zwerm.assistant.rules.sources import Quoted, Source
from zwerm.assistant.rules.units import read_on
from zwerm.library.models import Item, cite_url
from zwerm.library.rules.files import place_of_link


@dataclass(frozen=True)
class Cited:
    """The words that a sentence of an answer rests on: characters `start` to `end` of version `number` of an item.

    `quote` is them as they are stored, `shown` as people read them. Of a file that hangs on the item (`file`: its hash) they are what it
    says, and `start` to `end` is the link to it.
    """

    item: Item
    number: int
    heading: tuple[str, ...]
    start: int
    end: int
    quote: str
    shown: str
    file: str = ""

    @property
    def url(self) -> str:
        return cite_url(self.item, self.start, self.end, self.number)


@dataclass(frozen=True)
class Sentence:
    """A sentence of an answer and what it rests on, one source or more. `lead`: it leads in to what follows."""

    text: str
    sources: tuple[Cited, ...]
    lead: bool = False
    item: bool = False


@dataclass(frozen=True)
class Closest:
    """What comes closest to a question that nothing answers, and where: `place`.

    `paragraphs`: of sentences, each with whether it comes closest itself; the others only stand beside it. Words of the question, as they were asked, that none of these sentences says, nor
    what they stand under: `missing` those that stand nowhere on the page, `elsewhere` the others.
    """

    place: Cited
    paragraphs: tuple[tuple[tuple[Sentence, bool], ...], ...]
    missing: tuple[str, ...]
    elsewhere: tuple[str, ...] = ()

    @property
    def item(self) -> Item:
        return self.place.item

    @property
    def told(self) -> tuple[Sentence, ...]:
        """Those that come closest."""
        return tuple(each for paragraph in self.paragraphs for each, itself in paragraph if itself)

    @property
    def missing_words(self) -> str:
        return _between_marks(self.missing)

    @property
    def words_elsewhere(self) -> str:
        return _between_marks(self.elsewhere)


def _between_marks(words: Iterable[str]) -> str:
    return ", ".join(f"“{word}”" for word in words)


def closest(nearest: Nearest, item: Item, text: str) -> Closest:
    """`text`: the question as it was asked."""
    source, paragraphs, end = nearest.source, list[list[tuple[Sentence, bool]]](), 0
    for unit in nearest.units:
        begins = unit.row or unit.item == unit.number or "\n\n" in source.text[end : unit.start]
        if begins or not paragraphs:
            paragraphs.append([])
        paragraphs[-1].append((sentence(Quoted(source, unit), item), unit.number in nearest.closest))
        end = unit.end
    told = [unit for unit in nearest.units if unit.number in nearest.closest]
    place = cited(source, told[0].start, told[-1].end, told[0].heading, item)
    missing, elsewhere = as_written(nearest.missing, text), as_written(nearest.elsewhere, text)
    return Closest(place, tuple(map(tuple, paragraphs)), missing, elsewhere)


def sentence(quoted: Quoted, item: Item) -> Sentence:
    unit, source = quoted.unit, quoted.source
    return Sentence(
        unit.text,
        (cited(source, unit.start, unit.end, unit.heading, item, unit.text),),
        lead=quoted.lead,
        item=unit.item >= 0,
    )


def cited(source: Source, start: int, end: int, heading: Iterable[str], item: Item, shown: str = "") -> Cited:
    shown = shown or read_on(source.text, source.seen, start, end)
    quote, number, under = source.text[start:end], item.version.number, tuple(heading)
    if source.file:
        start, end = place_of_link(item.version.text, source.file) or (0, 0)
    return Cited(item, number, under, start, end, quote, shown, source.file)
