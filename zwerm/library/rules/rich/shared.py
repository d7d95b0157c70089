"""The tree in a Yjs document, in the shape that the browser's editor binds to (y-prosemirror), and out of it again.

What comes out can have been put in by anything: it is made to fit, and whatever has no place keeps its words.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, cast

from pycrdt import Doc, XmlElement, XmlFragment, XmlText

from zwerm.library.rules.rich.tree import (
    CALLOUTS,
    CELLS,
    DEFAULTS,
    INLINE,
    LISTS,
    MARKS,
    TEXTBLOCKS,
    VERBATIM,
    Mark,
    Node,
    Text,
    Value,
    joined,
    mark,
    node,
    text,
    words_of,
)

FIELD = "default"  # Tiptap's name for it
DEEPEST = 40
Shared = Doc[Any]


def fragment_of(doc: Shared) -> XmlFragment:
    fragment: XmlFragment = doc.get(FIELD, type=XmlFragment)
    return fragment


def put_blocks(doc: Shared, nodes: Sequence[Node], at: int | None = None) -> None:
    """Insert these blocks before the block at `at`; without it, after all."""
    fragment = fragment_of(doc)
    with doc.transaction():
        place = len(fragment.children) if at is None else at
        for offset, one in enumerate(nodes):
            fragment.children.insert(place + offset, XmlElement(one.type))
            _fill(cast("XmlElement", fragment.children[place + offset]), one)


def remove_blocks(doc: Shared, at: int, count: int) -> None:
    if count:
        del fragment_of(doc).children[at : at + count]


def _fill(element: XmlElement, one: Node) -> None:
    for name, value in one.attributes:
        if value is not None:
            element.attributes[name] = value
    words: XmlText | None = None
    for child in one.content:
        if isinstance(child, Text):
            if words is None:
                element.children.append(XmlText())
                words = cast("XmlText", element.children[len(element.children) - 1])
            words.insert(len(words), child.text, {part.type: _told(part) for part in child.marks})
        else:
            words = None
            element.children.append(XmlElement(child.type))
            _fill(cast("XmlElement", element.children[len(element.children) - 1]), child)


def _told(one: Mark) -> dict[str, Value]:
    # All attributes: an editor compares marks with what is written here.
    return {**MARKS[one.type], **dict(one.attributes)}


def blocks_in(doc: Shared) -> list[Node]:
    """What is written in `doc` now."""
    with doc.transaction():
        return _blocks(fragment_of(doc).children, 0)


def _blocks(children: Iterable[Any], depth: int) -> list[Node]:
    return [_block(child, depth) for child in children]


def _block(child: Any, depth: int) -> Node:
    if not isinstance(child, XmlElement):
        return node("paragraph", _words(child))
    kind = child.tag or ""
    if depth > DEEPEST or kind not in DEFAULTS or kind in INLINE:
        return node("paragraph", [text(_all_words(child, depth))])
    attributes = _attributes(kind, child)
    if kind in VERBATIM:
        words = "".join(map(words_of, _inline(child)))
        return node(kind, [text(words)] if words else [], **attributes)
    if kind in TEXTBLOCKS:
        return node(kind, _inline(child), **attributes)
    if kind == "horizontalRule":
        return node(kind)
    return node(kind, _fitting(kind, _blocks(child.children, depth + 1)), **attributes)


def _fitting(kind: str, content: list[Node]) -> list[Node]:
    """Lists hold items, tables rows, rows cells; and only they do."""
    inside = {"bulletList": {"listItem"}, "orderedList": {"listItem"}, "table": {"tableRow"}, "tableRow": CELLS}
    if kind in inside:
        lone = min(inside[kind])
        fit = [one if one.type in inside[kind] else _wrapped(lone, one) for one in content]
        return fit or [_wrapped(lone, node("paragraph"))]
    if kind in CELLS:
        return [one if one.type == "paragraph" else node("paragraph", [text(words_of(one))]) for one in content]
    loose = {"listItem", "tableRow", *CELLS}
    flat: list[Node] = []
    for one in content:
        flat += [child for child in one.content if isinstance(child, Node)] if one.type in loose else [one]
    return flat or [node("paragraph")]


def _wrapped(kind: str, one: Node) -> Node:
    if kind == "tableRow":
        return node(kind, [node("tableCell", [node("paragraph", [text(words_of(one))])])])
    return node(kind, [one if kind == "listItem" else node("paragraph", [text(words_of(one))])])


def _attributes(kind: str, element: XmlElement) -> dict[str, Value]:
    made: dict[str, Value] = {}
    for name, value in dict(element.attributes).items():  # type: ignore[call-overload]  # its types forget that it can be iterated
        if isinstance(value, float) and value.is_integer():
            value = int(value)
        if name in DEFAULTS[kind] and isinstance(value, str | int | bool):
            made[name] = value
    if kind == "heading":
        level = made.get("level")
        made["level"] = min(max(level, 1), 6) if isinstance(level, int) else 2
    if kind == "callout" and made.get("kind") not in CALLOUTS:
        made["kind"] = "note"
    if kind == "image":
        made = {name: " ".join(str(value).split()) if name != "src" else str(value) for name, value in made.items()}
    if kind == "codeBlock" and "language" in made:
        made["language"] = " ".join(str(made["language"]).split()) or None
    if kind in CELLS and made.get("align") not in {"left", "center", "right"}:
        made.pop("align", None)
    if kind in LISTS and "tight" in made:
        made["tight"] = bool(made["tight"])
    return made


def _inline(element: XmlElement) -> tuple[Node | Text, ...]:
    pieces: list[Node | Text] = []
    for child in element.children:
        if isinstance(child, XmlElement):
            kind = child.tag or ""
            if kind in INLINE:
                pieces.append(node(kind, **_attributes(kind, child)))
            else:
                pieces.append(text(_all_words(child, 0)))
        else:
            pieces += _words(child)
    return joined(pieces)


def _words(child: Any) -> list[Text]:
    if not isinstance(child, XmlText):
        return []
    return [text(piece, _marks(marks or {})) for piece, marks in child.diff() if isinstance(piece, str)]


def _marks(told: Mapping[str, Any]) -> list[Mark]:
    made = []
    for kind, value in told.items():
        if kind in MARKS and value is not None and value is not False:
            known = value if isinstance(value, Mapping) else {}
            made.append(mark(kind, **{name: known[name] for name in MARKS[kind] if isinstance(known.get(name), str)}))
    return made


def _all_words(element: Any, depth: int) -> str:
    if isinstance(element, XmlText):
        return "".join(piece for piece, _ in element.diff() if isinstance(piece, str))
    if depth > 10 * DEEPEST or not isinstance(element, XmlElement):
        return ""
    return "".join(_all_words(child, depth + 1) for child in element.children)
