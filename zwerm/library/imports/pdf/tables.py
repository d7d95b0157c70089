"""Lines whose cells stand in columns → the rows of a table."""

import itertools
from collections.abc import Callable, Sequence

from zwerm.library.imports.inline import Span, plain, write_spans
from zwerm.library.imports.pdf.drawn import Rule, heights_within
from zwerm.library.imports.pdf.lines import Line, joined, loose_rows
from zwerm.library.imports.pdf.segments import Segment
from zwerm.library.imports.pdf.words import HYPHEN, Words, join_spans

# How far to the right a line in a cell might have gone.
Room = Callable[[Segment], float]
Rooms = Sequence[Room]

_ROWS = 3
_COLUMNS = 12
_ALIGNED = 3
# Rows stand at least this much further apart, in points, than the lines of one cell, if they do.
_APART = 1.5


def find_tables(lines: Sequence[Line], drawn: Sequence[Rule], body: float, words: Words) -> list[Line]:
    """The lines of one page, in which lines that form a table are replaced by one that holds its rows.

    `drawn` are the horizontal lines on the page: between two of them in its own column stands one row.
    """
    found: list[Line] = []
    index = 0
    while index < len(lines):
        rules = heights_within(drawn, lines[index].column_left, lines[index].column_right)
        end = _table_end(lines, index, body, rules)
        over = [at for at in range(index + 1, end - 1) if _is_printed_over(*lines[at - 1 : at + 2])]
        inside = [lines[at] for at in range(index, end) if at not in over]
        rows = _rows(inside, rules, words) if len(inside) >= 2 else []
        if len(rows) >= _ROWS or (len(rows) == 2 and (_is_ruled(inside, rules) or _is_full(rows))):
            table = Line([cell for line in inside for cell in line.cells], lines[index].page)
            table.rows = rows
            found += [table, *(lines[at] for at in over)]
            index = end
        else:
            found.append(lines[index])
            index += 1
    return found


def joined_over_pages(lines: Sequence[Line]) -> list[Line]:
    """The lines, in which a table that goes on at the head of the next page is one table.

    It goes on where it stands between the same places, and begins with a row while the table itself has a heading in
    bold. What goes on in small letters is the rest of its last row. A row of no table is a line again.
    """
    found: list[Line] = []
    for line in lines:
        last = found[-1] if found else None
        if last and _is_rest(last, line):
            rows = list(line.rows)
            if _is_broken(last, line):
                broken, rest = last.rows.pop(), rows.pop(0)
                rows.insert(0, [" ".join(filter(None, both)) for both in zip(broken, rest, strict=True)])
            last.rows, last.page = [*last.rows, *rows], line.page
        else:
            found.append(line)
    return [line for one in found for line in ([one] if len(one.rows) != 1 else _without_row(one))]


def _without_row(table: Line) -> list[Line]:
    return [joined(row) for row in loose_rows(table.cells, table.page, table.column_left, table.column_right)]


def _is_rest(table: Line, line: Line) -> bool:
    return (
        bool(table.rows and line.rows)
        and line.page == table.page + 1
        and len(table.rows[0]) == len(line.rows[0])
        and line.column_right > 0
        and abs(table.column_left - line.column_left) < 3
        and abs(table.column_right - line.column_right) < 3
        and (_is_broken(table, line) or (_is_bold(table.rows[0]) and not _is_bold(line.rows[0])))
    )


def _is_broken(table: Line, line: Line) -> bool:
    """Whether the page ended in the middle of a row: the next page begins in small letters, as no row of the table does."""
    low = [all(cell[:1].islower() for cell in row if cell) for row in (line.rows[0], *table.rows)]
    return low[0] and not any(low[1:])


def _is_bold(row: Sequence[str]) -> bool:
    return all(cell.startswith("**") and cell.endswith("**") for cell in row if cell)


def _table_end(lines: Sequence[Line], start: int, body: float, rules: Sequence[float]) -> int:
    """One past the last line of the table that starts here, or `start` when none does."""
    if not _has_columns(lines[start]):
        return start
    end, last_full = start + 1, start + 1
    while end < len(lines):
        line, before = lines[end], lines[end - 1]
        if (
            line.picture
            or line.rows
            or line.heading
            or line.page != before.page
            or line.top - before.bottom > max(body, line.size) * 2.6
        ):
            break
        if line.top < before.top - 1:
            break
        if _has_columns(line):
            end += 1
            last_full = end
        elif _is_remark(line, before, lines[start:end]):
            last_full = end = end + 1
        elif end - last_full < 3 and (_fits(line, lines[start:end]) or _goes_on(lines, end, lines[start:end])):
            end += 1
        else:
            break
    if any(-2 < rule - lines[end - 1].bottom < lines[end - 1].size for rule in rules):
        # A line is drawn below the last cell that goes on.
        last_full = end
    while last_full < len(lines) and _ends_row(lines, start, last_full):
        last_full += 1
    return last_full if last_full - start >= 2 else start


