"""What a course will consist of, before a word of it is written."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TypeVar, cast

from zwerm.courses.generation.bites.documents import order_documents
from zwerm.courses.generation.bites.packing import join_mute, pack
from zwerm.courses.generation.bites.titles import bite_titles, course_title, document_title
from zwerm.courses.generation.draft import LeftOut, Span
from zwerm.courses.generation.links import Links
from zwerm.courses.generation.material.gather import Material, gather
from zwerm.courses.generation.material.step_words import names_work_instruction
from zwerm.courses.generation.material.units import Unit, make_units
from zwerm.courses.generation.questions.quiz import can_be_asked
from zwerm.courses.generation.reading import headings
from zwerm.courses.generation.reading.blocks import TableBlock
from zwerm.courses.generation.reading.document import Document, read_document
from zwerm.courses.generation.reading.sentence import SourceSentence
from zwerm.courses.generation.source import Source
from zwerm.language.narrative import tells_what_happened

# Fewer words than these are a table of contents or one answer, and no course.
LEAST_WORDS = 25
# A text of which so many sentences tell what happened is a story.
STORY, STORY_SENTENCES = 0.4, 6


Known = TypeVar("Known")


@dataclass(frozen=True)
class BitePlan:
    """One bite: the units in `inside`, of everything in `material`."""

    number: int
    title: str
    inside: range
    material: Material
    course_title: str = ""
    links: Links = field(default_factory=Links, compare=False, repr=False)
    _known: dict[object, object] = field(default_factory=dict, init=False, compare=False, repr=False)

    @property
    def language(self) -> str:
        return self.material.language

    @cached_property
    def units(self) -> tuple[Unit, ...]:
        return tuple(self.material.units[number] for number in self.inside)

    @cached_property
    def sentences(self) -> tuple[SourceSentence, ...]:
        return tuple(sentence for unit in self.units for sentence in unit.sentences)

    @cached_property
    def words(self) -> int:
        return sum(unit.words for unit in self.units)

    def once(self, work_out: Callable[["BitePlan"], Known]) -> Known:
        """What this gives for the bite, worked out the first time only."""
        if work_out not in self._known:
            self._known[work_out] = work_out(self)
        return cast("Known", self._known[work_out])

    @cached_property
    def is_story(self) -> bool:
        """Whether all of it tells what somebody lived through: written as a story, or under one heading so many sentences tell what
        happened."""
        if all(self.material.is_story(number) for number in self.inside):
            return True
        if len({unit.section.path for unit in self.units}) > 1:
            return False
        happened = sum(tells_what_happened(sentence.text, sentence.language) for sentence in self.sentences)
        return len(self.sentences) >= STORY_SENTENCES and happened > STORY * len(self.sentences)


@dataclass(frozen=True)
class CoursePlan:
    """`rejected` is filled while questions are written: how many broke which rule."""

    title: str
    language: str
    bites: tuple[BitePlan, ...]
    material: Material
    documents: tuple[Document, ...]
    left_out: tuple[LeftOut, ...]
    rejected: Counter[str] = field(default_factory=Counter)


def make_plan(sources: Sequence[Source], title: str = "") -> CoursePlan:
    """Reads the sources, orders them and divides them over bites. Nothing to teach gives a plan without bites.

    The language is that of most of the text; what is in another language stands in bites of its own, asked in its own language.
    """
    documents = order_documents([read_document(source) for source in sources])
    sizes: Counter[str] = Counter()
    for document in documents:
        sizes[document.language] += len(document.source.markdown)
    language = max(sorted(sizes), key=lambda name: sizes[name], default="nl")
    units, repeated = make_units(documents)
    names = [document_title(document) for document in documents]
    how_tos = [
        number
        for number, (document, name) in enumerate(zip(documents, names, strict=True))
        if document.source.is_how_to or names_work_instruction(name)
    ]
    stories = [number for number, document in enumerate(documents) if document.source.is_story]
    materials = {name: gather(units, name, names, how_tos, stories) for name in sorted(sizes) or [language]}

    def of(inside: range) -> Material:
        told: Counter[str] = Counter()
        for number in inside:
            told[units[number].language] += units[number].words
        del told[""]
        return materials.get(max(sorted(told), key=lambda name: told[name], default=language), materials[language])

    ranges = pack(units) if sum(unit.taught_words for unit in units) >= LEAST_WORDS else []
    ranges = join_mute(ranges, units, lambda inside: can_be_asked(of(inside), inside))
    course = title.strip() or course_title(names, language)
    titles = bite_titles(units, ranges, names, language)
    links = Links(sources)
    bites = [
        BitePlan(number, name, inside, of(inside), course, links)
        for number, (name, inside) in enumerate(zip(titles, ranges, strict=True))
    ]
    unread = () if ranges else tuple(_unread(units))
    return CoursePlan(
        title=course,
        language=language,
        bites=tuple(bites),
        material=materials[language],
        documents=tuple(documents),
        left_out=tuple([entry for document in documents for entry in document.left_out] + repeated) + unread,
    )


def _unread(units: Sequence[Unit]) -> Iterator[LeftOut]:
    """Of a text that makes no course, tables that would have been shown in one."""
    for unit in units:
        name = unit.section.title.text if unit.section.title else ""
        tables = [block for block in unit.section.shown if isinstance(block, TableBlock)]
        yield from (LeftOut(name, headings.TABLE, Span(unit.section.source, one.start, one.end)) for one in tables)
