"""The normal form of a tree: what is left of it when it is written as Markdown and read again.

An editor can hold what Markdown cannot: an empty paragraph, a bold space, two paragraphs in one cell of a table.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from zwerm.library.rules.rich.tree import (
    INLINE,
    LISTS,
    VERBATIM,
    Node,
    Text,
    joined,
    node,
    text,
    words_of,
)

_LEANING = ("bold", "italic", "strike")  # marks that cannot begin or end with a space


def normal_blocks(nodes: Iterable[Node]) -> list[Node]:
    return [made for one in nodes if (made := normal_block(one)) is not None]


def normal_block(one: Node) -> Node | None:
    """None: nothing is left of it."""
    if one.type in VERBATIM:
        words = words_of(one)
        if one.type == "source":
            words = words.strip("\n")
            return node("source", [text(words)]) if words.strip() else None
        return Node(one.type, (text(words),) if words else (), one.attributes)
    if one.type == "paragraph":
        content = normal_inline(one.content)
        return node("paragraph", content) if content else None
    if one.type == "heading":
        return Node("heading", normal_inline(one.content), one.attributes)
    if one.type in LISTS:
        return _list(one)
    if one.type == "table":
        return _table(one)
    if one.type in {"blockquote", "callout"}:
        inside = tuple(normal_blocks(_nodes(one)))
        return Node(one.type, inside, one.attributes) if inside else None
    return one


def _filled(one: Node) -> tuple[Node, ...]:
    return tuple(normal_blocks(_nodes(one))) or (node("paragraph"),)


def _nodes(one: Node) -> list[Node]:
    return [child for child in one.content if isinstance(child, Node)]


def _list(one: Node) -> Node | None:
    items = []
    for item in _nodes(one):
        content = _filled(item)
        checked = item.get("checked") if _can_be_ticked(content) else None
        items.append(node("listItem", content, checked=checked))
    if not items:
        return None
    tight = _is_tight(items, bool(one.get("tight")))
    if one.type == "bulletList":
        return node("bulletList", items, tight=tight)
    start = one.get("start")
    start = start if isinstance(start, int) and 0 <= start <= 999_999_000 else 1
    return node("orderedList", items, tight=tight, start=start)


def _can_be_ticked(content: tuple[Node, ...]) -> bool:
    return content[0].type == "paragraph" and bool(content[0].content)


def _is_tight(items: list[Node], wished: bool) -> bool:
    """Whether its items stand on lines below each other. Only paragraphs tell readers of Markdown the difference."""
    paragraphs = any(child.type == "paragraph" and child.content for item in items for child in _nodes(item))
    if not paragraphs:
        return True
    fits = all(fits_tight(item) for item in items)
    if len(items) == 1 and len(items[0].content) == 1:
        return True
    return wished and fits


def fits_tight(item: Node) -> bool:
    """Whether the parts of an item can follow each other without blank lines: a line of words, then lists."""
    first, *rest = _nodes(item)
    if not rest:
        return True
    if first.type != "paragraph" or len(rest) > 1 or rest[0].type not in LISTS:
        return False
    # A number other than 1, and an empty item, cannot follow a line of words: they are read as its next words.
    return rest[0].get("start") in {None, 1} and bool(_nodes(_nodes(rest[0])[0])[0].content)


def _table(one: Node) -> Node | None:
    rows = [_nodes(row) for row in _nodes(one)]
    width = max((len(row) for row in rows), default=0)
    if not width:
        return None
    sides = [rows[0][at].get("align") if at < len(rows[0]) else None for at in range(width)]
    made = []
    for number, row in enumerate(rows):
        kind = "tableCell" if number else "tableHeader"
        cells = [
            node(kind, [_cell(row[at]) if at < len(row) else node("paragraph")], align=sides[at]) for at in range(width)
        ]
        made.append(node("tableRow", cells))
    return node("table", made)


def _cell(one: Node) -> Node:
    content: list[Node | Text] = []
    for child in _nodes(one):
        if content and child.content:
            content.append(node("hardBreak"))
        content += child.content
    return node("paragraph", normal_inline(content))


def normal_inline(content: Iterable[Node | Text]) -> tuple[Node | Text, ...]:
    """Without spaces at the ends of lines and of bold, and without breaks at the ends."""
    pieces = [_of_one_line(piece) for piece in content]
    for kind in _LEANING:
        pieces = _upright(pieces, kind)
    return joined(_trimmed(joined(pieces)))


def _of_one_line(piece: Node | Text) -> Node | Text:
    if isinstance(piece, Text) and any(letter in piece.text for letter in "\n\r\0"):
        return Text(" ".join(piece.text.replace("\0", "").replace("\r", "\n").split("\n")), piece.marks)
    return piece


def _upright(pieces: list[Node | Text], kind: str) -> list[Node | Text]:
    """Take this mark off the spaces at the ends of each run that has it."""
    made: list[Node | Text] = []
    run: list[Text] = []
    for piece in [*pieces, None]:
        if isinstance(piece, Text) and any(one.type == kind for one in piece.marks):
            run.append(piece)
            continue
        made += _run(run, kind)
        run = []
        if piece is not None:
            made.append(piece)
    return made


def _run(run: list[Text], kind: str) -> list[Node | Text]:
    before, run = _peeled(run, kind, str.lstrip, first=True)
    after, run = _peeled(run, kind, str.rstrip, first=False)
    return [*before, *run, *after]


def _peeled(run: list[Text], kind: str, strip: Callable[[str], str], *, first: bool) -> tuple[list[Text], list[Text]]:
    off: list[Text] = []
    while run:
        piece = run[0] if first else run[-1]
        words = piece.text if _is_code(piece) else strip(piece.text)
        if words == piece.text:
            break
        without = tuple(one for one in piece.marks if one.type != kind)
        space = piece.text[: len(piece.text) - len(words)] if first else piece.text[len(words) :]
        off = [*off, Text(space, without)] if first else [Text(space, without), *off]
        rest = [Text(words, piece.marks)] if words else []
        run = [*rest, *run[1:]] if first else [*run[:-1], *rest]
        if rest:
            break
    return off, run


def _is_code(piece: Node | Text) -> bool:
    return isinstance(piece, Text) and any(one.type == "code" for one in piece.marks)


def _trimmed(pieces: tuple[Node | Text, ...]) -> list[Node | Text]:
    """Lines without spaces at their ends; nothing but words or a picture begins or ends the whole."""
    lines: list[list[Node | Text]] = [[]]
    for piece in pieces:
        if isinstance(piece, Node) and piece.type == "hardBreak":
            lines.append([])
        elif isinstance(piece, Text) or piece.type in INLINE:
            lines[-1].append(piece)
    stripped = [_line(line) for line in lines]
    while stripped and not stripped[0]:
        stripped.pop(0)
    while stripped and not stripped[-1]:
        stripped.pop()
    made: list[Node | Text] = []
    for at, line in enumerate(stripped):
        made += [node("hardBreak"), *line] if at else line
    return made


def _line(line: list[Node | Text]) -> list[Node | Text]:
    for end, strip in ((0, str.lstrip), (-1, str.rstrip)):
        while line:
            piece = line[end]
            if not isinstance(piece, Text) or _is_code(piece):
                break
            words = strip(piece.text)
            if words:
                line[end] = Text(words, piece.marks)
                break
            line.pop(end)
    return line
