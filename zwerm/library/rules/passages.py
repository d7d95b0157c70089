"""Splits Markdown into passages: parts that can be found, quoted and cited.

A passage lies under one heading and holds 60 to 220 words where the text allows. It never cuts a sentence, a table row, a code fence,
or a list item of up to 220 words. Within a section the cuts are chosen together, so that passages come out about equally long and
paragraphs stay whole where they can (a shortest path over the places where a cut is allowed).
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from markdown_it.token import Token

from zwerm.language.sentences import split_sentences
from zwerm.language.words import WORD
from zwerm.library.rules.headings import Heading
from zwerm.library.rules.plain import blank_markup

FEWEST_WORDS = 60
IDEAL_WORDS = 120
MOST_WORDS = 220

# What a cut costs, beside the length that it gives: a paragraph is the natural place.
_IN_LIST, _IN_PARAGRAPH, _AFTER_LEAD_IN, _AFTER_TABLE_HEAD = 0.15, 0.5, 1.0, 3.0
_TOO_SHORT = 1000.0


@dataclass(frozen=True, slots=True)
class PassageSpan:
    """`text[start:end]`, under the headings `heading` (from the highest down)."""

    heading: tuple[str, ...]
    start: int
    end: int


@dataclass(slots=True)
class _Block:
    """A block of Markdown on the lines `first` up to `last`."""

    kind: str
    first: int
    last: int
    parts: list[_Block] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Cut:
    """A place where a passage may begin, and what it costs to begin one there."""

    place: int
    cost: float


class _Places:
    """From lines to characters, and from characters to words seen."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.lines = [0]
        for line in text.split("\n"):
            self.lines.append(self.lines[-1] + len(line) + 1)
        self._words = [match.start() for match in WORD.finditer(blank_markup(text))]

    def words(self, start: int, end: int) -> int:
        return bisect_right(self._words, end - 1) - bisect_right(self._words, start - 1)

    def of_lines(self, first: int, last: int) -> tuple[int, int]:
        """Start and end of these lines without the blank space around them."""
        start, end = self.lines[first], min(self.lines[last], len(self.text))
        piece = self.text[start:end]
        return start + len(piece) - len(piece.lstrip()), start + len(piece.rstrip())


def split_passages(text: str, tokens: Sequence[Token], headings: Sequence[Heading], language: str) -> list[PassageSpan]:
    """The passages of `text` in order; `tokens` and `headings` are what markdown.read_tokens made of it.

    Every character that is not blank and not in a heading line is in exactly one passage; a section without a single
    word to read gives none.
    """
    places = _Places(text)
    blocks = _blocks(tokens)
    spans: list[PassageSpan] = []
    borders = [(0, ()), *((heading.last, heading.path) for heading in headings)]
    ends = [*(heading.first for heading in headings), len(places.lines) - 1]
    waiting = 0
    for (first, path), last in zip(borders, ends, strict=True):
        if first >= last:
            continue
        start, end = places.of_lines(first, last)
        own = []
        while waiting < len(blocks) and blocks[waiting].first < last:
            own.append(blocks[waiting])
            waiting += 1
        if start < end and places.words(start, end):
            cuts = list(_cuts(own, places, language)) if places.words(start, end) > FEWEST_WORDS else []
            spans += [PassageSpan(path, *span) for span in _divide(start, end, cuts, places)]
    return spans


def _blocks(tokens: Sequence[Token]) -> list[_Block]:
    """The blocks that stand in no other, by line; headings left out. Footnotes come last in tokens, wherever they stood."""
    top: list[_Block] = []
    open_blocks: list[_Block | None] = []
    for token in tokens:
        if token.nesting == -1:
            open_blocks.pop()
            continue
        block = None
        is_border = token.type == "heading_open" and not open_blocks
        if token.map and token.type != "inline" and not is_border:
            block = _Block(token.type, token.map[0], token.map[1])
            around = next((outer for outer in reversed(open_blocks) if outer), None)
            (around.parts if around else top).append(block)
        if token.nesting == 1:
            open_blocks.append(block)
    top.sort(key=lambda block: block.first)
    reached, apart = 0, []
    for block in top:
        if block.first >= reached:
            apart.append(block)
            reached = block.last
    return apart


def _cuts(blocks: Sequence[_Block], places: _Places, language: str) -> Iterator[_Cut]:
    """Where passages may begin within these neighbouring blocks."""
    lead_in = False
    for block in blocks:
        start, end = places.of_lines(block.first, block.last)
        if start >= end:
            continue
        before = _AFTER_LEAD_IN if lead_in else 0.0
        yield _Cut(start, before)
        yield from _cuts_within(block, places, language)
        lead_in = places.text[end - 1] == ":" and block.kind == "paragraph_open"


def _cuts_within(block: _Block, places: _Places, language: str) -> Iterator[_Cut]:
    match block.kind:
        case "paragraph_open":
            start, end = places.of_lines(block.first, block.last)
            if places.words(start, end) > IDEAL_WORDS // 2:
                for span in split_sentences(places.text[start:end], language)[1:]:
                    yield _Cut(start + span.start, _IN_PARAGRAPH)
        case "tr_open" | "fence" | "code_block" | "html_block" | "hr":
            return
        case "list_item_open" if places.words(*places.of_lines(block.first, block.last)) <= MOST_WORDS:
            return
        case _:
            for before, part in pairwise([None, *block.parts]):
                assert part is not None
                yield from _cuts_before(before, part, places)
                yield from _cuts_within(part, places, language)


def _cuts_before(before: _Block | None, part: _Block, places: _Places) -> Iterator[_Cut]:
    """A cut between two parts of one block; before the first part there is none."""
    if before is None:
        return
    cost = {"thead_open": _AFTER_TABLE_HEAD}.get(before.kind, _IN_LIST)
    yield _Cut(places.of_lines(part.first, part.last)[0], cost)


def _divide(start: int, end: int, cuts: Sequence[_Cut], places: _Places) -> Iterator[tuple[int, int]]:
    """Choose among `cuts` so that the passages of `text[start:end]` cost least together."""
    inner = {cut.place: cut.cost for cut in reversed(cuts) if start < cut.place < end}
    stations = [start, *sorted(inner), end]
    best = [0.0] + [float("inf")] * (len(stations) - 1)
    came_from = [0] * len(stations)
    for there in range(1, len(stations)):
        for here in range(there - 1, -1, -1):
            words = places.words(stations[here], stations[there])
            if words > MOST_WORDS and here < there - 1:
                break
            cost = best[here] + _cost_of_length(words) + inner.get(stations[here], 0.0)
            if cost < best[there]:
                best[there], came_from[there] = cost, here
    chosen = [len(stations) - 1]
    while chosen[-1]:
        chosen.append(came_from[chosen[-1]])
    for here, there in pairwise(reversed(chosen)):
        piece = places.text[stations[here] : stations[there]]
        yield stations[here], stations[here] + len(piece.rstrip())


def _cost_of_length(words: int) -> float:
    """How far from the ideal, times how much text that concerns; too short is worse than anything else."""
    cost = ((words - IDEAL_WORDS) / (IDEAL_WORDS / 2)) ** 2 * words / IDEAL_WORDS
    return cost + _TOO_SHORT if words < FEWEST_WORDS else cost
