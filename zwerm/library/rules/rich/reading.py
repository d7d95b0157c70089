"""Markdown to blocks: each with its tree and the very characters that it was read from.

What the tree cannot say (raw HTML, footnotes, definitions of links, a picture in a link) becomes a block `source` that holds the
Markdown itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from markdown_it.token import Token

from zwerm.library.rules.markdown import parse
from zwerm.library.rules.rich.inline import NotExpressible, read_inline
from zwerm.library.rules.rich.tree import Node, Text, node, text

_SHELL = re.compile(r"^[\s>]*$")
_SIDES = {"text-align:left": "left", "text-align:center": "center", "text-align:right": "right"}


@dataclass(frozen=True, slots=True)
class Block:
    """`source` runs up to the next block: the blank lines after it are its own."""

    node: Node
    source: str


def read_blocks(markdown: str) -> list[Block]:
    """The blocks of a text that came from clean_text(). Their sources joined are the text, except blank lines before all."""
    lines = re.findall(r"[^\n]*\n|[^\n]+", markdown)
    parts = list(_parts(lines, parse(markdown)))
    made = []
    starts = [*(first for first, _ in parts), len(lines)]
    for (first, tokens), last in zip(parts, starts[1:], strict=True):
        source = "".join(lines[first:last])
        made.append(Block(_tree(tokens, lines) or _source(source), source))
    return made


def _parts(lines: list[str], tokens: list[Token]) -> Iterator[tuple[int, list[Token]]]:
    """Where each block begins, and its tokens; none for lines that gave no token, such as definitions."""
    end = 0
    for group in _groups(tokens):
        place = group[0].map
        if place is None or group[0].type == "footnote_block_open":
            continue
        yield from _untold(lines, end, place[0])
        yield place[0], group
        end = max(end, place[1])
    yield from _untold(lines, end, len(lines))


def _untold(lines: list[str], first: int, last: int) -> Iterator[tuple[int, list[Token]]]:
    said = [at for at in range(first, last) if lines[at].strip()]
    if said:
        yield said[0], []


def _groups(tokens: list[Token]) -> Iterator[list[Token]]:
    group: list[Token] = []
    for token in tokens:
        group.append(token)
        if token.level == 0 and token.nesting <= 0:
            yield group
            group = []


def _source(source: str) -> Node:
    return node("source", [text(source.rstrip("\n"))])


def _tree(tokens: list[Token], lines: list[str]) -> Node | None:
    if not tokens or _hides_lines(tokens, lines):
        return None
    try:
        made, _ = _block(tokens, 0)
    except (NotExpressible, RecursionError):
        return None
    return made


def _hides_lines(tokens: list[Token], lines: list[str]) -> bool:
    """Whether lines inside it gave no token: definitions in a quote or list, which a tree would drop."""
    if tokens[0].type not in {"blockquote_open", "alert_open", "bullet_list_open", "ordered_list_open"}:
        return False
    first, last = tokens[0].map or [0, 0]
    told: set[int] = set()
    for token in tokens:
        if token.map is None:
            continue
        if token.type in {"list_item_open", "alert_open"}:
            told.add(token.map[0])
        elif token.type not in {"blockquote_open", "bullet_list_open", "ordered_list_open"}:
            told.update(range(*token.map))
    return any(at not in told and not _SHELL.match(lines[at]) for at in range(first, min(last, len(lines))))


def _block(tokens: list[Token], at: int) -> tuple[Node, int]:
    """The node that begins at this token, and the place after it."""
    token = tokens[at]
    if token.type in {"fence", "code_block"}:
        language = " ".join(token.info.split()) or None if token.type == "fence" else None
        return node("codeBlock", _verbatim(token.content.removesuffix("\n")), language=language), at + 1
    if token.type == "html_block":
        return node("source", _verbatim(token.content.rstrip("\n"))), at + 1
    if token.type == "hr":
        return node("horizontalRule"), at + 1
    if token.type in {"paragraph_open", "heading_open"}:
        content = read_inline(tokens[at + 1].children or [])
        if token.type == "paragraph_open":
            return node("paragraph", content), at + 3
        return node("heading", content, level=int(token.tag[1])), at + 3
    if token.type in _CONTAINERS:
        return _container(tokens, at)
    if token.type == "table_open":
        return _table(tokens, at)
    raise NotExpressible(token.type)


def _verbatim(words: str) -> list[Text]:
    return [text(words)] if words else []


_CONTAINERS = {
    "blockquote_open": "blockquote",
    "alert_open": "callout",
    "bullet_list_open": "bulletList",
    "ordered_list_open": "orderedList",
    "list_item_open": "listItem",
}


def _container(tokens: list[Token], at: int) -> tuple[Node, int]:
    token = tokens[at]
    kind = _CONTAINERS[token.type]
    close = token.type.replace("_open", "_close")
    content: list[Node] = []
    tight = True
    at += 1
    while tokens[at].type != close or tokens[at].level != token.level:
        if kind in {"bulletList", "orderedList"} and tokens[at].type == "list_item_open":
            tight = tight and not _has_loose_paragraph(tokens, at)
        child, at = _block(tokens, at)
        content.append(child)
    if kind in {"blockquote", "callout", "listItem"} and not content:
        content.append(node("paragraph"))
    if kind == "callout":
        return node(kind, content, kind=str(token.meta["kind"]).lower()), at + 1
    if kind == "listItem":
        return node(kind, content, checked=(token.meta or {}).get("checked")), at + 1
    if kind == "orderedList":
        return node(kind, content, tight=tight, start=int(token.attrs.get("start", 1))), at + 1
    return node(kind, content, **({"tight": tight} if kind == "bulletList" else {})), at + 1


def _has_loose_paragraph(tokens: list[Token], at: int) -> bool:
    level = tokens[at].level
    for token in tokens[at + 1 :]:
        if token.level <= level:
            return False
        if token.type == "paragraph_open" and token.level == level + 1 and not token.hidden:
            return True
    return False


def _table(tokens: list[Token], at: int) -> tuple[Node, int]:
    rows: list[Node] = []
    cells: list[Node] = []
    while tokens[at].type != "table_close":
        token = tokens[at]
        if token.type == "tr_open":
            cells = []
        elif token.type in {"th_open", "td_open"}:
            kind = "tableHeader" if token.type == "th_open" else "tableCell"
            content = read_inline(tokens[at + 1].children or [])
            cells.append(node(kind, [node("paragraph", content)], align=_SIDES.get(str(token.attrs.get("style", "")))))
        elif token.type == "tr_close":
            rows.append(node("tableRow", cells))
        at += 1
    return node("table", rows), at + 1
