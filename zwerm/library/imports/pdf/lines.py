"""Segments → lines: what stands side by side on a page."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from zwerm.library.imports.inline import Span
from zwerm.library.imports.pdf.segments import CELL_GAP, Segment, raise_digits


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
    boxed: bool = False
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


@dataclass(slots=True)
class Framed(Segment):
    """What lines or a ground of its own set apart on a page, with its lines in reading order: a table, or a box with a text."""

    inside: list[Line] = field(default_factory=list)


def framed(segments: Sequence[Segment], place: tuple[float, float, float, float], inside: list[Line]) -> Framed:
    """The `segments` that stand in a place (left, top, right, bottom) as one."""
    frame = Framed(*place, size=0.0, inside=inside)
    for segment in segments:
        frame.spans += [*segment.spans, Span(" ")]
        for size, count in segment.sizes.items():
            frame.sizes[size] = frame.sizes.get(size, 0) + count
    frame.size = max(frame.sizes, key=lambda size: frame.sizes[size], default=0.0)
    return frame


def lines_of(row: Line, parts: Callable[[Segment, Segment], bool] | None = None) -> list[Line]:
    """A row as lines to read: what is in a frame, or the row itself, see `joined`."""
    first = row.cells[0]
    return first.inside if isinstance(first, Framed) else [joined(row, parts)]


def rows(segments: Sequence[Segment], page: int) -> list[Line]:
    """What stands side by side, whatever columns there are."""
    return [joined(row) for row in loose_rows(segments, page, 0.0, 0.0)]


def loose_rows(segments: Sequence[Segment], page: int, left: float, right: float) -> list[Line]:
    """The rows of a column from `left` to `right`, with every segment as it stands in the file."""
    rows: list[Line] = []
    for segment in sorted(segments, key=lambda one: (one.middle, one.left)):
        if not segment.text.strip():
            continue
        # A raised or small word may stand slightly off the line it belongs to.
        near = next((row for row in reversed(rows[-4:]) if _same_line(row, segment)), None)
        near = None if isinstance(segment, Framed) else near
        if near is not None:
            near.cells.append(segment)
        else:
            rows.append(Line([segment], page, left, right))
    for row in rows:
        row.cells = _without_overprint(sorted(row.cells, key=lambda cell: cell.left))
    return sorted(rows, key=lambda row: row.cells[0].middle)


def _same_line(line: Line, segment: Segment) -> bool:
    if isinstance(line.cells[0], Framed):
        return False
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


def joined(line: Line, parts: Callable[[Segment, Segment], bool] | None = None) -> Line:
    """The line with neighbours without a real gap as one cell, unless something `parts` them: some files place every word on its own."""
    cells: list[Segment] = []
    for segment in line.cells:
        cell = replace(segment, spans=list(segment.spans), sizes=dict(segment.sizes))
        last = cells[-1] if cells else None
        gap = cell.left - last.right if last else 0.0
        drawn = last is not None and cell.upright is not None and last.right - cell.size * 0.1 <= cell.upright
        if last is None or drawn or (parts and parts(last, cell)) or gap > max(cell.size, last.size) * CELL_GAP:
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
    return replace(line, cells=cells)
