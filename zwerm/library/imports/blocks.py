"""The parts a document is made of, and how they are written as Markdown. Texts are Markdown inside a paragraph already."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from zwerm.library.imports import limits
from zwerm.library.imports.inline import escape_line_start


@dataclass(slots=True)
class Heading:
    level: int
    text: str


@dataclass(slots=True)
class Paragraph:
    text: str


@dataclass(slots=True)
class Item:
    """One entry of a list; `depth` 0 is the outermost. `number` starts an ordered list elsewhere than at 1."""

    depth: int
    ordered: bool
    text: str
    number: int | None = None


@dataclass(slots=True)
class Table:
    """Rows of cells, the first row is the heading. Rows may differ in length."""

    rows: list[list[str]]


@dataclass(slots=True)
class Code:
    text: str
    language: str = ""


@dataclass(slots=True)
class Quote:
    blocks: "list[Block]" = field(default_factory=list)


@dataclass(slots=True)
class Rule:
    pass


@dataclass(slots=True)
class Footnote:
    mark: str
    text: str


Block = Heading | Paragraph | Item | Table | Code | Quote | Rule | Footnote


def write_blocks(blocks: Iterable[Block]) -> str:
    """The whole document as Markdown, one blank line between blocks, none between the entries of a list."""
    pieces: list[str] = []
    previous: Block | None = None
    open_lists: list[_OpenList] = []
    for block in blocks:
        if isinstance(block, Item):
            text = _write_item(block, open_lists)
        else:
            open_lists.clear()
            text = _write_block(block)
        if not text.strip():
            continue
        tight = isinstance(block, Item) and isinstance(previous, Item) and not _is_other_list(previous, block)
        if pieces:
            pieces.append("\n" if tight else "\n\n")
        pieces.append(text)
        previous = block
    return "".join(pieces).strip("\n") + "\n" if pieces else ""


def _is_other_list(one: Item, other: Item) -> bool:
    return one.depth == other.depth == 0 and one.ordered != other.ordered


@dataclass(slots=True)
class _OpenList:
    ordered: bool
    number: int
    indent: int


def _write_item(item: Item, open_lists: list[_OpenList]) -> str:
    depth = min(max(item.depth, 0), len(open_lists))
    del open_lists[depth + 1 :]
    if depth == len(open_lists):
        outer = open_lists[-1] if open_lists else None
        indent = outer.indent + (len(f"{outer.number}. ") if outer.ordered else 2) if outer else 0
        open_lists.append(_OpenList(item.ordered, (item.number or 1) - 1, indent))
    current = open_lists[depth]
    if current.ordered != item.ordered:
        current.ordered, current.number = item.ordered, (item.number or 1) - 1
    current.number = item.number if item.number is not None else current.number + 1
    marker = f"{current.number}. " if item.ordered else "- "
    pad = " " * (current.indent + len(marker))
    lines = [line for line in item.text.split("\n") if line.strip()]
    first = escape_line_start(lines[0]) if lines else ""
    rest = [f"{pad}{line}" for line in lines[1:]]
    return "  \n".join([f"{' ' * current.indent}{marker}{first}", *rest])


def _write_block(block: Block) -> str:
    match block:
        case Heading(level, text):
            line = re.sub(r"\s+", " ", text).strip()
            return f"{'#' * min(max(level, 1), 6)} {line}" if line else ""
        case Paragraph(text):
            return write_paragraph(text)
        case Table(rows):
            return write_table(rows)
        case Code(text, language):
            longest = max((len(run) for run in re.findall(r"`+", text)), default=0)
            fence = "`" * max(3, longest + 1)
            return f"{fence}{language}\n{text.strip(chr(10))}\n{fence}"
        case Quote(blocks):
            inner = write_blocks(blocks).rstrip("\n")
            return "\n".join(f"> {line}".rstrip() for line in inner.split("\n")) if inner else ""
        case Footnote(mark, text):
            return f"[^{mark}]: " + re.sub(r"\s*\n\s*", " ", text)
        case Rule():
            return "---"
        case Item():
            return _write_item(block, [])


def write_paragraph(text: str) -> str:
    """A paragraph; line breaks inside it are kept as hard breaks."""
    lines = [line.strip() for line in text.split("\n")]
    return "  \n".join(escape_line_start(line) for line in lines if line)


def write_table(rows: Sequence[Sequence[str]]) -> str:
    """A pipe table. Empty rows and columns are dropped; what remains of an almost empty table is written as text."""
    cells = [[_write_cell(cell) for cell in row] for row in rows]
    cells = [row for row in cells if any(row)]
    width = min(max((len(row) for row in cells), default=0), limits.TABLE_COLUMNS)
    cells = [(row + [""] * width)[:width] for row in cells]
    kept = [column for column in range(width) if any(row[column] for row in cells)]
    cells = [[row[column] for column in kept] for row in cells]
    if not cells:
        return ""
    if len(kept) == 1:
        return "\n\n".join(write_paragraph(row[0].replace("<br>", "\n").replace("\\|", "|")) for row in cells)
    head, *body = cells
    lines = [
        _write_row(head),
        _write_row(["---"] * len(kept)),
        *(_write_row(row) for row in body),
    ]
    return "\n".join(lines)


def _write_cell(text: str) -> str:
    lines = [re.sub(r"\s+", " ", line).strip() for line in text.split("\n")]
    joined = "<br>".join(line for line in lines if line)
    return re.sub(r"(?<!\\)\|", r"\\|", joined)


def _write_row(cells: Sequence[str]) -> str:
    return "| " + " | ".join(cells) + " |"


def cell_text(blocks: Iterable[Block]) -> str:
    """The blocks of one cell as lines."""
    lines: list[str] = []
    for block in blocks:
        match block:
            case Heading(_, text):
                lines.append(f"**{text}**")
            case Item(depth, ordered, text, number):
                lines.append(f"{'  ' * depth}{f'{number}.' if ordered and number else '•'} {text}")
            case Table(rows):
                lines.extend("; ".join(cell.replace("\n", " ") for cell in row if cell) for row in rows)
            case Code(text, _):
                lines.append(f"`{' '.join(text.split())}`")
            case Quote(inner):
                lines.append(cell_text(inner))
            case Paragraph(text) | Footnote(_, text):
                lines.append(text)
    return "\n".join(line for line in lines if line.strip())
