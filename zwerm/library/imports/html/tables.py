"""Tables of web pages: grids of facts become tables, tables that only place things disappear."""

from collections.abc import Callable, Iterator

from lxml.html import HtmlElement

from zwerm.library.imports import limits
from zwerm.library.imports.blocks import (
    Block,
    Heading,
    Paragraph,
    Quote,
    Table,
    cell_text,
)

_SPAN = 60


def read_table(
    table: HtmlElement, read_cell: Callable[[HtmlElement], list[Block]], tell_cut: Callable[[], None]
) -> Iterator[Block]:
    """The table with merged cells spread out, or its contents when it is there for the layout.

    `tell_cut` is called when it was too long or too wide to be read whole.
    """
    caption = table.find("caption")
    if caption is not None:
        yield from (
            Paragraph(f"**{block.text.replace('**', '')}**")
            for block in read_cell(caption)
            if isinstance(block, Paragraph)
        )
    grid = _grid(table, read_cell, tell_cut)
    cells = [cell for row in grid for cell in row if cell]
    if _is_layout(table, grid, cells):
        for cell in cells:
            yield from cell
        return
    rows = [[cell_text(cell) for cell in row] for row in grid]
    # Bold says nothing in a heading row or column, where everything is.
    yield Table(
        [
            [
                text[2:-2] if text.startswith("**") and text.endswith("**") and text.count("**") == 2 else text
                for text in row
            ]
            for row in rows
        ]
    )


def _grid(
    table: HtmlElement, read_cell: Callable[[HtmlElement], list[Block]], tell_cut: Callable[[], None]
) -> list[list[list[Block]]]:
    grid: list[list[list[Block]]] = []
    # For each column: in how many rows to come it is still taken by a cell from above.
    taken: dict[int, int] = {}
    for row in table.iter("tr"):
        if next(row.iterancestors("table"), None) is not table:
            continue
        if len(grid) >= limits.TABLE_ROWS:
            tell_cut()
            break
        cells: list[list[Block]] = []
        for cell in row:
            if cell.tag not in {"td", "th"}:
                continue
            _skip_taken(cells, taken)
            if len(cells) >= limits.TABLE_COLUMNS:
                tell_cut()
                break
            width, height = _number(cell.get("colspan")), _number(cell.get("rowspan"))
            for offset in range(width):
                if height > 1:
                    taken[len(cells)] = height - 1
                cells.append(read_cell(cell) if offset == 0 else [])
        _skip_taken(cells, taken)
        grid.append(cells)
    return grid


def _skip_taken(cells: list[list[Block]], taken: dict[int, int]) -> None:
    while taken.get(len(cells), 0) > 0 and len(cells) < limits.TABLE_COLUMNS:
        taken[len(cells)] -= 1
        cells.append([])


def _is_layout(table: HtmlElement, grid: list[list[list[Block]]], cells: list[list[Block]]) -> bool:
    if table.get("role") in {"presentation", "none"} or len(cells) <= 1:
        return True
    if any(isinstance(block, Heading | Table | Quote) for cell in cells for block in cell):
        return True
    if table.find(".//th") is not None:
        return False
    columns = max((len(row) for row in grid), default=0)
    longest = max(len(cell_text(cell)) for cell in cells)
    return columns <= 1 or (longest > 1_500 and len(cells) <= 6)


def _number(text: str | None) -> int:
    return min(max(int(text), 1), _SPAN) if text and text.isdigit() and len(text) < 6 else 1
