"""A course as it is drafted: plain values that survive JSON (`msgspec.to_builtins`, `msgspec.convert`).

Whatever is shown keeps the spans it rests on. A span is exact: `source.markdown[span.start:span.end]` is the text, with
the marks of Markdown that the shown text leaves out. What is ours and not the source's (a question's instruction)
stands beside the source's words, and the spans say what it is about.
"""

from enum import StrEnum
from typing import ClassVar, TypeAlias, get_args

import msgspec


class Span(msgspec.Struct, frozen=True, order=True):
    """Characters `start` up to `end` of the Markdown of one source."""

    source: str
    start: int
    end: int


Spans: TypeAlias = tuple[Span, ...]


class Link(msgspec.Struct, frozen=True):
    """Characters `start` up to `end` of a text lead to `address`: a page, mail, telephone, or an item of the library (`item:…`)."""

    start: int
    end: int
    address: str


class Sentence(msgspec.Struct, frozen=True, omit_defaults=True):
    """Something shown, without marks, and where it stands. Mostly one sentence; in a list or table also a phrase.

    `links` are those of the source, in order; in the text of a course only.
    """

    text: str
    spans: Spans
    links: tuple[Link, ...] = ()


# Parts of a text block.


class Heading(msgspec.Struct, frozen=True, tag="heading", tag_field="kind"):
    kind: ClassVar[str] = "heading"
    text: str
    spans: Spans
    level: int = 3


class Paragraph(msgspec.Struct, frozen=True, tag="paragraph", tag_field="kind"):
    """`label` is the kind of a remark that stands apart, such as "tip" or "warning"; else empty."""

    kind: ClassVar[str] = "paragraph"
    sentences: tuple[Sentence, ...]
    label: str = ""


class Picture(msgspec.Struct, frozen=True, tag="picture", tag_field="kind"):
    """A picture of the source, kept on storage under `hash`; `alt` says in words what it shows."""

    kind: ClassVar[str] = "picture"
    hash: str
    alt: str
    spans: Spans


class Code(msgspec.Struct, frozen=True, tag="code", tag_field="kind"):
    kind: ClassVar[str] = "code"
    text: str
    spans: Spans
    syntax: str = ""


class ListItem(msgspec.Struct, frozen=True):
    """`ordered` says of a deeper item whether its own list counts."""

    sentences: tuple[Sentence, ...]
    depth: int = 0
    pictures: tuple[Picture, ...] = ()
    ordered: bool = False
    codes: tuple[Code, ...] = ()

    @property
    def pieces(self) -> list[tuple[tuple[Sentence, ...], Code | None]]:
        """The sentences up to each piece of code in it, with that code, and then those that are left."""
        found: list[tuple[tuple[Sentence, ...], Code | None]] = []
        left = self.sentences
        for code in self.codes:
            before = tuple(one for one in left if not one.spans or one.spans[0].start < code.spans[0].start)
            found.append((before, code))
            left = left[len(before) :]
        return [*found, (left, None)] if left else found


class Listing(msgspec.Struct, frozen=True, tag="list", tag_field="kind"):
    """`start` is the number of the first item of an ordered list: one that a picture interrupts goes on counting."""

    kind: ClassVar[str] = "list"
    items: tuple[ListItem, ...]
    ordered: bool = False
    start: int = 1


class Table(msgspec.Struct, frozen=True, tag="table", tag_field="kind"):
    """Every row has as many cells as the header; an empty cell has an empty text and no spans."""

    kind: ClassVar[str] = "table"
    header: tuple[Sentence, ...]
    rows: tuple[tuple[Sentence, ...], ...]


Part: TypeAlias = Heading | Paragraph | Listing | Table | Code | Picture


# Questions. `is_marked` says of each kind whether an answer is right or wrong; else who wrote it judges it.


class Option(msgspec.Struct, frozen=True):
    """What can be chosen. The spans of a wrong option say where its words come from."""

    text: str
    correct: bool
    spans: Spans


class Doubt(StrEnum):
    """Why the author of a course is asked to look at a question: its wrong answers come from another part of the text, it asks
    the order of what the text numbers without saying that it is one, or of steps that may be known, or done in another order;
    what belongs to a name, which may tell it by itself; or a number or word of a sentence that is likely no more than a detail. Of a point
    to remember: it may be no more than good to know. Drafts of before hold two more: its wrong answers are words that the text doesn't name
    as being of one kind, or are said of other subjects in other words."""

    elsewhere = "elsewhere"
    unordered = "unordered"
    steps = "steps"
    named = "named"
    detail = "detail"
    good_to_know = "good_to_know"
    # No longer made.
    other_kind = "other_kind"
    other_subjects = "other_subjects"


class SingleChoice(msgspec.Struct, frozen=True, tag="single", tag_field="kind"):
    """Exactly one option is correct. `quote` holds the source's own words that the stem asks about, or nothing."""

    kind: ClassVar[str] = "single"
    is_marked: ClassVar[bool] = True
    stem: str
    options: tuple[Option, ...]
    explanation: tuple[Sentence, ...]
    spans: Spans
    quote: str = ""
    doubt: Doubt | None = None


class MultipleChoice(msgspec.Struct, frozen=True, tag="multiple", tag_field="kind"):
    """Two or more options are correct, and at least one is not."""

    kind: ClassVar[str] = "multiple"
    is_marked: ClassVar[bool] = True
    stem: str
    options: tuple[Option, ...]
    explanation: tuple[Sentence, ...]
    spans: Spans
    quote: str = ""


class Ordering(msgspec.Struct, frozen=True, tag="order", tag_field="kind"):
    """`items` stand in the right order; who shows the question shuffles them."""

    kind: ClassVar[str] = "order"
    is_marked: ClassVar[bool] = True
    stem: str
    items: tuple[Sentence, ...]
    explanation: tuple[Sentence, ...]
    spans: Spans


