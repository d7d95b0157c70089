"""Words with their marks, from the tokens of one paragraph."""

from __future__ import annotations

import re
from collections.abc import Sequence

from markdown_it.token import Token

from zwerm.library.rules.rich.tree import Mark, Node, Text, joined, mark, node, text

_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
# What `writing` falls back on where stars cannot say it; other HTML stays as it is written.
TAGS = {"strong": "bold", "em": "italic", "del": "strike"}
_OPEN = {f"<{tag}>": kind for tag, kind in TAGS.items()}
_CLOSE = {f"</{tag}>": kind for tag, kind in TAGS.items()}
_MARKS = {"strong": "bold", "em": "italic", "s": "strike", "link": "link"}


class NotExpressible(Exception):
    """The tree has no word for this."""


def read_inline(tokens: Sequence[Token]) -> tuple[Node | Text, ...]:
    """Raises NotExpressible."""
    made: list[Node | Text] = []
    marks: list[Mark] = []
    tags = _tags_that_pair(tokens)
    for at, token in enumerate(tokens):
        if at in tags:
            _turn(marks, tags[at])
        elif token.type.endswith(("_open", "_close")):
            _turn(marks, _mark_of(token))
        else:
            made += _leaf(token, marks)
    return joined(made)


def _turn(marks: list[Mark], one: Mark) -> None:
    """Begin this mark, or end it when it is on; inside itself it says nothing more."""
    kind = one.type
    if one.attributes == _END:
        last = max(at for at, begun in enumerate(marks) if begun.type == kind)
        del marks[last]
    else:
        marks.append(one)


_END = (("", None),)


def _mark_of(token: Token) -> Mark:
    kind = _MARKS.get(token.type.rpartition("_")[0])
    if kind is None:
        raise NotExpressible(token.type)
    if token.nesting < 0:
        return Mark(kind, _END)
    if kind != "link":
        return mark(kind)
    title = token.attrs.get("title")
    return mark("link", href=str(token.attrs.get("href", "")), title=str(title) if title is not None else None)


def _tags_that_pair(tokens: Sequence[Token]) -> dict[int, Mark]:
    """The places of `<strong>` and the like whose ends stand at the same depth."""
    found: dict[int, Mark] = {}
    begun: list[tuple[int, str, int]] = []
    depth = 0
    for at, token in enumerate(tokens):
        depth += token.nesting
        if token.type != "html_inline":
            continue
        if token.content in _OPEN:
            begun.append((at, _OPEN[token.content], depth))
        elif token.content in _CLOSE:
            if not begun or begun[-1][1:] != (_CLOSE[token.content], depth):
                return {}
            first, kind, _ = begun.pop()
            found[first], found[at] = mark(kind), Mark(kind, _END)
    return {} if begun else found


def _leaf(token: Token, marks: list[Mark]) -> list[Node | Text]:
    if token.type in {"text", "text_special"}:
        return [text(token.content, marks)]
    if token.type == "softbreak":
        return [text(" ", marks)]
    if token.type == "hardbreak" or (token.type == "html_inline" and _BREAK.fullmatch(token.content)):
        return [node("hardBreak")]
    if token.type == "code_inline":
        return [text(token.content, [*marks, mark("code")])]
    if token.type == "html_inline" and "\n" not in token.content:
        return [text(token.content, [*marks, mark("raw")])]
    if token.type == "footnote_ref":
        return [text(f"[^{token.meta['label']}]", [*marks, mark("raw")])]
    if token.type == "image" and not marks:
        title = token.attrs.get("title")
        alt = " ".join("".join(child.content or " " for child in token.children or []).split())
        told = " ".join(str(title).split()) if title else None
        return [node("image", src=str(token.attrs["src"]), alt=alt, title=told or None)]
    raise NotExpressible(token.type)
