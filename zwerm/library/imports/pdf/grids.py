"""Lines that cross each other → the cells that they enclose."""

import bisect
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from zwerm.library.imports.pdf.drawn import Rule, Upright, whole_rules

# Lines this near each other are one: programs draw the sides of two cells beside each other.
_NEAR = 3.5
_MOST_LINES = 1_500
_MOST_CELLS = 12_000
# More of a drawing than this that is no rectangle makes it a drawing, and no table.
_ODD = 0.2


@dataclass(frozen=True, slots=True)
class Cell:
    """One rectangle of a grid: the first row and column that it takes, how many of them, and its place on the page."""

    row: int
    column: int
    rows: int
    columns: int
    left: float
    top: float
    right: float
    bottom: float

    @property
    def area(self) -> float:
        return (self.right - self.left) * (self.bottom - self.top)

    def holds(self, across: float, down: float) -> bool:
        return self.left <= across <= self.right and self.top <= down <= self.bottom


@dataclass(frozen=True, slots=True)
class Grid:
    """Cells that lines enclose. `across` and `down` are the places of the lines between its columns and rows, the outermost included."""

    across: tuple[float, ...]
    down: tuple[float, ...]
    cells: tuple[Cell, ...]

    @property
    def columns(self) -> int:
        return len(self.across) - 1

    @property
    def rows(self) -> int:
        return len(self.down) - 1

    @property
    def area(self) -> float:
        return (self.across[-1] - self.across[0]) * (self.down[-1] - self.down[0])

    def holds(self, across: float, down: float) -> bool:
        return self.across[0] <= across <= self.across[-1] and self.down[0] <= down <= self.down[-1]

    def place(self, across: float, down: float) -> tuple[int, int]:
        """The row and the column that a point in it lies in."""
        row, column = bisect.bisect_right(self.down, down) - 1, bisect.bisect_right(self.across, across) - 1
        return min(max(row, 0), self.rows - 1), min(max(column, 0), self.columns - 1)


def find_grids(across: Sequence[Rule], uprights: Iterable[Upright]) -> list[Grid]:
    """The grids on a page, also those of one cell. A table right below another is a grid of its own."""
    along = [Upright(*rule) for rule in whole_rules(Rule(*one) for one in uprights)]
    if not across or not along or len(across) + len(along) > _MOST_LINES:
        return []
    return [grid for some, others in _crossing(across, along) for grid in _grids(some, others)]


def find_boxes(grounds: Sequence[tuple[float, float, float, float]]) -> list[Grid]:
    """The grounds in a colour that stand alone, each as a grid of one cell. Those beside each other are a row of a table."""
    levels: dict[tuple[int, int], list[tuple[float, float, float, float]]] = {}
    for one in set(grounds):
        levels.setdefault((round(one[1]), round(one[3])), []).append(one)
    boxes: list[Grid] = []
    for (top, bottom), some in levels.items():
        beside = [
            one for step in (-1, 0, 1) for other in (-1, 0, 1) for one in levels.get((top + step, bottom + other), ())
        ]
        for one in some:
            left, _, right, _ = one
            if not any(abs(other[0] - right) < _NEAR or abs(other[2] - left) < _NEAR for other in beside):
                boxes.append(Grid((left, right), (one[1], one[3]), (Cell(0, 0, 1, 1, *one),)))
    return boxes


def _crossing(across: Sequence[Rule], along: Sequence[Upright]) -> Iterator[tuple[list[Rule], list[Upright]]]:
    """The lines that hang together, each set apart."""
    group = list(range(len(across) + len(along)))

    def first(at: int) -> int:
        while group[at] != at:
            group[at] = group[group[at]]
            at = group[at]
        return at

    for at, rule in enumerate(across):
        for other, upright in enumerate(along, len(across)):
            if _touch(rule, upright):
                group[first(at)] = first(other)
    sets: dict[int, tuple[list[Rule], list[Upright]]] = {}
    for at, rule in enumerate(across):
        sets.setdefault(first(at), ([], []))[0].append(rule)
    for other, upright in enumerate(along, len(across)):
        sets.setdefault(first(other), ([], []))[1].append(upright)
    yield from (one for one in sets.values() if (len(one[0]) >= 2 and one[1]) or _is_open(*one))


def _is_open(rules: Sequence[Rule], uprights: Sequence[Upright]) -> bool:
    """Whether lines enclose cells but at one end, as where a page ends in the middle of a table."""
    if len(rules) != 1 or len(uprights) < 3:
        return False
    ends = (min(one.top for one in uprights), max(one.bottom for one in uprights))
    return any(abs(rules[0].height - end) < _NEAR for end in ends)


def _touch(rule: Rule, upright: Upright) -> bool:
    return (
        upright.top - _NEAR <= rule.height <= upright.bottom + _NEAR
        and rule.left - _NEAR <= upright.across <= rule.right + _NEAR
    )


