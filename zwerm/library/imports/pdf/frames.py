"""What is drawn around a text → that text as one: the rows of a table, or a box that is read whole."""

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass

from zwerm.library.imports.pdf.columns import reading_order, typical
from zwerm.library.imports.pdf.drawn import Rule
from zwerm.library.imports.pdf.grids import Cell, Grid
from zwerm.library.imports.pdf.lines import Framed, Line, framed, joined, loose_rows
from zwerm.library.imports.pdf.segments import Segment
from zwerm.library.imports.pdf.tables import Room, are_rows, cell_text
from zwerm.library.imports.pdf.tagged import tagged_grid
from zwerm.library.imports.pdf.tags import TaggedTable
from zwerm.library.imports.pdf.words import Words

_MOST = 300
_SMALLEST = 18.0
# Grids of so few cells with a text this long only place things on the page.
_LAYOUT_CELLS, _LAYOUT_TEXT = 6, 1_500
# From how many lines a cell beside others is a text of its own and no row of which the lines around others are left out.
_TALL = 3
_RUNNING, _PROSE = 4, 6
# Programs break a line a little before it is full, in sizes of the letters.
_SPARE = 0.2
_BAND = 24.0
# The sign before one of several points in a cell.
_POINT = re.compile(r"[•▪●◦‣–—\-*]\s")


@dataclass(frozen=True, slots=True)
class Frames:
    """What is known of the frames on a page: lines that enclose cells, tables by their tags, grounds in a colour.

    `rules`: the horizontal lines; `words`: those of the whole document.
    """

    grids: Sequence[Grid]
    tables: Sequence[TaggedTable]
    boxes: Sequence[Grid]
    rules: Sequence[Rule]
    words: Words


def in_frames(segments: Sequence[Segment], page: int, frames: Frames) -> list[Segment]:
    """The segments of a page, those in a table that is drawn or tagged and those in a box together as one, the innermost first."""
    found = list(segments)
    left: list[Grid] = []
    for grid in _by_area(frames.grids):
        inner = [one for one in found if grid.holds(*_middle(one))]
        edge = not _stand_on_both_sides(grid, found)
        if table := _drawn_table(grid, inner, page, frames.words, least=1 if edge else 2):
            found = _replaced(found, table, inner)
        else:
            left.append(grid)
    for tagged in frames.tables:
        known = tagged_grid(tagged, found)
        if known and (table := _table(*known, page, frames.words, by_tags=True)):
            found = _replaced(found, table, [one for text in known[1] for one in text])
    for grid in _by_area([*left, *frames.boxes]):
        for cell in grid.cells:
            found = _with_box(found, cell, page, frames.rules, _TALL if len(grid.cells) > 1 else 2)
    return found


def _stand_on_both_sides(grid: Grid, found: Sequence[Segment]) -> bool:
    """Whether a text stands above a grid and another below it. Otherwise it may be a row of a table on two pages."""
    return any(one.bottom < grid.down[0] for one in found) and any(one.top > grid.down[-1] for one in found)


def _by_area(grids: Sequence[Grid]) -> list[Grid]:
    large = [grid for grid in grids if grid.down[-1] - grid.down[0] > _SMALLEST]
    return sorted(large[:_MOST], key=lambda grid: grid.area)


def _replaced(found: Sequence[Segment], one: Framed, inner: Sequence[Segment]) -> list[Segment]:
    gone = {id(segment) for segment in inner}
    return [*(segment for segment in found if id(segment) not in gone), one]


