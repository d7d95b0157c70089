"""Whether everything that a course shows of its sources stands there, at the place that it says."""

import re
from collections.abc import Iterator, Mapping, Sequence

import msgspec

from zwerm.courses.generation.draft import (
    Bite,
    Block,
    Card,
    CourseDraft,
    Flashcards,
    Gap,
    Glossary,
    KeyPoints,
    Matching,
    MultipleChoice,
    Numeric,
    OpenAnswer,
    Option,
    Ordering,
    Question,
    Quiz,
    Sentence,
    SingleChoice,
    Spans,
    Suggested,
    TextBlock,
)
from zwerm.courses.generation.flaws.parts import plain
from zwerm.courses.generation.reading.marks import read_marks
from zwerm.courses.generation.source import Source


class Claim(msgspec.Struct, frozen=True):
    """A text that is shown, and where it is said to stand."""

    text: str
    spans: Spans


def unresolved(course: CourseDraft, sources: Sequence[Source]) -> list[Claim]:
    """What is shown as the source's words and does not stand, marks and capitals apart, within its spans."""
    markdown = {source.id: source.markdown for source in sources}
    return [claim for claim in claims(course) if not _resolves(claim, markdown)]


def claims(course: CourseDraft) -> Iterator[Claim]:
    """Every text of the course that comes from a source. Instructions of our own and empty cells do not."""
    for bite in course.bites:
        yield from _bite_claims(bite)
    for card in course.cards:
        yield Claim(card.back, card.spans)


def _bite_claims(bite: Bite) -> Iterator[Claim]:
    for block in bite.blocks:
        yield from _block_claims(block)
    for suggestion in bite.suggested:
        yield from _suggested_claims(suggestion.value)


def _suggested_claims(value: Suggested) -> Iterator[Claim]:
    return _block_claims(value) if isinstance(value, KeyPoints) else _question_claims(value)


def _block_claims(block: Block) -> Iterator[Claim]:
    if isinstance(block, TextBlock | KeyPoints | Glossary):
        yield from _sentences(block)
    elif isinstance(block, Quiz):
        for question in block.questions:
            yield from _question_claims(question)
    elif isinstance(block, Flashcards):
        for card in block.cards:
            yield from _card_claims(card)


def _sentences(value: object) -> Iterator[Claim]:
    """Every sentence within a value made of structs and tuples."""
    if isinstance(value, Sentence):
        if value.text:
            yield Claim(value.text, value.spans)
    elif isinstance(value, tuple):
        for inner in value:
            yield from _sentences(inner)
    elif isinstance(value, msgspec.Struct) and not isinstance(value, Option):
        for name in value.__struct_fields__:
            yield from _sentences(getattr(value, name))


def _question_claims(question: Question) -> Iterator[Claim]:
    if isinstance(question, SingleChoice | MultipleChoice):
        if question.quote:
            yield Claim(question.quote, question.spans)
        for option in question.options:
            yield Claim(option.text, option.spans)
    elif isinstance(question, Gap):
        yield Claim(question.before + question.answer + question.after, question.spans)
    elif isinstance(question, Numeric):
        yield Claim(question.before + question.shown + question.after, question.spans)
    elif isinstance(question, Ordering | Matching):
        yield from _sentences(question)
    elif isinstance(question, OpenAnswer):
        for point in question.model.splitlines():
            yield Claim(point, question.spans)
    yield from _sentences(question.explanation)


def _card_claims(card: Card) -> Iterator[Claim]:
    for part in card.back.split("; "):
        yield Claim(part, card.spans)


def _resolves(claim: Claim, markdown: Mapping[str, str]) -> bool:
    found = []
    for span in claim.spans:
        text = markdown.get(span.source, "")
        if not 0 <= span.start < span.end <= len(text):
            return False
        found.append(read_marks(text, [(span.start, span.end)]).text)
    shown = plain(re.sub(r"^\W+", "", claim.text))
    return bool(found) and (shown in plain(" ".join(found)) or any(shown in plain(text) for text in found))
