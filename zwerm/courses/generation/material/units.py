"""The sections of all documents as units in the order of the course."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from zwerm.courses.generation.draft import LeftOut, Span
from zwerm.courses.generation.material.examples import example_paths, without_examples
from zwerm.courses.generation.reading import headings
from zwerm.courses.generation.reading.blocks import (
    Block,
    CodeBlock,
    ListBlock,
    ParagraphBlock,
    TableBlock,
    block_sentences,
    without_sentences,
)
from zwerm.courses.generation.reading.document import Document
from zwerm.courses.generation.reading.pictures import points_at_something
from zwerm.courses.generation.reading.saying_nothing import is_pointer
from zwerm.courses.generation.reading.sections import Section
from zwerm.courses.generation.reading.sentence import SourceSentence
from zwerm.language.narrative import heads_a_story, tells_what_happened
from zwerm.language.standalone import lacks_subject, only_names_things, stands_alone
from zwerm.language.whole import lacks_verb
from zwerm.language.words import count_words

LONGEST_UNIT = 450
LEAST_REPEATED = 5
REFERS = re.compile(
    r"^\(|\([^\w\s()]{1,3}\)|\b(?:zie|see|klik|click|reach out|contact us|neem contact op|get in touch)\b|\bquestions\b.*\b(?:ask|email|mail)\b"
    r"|(?:,|\bplease) (?:please )?(?:e-?mail|contact|ask|go to|visit)\b|\b(?:meer|more|further) informati(?:e|on)\b|\bknow more\b|\bhelp center\b|\b(?:je|u) leest? (?:dat )?in\b|\blees (?:je|u|dat)\b"
    r"|\bwe(?:['’]ll| will) (?:learn|cover|look|discuss|explore|see)\b|\b(?:leren|bespreken|behandelen) we\b"
    # Leftovers of a template: "[name]", "@ buddy", and a status glued to the sentence that fills it in.
    r"|\[[^\]]+\]|\{[^}]+\}|(?:^|\s)@\s?\w|\bhh[.:]mm\b|\b(?:DD|dd)[ /-](?:MM|mm|Month|maand)\b|\bYYYY\b|\)\s(?:We|You|I|The|Je|U|Het|De|Wij)\s|\bcan you (?:please )?\w+",
    re.IGNORECASE,
)


ONLY_STORIES = re.compile(r"(?:praktijk)?voorbeeld(?:en)?\W*|examples?\W*", re.IGNORECASE)
# What comes below it is not so, or not allowed.
DENIES = re.compile(
    r"\b(?:niet|geen|nooit|verboden|vermijd|voorkom|behalve|uitgezonderd|uitzonderingen|fout(?:en)?|don['’]?ts?|not|never|no|prohibited|prohibits?|forbidden|avoid|except|exceptions?|unacceptable|disallowed|mistakes|violations?|illegal|cannot)\b|n['’]t\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Unit:
    """A section, or a part of a long one. `document` counts the documents; `part` is 0 only for what starts at its heading;
    `repeated` are the places of sentences that an earlier unit says word for word.

    What is an example is shown and not asked: it is in the section and not in `taught` and `sentences`.
    """

    number: int
    document: int
    section: Section
    part: int
    is_example: bool = False
    repeated: frozenset[int] = frozenset()

    @cached_property
    def taught(self) -> tuple[Block, ...]:
        """What can be asked and remembered: what sends the reader elsewhere is read only, unless it is a step."""
        blocks = () if self.is_example else tuple(without_examples(self.section.blocks))
        left = (
            block
            if isinstance(block, ListBlock) and block.ordered
            else without_sentences(block, {one.start for one in block_sentences(block) if is_pointer(one)})
            for block in blocks
        )
        return tuple(block for block in left if block)

    @property
    def words(self) -> int:
        """How many are read."""
        return sum(map(count_block_words, self.section.shown))

    @property
    def taught_words(self) -> int:
        return sum(map(count_block_words, self.section.blocks))

    @property
    def is_story(self) -> bool:
        """An example, a history or figures: worth reading, not worth asking."""
        path = self.section.path
        return (
            self.is_example
            or any(heads_a_story(heading) for heading in path[self._titled :][-2:])
            or bool(path and ONLY_STORIES.fullmatch(path[0]))
        )

    @property
    def _titled(self) -> int:
        """How many of the headings are the title of the document: none for one of a second level with nothing above it."""
        return 0 if len(self.section.path) == 1 and self.section.level > 1 else 1

    @cached_property
    def rules(self) -> tuple[SourceSentence, ...]:
        """The sentences that say how it is or must be, and can be read on their own."""
        return tuple(s for s in self.headed_rules if not lacks_subject(s.text, s.language))

    @cached_property
    def headed_rules(self) -> tuple[SourceSentence, ...]:
        """The rules, and those of which the heading says of what they are."""
        return tuple(self._headed_rules())

    @cached_property
    def unended_rules(self) -> tuple[SourceSentence, ...]:
        """The rules in a list of which only the full stop is missing, and that say themselves of what they are."""
        items = (s for s in self.listed if s.text.rstrip()[-1:].isalnum())
        found = [s for s in self._headed_rules(items, ".") if not lacks_subject(s.text, s.language)]
        return tuple(found)

    def _headed_rules(self, among: Iterable[SourceSentence] | None = None, end: str = "") -> Iterator[SourceSentence]:
        denied = self.denied | self._only_named
        for sentence in () if self.is_story else self.sentences if among is None else among:
            if (sentence.start, sentence.end) in denied or sentence.start in self.repeated:
                continue
            if (
                only_names_things(sentence.text, sentence.language)
                or REFERS.search(sentence.text)
                or points_at_something(sentence.text)
            ):
                continue
            if stands_alone(f"{sentence.text}{end}", sentence.language) and not tells_what_happened(
                sentence.text, sentence.language
            ):
                yield sentence

    @cached_property
    def denied(self) -> frozenset[tuple[int, int]]:
        """The places of what a list says under "You must not:": read alone it tells the opposite."""
        title = self.section.title.text if self.section.title else ""
        found: list[SourceSentence] = []
        lead = title
        for block in self.section.blocks:
            if isinstance(block, ListBlock):
                found += _under_denial(block, lead)
            elif isinstance(block, ParagraphBlock):
                last = block.sentences[-1].text
                lead = last if last.rstrip().endswith(":") else title
        return frozenset((sentence.start, sentence.end) for sentence in found)

    @property
    def _only_named(self) -> frozenset[tuple[int, int]]:
        """The places of items of a list that are no sentence."""
        items = (item for block in self.taught if isinstance(block, ListBlock) for item in block.items)
        return frozenset(
            (s.start, s.end) for item in items for s in item.sentences[:1] if lacks_verb(s.text, s.language)
        )

    @cached_property
    def explaining(self) -> frozenset[int]:
        """Where the sentences begin that say more of what an item of a list names: "People with weak legs. From 22 cm they …"."""
        lists = (block for block in self.taught if isinstance(block, ListBlock) and not block.ordered)
        return frozenset(s.start for block in lists for item in block.items for s in item.sentences[1:])

    @cached_property
    def listed(self) -> tuple[SourceSentence, ...]:
        """The sentences that an item of a list opens with."""
        items = (item for block in self.taught if isinstance(block, ListBlock) for item in block.items)
        return tuple(sentence for item in items for sentence in item.sentences[:1])

    @property
    def language(self) -> str:
        """Empty for a unit without sentences."""
        return next((sentence.language for sentence in self.sentences), "")

    @property
    def sentences(self) -> Iterator[SourceSentence]:
        for block in self.taught:
            yield from block_sentences(block)


def _under_denial(block: ListBlock, lead: str) -> Iterator[SourceSentence]:
    """The sentences of the items below a lead, or below an item, that denies or forbids."""
    denying = {-1: bool(DENIES.search(lead))}
    for item in block.items:
        denying = {depth: denied for depth, denied in denying.items() if depth < item.depth}
        if any(denying.values()):
            yield from item.sentences
        last = item.sentences[-1].text.rstrip()
        denying[item.depth] = last.endswith(":") and bool(DENIES.search(last))


def count_block_words(block: Block) -> int:
    if isinstance(block, TableBlock):
        cells = [cell for row in (block.header, *block.rows) for cell in row if cell]
        return sum(count_words(cell.text) for cell in cells)
    if isinstance(block, CodeBlock):
        return count_words(block.text)
    codes = [code for item in block.items for code in item.codes] if isinstance(block, ListBlock) else []
    texts = [*(sentence.text for sentence in block_sentences(block)), *(code.text for code in codes)]
    return sum(map(count_words, texts))


def make_units(documents: Sequence[Document]) -> tuple[list[Unit], list[LeftOut]]:
    """The units in order, and what is left out because an earlier document says it word for word."""
    units: list[Unit] = []
    left_out: list[LeftOut] = []
    known: dict[str, int] = {}
    told: set[str] = set()
    for number, document in enumerate(documents):
        examples = example_paths(document.sections)
        for section in document.sections:
            fresh, repeated = _without_repeats(section, known, number)
            left_out += repeated
            is_example = any(section.path[:depth] in examples for depth in range(1, len(section.path) + 1))
            for part, piece in enumerate(_split(fresh)):
                again = _told_before(piece, told)
                units.append(Unit(len(units), number, piece, part + section.continued, is_example, again))
    return units, left_out


def _told_before(section: Section, told: set[str]) -> frozenset[int]:
    """Where it says what was told before; what it says itself is told from then on."""
    places = [(" ".join(s.words), s.start) for block in section.blocks for s in block_sentences(block)]
    repeated = frozenset(start for words, start in places if words in told)
    told.update(words for words, _ in places)
    return repeated


def _without_repeats(section: Section, known: dict[str, int], document: int) -> tuple[Section, list[LeftOut]]:
    before = [block for block in section.shown if _is_told_before(block, known, document)]
    title = section.title.text if section.title else ""
    repeated = [LeftOut(title, headings.REPEATED, Span(section.source, block.start, block.end)) for block in before]
    gone = {block.start for block in before}
    shown, taught = (
        tuple(block for block in blocks if block.start not in gone) for blocks in (section.shown, section.blocks)
    )
    return replace(section, shown=shown, blocks=taught), repeated


def _is_told_before(block: Block, known: dict[str, int], document: int) -> bool:
    """Whether an earlier document says all of it, word for word; what it says itself is `known` from then on."""
    texts = [sentence.text for sentence in block_sentences(block)]
    before = [known.setdefault(" ".join(text.lower().split()), document) < document for text in texts]
    return bool(texts) and all(before) and sum(map(count_words, texts)) >= LEAST_REPEATED


def _split(section: Section) -> Iterator[Section]:
    """Parts of at most about `LONGEST_UNIT` words, cut between blocks; a list stays with the sentence before it."""
    parts: list[list[Block]] = [[]]
    words = 0
    for block in section.shown:
        size = count_block_words(block)
        follows = isinstance(block, ListBlock | TableBlock | CodeBlock) and not _continues(block, parts[-1])
        if parts[-1] and words + size > LONGEST_UNIT and words > LONGEST_UNIT // 3 and not follows:
            parts.append([])
            words = 0
        parts[-1].append(block)
        words += size
    for part in parts:
        start = section.start if part is parts[0] else part[0].start
        end = max((block.end for block in part), default=section.end)
        taught = tuple(block for block in section.blocks if start <= block.start < end)
        yield replace(section, shown=tuple(part), blocks=taught, start=start, end=end)


def _continues(block: Block, before: Sequence[Block]) -> bool:
    """Whether it is a further piece of the long table before it."""
    last = before[-1] if before else None
    return isinstance(block, TableBlock) and isinstance(last, TableBlock) and block.header == last.header