def _grids(rules: Sequence[Rule], uprights: Sequence[Upright]) -> Iterator[Grid]:
    columns = _places([*(one.across for one in uprights), *(side for one in rules for side in one[1:])])
    rows = _places([*(one.height for one in rules), *(side for one in uprights for side in one[1:])])
    if (len(columns) - 1) * (len(rows) - 1) > _MOST_CELLS or len(columns) < 2 or len(rows) < 2:
        return
    walls = _Walls(columns, rows, rules, uprights)
    begin = 0
    for row in range(1, len(rows)):
        if row == len(rows) - 1 or walls.part_tables(begin, row):
            if grid := walls.grid(begin, row):
                yield grid
            begin = row


def _places(values: Iterable[float]) -> list[float]:
    """Where lines stand, those close together as one."""
    places: list[float] = []
    for value in sorted(values):
        if not places or value - places[-1] > _NEAR:
            places.append(value)
    return places


class _Walls:
    """Which sides of the smallest cells are drawn."""

    def __init__(
        self, columns: list[float], rows: list[float], rules: Sequence[Rule], uprights: Sequence[Upright]
    ) -> None:
        self.columns, self.rows = columns, rows
        self._above = [[False] * (len(columns) - 1) for _ in rows]
        self._before = [[False] * len(columns) for _ in rows[1:]]
        for rule in rules:
            row = _nearest(rows, rule.height)
            for column in range(len(columns) - 1):
                if rule.left <= (columns[column] + columns[column + 1]) / 2 <= rule.right:
                    self._above[row][column] = True
        for upright in uprights:
            column = _nearest(columns, upright.across)
            for row in range(len(rows) - 1):
                if upright.top <= (rows[row] + rows[row + 1]) / 2 <= upright.bottom:
                    self._before[row][column] = True

    def part_tables(self, begin: int, row: int) -> bool:
        """Whether at a line a table ends that began at another: below it are columns that no row of it has, and some of its last row are gone."""
        *earlier, above, below = (self._inner(at) for at in range(begin, row + 1))
        return bool(above - below and below - above.union(*earlier)) and all(self._above[row])

    def _inner(self, row: int) -> set[int]:
        return {column for column in range(1, len(self.columns) - 1) if self._before[row][column]}

    def grid(self, begin: int, end: int) -> Grid | None:
        """The grid between two of the lines across. None when much of what it encloses is no rectangle."""
        rows = [row for row in range(begin, end + 1) if row in {begin, end} or any(self._above[row])]
        last = len(self.columns) - 1
        beside = {column for row in range(begin, end) for column in range(last) if self._before[row][column]}
        columns = [column for column in range(last + 1) if column in {0, last} or column in beside]
        cells: list[Cell] = []
        odd = 0.0
        for some in self._regions(rows, columns):
            top, bottom = min(row for row, _ in some), max(row for row, _ in some) + 1
            left, right = min(column for _, column in some), max(column for _, column in some) + 1
            place = (self.columns[columns[left]], self.rows[rows[top]])
            opposite = (self.columns[columns[right]], self.rows[rows[bottom]])
            cells.append(Cell(top, left, bottom - top, right - left, *place, *opposite))
            odd += cells[-1].area if len(some) != (bottom - top) * (right - left) else 0.0
        cells.sort(key=lambda cell: (cell.row, cell.column))
        across, down = (self.columns[column] for column in columns), (self.rows[row] for row in rows)
        grid = Grid(tuple(across), tuple(down), tuple(cells))
        return grid if odd <= grid.area * _ODD else None

    def _regions(self, rows: Sequence[int], columns: Sequence[int]) -> list[set[tuple[int, int]]]:
        """The smallest cells that no line parts, together; a cell is named by its row and column among those given."""
        height, width = len(rows) - 1, len(columns) - 1
        seen: set[tuple[int, int]] = set()
        regions: list[set[tuple[int, int]]] = []
        for start in ((row, column) for row in range(height) for column in range(width)):
            if start in seen:
                continue
            region, waiting = {start}, [start]
            while waiting:
                row, column = waiting.pop()
                across = range(columns[column], columns[column + 1])
                along = range(rows[row], rows[row + 1])
                for near, drawn in (
                    ((row - 1, column), any(self._above[rows[row]][at] for at in across)),
                    ((row + 1, column), any(self._above[rows[row + 1]][at] for at in across)),
                    ((row, column - 1), any(self._before[at][columns[column]] for at in along)),
                    ((row, column + 1), any(self._before[at][columns[column + 1]] for at in along)),
                ):
                    inside = 0 <= near[0] < height and 0 <= near[1] < width
                    if inside and not drawn and near not in region:
                        region.add(near)
                        waiting.append(near)
            seen |= region
            regions.append(region)
        return regions


def _nearest(places: Sequence[float], value: float) -> int:
    """The index of the place at or before a value; each value made one of the places."""
    return max(bisect.bisect_right(places, value) - 1, 0)
