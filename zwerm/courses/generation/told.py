"""A drafted course as plain values for programs: the answer of `zwerm course --json`."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from textwrap import indent
from typing import Any

import msgspec

from zwerm.courses.generation.draft import (
    Block,
    Card,
    Code,
    CourseDraft,
    Flashcards,
    Glossary,
    Heading,
    KeyPoints,
    Listing,
    Paragraph,
    Part,
    Picture,
    Question,
    Quiz,
    Reflection,
    Sentence,
    Spans,
    Suggested,
    Table,
    TextBlock,
)
from zwerm.courses.generation.source import Source


@dataclass(frozen=True)
class Teller:
    """Tells a course; `paths` gives the path of a source by its id, `sources` what it says."""

    sources: Mapping[str, Source]
    paths: Mapping[str, str]

    def course(self, course: CourseDraft) -> dict[str, Any]:
        return {
            "title": course.title,
            "language": course.language,
            "bites": [
                {
                    "title": bite.title,
                    "minutes": bite.minutes,
                    "blocks": [told for block in bite.blocks for told in self._block(block)],
                    "suggested": [self._suggested(one.value) | {"why": one.why} for one in bite.suggested],
                }
                for bite in course.bites
            ],
            "cards": [self._card(card) for card in course.cards],
            "left_out": [
                {"heading": left.heading, "reason": left.reason, "sources": self._places((left.span,))}
                for left in course.left_out
            ],
            "rejected": course.rejected,
        }

    def _block(self, block: Block) -> list[dict[str, Any]]:
        """One value per block; the questions of a quiz are values of their own."""
        if isinstance(block, Quiz):
            return [self._question(question) for question in block.questions]
        if isinstance(block, TextBlock):
            return [self._sentences("text", "\n\n".join(map(_markdown, block.parts)), sentences_in(block))]
        if isinstance(block, KeyPoints):
            text = "\n".join(f"- {point.text}" for point in block.points)
            return [self._sentences("key_points", text, block.points)]
        if isinstance(block, Glossary):
            text = "\n".join(f"- {term.term}: {term.meaning.text}" for term in block.terms)
            terms = [{"term": term.term, "meaning": term.meaning.text, "also": list(term.also)} for term in block.terms]
            return [self._sentences("glossary", text, [term.meaning for term in block.terms]) | {"terms": terms}]
        if isinstance(block, Flashcards):
            cards = [self._card(card) for card in block.cards]
            return [{"kind": "flashcards", "cards": cards, "sources": [s for card in cards for s in card["sources"]]}]
        assert isinstance(block, Reflection)
        return [{"kind": "reflection", "text": block.prompt, "sources": self._places(block.spans)}]

    def _sentences(self, kind: str, text: str, sentences: Sequence[Sentence]) -> dict[str, Any]:
        told = [{"text": sentence.text, "sources": self._places(sentence.spans)} for sentence in sentences]
        return {
            "kind": kind,
            "text": text,
            "sentences": told,
            "sources": self._places(tuple(span for sentence in sentences for span in sentence.spans)),
        }

    def _suggested(self, value: Suggested) -> dict[str, Any]:
        return self._block(value)[0] if isinstance(value, KeyPoints) else self._question(value)

    def _question(self, question: Question) -> dict[str, Any]:
        """The question's fields as in `draft`, with places instead of spans, and the explanation as text."""
        told: dict[str, Any] = _without_spans(msgspec.to_builtins(question))
        told["explanation"] = " ".join(sentence.text for sentence in question.explanation)
        return told | {"sources": self._places(question.spans)}

    def _card(self, card: Card) -> dict[str, Any]:
        return {"front": card.front, "back": card.back, "sources": self._places(card.spans)}

    def _places(self, spans: Spans) -> list[dict[str, Any]]:
        return [
            {
                "item": span.source,
                "path": self.paths.get(span.source, ""),
                "heading": _heading(self.sources[span.source], span.start),
                "span": [span.start, span.end],
                "quote": self.sources[span.source].markdown[span.start : span.end],
            }
            for span in dict.fromkeys(spans)
        ]


def sentences_in(value: object) -> list[Sentence]:
    """Every sentence with a place within a value made of structs and tuples, in order."""
    if isinstance(value, Sentence):
        return [value] if value.spans else []
    if isinstance(value, tuple):
        return [found for inner in value for found in sentences_in(inner)]
    if isinstance(value, msgspec.Struct):
        return [found for name in value.__struct_fields__ for found in sentences_in(getattr(value, name))]
    return []


def _heading(source: Source, place: int) -> list[str]:
    """The headings of the passage in which a place lies."""
    inside = (passage for passage in source.passages if passage.start <= place < passage.end)
    found = next(inside, None)
    return list(found.headings) if found else []


def _without_spans(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _without_spans(inner) for name, inner in value.items() if name != "spans"}
    if isinstance(value, list | tuple):
        return [_without_spans(inner) for inner in value]
    return value


def _markdown(part: Part) -> str:
    if isinstance(part, Heading):
        return f"{'#' * part.level} {part.text}"
    if isinstance(part, Paragraph):
        return " ".join(sentence.text for sentence in part.sentences)
    if isinstance(part, Code):
        return f"```{part.syntax}\n{part.text}\n```"
    if isinstance(part, Picture):
        return f"![{part.alt}](picture:{part.hash})"
    return _table(part) if isinstance(part, Table) else _list(part)


def _table(part: Table) -> str:
    rows = [part.header, *part.rows]
    lines = ["| " + " | ".join(cell.text.replace("|", "\\|") for cell in row) + " |" for row in rows]
    return "\n".join([lines[0], "|" + "---|" * len(part.header), *lines[1:]])


def _list(part: Listing) -> str:
    counts = {0: part.start - 1}
    lines = []
    for item in part.items:
        counts = {depth: count for depth, count in counts.items() if depth <= item.depth}
        counts[item.depth] = counts.get(item.depth, 0) + 1
        mark = f"{counts[item.depth]}." if (item.ordered if item.depth else part.ordered) else "-"
        for number, (sentences, code) in enumerate(item.pieces):
            words = " ".join(sentence.text for sentence in sentences)
            lines += ["   " * item.depth + (f"   {words}" if number else f"{mark} {words}")]
            lines += [indent(_markdown(code), "   " * (item.depth + 1))] if code else []
        lines += [f"![{picture.alt}](picture:{picture.hash})" for picture in item.pictures]
    return "\n".join(lines)
