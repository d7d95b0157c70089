"""The tables that the tags of a page name → grids with a text in each cell, if what is on the page agrees with them."""

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

from zwerm.library.imports.pdf.grids import Cell, Grid
from zwerm.library.imports.pdf.segments import Segment
from zwerm.library.imports.pdf.tags import TaggedTable

_NEAR = 2.0


@dataclass(slots=True)
class _Placed:
    """A cell with a text: its row, its column once known, what it spans, and its segments."""

    row: int
    rows: int
    columns: int
    text: list[Segment]
    column: int = -1

    @property
    def left(self) -> float:
        return min(one.left for one in self.text)

    @property
    def right(self) -> float:
        return max(one.right for one in self.text)

    @property
    def top(self) -> float:
        return min(one.top for one in self.text)

    @property
    def bottom(self) -> float:
        return max(one.bottom for one in self.text)


def tagged_grid(table: TaggedTable, segments: Sequence[Segment]) -> tuple[Grid, list[list[Segment]]] | None:
    """The grid of a table with the segments in each of its cells, or None when they do not stand as its tags say."""
    placed = _placed(table, segments)
    rows = sorted({cell.row for cell in placed})
    columns = _columns(placed)
    if len(rows) < 2 or len(columns) < 2 or not _stand_in_order(placed, segments):
        return None
    for row in rows:
        if not _set_columns([cell for cell in placed if cell.row == row], columns):
            return None
    return _grid(placed, rows, columns)


def _placed(table: TaggedTable, segments: Sequence[Segment]) -> list[_Placed]:
    owner = {mark: (row, at) for row, cells in enumerate(table) for at, cell in enumerate(cells) for mark in cell.marks}
    texts: dict[tuple[int, int], list[Segment]] = {}
    for one in segments:
        if one.mark in owner:
            texts.setdefault(owner[one.mark], []).append(one)
    return [_Placed(row, table[row][at].rows, table[row][at].columns, texts[row, at]) for row, at in sorted(texts)]


def _columns(placed: Sequence[_Placed]) -> list[tuple[float, float]]:
    """From where to where the texts of each column stand: cells over several columns aside, those over each other are of one."""
    columns: list[tuple[float, float]] = []
    for left, right in sorted((cell.left, cell.right) for cell in placed if cell.columns == 1):
        if columns and left < columns[-1][1] - _NEAR:
            columns[-1] = (columns[-1][0], max(columns[-1][1], right))
        else:
            columns.append((left, right))
    return columns


def _stand_in_order(placed: Sequence[_Placed], segments: Sequence[Segment]) -> bool:
    """Whether rows stand below each other, the cells of each beside each other, and nothing else among them."""
    for one, other in itertools.pairwise(placed):
        if one.row == other.row and other.left < one.right - _NEAR:
            return False
        if other.row > one.row and other.top < one.top - _NEAR:
            return False
    own = {id(one) for cell in placed for one in cell.text}
    left, right = min(cell.left for cell in placed), max(cell.right for cell in placed)
    top, bottom = min(cell.top for cell in placed), max(cell.bottom for cell in placed)
    return not any(
        id(one) not in own and left < (one.left + one.right) / 2 < right and top < one.middle < bottom
        for one in segments
    )


def _set_columns(cells: Sequence[_Placed], columns: Sequence[tuple[float, float]]) -> bool:
    """Gives the cells of one row their columns. False when two of them would stand in the same one."""
    begin = 0
    for cell in cells:
        middle = (cell.left + cell.right) / 2
        over = [at for at, (left, right) in enumerate(columns) if left < cell.right - 1 and right > cell.left + 1]
        away = [max(left - middle, middle - right, 0.0) for left, right in columns]
        cell.column = over[0] if over else away.index(min(away))
        if cell.column < begin:
            return False
        begin = cell.column + 1
    return True


def _grid(
    placed: Sequence[_Placed], rows: Sequence[int], columns: Sequence[tuple[float, float]]
) -> tuple[Grid, list[list[Segment]]]:
    across = [columns[0][0], *((one[1] + other[0]) / 2 for one, other in itertools.pairwise(columns))]
    across.append(columns[-1][1])
    down = [min(cell.top for cell in placed if cell.row == row) for row in rows]
    down.append(max(max(cell.bottom for cell in placed), down[-1]))
    taken: dict[tuple[int, int], tuple[Cell, list[Segment]]] = {}
    for cell in placed:
        row, height = rows.index(cell.row), min(cell.rows, len(rows) - rows.index(cell.row))
        width = min(cell.columns, len(columns) - cell.column)
        place = (across[cell.column], down[row], across[cell.column + width], down[row + height])
        taken[row, cell.column] = Cell(row, cell.column, height, width, *place), cell.text
    spanned = {
        (row, column)
        for cell, _ in taken.values()
        for row in range(cell.row, cell.row + cell.rows)
        for column in range(cell.column, cell.column + cell.columns)
    }
    for row in range(len(rows)):
        for column in range(len(columns)):
            if (row, column) not in spanned:
                place = (across[column], down[row], across[column + 1], down[row + 1])
                taken[row, column] = Cell(row, column, 1, 1, *place), []
    ordered = [taken[key] for key in sorted(taken)]
    return Grid(tuple(across), tuple(down), tuple(cell for cell, _ in ordered)), [text for _, text in ordered]
