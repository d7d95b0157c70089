"""Lines → headings, paragraphs, lists and tables."""

import itertools
import re
import statistics
from collections.abc import Sequence
from dataclasses import dataclass, field

from zwerm.library.imports.blocks import Block, Footnote, Heading, Item, Paragraph, Table
from zwerm.library.imports.inline import Span, write_spans
from zwerm.library.imports.pdf.headings import is_next_line
from zwerm.library.imports.pdf.lines import Line
from zwerm.library.imports.pdf.words import HYPHEN, Words, join_spans, with_text

_BULLET = re.compile(
    r"^[•▪●◦‣■□◆▶►–—✓✔➢➤\-*·o\uf0b7\uf0a7\uf076\uf0d8\uf0fc\uf02d]\s+(?=\S)|^[•▪●◦‣■\uf0b7\uf0a7](?=\w)"
)
_ALONE = re.compile(r"^[•▪●◦‣■□–\-·o\uf0b7\uf0a7]$")
_NUMBER = re.compile(r"^\(?(\d{1,3}|[a-z])[.)]\s+(?=\S)")
_ENDS = re.compile(r"[.!?:;]['\"”’)\]]*[⁰¹²³⁴-⁹]*$")


@dataclass(slots=True)
class _Open:
    """A paragraph or entry that may still go on."""

    lines: list[Line]
    spans: list[Span]
    item: Item | None = None
    text_left: float = 0.0


@dataclass(slots=True)
class Structure:
    """Turns the lines of a whole document into blocks."""

    body: float
    words: Words
    blocks: list[Block] = field(default_factory=list)
    _open: _Open | None = None
    _pictures: list[Block] = field(default_factory=list)
    _lefts: list[float] = field(default_factory=list)
    _leading: float = 0.0
    _rights: dict[tuple[int, float, float], float] = field(default_factory=dict)

    def read(self, lines: Sequence[Line]) -> list[Block]:
        self._measure(lines)
        for line in lines:
            self._take(line)
        self._close()
        return self.blocks

    def _measure(self, lines: Sequence[Line]) -> None:
        steps = []
        for one, other in itertools.pairwise(lines):
            if one.page == other.page and one.column_left == other.column_left and one.size == other.size:
                step = other.bottom - one.bottom
                if 0 < step < one.size * 3:
                    steps.append(step / one.size)
        self._leading = statistics.median(steps) if steps else 1.25
        for line in lines:
            if line.rows:
                continue
            key = _column(line)
            self._rights[key] = max(self._rights.get(key, 0.0), line.right)

    def _take(self, line: Line) -> None:
        if line.picture:
            # A picture between the lines of a paragraph does not break the paragraph.
            (self._pictures if self._open else self.blocks).append(Paragraph(line.picture))
        elif line.rows:
            self._close()
            self.blocks.append(Table(line.rows))
        elif line.heading:
            self._take_heading(line)
        elif entry := self._entry(line):
            self._close()
            item, spans, left = entry
            self._open = _Open([line], spans, item, left)
        elif self._open and self._continues(self._open, line):
            self._open.spans = join_spans(self._open.spans, line.spans, self.words)
            self._open.lines.append(line)
        else:
            self._close()
            if not _is_indented(line, self._lefts):
                self._lefts.clear()
            self._open = _Open([line], list(line.spans))

    def _take_heading(self, line: Line) -> None:
        last = self._open.lines[-1] if self._open else None
        self._close()
        previous = self.blocks[-1] if self.blocks else None
        text = write_spans([Span(span.text, code=span.code) for span in line.spans]).replace("\n", " ")
        wraps = self._last_heading
        if isinstance(previous, Heading) and last is None and wraps and is_next_line(wraps, line):
            previous.text = _joined_text(previous.text, text)
        else:
            self.blocks.append(Heading(line.heading, text))
        self._last_heading = line
        self._lefts.clear()

    _last_heading: Line | None = None

    def _entry(self, line: Line) -> tuple[Item, list[Span], float] | None:
        text = line.text.strip()
        first = line.cells[0]
        alone = len(line.cells) >= 2 and (
            _ALONE.match(first.text.strip()) or re.fullmatch(r"\(?(\d{1,3}|[a-z])[.)]", first.text.strip())
        )
        bullet, number = _BULLET.match(text), _NUMBER.match(text)
        if not (alone or bullet or number or line.dotted):
            return None
        if number and not alone and not line.dotted and not self._counts(number[1], line):
            return None
        left = line.left - line.column_left
        while self._lefts and left < self._lefts[-1] - 4:
            self._lefts.pop()
        if not self._lefts or left > self._lefts[-1] + 4:
            self._lefts.append(left)
        depth = len(self._lefts) - 1
        found = None if line.dotted else number or re.match(r"^\(?(\d{1,3})[.)]", text)
        value = int(found[1]) if found and found[1].isdigit() else None
        cut = (bullet or number or re.match(r"^\S+\s+", text)) if text else None
        length = len("".join(text[: cut.end()].split())) if cut and not line.dotted else 0
        text_left = line.left if line.dotted else line.cells[1].left if alone else line.left + line.size
        spans = _without_start(line.spans, length)
        return Item(depth, bool(found), "", value), spans, text_left

    def _counts(self, mark: str, line: Line) -> bool:
        """A number at the start of a line that goes on with a sentence is no entry: it has to count."""
        if self._open and self._open.item is None and line.top - self._open.lines[-1].bottom < line.size * 0.5:
            last = self._open.lines[-1]
            full = last.right > self._rights.get(_column(line), last.right) - line.size * 2
            if last.page == line.page and (
                not _ENDS.search(last.text.strip()) or (full and line.text.lstrip().startswith("("))
            ):
                return False
        return (
            mark in {"1", "a"} or self._open is not None or any(isinstance(block, Item) for block in self.blocks[-3:])
        )

    def _continues(self, opened: _Open, line: Line) -> bool:
        last = opened.lines[-1]
        if abs(line.size - last.size) > max(0.7, last.size * 0.08):
            return False
        ends = bool(_ENDS.search(last.text.strip()))
        if _column(line) != _column(last):
            starts_low = line.text.lstrip()[:1].islower() or bool(HYPHEN.search(last.text.strip()))
            return not ends and starts_low
        step = line.bottom - last.bottom
        if step > (self._leading * 1.3 + 0.1) * last.size or step < 0:
            return False
        if opened.item is not None:
            return line.left >= opened.text_left - line.size * 0.8 or (
                not ends and line.left > opened.lines[0].left + 1
            )
        right = self._rights.get(_column(line), last.right)
        if line.boxed and _had_room(last, line):
            return False
        width = max(right - line.column_left, 1.0)
        is_short = last.right < right - width * 0.18
        indents = line.left > last.left + line.size * 0.8
        return not (ends and (is_short or indents)) and not (
            is_short and last.right < right - width * 0.45 and line.text[:1].isupper()
        )

    def _close(self) -> None:
        if self._open:
            text = write_spans(self._open.spans)
            if self._open.item is not None:
                self._open.item.text = text.replace("\n", " ")
                self.blocks.append(self._open.item)
            elif text:
                self.blocks.append(Paragraph(text))
        self._open = None
        self.blocks.extend(self._pictures)
        self._pictures.clear()


