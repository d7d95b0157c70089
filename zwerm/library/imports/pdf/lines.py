"""Segments → lines in reading order: columns from left to right, what spans them in between."""

import itertools
import statistics
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from zwerm.library.imports.inline import Span
from zwerm.library.imports.pdf.segments import CELL_GAP, Segment, raise_digits

_COLUMN_LINES = 5
_MOST_DEPTH = 3


@dataclass(slots=True)
class Line:
    """One line of one column. `cells` are its segments; more than one means wide gaps between them."""

    cells: list[Segment]
    page: int
    column_left: float = 0.0
    column_right: float = 0.0
    picture: str = ""
    heading: int = 0
    dotted: bool = False
    rows: list[list[str]] = field(default_factory=list)

    @property
    def left(self) -> float:
        return self.cells[0].left

    @property
    def right(self) -> float:
        return max(cell.right for cell in self.cells)

    @property
    def top(self) -> float:
        return min(cell.top for cell in self.cells)

    @property
    def bottom(self) -> float:
        return max(cell.bottom for cell in self.cells)

    @property
    def size(self) -> float:
        weights: dict[float, int] = {}
        for cell in self.cells:
            weights[cell.size] = weights.get(cell.size, 0) + len(cell.text)
        return max(weights, key=lambda size: weights[size])

    @property
    def text(self) -> str:
        return " ".join(cell.text.strip() for cell in self.cells)

    @property
    def spans(self) -> list[Span]:
        spans: list[Span] = []
        for cell in self.cells:
            if spans:
                spans.append(Span(" "))
            spans.extend(cell.spans)
        return spans

    @property
    def is_bold(self) -> bool:
        return all(span.bold for cell in self.cells for span in cell.spans if span.text.strip())


def reading_order(segments: Sequence[Segment], page: int, width: float, rules: Sequence[float] = ()) -> list[Line]:
    """All lines of a page, in the order in which people read them. `rules`: heights of lines drawn across it."""
    return _order(list(segments), page, (0.0, width), rules, 0)


def rows(segments: Sequence[Segment], page: int) -> list[Line]:
    """What stands side by side, whatever columns there are."""
    return _lines(list(segments), page, 0.0, 0.0)


def _order(
    segments: list[Segment], page: int, span: tuple[float, float], rules: Sequence[float], depth: int
) -> list[Line]:
    left, right = span
    lines = _lines(segments, page, left, right)
    gutter = _gutter(lines, rules) if depth < _MOST_DEPTH else None
    if gutter is None:
        return lines
    ordered: list[Line] = []
    band: list[Line] = []
    for line in [*lines, None]:
        if line is not None and not _crosses(line, gutter):
            band.append(line)
            continue
        if band:
            inside = [cell for one in band for cell in one.cells]
            ordered += _order(
                [cell for cell in inside if cell.right <= gutter + 1], page, (left, gutter), rules, depth + 1
            )
            ordered += _order(
                [cell for cell in inside if cell.right > gutter + 1], page, (gutter, right), rules, depth + 1
            )
            band = []
        if line is not None:
            ordered.append(line)
    return ordered


def _lines(segments: list[Segment], page: int, left: float, right: float) -> list[Line]:
    lines: list[Line] = []
    for segment in sorted(segments, key=lambda one: (one.middle, one.left)):
        if not segment.text.strip():
            continue
        # A raised or small word may stand slightly off the line it belongs to.
        near = next((line for line in reversed(lines[-4:]) if _same_line(line, segment)), None)
        if near is not None:
            near.cells.append(segment)
        else:
            lines.append(Line([segment], page, left, right))
    for line in lines:
        line.cells = _without_overprint(sorted(line.cells, key=lambda cell: cell.left))
    lines.sort(key=lambda line: line.cells[0].middle)
    return [_joined(line) for line in lines]


def _same_line(line: Line, segment: Segment) -> bool:
    other = max(line.cells, key=lambda cell: cell.size)
    overlap = min(other.bottom, segment.bottom) - max(other.top, segment.top)
    return overlap > 0.5 * min(other.bottom - other.top, segment.bottom - segment.top) and abs(
        other.middle - segment.middle
    ) < 0.5 * max(other.size, segment.size)


def _without_overprint(cells: list[Segment]) -> list[Segment]:
    """Shadows and imitated bold print the same words twice in the same place."""
    kept: list[Segment] = []
    for cell in cells:
        if not any(other.text == cell.text and abs(other.left - cell.left) < cell.size * 0.3 for other in kept[-3:]):
            kept.append(cell)
    return kept


def _joined(line: Line) -> Line:
    """Neighbours without a real gap are one cell: some files place every word on its own.

    The segments themselves stay as they are: a page is looked at more than once.
    """
    cells: list[Segment] = []
    for segment in line.cells:
        cell = replace(segment, spans=list(segment.spans), sizes=dict(segment.sizes))
        last = cells[-1] if cells else None
        gap = cell.left - last.right if last else 0.0
        if last is None or cell.parted or gap > max(cell.size, last.size) * CELL_GAP:
            cells.append(cell)
            continue
        if cell.size < last.size * 0.8 and cell.bottom < last.bottom - last.size * 0.1 and cell.text.strip().isdigit():
            cell.spans = [Span(raise_digits(cell.text.strip()))]
            gap = 0.0
        if gap > cell.size * 0.12 and not last.text.endswith(" "):
            last.spans.append(Span(" "))
        last.spans.extend(cell.spans)
        last.right = max(last.right, cell.right)
        for size, count in cell.sizes.items():
            last.sizes[size] = last.sizes.get(size, 0) + count
        if last.sizes.get(cell.size, 0) > last.sizes.get(last.size, 0):
            last.size, last.top, last.bottom = cell.size, cell.top, cell.bottom
    line.cells = cells
    return line


def _gutter(lines: list[Line], rules: Sequence[float]) -> float | None:
    """Where two columns of running text part, or None. Tables have gaps as well, but short texts beside them."""
    left, right = min((line.left for line in lines), default=0.0), max((line.right for line in lines), default=0.0)
    width = right - left
    candidates: dict[int, int] = {}
    for line in lines:
        for one, other in itertools.pairwise(line.cells):
            middle = (one.right + other.left) / 2
            if left + width * 0.25 < middle < right - width * 0.25:
                candidates[round(middle / 6)] = candidates.get(round(middle / 6), 0) + 1
    best = max(candidates, key=lambda key: candidates[key], default=None)
    if best is None:
        return None
    gutter = best * 6.0
    both = [line for line in lines if not _crosses(line, gutter) and line.left < gutter < line.right]
    drawn = [rule for rule in rules if both and both[0].top < rule < both[-1].bottom]
    if len(both) < _COLUMN_LINES or len(drawn) > len(both) * 0.3:
        return None
    sides = [
        [cell for line in both for cell in line.cells if (cell.right <= gutter + 1) is is_left]
        for is_left in (True, False)
    ]
    if any(not side or statistics.median(len(cell.text.split()) for cell in side) < 3 for side in sides):
        return None
    filled = [statistics.median(cell.right - cell.left for cell in side) for side in sides]
    return gutter if min(filled) > width * 0.26 else None


def _crosses(line: Line, gutter: float) -> bool:
    return any(cell.left < gutter - 3 and cell.right > gutter + 3 for cell in line.cells)