class Pair(msgspec.Struct, frozen=True):
    left: Sentence
    right: Sentence


class Matching(msgspec.Struct, frozen=True, tag="match", tag_field="kind"):
    """Each left belongs to its own right and to no other; who shows the question shuffles the rights."""

    kind: ClassVar[str] = "match"
    is_marked: ClassVar[bool] = True
    stem: str
    pairs: tuple[Pair, ...]
    explanation: tuple[Sentence, ...]
    spans: Spans


class Gap(msgspec.Struct, frozen=True, tag="gap", tag_field="kind"):
    """`before` + the answer + `after` is the sentence. With `choices` the learner picks, else types.

    What is typed is right when it equals `answer` or one of `accepted`, whatever its capitals and accents.
    """

    kind: ClassVar[str] = "gap"
    is_marked: ClassVar[bool] = True
    stem: str
    before: str
    after: str
    answer: str
    explanation: tuple[Sentence, ...]
    spans: Spans
    accepted: tuple[str, ...] = ()
    choices: tuple[str, ...] = ()
    doubt: Doubt | None = None


class Numeric(msgspec.Struct, frozen=True, tag="numeric", tag_field="kind"):
    """`before` + the number + `after` is the sentence. Right within `tolerance` either way; `shown` as the source writes it."""

    kind: ClassVar[str] = "numeric"
    is_marked: ClassVar[bool] = True
    stem: str
    before: str
    after: str
    answer: float
    shown: str
    explanation: tuple[Sentence, ...]
    spans: Spans
    unit: str = ""
    tolerance: float = 0.0


class OpenAnswer(msgspec.Struct, frozen=True, tag="open", tag_field="kind"):
    """Answered in own words, which nobody marks: the learner compares them with `model`. A draft has one at the end of
    each part, without a model: one compares with the text. Authors make others. `picked`: no author wrote its model; in drafts of before
    that is a choice out of the text, a line each, and need not be all that a good answer says."""

    kind: ClassVar[str] = "open"
    is_marked: ClassVar[bool] = False
    stem: str
    model: str
    explanation: tuple[Sentence, ...]
    spans: Spans
    picked: bool = False


Question: TypeAlias = SingleChoice | MultipleChoice | Ordering | Matching | Gap | Numeric | OpenAnswer
UNMARKED: frozenset[str] = frozenset(one.kind for one in get_args(Question) if not one.is_marked)


class Card(msgspec.Struct, frozen=True):
    """A flashcard: see `front`, recall `back`."""

    front: str
    back: str
    spans: Spans


class Term(msgspec.Struct, frozen=True):
    """A word of the glossary and what it means, in the source's words."""

    term: str
    meaning: Sentence
    also: tuple[str, ...] = ()


# Blocks.


class TextBlock(msgspec.Struct, frozen=True, tag="text", tag_field="kind"):
    kind: ClassVar[str] = "text"
    parts: tuple[Part, ...]


class KeyPoints(msgspec.Struct, frozen=True, tag="key_points", tag_field="kind"):
    kind: ClassVar[str] = "key_points"
    points: tuple[Sentence, ...]


class Glossary(msgspec.Struct, frozen=True, tag="glossary", tag_field="kind"):
    kind: ClassVar[str] = "glossary"
    terms: tuple[Term, ...]


class Quiz(msgspec.Struct, frozen=True, tag="quiz", tag_field="kind"):
    kind: ClassVar[str] = "quiz"
    questions: tuple[Question, ...]


class Flashcards(msgspec.Struct, frozen=True, tag="flashcards", tag_field="kind"):
    kind: ClassVar[str] = "flashcards"
    cards: tuple[Card, ...]


class Reflection(msgspec.Struct, frozen=True, tag="reflection", tag_field="kind"):
    """An open question to think about; the spans say which part of the source it is about."""

    kind: ClassVar[str] = "reflection"
    prompt: str
    spans: Spans


Block: TypeAlias = TextBlock | KeyPoints | Glossary | Quiz | Flashcards | Reflection


Suggested: TypeAlias = Question | KeyPoints


class Suggestion(msgspec.Struct, frozen=True):
    """What is too doubtful to stand in a course by itself, a question or one point to remember: its author takes it or leaves it.

    `why` is a `Doubt`, or the name of a rule that a question breaks by its form alone (`questions.suggested.BY_FORM`).
    """

    value: Suggested
    why: str

    @property
    def joins(self) -> str:
        return joins(self.value)


def joins(value: Suggested) -> str:
    """The kind of the block that it goes into when it is taken."""
    return KeyPoints.kind if isinstance(value, KeyPoints) else Quiz.kind


class Bite(msgspec.Struct, frozen=True):
    """Five to ten minutes: `minutes` is the reading time of its blocks (`language.reading_time`); `suggested` stands beside them."""

    title: str
    minutes: float
    blocks: tuple[Block, ...]
    suggested: tuple[Suggestion, ...] = ()


class OutlineEntry(msgspec.Struct, frozen=True):
    """One bite in the outline, with the headings of the source that it covers."""

    title: str
    minutes: float
    headings: tuple[Sentence, ...]


class LeftOut(msgspec.Struct, frozen=True):
    """A part of a source that the course does not use, and why: a word of `reading.reasons`."""

    heading: str
    reason: str
    span: Span


class CourseDraft(msgspec.Struct, frozen=True):
    """`rejected` counts, per flaw, the questions that were made and thrown away."""

    title: str
    language: str
    outline: tuple[OutlineEntry, ...]
    bites: tuple[Bite, ...]
    cards: tuple[Card, ...]
    left_out: tuple[LeftOut, ...] = ()
    rejected: dict[str, int] = {}
