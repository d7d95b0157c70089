"""The body of a Word document as blocks."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import islice

from lxml import etree

from zwerm.library.imports import limits
from zwerm.library.imports.blocks import (
    Block,
    Code,
    Heading,
    Item,
    Paragraph,
    Quote,
    Table,
    cell_text,
)
from zwerm.library.imports.document import Refused
from zwerm.library.imports.docx.names import W
from zwerm.library.imports.docx.numbering import Numbering
from zwerm.library.imports.docx.runs import Context, is_contents, paragraph_spans
from zwerm.library.imports.docx.styles import Style, Styles
from zwerm.library.imports.graphics import chart_blocks, diagram_blocks
from zwerm.library.imports.inline import Span, plain, write_spans
from zwerm.library.imports.package import Package

_TABLE_DEPTH = 8
_HEADING_LENGTH = 120


class Body:
    """Reads the blocks of one part; `title` and `subtitle` are set when the document has paragraphs of that style."""

    def __init__(self, package: Package, context: Context, styles: Styles, numbering: Numbering) -> None:
        self._package = package
        self._context = context
        self._styles = styles
        self._numbering = numbering
        self.title = ""
        self.tables_cut = 0

    def blocks(self, parent: etree._Element) -> list[Block]:
        found = list(self._read(parent, 0))
        if not any(isinstance(block, Heading) for block in found):
            found = [_promote(block) for block in found]
        return [block for block in _join_code(found) if not isinstance(block, _Bold) or block.text]

    def _read(self, parent: etree._Element, depth: int) -> Iterator[Block]:
        for child in parent:
            if child.tag == f"{W}p":
                yield from self._paragraph(child, depth)
            elif child.tag == f"{W}tbl":
                yield from self._table(child, depth)
            elif child.tag == f"{W}sdt":
                content = child.find(f"{W}sdtContent")
                if content is not None and not is_contents(child):
                    yield from self._read(content, depth)
            elif child.tag in {
                f"{W}ins",
                f"{W}moveTo",
                f"{W}customXml",
                f"{W}smartTag",
            }:
                yield from self._read(child, depth)

    def _paragraph(self, paragraph: etree._Element, depth: int) -> Iterator[Block]:
        properties = paragraph.find(f"{W}pPr")
        style = self._style(properties)
        level = style.heading_level
        if self._context.in_contents and level is not None:
            self._context.fields.clear()
        spans = paragraph_spans(paragraph, style, self._context)
        pictures = [span for span in spans if span.markdown and span.text.startswith("![")]
        spans = [span for span in spans if span not in pictures]
        if style.role != "contents" and not self._context.in_contents:
            yield from self._text_block(spans, style, level, properties)
        for picture in pictures:
            yield Paragraph(picture.text)
        yield from self._waiting(depth)

    def _text_block(
        self,
        spans: list[Span],
        style: Style,
        level: int | None,
        properties: etree._Element | None,
    ) -> Iterator[Block]:
        words = plain(spans)
        if not words and not any(span.markdown for span in spans):
            return
        if style.role == "title" and not self.title:
            self.title = words
            return
        if level is not None or style.role == "title":
            yield Heading(level or 1, write_spans(_without_format(spans)).replace("\n", " "))
            return
        entry = self._entry(style, properties)
        if entry:
            depth, ordered, number = entry
            yield Item(depth, ordered, write_spans(spans), number)
        elif style.role == "code":
            yield Code("".join(span.text for span in spans))
        elif style.role == "quote":
            yield Quote([Paragraph(write_spans(spans))])
        elif self._looks_like_heading(spans, words):
            yield _Bold(
                write_spans(spans),
                words,
                max((size for size, _ in self._context.sizes), default=0.0),
            )
        else:
            yield Paragraph(write_spans(spans))

    def _style(self, properties: etree._Element | None) -> Style:
        reference = properties.find(f"{W}pStyle") if properties is not None else None
        style = self._styles.get(
            reference.get(f"{W}val", "") if reference is not None else self._styles.default_paragraph
        )
        outline = properties.find(f"{W}outlineLvl") if properties is not None else None
        if outline is not None and outline.get(f"{W}val", "").isdigit():
            style = replace(style, outline=int(outline.get(f"{W}val", "")))
        return style

    def _entry(self, style: Style, properties: etree._Element | None) -> tuple[int, bool, int | None] | None:
        """Depth, ordered or not, and number, when the paragraph is an entry of a list."""
        direct = properties.find(f"{W}numPr") if properties is not None else None
        num_id, level = style.num_id, style.num_level
        if direct is not None:
            reference, indent = direct.find(f"{W}numId"), direct.find(f"{W}ilvl")
            num_id = reference.get(f"{W}val", num_id) if reference is not None else num_id
            value = indent.get(f"{W}val", "") if indent is not None else ""
            level = int(value) if value.isdigit() else level
        named = style.list_by_name
        if num_id:
            counted = self._numbering.entry(num_id, min(level or 0, 8))
            # "List Bullet 2" is a list of its own for Word; its depth stands in its name only.
            depth = min(level or (named[1] if named else 0), 8)
            return (depth, counted[0], counted[1] if counted[0] else None) if counted else None
        return (named[1], named[0], None) if named else None

    def _looks_like_heading(self, spans: list[Span], words: str) -> bool:
        """Bold or large on its own line: a heading for people who never found the styles."""
        if (
            len(words) > _HEADING_LENGTH
            or words.endswith((".", ",", ";", ":", "?!"))
            or not any(letter.isalpha() for letter in words)
        ):
            return False
        bold = all(span.bold for span in spans if span.text.strip() and not span.markdown)
        largest = max((size for size, _ in self._context.sizes), default=0.0)
        return bold or largest >= self._styles.default_size * 1.25

    def _waiting(self, depth: int) -> Iterator[Block]:
        boxes, self._context.boxes = self._context.boxes, []
        graphics, self._context.graphics = self._context.graphics, []
        for box in boxes:
            if depth < _TABLE_DEPTH:
                yield from self._read(box, depth + 1)
        for kind, key in graphics:
            relation = self._context.relations.get(key)
            if relation is None or not self._package.has(relation.target):
                self._context.drawings_left_out += 1
                continue
            try:
                root = self._package.xml(relation.target)
            except Refused as refusal:
                if refusal.reason.code != "damaged":
                    raise
                self._context.drawings_left_out += 1
                continue
            yield from chart_blocks(root) if kind == "chart" else diagram_blocks(root)

    def _table(self, table: etree._Element, depth: int) -> Iterator[Block]:
        if depth >= _TABLE_DEPTH:
            self.tables_cut += 1
            return
        known = _rows(table)
        rows = [self._row(row, depth) for row in islice(known, limits.TABLE_ROWS)]
        self.tables_cut += next(known, None) is not None
        cells = [cell for row in rows for cell in row]
        if _is_layout(rows):
            for cell in cells:
                yield from cell
        else:
            yield Table([[cell_text(cell) for cell in row] for row in rows])

    def _row(self, row: etree._Element, depth: int) -> list[list[Block]]:
        cells: list[list[Block]] = []
        for cell in row.iter(f"{W}tc"):
            if _owner(cell) is not row or len(cells) >= limits.TABLE_COLUMNS:
                continue
            span = cell.find(f"{W}tcPr/{W}gridSpan")
            merge = cell.find(f"{W}tcPr/{W}vMerge")
            continued = merge is not None and merge.get(f"{W}val", "continue") == "continue"
            cells.append([] if continued else list(self._read(cell, depth + 1)))
            width = span.get(f"{W}val", "1") if span is not None else "1"
            cells.extend([] for _ in range(min(int(width), limits.TABLE_COLUMNS) - 1 if width.isdigit() else 0))
        return cells


class _Bold(Paragraph):
    """A paragraph that may turn out to be a heading."""

    def __init__(self, text: str, words: str, size: float) -> None:
        super().__init__(text)
        self.words = words
        self.size = size


def _promote(block: Block) -> Block:
    return Heading(2, block.words) if isinstance(block, _Bold) else block


def _without_format(spans: Iterable[Span]) -> list[Span]:
    return [span if span.markdown else replace(span, bold=False, italic=False) for span in spans]


def _join_code(blocks: Iterable[Block]) -> Iterator[Block]:
    """Word keeps each line of code in a paragraph of its own; quotes likewise."""
    last: Block | None = None
    for block in blocks:
        if isinstance(block, Code) and isinstance(last, Code):
            last.text += "\n" + block.text
        elif isinstance(block, Quote) and isinstance(last, Quote):
            last.blocks.extend(block.blocks)
        else:
            if last is not None:
                yield last
            last = block
    if last is not None:
        yield last


def _rows(table: etree._Element) -> Iterator[etree._Element]:
    for row in table.iter(f"{W}tr"):
        if next(row.iterancestors(f"{W}tbl")) is table:
            yield row


def _owner(cell: etree._Element) -> etree._Element | None:
    return next(cell.iterancestors(f"{W}tr"), None)


def _is_layout(rows: list[list[list[Block]]]) -> bool:
    """A table that only puts things in their place: one cell, or cells that hold whole texts."""
    filled = [cell for row in rows for cell in row if cell]
    if len(filled) <= 1:
        return True
    if any(isinstance(block, Heading) for cell in filled for block in cell):
        return True
    columns = max((len(row) for row in rows), default=0)
    long = [cell for cell in filled if len(cell) > 3 and sum(len(cell_text([block])) for block in cell) > 800]
    return (len(rows) == 1 and columns <= 3 and bool(long)) or (columns == 1 and bool(long))
