"""What a tagged PDF says about its tables: which marked pieces of a page form which cells.

Programs for office work and browsers write these tags. They leave out cells without a text, so that only the place of
the others tells the columns of a row.
"""

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass, field

import pypdfium2 as pdfium
import pypdfium2.raw as raw

_MOST_ELEMENTS = 20_000
_DEEPEST = 50
_MOST_SPAN = 60


@dataclass(frozen=True, slots=True)
class TaggedCell:
    """The marks of the pieces in one cell, and over how many rows and columns it goes."""

    marks: frozenset[int]
    rows: int = 1
    columns: int = 1


TaggedTable = list[list[TaggedCell]]


def tagged_tables(page: pdfium.PdfPage) -> list[TaggedTable]:
    """The tables of a page, row by row. One that holds another is there for the layout, and left out."""
    if not raw.FPDFCatalog_IsTagged(page.pdf):
        return []
    tree = raw.FPDF_StructTree_GetForPage(page)
    if not tree:
        return []
    try:
        walk = _Walk()
        for index in range(max(raw.FPDF_StructTree_CountChildren(tree), 0)):
            walk.take(raw.FPDF_StructTree_GetChildAtIndex(tree, index), 0)
        return walk.tables
    finally:
        raw.FPDF_StructTree_Close(tree)


def cells_of(tables: list[TaggedTable]) -> dict[int, int]:
    """A number for each cell, the same for all marks in it."""
    cells = (cell for table in tables for row in table for cell in row)
    return {mark: number for number, cell in enumerate(cells) for mark in cell.marks}


@dataclass(slots=True)
class _Walk:
    tables: list[TaggedTable] = field(default_factory=list)
    _left: int = _MOST_ELEMENTS

    def take(self, element: object, depth: int) -> bool:
        """Collects the tables in an element. Returns whether there are any."""
        self._left -= 1
        if not element or depth > _DEEPEST or self._left < 0:
            return False
        holds = [self.take(child, depth + 1) for child in _children(element)]
        if any(holds):
            return True
        if _type(element) != "Table":
            return False
        rows = [[_cell(cell) for cell in _children(row) if _type(cell) in {"TD", "TH"}] for row in _rows(element, 0)]
        self.tables.append([row for row in rows if row])
        return True


def _rows(element: object, depth: int) -> Iterator[object]:
    for child in _children(element):
        if _type(child) == "TR":
            yield child
        elif depth < _DEEPEST:
            yield from _rows(child, depth + 1)


def _cell(element: object) -> TaggedCell:
    return TaggedCell(frozenset(_marks(element, 0)), _span(element, "RowSpan"), _span(element, "ColSpan"))


def _marks(element: object, depth: int) -> Iterator[int]:
    for index in range(max(raw.FPDF_StructElement_GetMarkedContentIdCount(element), 0)):
        mark = raw.FPDF_StructElement_GetMarkedContentIdAtIndex(element, index)
        if mark >= 0:
            yield mark
    if depth < _DEEPEST:
        for child in _children(element):
            yield from _marks(child, depth + 1)


def _children(element: object) -> Iterator[object]:
    for index in range(max(raw.FPDF_StructElement_CountChildren(element), 0)):
        child = raw.FPDF_StructElement_GetChildAtIndex(element, index)
        if child:
            yield child


def _type(element: object) -> str:
    size = raw.FPDF_StructElement_GetType(element, None, 0)
    if not 2 < size < 200:
        return ""
    buffer = ctypes.create_string_buffer(size)
    raw.FPDF_StructElement_GetType(element, buffer, size)
    return buffer.raw[: size - 2].decode("utf-16-le", "replace")


def _span(element: object, name: str) -> int:
    number = ctypes.c_float()
    for index in range(max(raw.FPDF_StructElement_GetAttributeCount(element), 0)):
        attribute = raw.FPDF_StructElement_GetAttributeAtIndex(element, index)
        value = raw.FPDF_StructElement_Attr_GetValue(attribute, name.encode())
        if value and raw.FPDF_StructElement_Attr_GetNumberValue(value, ctypes.byref(number)):
            return min(max(int(number.value), 1), _MOST_SPAN)
    return 1