def _has_columns(line: Line) -> bool:
    return not line.picture and not line.rows and 2 <= len(line.cells) <= _COLUMNS and not _is_entry(line)


def _is_entry(line: Line) -> bool:
    """A bullet or a number stands apart from its text without being a cell, unless a line is drawn between them."""
    return (
        len(line.cells) == 2
        and line.cells[1].upright is None
        and len(line.cells[0].text.strip().rstrip(".)")) <= 2
        and line.cells[1].left - line.cells[0].right < 40
    )


def _fits(line: Line, rows: Sequence[Line]) -> bool:
    """Whether a line with one cell continues a cell above it rather than being a text of its own."""
    cell = line.cells[0]
    edges = [other for row in rows for other in row.cells]
    inside = [other for other in edges if other.left - 3 <= cell.left and cell.right <= other.right + 30]
    left = min(other.left for other in edges)
    return bool(inside) and (cell.left > left + 15 or cell.right < max(other.right for other in edges) * 0.6)


def _ends_row(lines: Sequence[Line], start: int, at: int) -> bool:
    """Whether the line `at`, below what was found of a table, goes on with cells of its last row: nearer to it than rows are to each other."""
    line, before = lines[at], lines[at - 1]
    if line.picture or line.rows or line.heading or line.page != before.page or line.top < before.top:
        return False
    edges = sorted({cell.left for row in lines[start:at] if _has_columns(row) for cell in row.cells})
    for cell in line.cells:
        after = [edge for edge in edges if edge > cell.left + 3]
        if not any(abs(cell.left - edge) < 3 for edge in edges) or (after and cell.right > after[0] - 2):
            return False
    below = lines[at + 1] if at + 1 < len(lines) else None
    gap = line.top - before.bottom
    apart = below is None or below.page != line.page or not -1 < below.top - line.bottom < gap + 1
    return gap < _row_gap(lines[start:at]) - _APART and (apart or _ends_row(lines, start, at + 1))


def _row_gap(lines: Sequence[Line]) -> float:
    """How far the rows of a table stand apart: how near the line above comes to one with a text in most columns."""
    most = max(len(line.cells) for line in lines)
    gaps = [line.top - before.bottom for before, line in itertools.pairwise(lines) if len(line.cells) == most]
    return min(gaps, default=0.0)


def _goes_on(lines: Sequence[Line], at: int, rows: Sequence[Line]) -> bool:
    """Whether the line `at`, a remark between two rows, is followed by a row of the same table."""
    after = lines[at + 1] if at + 1 < len(lines) else None
    if after is None or after.page != lines[at].page or not _has_columns(after) or len(after.cells) < _ALIGNED:
        return False
    if after.top - lines[at].bottom > after.size * 2.6:
        return False
    edges = [other.left for row in rows for other in row.cells]
    return all(any(abs(cell.left - edge) < 3 for edge in edges) for cell in after.cells)


def _is_printed_over(before: Line, line: Line, after: Line) -> bool:
    """Whether a line lies over the cells of the rows above and below it: a footer that a long table ran into."""
    if len(line.cells) != 1 or line.top > before.bottom - 1 or line.bottom < after.top + 1:
        return False
    return all(
        sum(cell.left < line.right and line.left < cell.right for cell in row.cells) >= 2 for row in (before, after)
    )


def _is_remark(line: Line, before: Line, rows: Sequence[Line]) -> bool:
    """Whether a line with one cell stands close below a row, under one of its columns but the first, as those before it did."""
    if len(before.cells) < _ALIGNED or line.top - before.bottom > line.size * 0.5:
        return False
    remarks = [row.cells[0].left for row in rows if len(row.cells) == 1]
    return bool(remarks) and all(abs(left - line.cells[0].left) < 3 for left in remarks)


def _rows(lines: Sequence[Line], rules: Sequence[float], words: Words) -> list[list[str]]:
    columns = _columns(lines)
    if len(columns) < 2:
        return []
    ruled = _is_ruled(lines, rules)
    most, gap = max(len(line.cells) for line in lines), _row_gap(lines)
    rooms = [_room(columns, column) for column in range(len(columns))]
    rows: list[list[list[Segment]]] = []
    last: Line | None = None
    split = False
    for line in lines:
        cells = _in_columns(line, columns)
        same = last is not None and _same_row(last, line, cells, rules, ruled)
        if last is not None and not ruled and len(line.cells) < most:
            same = same or 0 <= line.top - last.bottom < gap - _APART
        # Between two drawn lines several rows may stand.
        split = same and ruled and are_rows(rows[-1], cells, rooms, split)
        if same and not split:
            for column, texts in enumerate(cells):
                rows[-1][column].extend(texts)
        else:
            rows.append(cells)
        last = line
    # A grid that is mostly empty is not a table but text that happens to have gaps.
    filled = sum(1 for row in rows for cell in row if cell)
    if filled < len(rows) * len(columns) * 0.45:
        return []
    return [[cell_text(cell, room, words) for cell, room in zip(row, rooms, strict=True)] for row in rows]


