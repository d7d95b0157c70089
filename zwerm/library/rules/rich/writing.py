"""The tree to Markdown, in normal form: `-` and `1.` for lists, `**` and `*` for stress, fences for code, one line a paragraph."""

from __future__ import annotations

import re

from zwerm.library.rules.rich.normal import fits_tight
from zwerm.library.rules.rich.stress import Care, write_inline
from zwerm.library.rules.rich.tree import LISTS, Node, Text, words_of

_TICKS = re.compile(r"`+")
_WAVES = re.compile(r"^\s*~+", re.MULTILINE)


def write_block(one: Node, care: Care, before: str = "") -> str:
    """Markdown of a normal block, without a line end. `before` is the marker of a list right above it, to be told apart from."""
    return "\n".join(_lines(one, care, before))


def _lines(one: Node, care: Care, before: str = "") -> list[str]:
    if one.type == "paragraph":
        return write_inline(one.content, care, between="\\\n").split("\n")
    if one.type == "heading":
        words = write_inline(one.content, care, between="<br>", line_starts=False)
        return [f"{'#' * int(one.get('level') or 2)} {words}".rstrip()]
    if one.type == "codeBlock":
        return _fence(one)
    if one.type == "source":
        return words_of(one).split("\n")
    if one.type == "horizontalRule":
        return ["---"]
    if one.type in LISTS:
        return _list(one, care, before)
    if one.type == "table":
        return _table(one, care)
    if one.type == "callout":
        return [f"> [!{str(one.get('kind')).upper()}]", *_quoted(one, care)]
    return _quoted(one, care)


def _fence(one: Node) -> list[str]:
    words, language = words_of(one), str(one.get("language") or "")
    sign = "~" if "`" in language else "`"
    runs = _TICKS.findall(words) if sign == "`" else [run.strip() for run in _WAVES.findall(words)]
    fence = sign * max(3, *(len(run) + 1 for run in runs), 3)
    return [f"{fence}{language}", *(words.split("\n") if words else []), fence]


def _quoted(one: Node, care: Care) -> list[str]:
    return [f"> {line}" if line else ">" for line in write_blocks(one.content, care)]


def write_blocks(content: tuple[Node | Text, ...], care: Care, *, tight: bool = False) -> list[str]:
    """Lines of blocks below each other."""
    lines: list[str] = []
    last: Node | None = None
    marker = ""
    for child in content:
        if not isinstance(child, Node):
            continue
        before = marker if last is not None and last.type == child.type else ""
        made = _lines(child, care, before)
        marker = marker_of(made[0]) if child.type in LISTS else ""
        if last is not None and not tight:
            lines.append("")
        lines += made
        last = child
    return lines


def marker_of(line: str) -> str:
    """`-`, `+`, `*`, `.` or `)`: what tells this list apart from the next."""
    found = re.match(r"\s*(?:([-+*])|\d+([.)]))", line)
    return (found.group(1) or found.group(2)) if found else ""


def _list(one: Node, care: Care, before: str) -> list[str]:
    tight = bool(one.get("tight")) and all(isinstance(item, Node) and fits_tight(item) for item in one.content)
    number = one.get("start")
    sign = (")" if before == "." else ".") if one.type == "orderedList" else ("+" if before == "-" else "-")
    lines: list[str] = []
    for at, item in enumerate(one.content):
        if not isinstance(item, Node):
            continue
        marker = f"{int(number or 0) + at}{sign} " if one.type == "orderedList" else f"{sign} "
        lines += [""] if lines and not tight else []
        lines += _item(item, care, marker, tight=tight)
    return lines


def _item(item: Node, care: Care, marker: str, *, tight: bool) -> list[str]:
    made = write_blocks(item.content, care, tight=tight)
    if made[0] == "---":
        made[0] = "***"  # `- ---` is one line across, not a line in a list
    checked = item.get("checked")
    first = f"[{'x' if checked else ' '}] {made[0]}" if checked is not None else made[0]
    indent = " " * len(marker)
    return [
        f"{marker}{first}" if first else marker.rstrip(),
        *(f"{indent}{line}" if line else "" for line in made[1:]),
    ]


_SIDES = {"left": ":--", "center": ":-:", "right": "--:"}


def _table(one: Node, care: Care) -> list[str]:
    rows = [[cell for cell in row.content if isinstance(cell, Node)] for row in one.content if isinstance(row, Node)]
    lines = [_row([_cell(cell, care) for cell in row]) for row in rows]
    return [lines[0], _row([_SIDES.get(str(cell.get("align")), "---") for cell in rows[0]]), *lines[1:]]


def _row(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _cell(cell: Node, care: Care) -> str:
    paragraph = cell.content[0]
    content = paragraph.content if isinstance(paragraph, Node) else ()
    return write_inline(content, care, between="<br>", in_cell=True)