def note_blocks(notes: Sequence[tuple[str, list[Line]]], words: Words) -> list[Block]:
    """The notes at the foot of pages, each with the mark that the text refers to."""
    blocks: list[Block] = []
    for mark, lines in notes:
        spans: list[Span] = []
        for line in lines:
            spans = join_spans(spans, line.spans, words)
        blocks.append(Footnote(mark, re.sub(r"^\W*\d{1,3}\s*|^[⁰¹²³⁴-⁹]+\s*", "", write_spans(spans))))
    return blocks


def _column(line: Line) -> tuple[int, float, float]:
    return line.page, line.column_left, line.column_right


def _without_start(spans: Sequence[Span], length: int) -> list[Span]:
    """The spans without their first characters (the bullet), spaces not counted, and without the spaces after those."""
    kept: list[Span] = []
    for span in spans:
        text = span.text
        while text and not kept and (length > 0 or text[0].isspace()):
            length -= not text[0].isspace()
            text = text[1:]
        if text:
            kept.append(with_text(span, text))
    return kept


def _had_room(last: Line, line: Line) -> bool:
    """Whether the first word of a line in a box would have fitted on the one above it, so that someone began a new line there."""
    right = line.column_right - min(max(last.left - line.column_left, 0.0), line.size)
    text = line.text.strip()
    width = (line.right - line.left) * len(text.split(" ", 1)[0]) / max(len(text), 1)
    return last.right + width + line.size < right


def _joined_text(first: str, second: str) -> str:
    return f"{first[:-1]}{second}" if HYPHEN.search(first) and second[:1].islower() else f"{first} {second}"


def _is_indented(line: Line, lefts: Sequence[float]) -> bool:
    return bool(lefts) and line.left - line.column_left > lefts[0] + 4
