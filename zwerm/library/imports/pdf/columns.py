"""Lines in reading order: columns from left to right, what spans them in between."""

import itertools
import statistics
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from zwerm.library.imports.pdf.asides import Aside, find_aside
from zwerm.library.imports.pdf.drawn import Rule
from zwerm.library.imports.pdf.lines import Framed, Line, joined, lines_of, loose_rows
from zwerm.library.imports.pdf.segments import Segment

_COLUMN_LINES = 5
_MOST_DEPTH = 3
# How much of the page a column is wide, and one of notes beside a text.
_WIDE, _SLIM = 0.26, 0.13
# Lines further apart, in sizes of the letters, are no neighbours in one text.
_APART = 0.45
# Wider than this, in sizes of the letters, a gap may part two columns: wider than between most words.
_NARROW = 0.5
# Lines drawn further apart than this, in sizes of the letters, do not stand between rows of a table.
_ROW = 12


@dataclass(frozen=True, slots=True)
class Gutter:
    """Between two columns of text: its place across the page, and where the lines of the column after it begin, if that is known."""

    at: float
    edge: float | None = None

    def parts(self, last: Segment, cell: Segment) -> bool:
        """Whether two neighbours on one line stand on its two sides, however near."""
        return (
            self.edge is not None
            and last.right <= self.at + 1
            and abs(cell.left - self.edge) < 2
            and cell.left - last.right > cell.size * _NARROW
        )


def reading_order(
    segments: Sequence[Segment], page: int, right: float, rules: Sequence[Rule] = (), left: float = 0.0
) -> list[Line]:
    """All lines between two places across a page, in the order in which people read them.

    `rules`: the horizontal lines drawn on it.
    """
    return _order(list(segments), page, (left, right), rules, 0)


def _order(
    segments: Sequence[Segment], page: int, span: tuple[float, float], rules: Sequence[Rule], depth: int
) -> list[Line]:
    left, right = span
    found = loose_rows(segments, page, left, right)
    aside = find_aside(found) if depth < _MOST_DEPTH else None
    gutter = _find_gutter(found, rules) if depth < _MOST_DEPTH and not (aside and aside.ends) else None
    if aside and gutter is None:
        return _order_beside(found, aside, page, span, rules, depth)
    if gutter is None:
        return [line for row in found for line in lines_of(row)]
    ordered: list[Line] = []
    for band in _bands(found, gutter, rules):
        if band.whole:
            ordered += [line for row in band.rows for line in lines_of(row, gutter.parts)]
            continue
        sides = _sides(band.rows, gutter.at)
        if len(band.rows) == 1 and not sides[1]:
            # The short last line of a text over the whole width.
            ordered += lines_of(band.rows[0])
            continue
        ordered += _order(sides[0], page, (left, gutter.at), rules, depth + 1)
        ordered += _order(sides[1], page, (gutter.at, right), rules, depth + 1)
    return ordered


def _order_beside(
    rows: Sequence[Line], aside: Aside, page: int, span: tuple[float, float], rules: Sequence[Rule], depth: int
) -> list[Line]:
    """What stands above a frame and the text beside it, the two of them, and what stands below."""
    above, below = (_sides(some, span[1])[0] for some in (rows[: aside.begin], rows[aside.end :]))
    sides = _sides(rows[aside.begin : aside.end], aside.at)
    parts = [
        _order(sides[0], page, (span[0], aside.at), rules, depth + 1),
        _order(sides[1], page, (aside.at, span[1]), rules, depth + 1),
    ]
    if aside.framed_first:
        parts.reverse()
    before = _order(above, page, span, rules, depth) if above else []
    after = _order(below, page, span, rules, depth) if below else []
    return [*before, *parts[0], *parts[1], *after]


@dataclass(slots=True)
class _Band:
    """Rows below each other. `whole`: they are read from side to side, and not as two columns."""

    whole: bool
    rows: list[Line]


def _bands(rows: Sequence[Line], gutter: Gutter, rules: Sequence[Rule]) -> list[_Band]:
    """The rows, apart where columns end: at a text or a table over both of them, and at a line drawn from side to side."""
    heights = [rule.height for rule in rules if rule.crosses(gutter.at)]
    tables = _ruled(heights, rows)
    bands: list[_Band] = []
    for row in rows:
        middle = row.cells[0].middle
        whole = _crosses(joined(row, gutter.parts), gutter.at) or any(top < middle < bottom for top, bottom in tables)
        last = bands[-1] if bands else None
        drawn = last and any(last.rows[-1].cells[0].middle < height < middle for height in heights)
        if last is None or last.whole != whole or (drawn and not whole):
            bands.append(_Band(whole, [row]))
        else:
            last.rows.append(row)
    return bands


def _ruled(heights: Sequence[float], rows: Sequence[Line]) -> list[tuple[float, float]]:
    """From where to where lines are drawn as close below each other as between the rows of a table."""
    most = statistics.median(row.size for row in rows) * _ROW if rows else 0.0
    runs: list[list[float]] = []
    for height in sorted(heights):
        if runs and height - runs[-1][-1] <= most:
            runs[-1].append(height)
        else:
            runs.append([height])
    return [(run[0], run[-1]) for run in runs if len(run) >= 3]


def _find_gutter(rows: Sequence[Line], rules: Sequence[Rule]) -> Gutter | None:
    """Where two columns of running text part, or None. Tables have gaps as well, but short texts beside them."""
    for gutter in [*_at_edges(rows, _WIDE), *_in_gaps([joined(row) for row in rows]), *_at_edges(rows, _SLIM)]:
        if _parts_columns(gutter, rows, rules):
            return gutter
    return None