def without_underlines(rules: Sequence[Rule], segments: Sequence[Segment]) -> list[Rule]:
    """The rules but those that are no longer than the words right above them: links and emphasis."""
    bands: dict[int, list[Segment]] = {}
    for one in segments:
        for band in range(int(one.middle // _BAND), int((one.bottom + 2) // _BAND) + 1):
            bands.setdefault(band, []).append(one)
    return [
        rule
        for rule in rules
        if not any(
            one.middle < rule.height < one.bottom + 2 and one.left - 1.5 < rule.left and rule.right < one.right + 1.5
            for one in bands.get(int(rule.height // _BAND), ())
        )
    ]


def _middle(segment: Segment) -> tuple[float, float]:
    return (segment.left + segment.right) / 2, segment.middle


def _drawn_table(grid: Grid, inner: Sequence[Segment], page: int, words: Words, *, least: int) -> Framed | None:
    owner = {
        (row, column): index
        for index, cell in enumerate(grid.cells)
        for row in range(cell.row, cell.row + cell.rows)
        for column in range(cell.column, cell.column + cell.columns)
    }
    texts: list[list[Segment]] = [[] for _ in grid.cells]
    for segment in inner:
        texts[owner[grid.place(*_middle(segment))]].append(segment)
    return _table(grid, texts, page, words, least=least)


def _table(
    grid: Grid, texts: Sequence[list[Segment]], page: int, words: Words, *, by_tags: bool = False, least: int = 2
) -> Framed | None:
    """The table that a grid is, or None: a table has a text in at `least` so many rows, and in several columns."""
    filled = [(cell, text) for cell, text in zip(grid.cells, texts, strict=True) if text]
    longest = max((sum(len(one.text) for one in text) for _, text in filled), default=0)
    if (
        len({cell.row for cell, _ in filled}) < least
        or len({cell.column for cell, _ in filled}) < 2
        or (longest > _LAYOUT_TEXT and len(filled) <= _LAYOUT_CELLS)
    ):
        return None
    inside: list[Line] = []
    rows = _Rows(grid, [_in_order(text, page) for text in texts], words, by_tags)
    if title := rows.title():
        inside.append(Line(title, page, grid.across[0], grid.across[-1]))
    table = Line([one for _, text in filled for one in text if one not in title], page, grid.across[0], grid.across[-1])
    table.rows = rows.written()
    inside.append(table)
    inner = [one for _, text in filled for one in text]
    return framed(inner, (grid.across[0], grid.down[0], grid.across[-1], grid.down[-1]), inside)


def _in_order(segments: Sequence[Segment], page: int) -> list[Segment]:
    return [cell for row in loose_rows(segments, page, 0.0, 0.0) for cell in joined(row).cells]


class _Rows:
    """The texts of a table as rows. `are_known`: no two of them stand in one row of the grid."""

    def __init__(self, grid: Grid, texts: Sequence[list[Segment]], words: Words, are_known: bool) -> None:
        self._grid, self._words, self._are_known = grid, words, are_known
        self._cells = list(zip(grid.cells, texts, strict=True))
        self._rooms = [self._room(column) for column in range(grid.columns)]

    def title(self) -> list[Segment]:
        """The text of a first row over all columns, which names the table."""
        first, text = self._cells[0]
        return text if first.columns == self._grid.columns and first.rows == 1 and self._grid.rows > 2 else []

    def written(self) -> list[list[str]]:
        rows: list[list[str]] = []
        begin = 1 if self.title() else 0
        for row in range(begin, self._grid.rows):
            rows += [
                [cell_text(cell, room, self._words) for cell, room in zip(texts, self._rooms, strict=True)]
                for texts in self._split(row)
            ]
        heads = [(cell, text) for cell, text in self._cells if cell.row == begin]
        if self._is_half_named(heads) and len(rows) > 2:
            named = rows[0]
            for cell, _ in heads:
                for column in range(cell.column + 1, cell.column + cell.columns):
                    named[column] = named[cell.column]
            rows[:2] = [["\n".join(filter(None, both)) for both in zip(named, rows[1], strict=True)]]
        return rows

    @staticmethod
    def _is_half_named(heads: Sequence[tuple[Cell, list[Segment]]]) -> bool:
        """Whether a heading stands over several columns, which get their own names in the row below."""
        return any(cell.columns > 1 and text for cell, text in heads) and all(
            cell.rows == 2 or (cell.columns > 1 and cell.rows == 1) or not text for cell, text in heads
        )

    def _split(self, row: int) -> list[list[list[Segment]]]:
        """The texts of one row of the grid per column. Between two lines far apart several rows may stand."""
        own = [(cell, text) for cell, text in self._cells if cell.row <= row < cell.row + cell.rows]
        whole: list[list[Segment]] = [[] for _ in self._rooms]
        for cell, text in own:
            if cell.row == row:
                whole[cell.column] = text
        lines = loose_rows([one for text in whole for one in text], 0, 0.0, 0.0)
        by_column = [
            [[one for one in text if any(one is cell for cell in line.cells)] for text in whole] for line in lines
        ]
        if any(cell.rows > 1 for cell, _ in own) or not self._may_hold_rows(row, whole, by_column):
            return [whole]
        rows: list[list[list[Segment]]] = []
        split = False
        for cells in by_column:
            split = bool(rows) and are_rows(rows[-1], cells, self._rooms, split)
            if rows and not split:
                for column, text in enumerate(cells):
                    rows[-1][column].extend(text)
            else:
                rows.append(cells)
        return rows

    def _may_hold_rows(
        self, row: int, whole: Sequence[Sequence[Segment]], lines: Sequence[Sequence[Sequence[Segment]]]
    ) -> bool:
        """Whether several rows may stand between two lines: below a heading of one line, and with a text in each column."""
        used = [text for text in whole if text]
        if self._are_known or row == 0 or len(used) < 2 or len(lines) < (2 if self._grid.rows == 2 else 3):
            return False
        heads = [text for cell, text in self._cells if cell.row == 0]
        if any(text[-1].middle - text[0].middle > text[0].size * 0.5 for text in heads if text):
            return False
        full = sum(1 for line in lines if sum(1 for text in line if text) == len(used))
        return full >= len(lines) * 0.8 and not any(_POINT.match(one.text.strip()) for text in used for one in text)

    def _room(self, column: int) -> Room:
        """How far a line in a column might have gone, wherever it begins: as far as the column is wide within its borders."""
        left, right = self._grid.across[column : column + 2]
        lefts = [one.left for cell, text in self._cells if cell.column == column for one in text]
        border = min(max(min(lefts, default=left) - left, 1.0), 8.0)
        return lambda before: before.left + right - left - 2 * border - before.size * _SPARE


def _with_box(found: list[Segment], cell: Cell, page: int, rules: Sequence[Rule], least: int) -> list[Segment]:
    """The segments with those in a box as one, if there is another text beside the box."""
    inner = [one for one in found if cell.holds(*_middle(one))]
    others = [one for one in found if not cell.holds(*_middle(one)) and cell.top < one.middle < cell.bottom]
    if not others or any(one.left < cell.right - 2 and one.right > cell.left + 2 for one in others):
        return found
    rows = loose_rows(inner, page, cell.left, cell.right)
    lines = sum(_height(row.cells[0]) for row in rows)
    if lines < least or not _is_text(rows, others):
        return found
    inside = reading_order(inner, page, cell.right, rules, cell.left)
    for line in inside:
        line.boxed = True
    place = (cell.left, cell.top, cell.right, cell.bottom)
    return _replaced(found, framed(inner, place, inside), inner)


def _height(cell: Segment) -> int:
    """Of how many lines a cell is."""
    return sum(max(len(line.rows), 1) for line in cell.inside) if isinstance(cell, Framed) else 1


def _is_text(rows: Sequence[Line], others: Sequence[Segment]) -> bool:
    """Whether a box holds a text of its own, and no column of a table that has a ground in colour."""
    if _words([one for row in rows for one in joined(row).cells]) >= _RUNNING:
        return True
    beside = _words(others)
    level = sum(any(abs(row.cells[0].middle - one.middle) < 0.6 for one in others) for row in rows)
    return beside >= _PROSE or (beside >= _RUNNING and level < len(rows) * 0.8)


def _words(segments: Sequence[Segment]) -> float:
    lines = itertools.chain.from_iterable(
        [cell for line in one.inside for cell in line.cells] if isinstance(one, Framed) else [one] for one in segments
    )
    return typical(list(lines), lambda cell: len(cell.text.split()))
