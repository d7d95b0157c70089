"""What can be quoted from a text: its sentences, list items and table rows, each with what it stands under.

Places are characters in the text as it is stored, so that a quotation is `text[start:end]` to the letter.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

from zwerm.assistant.rules.tables import TABLE_LINE, is_heading_row, line_around, read_cells, say_row, table_lines
from zwerm.language.sentences import split_sentences
from zwerm.language.words import count_words
from zwerm.library.rules.plain import read_words


@dataclass(frozen=True, slots=True)
class Stretch:
    """A passage: `text[start:end]` under its headings, highest first."""

    start: int
    end: int
    heading: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Unit:
    """Something that can be quoted. `text` is what a reader sees of it.

    `place`: its number in its section, from 0. `item`: the number of the unit that begins the list item it belongs to, or
    -1; `numbered`: that list has numbers; `row`: it is a row of a table, told in one line. `lead`: the number of the unit that
    leads in to the list, or -1. `label`: words in bold before it that work as a heading. `quoted`: it stands as a quotation.
    """

    number: int
    start: int
    end: int
    text: str
    heading: tuple[str, ...]
    section: int
    place: int
    item: int = -1
    numbered: bool = False
    lead: int = -1
    label: str = ""
    row: bool = False
    quoted: bool = False


LONGEST_LABEL = 14
_MARK = re.compile(
    r"[ \t]*(?:>[ \t]?)*[ \t]*(?:[-*+•][ \t]+|(?P<number>\(?\d{1,3}[.)]|[a-zA-Z][.)])[ \t]+)(?:\[[ xX]\][ \t]+)?$"
)
_FENCE = re.compile(r"[ \t>]*(`{3,}|~{3,})")
_BOLD_ALONE = re.compile(r"(?:\*\*|__)[^*\n]+(?:\*\*|__)[.:?]*")
# "**Founded:** April 4, 1975": a label and what it tells.
_LABELLED = re.compile(r"[ \t>]*(?:\*\*|__)?[^\W\d_][^\n:*|.!?]{1,40}(?:(?:\*\*|__):|:(?:\*\*|__)?)[ \t]+\S.*")
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)


def find_units(text: str, seen: str, stretches: Sequence[Stretch], language: str) -> list[Unit]:
    """The units of these passages in order. `seen` is `text` with its marks blanked out, equally long."""
    return list(_Reading(text, seen, language).read(stretches))


def read_on(text: str, seen: str, start: int, end: int) -> str:
    """What a reader sees of a stretch of any length, on one line; between cells of a table stand points, no bars."""
    told = []
    while start < end:
        stop = min(line_around(text, start)[1], end)
        words = read_words(text, seen, start, stop)
        if TABLE_LINE.match(text, start, stop):
            cells = read_cells(text, start, stop, lambda left, right: read_words(text, seen, left, right))
            words = " · ".join(cell for cell in cells if cell)
        told.append(words)
        start = stop + 1
    return " ".join(words for words in told if words)


class _Reading:
    """Walks through passages, and remembers what later units hang on."""

    def __init__(self, text: str, seen: str, language: str) -> None:
        self._text, self._seen, self._language = text, seen, language
        self._number = self._place = 0
        self._section = self._before = -1
        self._columns: list[str] = []
        self._heading: tuple[str, ...] | None = None
        self._label = ""
        self._items: list[tuple[int, int, int]] = []  # how far in, number of its first unit, its lead
        self._reached = 0

    def read(self, stretches: Sequence[Stretch]) -> Iterator[Unit]:
        for stretch in stretches:
            if stretch.heading != self._heading:
                self._section, self._heading = self._section + 1, stretch.heading
                self._place, self._label, self._before, self._items = 0, "", -1, []
            fences = _fences(self._text, stretch.start, stretch.end)
            for span in split_sentences(self._text[stretch.start : stretch.end], self._language):
                start, end = stretch.start + span.start, stretch.start + span.end
                if start < self._reached or any(begin <= start < stop for begin, stop in fences):
                    continue
                line = line_around(self._text, start)
                rows = [line] if TABLE_LINE.match(self._text, *line) else table_lines(self._text, start, stretch.end)
                units = [self._row(*row, stretch) for row in rows] or [
                    self._unit(*part) for part in self._lines(start, end)
                ]
                yield from (unit for unit in units if unit is not None)

    def _lines(self, start: int, end: int) -> list[tuple[int, int]]:
        """A sentence as it is; lines that each have a label of their own one by one."""
        lines = self._text[start:end].split("\n")
        if len(lines) == 1 or not all(map(_LABELLED.fullmatch, lines)):
            return [(start, end)]
        places = accumulate((len(line) + 1 for line in lines[:-1]), initial=start)
        return [(at, at + len(line.rstrip())) for at, line in zip(places, lines, strict=True)]

    def _row(self, start: int, end: int, stretch: Stretch) -> Unit | None:
        """A row of a table as one unit; none of its heading row, which names the columns of those below."""
        start, end = max(start, stretch.start), min(end, stretch.end)
        self._items = []
        cells = read_cells(self._text, start, end, lambda left, right: read_words(self._text, self._seen, left, right))
        if is_heading_row(self._text, end):
            self._columns, self._reached = cells, end
            return None
        words = say_row(cells, self._columns)
        start += len(self._text[start:end]) - len(self._text[start:end].lstrip())
        unit = self._keep(start, start + len(self._text[start:end].rstrip()), words, row=True)
        # A row stands under the headings of its columns, also where it is told without them.
        return unit and replace(unit, label=" ".join(filter(None, (unit.label, *self._columns))))

    def _unit(self, start: int, end: int) -> Unit | None:
        self._columns = []
        words = read_words(self._text, self._seen, start, end)
        bold = _BOLD_ALONE.fullmatch(self._text, start, end) and count_words(words) <= LONGEST_LABEL
        goes_on = words[-1:] in (".", "!", "?") and self._text[end : line_around(self._text, end)[1]].strip()
        if bold and not goes_on:
            # Words in bold that stand alone are a heading in all but name.
            self._label, self._items, self._before = words, [], -1
            return None
        unit = self._keep(start, end, words)
        if bold and unit and unit.item < 0:
            # "**Twee mensen aan bed.** Vooral voor het andere bed.": it is said, and heads what follows.
            self._label = words
        return unit

    def _keep(self, start: int, end: int, words: str, *, row: bool = False) -> Unit | None:
        if not any(letter.isalnum() for letter in words):
            return None
        unit = Unit(
            self._number,
            start,
            end,
            words,
            self._heading or (),
            self._section,
            self._place,
            label=self._label,
            row=row,
            quoted=self._text[self._text.rfind("\n", 0, start) + 1 : start + 1].lstrip().startswith(">"),
        )
        unit = unit if row else self._hang(unit)
        self._before = self._number
        self._number, self._place, self._reached = self._number + 1, self._place + 1, end
        return unit

    def _hang(self, unit: Unit) -> Unit:
        """Tell what the unit belongs to."""
        line = self._text.rfind("\n", 0, unit.start) + 1
        before = self._text[line : unit.start]
        mark = _MARK.fullmatch(before)
        if mark:
            return self._as_item(unit, len(before.expandtabs(4)), bool(mark["number"]))
        if self._items and self._goes_on(unit.start):
            return replace(unit, item=self._items[-1][1], lead=self._items[-1][2])
        self._items = []
        return unit

    def _as_item(self, unit: Unit, depth: int, numbered: bool) -> Unit:
        while self._items and self._items[-1][0] > depth:
            self._items.pop()
        lead = self._before
        if self._items and self._items[-1][0] == depth:
            lead = self._items.pop()[2]
        self._items.append((depth, unit.number, lead))
        return replace(unit, item=unit.number, lead=lead, numbered=numbered)

    def _goes_on(self, start: int) -> bool:
        """Whether the list item goes on here: nothing but a line's end lies between, or the line is indented."""
        between = self._text[self._reached : start]
        return not re.search(r"\n[ \t]*\n", between) or between.rsplit("\n", 1)[-1].startswith(("  ", "\t"))


def _fences(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Where code stands: it cannot be read as sentences."""
    spans: list[tuple[int, int]] = []
    opened, place = -1, start
    for line in text[start:end].splitlines(keepends=True):
        if _FENCE.match(line):
            if opened >= 0:
                spans.append((opened, place + len(line)))
            opened = place if opened < 0 else -1
        place += len(line)
    return [*spans, (opened, end)] if opened >= 0 else spans