def _zone(rows: Sequence[Line], border: float) -> tuple[float, float]:
    """The part of the page where columns may part: not near its sides."""
    left, right = min((row.left for row in rows), default=0.0), max((row.right for row in rows), default=0.0)
    return left + (right - left) * border, right - (right - left) * border


def _at_edges(rows: Sequence[Line], border: float) -> Iterator[Gutter]:
    """Places where many lines begin, and that few others lie over: there a column may begin, however near the one before it."""
    begin, end = _zone(rows, border)
    counts: Counter[int] = Counter()
    for row in rows:
        for last, cell in itertools.pairwise([None, *row.cells]):
            if cell and begin < cell.left < end and (last is None or cell.left - last.right > cell.size * _NARROW):
                counts[round(cell.left)] += 1
    for edge, count in counts.most_common(3):
        if count < _COLUMN_LINES:
            return
        lines = [row for row in rows if any(abs(cell.left - edge) <= 1 for cell in row.cells)]
        beside = [row for row in rows if lines[0].top <= row.top <= lines[-1].top]
        over = [row for row in beside if any(cell.left < edge - 1 < cell.right + cell.size * 0.2 for cell in row.cells)]
        if len(over) <= len(lines) / 2:
            before = [cell.right for row in beside if row not in over for cell in row.cells if cell.left < edge - 1]
            yield Gutter((max(before, default=edge - 2.0) + edge) / 2, float(edge))


def _in_gaps(lines: Sequence[Line]) -> Iterator[Gutter]:
    """Where most lines have a wide gap."""
    begin, end = _zone(lines, _WIDE)
    counts: Counter[int] = Counter()
    for line in lines:
        for one, other in itertools.pairwise(line.cells):
            middle = (one.right + other.left) / 2
            if begin < middle < end:
                counts[round(middle / 6)] += 1
    for place, _ in counts.most_common(1):
        yield Gutter(place * 6.0)


def _parts_columns(gutter: Gutter, rows: Sequence[Line], rules: Sequence[Rule]) -> bool:
    bands = _bands(rows, gutter, rules)
    lines = [joined(row, gutter.parts) for band in bands if not band.whole for row in band.rows]
    sides = _sides(lines, gutter.at)
    if not all(sides):
        return False
    top = max(min(cell.top for cell in side) for side in sides)
    bottom = min(max(cell.bottom for cell in side) for side in sides)
    sides = [[cell for cell in side if top - 1 <= cell.middle <= bottom + 1] for side in sides]
    heights = min(len({round(place / 3) for cell in side for place in _middles(cell)}) for side in sides)
    if heights < _COLUMN_LINES - _is_uneven(sides):
        return False
    width = max(row.right for row in rows) - min(row.left for row in rows)
    if any(typical(side, lambda cell: len(cell.text.split())) < 3 for side in sides):
        return False
    slim, wide = sorted(
        (typical(side, lambda cell: cell.right - cell.left) / width, at) for at, side in enumerate(sides)
    )
    if slim[0] > _WIDE:
        return True
    return slim[0] > _SLIM and wide[0] > 2 * _WIDE and not _share_rows(sides[slim[1]], sides[wide[1]])


def _share_rows(slim: Sequence[Segment], wide: Sequence[Segment]) -> bool:
    """Whether texts beside each other end at the same heights, as the cells of a table do."""
    gaps, others = _gaps(slim), _gaps(wide)
    shared = sum(
        any(min(end, below) - max(begin, above) > 0.6 * min(end - begin, below - above) for above, below in others)
        for begin, end in gaps
    )
    return shared > len(gaps) / 2


def _gaps(cells: Sequence[Segment]) -> list[tuple[float, float]]:
    """From where to where no text stands between two lines that are no neighbours."""
    ordered = sorted(cells, key=lambda cell: cell.middle)
    return [
        (one.bottom, other.top)
        for one, other in itertools.pairwise(ordered)
        if other.top - one.bottom > one.size * _APART
    ]


def _is_uneven(sides: Sequence[Sequence[Segment]]) -> bool:
    """Whether the lines on one side stand at other heights than those on the other, as the rows of a table do not."""
    level = sum(any(abs(one.middle - other.middle) < 1 for other in sides[1]) for one in sides[0])
    return level < len(sides[0]) / 2


def _middles(cell: Segment) -> list[float]:
    """Where the lines of a cell stand: one, unless it is a frame with several in it."""
    return [one.middle for line in cell.inside for one in line.cells] if isinstance(cell, Framed) else [cell.middle]


def typical(cells: Sequence[Segment], measure: Callable[[Segment], float]) -> float:
    """What is measured of the cell that the middle word stands in: a table in a column has many cells but few words."""
    words = sorted((measure(cell), len(cell.text.split())) for cell in cells)
    half = sum(count for _, count in words) / 2
    for value, count in words:
        half -= count
        if half <= 0:
            return value
    return 0.0


def _sides(rows: Sequence[Line], at: float) -> list[list[Segment]]:
    cells = [cell for row in rows for cell in row.cells]
    return [[cell for cell in cells if cell.right <= at + 1], [cell for cell in cells if cell.right > at + 1]]


def _crosses(line: Line, at: float) -> bool:
    return any(cell.left < at - 3 and cell.right > at + 3 for cell in line.cells)