def _in_columns(line: Line, columns: Sequence[tuple[float, float]]) -> list[list[Segment]]:
    cells: list[list[Segment]] = [[] for _ in columns]
    for cell in line.cells:
        # A text that begins where a column begins may be wider than it.
        begins = len(line.cells) == 1 or any(abs(cell.left - left) < 2 for left, _ in columns)
        place = cell.left + 1 if begins else (cell.left + cell.right) / 2
        away = [_distance(column, place) for column in columns]
        cells[away.index(min(away))].append(cell)
    return cells


def _room(columns: Sequence[tuple[float, float]], column: int) -> Room:
    """How far to the right a text in this column may go."""
    end = columns[column + 1][0] - 4 if column + 1 < len(columns) else columns[column][1]
    return lambda _: end


def _is_wrapped(before: Segment, after: Segment, room: float) -> bool:
    """Whether a line ends because it was full, so that the next one goes on with it: its first word had no room there."""
    if HYPHEN.search(before.text.rstrip()):
        return True
    text = after.text.strip()
    first = text.split(" ", 1)[0]
    if first == text and " " not in before.text.strip() and not first[:1].islower():
        return False
    width = (after.right - after.left) * len(first) / max(len(text), 1)
    return before.right + width + before.size * 0.2 > room


def are_rows(row: Sequence[Sequence[Segment]], cells: Sequence[Sequence[Segment]], rooms: Rooms, go_on: bool) -> bool:
    """Whether `cells` are a row of their own below `row`: in most columns a new text begins rather than goes on.

    `go_on`: the row above was found so, which makes the next one likely.
    """
    pairs = [(row[at][-1], cells[at][0], rooms[at]) for at in range(len(row)) if row[at] and cells[at]]
    wrapped = sum(1 for before, after, room in pairs if _is_wrapped(before, after, room(before)))
    begun = len(pairs) - wrapped
    return begun >= max(1, wrapped) if go_on else begun >= max(2, 3 * wrapped)


def cell_text(cell: Sequence[Segment], room: Room, words: Words) -> str:
    """The lines of a cell: one text where a line filled the column, lines of their own otherwise."""
    lines: list[list[Span]] = []
    last: Segment | None = None
    for segment in cell:
        same = last is not None and segment.middle - last.middle < segment.size * 0.5
        if last is None or not (same or _is_wrapped(last, segment, room(last))):
            lines.append(list(segment.spans))
        elif same:
            lines[-1] += [Span(" "), *segment.spans]
        else:
            lines[-1] = join_spans(lines[-1], segment.spans, words)
        last = segment
    return "\n".join(write_spans(line) if len(plain(line)) > 1 else plain(line) for line in lines)


def _is_full(rows: Sequence[Sequence[str]]) -> bool:
    return len(rows[0]) >= 3 and all(cell for row in rows for cell in row)


def _columns(lines: Sequence[Line]) -> list[tuple[float, float]]:
    """Spans across the page that cells of all rows leave free between them. A row of few cells may lie over several columns."""
    most = max(len(line.cells) for line in lines)
    full = [line for line in lines if len(line.cells) > max(1, most / 2)]
    spans = sorted((cell.left, cell.right) for line in full for cell in line.cells)
    columns: list[list[float]] = []
    for left, right in spans:
        if columns and left < columns[-1][1] - 2:
            columns[-1][1] = max(columns[-1][1], right)
        else:
            columns.append([left, right])
    return [(left, right) for left, right in columns]


def _distance(column: tuple[float, float], middle: float) -> float:
    return 0.0 if column[0] <= middle <= column[1] else min(abs(middle - column[0]), abs(middle - column[1]))


def _same_row(last: Line, line: Line, cells: Sequence[Sequence[Segment]], rules: Sequence[float], ruled: bool) -> bool:
    if ruled:
        return not any(last.top + last.size * 0.5 < rule < line.bottom - line.size * 0.3 for rule in rules)
    return not cells[0] and line.top - last.bottom < line.size * 0.9


def _is_ruled(lines: Sequence[Line], rules: Sequence[float]) -> bool:
    inside = [rule for rule in rules if lines[0].top - 20 < rule < lines[-1].bottom + 20]
    return len(inside) >= 3
