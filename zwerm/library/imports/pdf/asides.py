"""Where a frame with a text of its own stands beside the text of a page."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from zwerm.library.imports.pdf.lines import Framed, Line

# What stands apart further than this, in sizes of the letters, is no next line of the same text.
_APART = 0.6
_FAR = 0.8


@dataclass(frozen=True, slots=True)
class Aside:
    """The rows from `begin` to `end` stand on two sides of a place across the page, and one of the sides is framed.

    `framed_first`: the text beside the frame goes on below it, so that the frame is best read before it.
    `ends`: above and below these rows something else begins, so that they are no part of longer columns.
    """

    at: float
    begin: int
    end: int
    framed_first: bool
    ends: bool


def find_aside(rows: Sequence[Line]) -> Aside | None:
    """The first frame with a text beside it, and all that is beside it."""
    for row in rows:
        frame = row.cells[0]
        if isinstance(frame, Framed):
            for at in _places(frame, rows):
                if aside := _aside(frame, at, rows):
                    return aside
    return None


def _places(frame: Framed, rows: Sequence[Line]) -> Iterator[float]:
    """Between the frame and what is beside it."""
    beside = [
        cell
        for row in rows
        for cell in row.cells
        if cell is not frame and (frame.top < cell.middle < frame.bottom or cell.top < frame.middle < cell.bottom)
    ]
    left = [cell.right for cell in beside if cell.right <= frame.left + 2]
    right = [cell.left for cell in beside if cell.left >= frame.right - 2]
    if len(left) + len(right) < len(beside):
        return
    if left:
        yield (max(left) + frame.left) / 2
    if right:
        yield (min(right) + frame.right) / 2


def _aside(frame: Framed, at: float, rows: Sequence[Line]) -> Aside | None:
    inside = [index for index, row in enumerate(rows) if frame.top - 1 <= row.cells[0].middle <= frame.bottom + 1]
    first, last = inside[0], inside[-1] + 1
    if any(_crosses(row, at) for row in rows[first:last]):
        return None
    right = frame.left >= at
    if _are_cards(rows, first, last, at):
        return Aside(at, first, last, framed_first=False, ends=True)
    begin, end = first, last
    while begin > 0 and _goes_on(rows[begin - 1], at, right):
        begin -= 1
    while end < len(rows) and _goes_on(rows[end], at, right):
        end += 1
    # The last line of what stands above over the whole width, and the first lines of what stands below it.
    while 0 < begin < first and _is_next(rows[begin - 1], rows[begin]):
        begin += 1
    while last < end < len(rows) and (_is_next(rows[end - 1], rows[end]) or _heads(rows[end - 1], rows[end])):
        end -= 1
    texts = [row for row in rows[begin:end] if not isinstance(row.cells[0], Framed)]
    flows = bool(texts) and end < len(rows) and _is_next(texts[-1], rows[end])
    top, bottom = min(row.top for row in rows[begin:end]), max(row.bottom for row in rows[begin:end])
    above = begin == 0 or _crosses(rows[begin - 1], at) or top - rows[begin - 1].bottom > rows[begin - 1].size * _FAR
    below = end == len(rows) or _crosses(rows[end], at) or rows[end].top - bottom > rows[end].size * _FAR
    return Aside(at, begin, end, flows and right, above and below)


def _are_cards(rows: Sequence[Line], first: int, last: int, at: float) -> bool:
    """Whether frames stand in rows, one beside the other from the same height on, which are read row by row.

    Frames in a column that goes on beside one that ended are read column by column.
    """
    frames = [row.cells[0] for row in rows if isinstance(row.cells[0], Framed) and not _crosses(row, at)]
    if not all(isinstance(row.cells[0], Framed) for row in rows[first:last]):
        return False
    left = sorted({round(one.top) for one in frames if one.right <= at})
    right = sorted({round(one.top) for one in frames if one.left >= at})
    most = max(len(left), len(right))
    level = sum(any(abs(top - other) <= 2 for other in right) for top in left)
    return bool(left and right) and level >= most - 1 and level > 0


def _crosses(row: Line, at: float) -> bool:
    return any(cell.left < at - 3 and cell.right > at + 3 for cell in row.cells)


def _goes_on(row: Line, at: float, right: bool) -> bool:
    """Whether a row stands wholly on the side of the text, or is one more frame on the side of the frame."""
    if _crosses(row, at):
        return False
    if isinstance(row.cells[0], Framed):
        return True
    return row.right <= at if right else row.left >= at


def _is_next(row: Line, following: Line) -> bool:
    same = row.size == following.size and not isinstance(following.cells[0], Framed)
    return same and following.top - row.bottom < row.size * _APART and row.is_bold == following.is_bold


def _heads(row: Line, following: Line) -> bool:
    """Whether a row looks like the heading of what follows it."""
    return (row.is_bold and not following.is_bold) or row.size > following.size * 1.1
