"""What a rich text can consist of. The island's schema (islands/writing/schema.ts) holds the same names and defaults."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

Value = str | int | bool | None
Attributes = tuple[tuple[str, Value], ...]


@dataclass(frozen=True, slots=True)
class Mark:
    type: str
    attributes: Attributes = ()


@dataclass(frozen=True, slots=True)
class Text:
    text: str
    marks: tuple[Mark, ...] = ()


@dataclass(frozen=True, slots=True)
class Node:
    type: str
    content: tuple[Node | Text, ...] = ()
    attributes: Attributes = ()

    def get(self, name: str) -> Value:
        return dict(self.attributes).get(name, DEFAULTS[self.type].get(name))


DEFAULTS: Mapping[str, Mapping[str, Value]] = {
    "paragraph": {},
    "heading": {"level": 2},
    "bulletList": {"tight": True},
    "orderedList": {"tight": True, "start": 1},
    "listItem": {"checked": None},
    "blockquote": {},
    "callout": {"kind": "note"},
    "codeBlock": {"language": None},
    "source": {},
    "horizontalRule": {},
    "table": {},
    "tableRow": {},
    "tableHeader": {"align": None},
    "tableCell": {"align": None},
    "hardBreak": {},
    "image": {"src": "", "alt": "", "title": None},
}
MARKS: Mapping[str, Mapping[str, Value]] = {
    "link": {"href": "", "title": None},
    "bold": {},
    "italic": {},
    "strike": {},
    "raw": {},
    "code": {},
}
CALLOUTS = ("note", "tip", "important", "warning", "caution")
INLINE = {"hardBreak", "image"}
VERBATIM = {"codeBlock", "source"}
TEXTBLOCKS = {"paragraph", "heading", *VERBATIM}
CELLS = {"tableHeader", "tableCell"}
LISTS = {"bulletList", "orderedList"}
_RANK = {type: rank for rank, type in enumerate(MARKS)}


def node(type: str, content: Iterable[Node | Text] = (), /, **attributes: Value) -> Node:
    """A node whose attributes hold only what differs from the defaults, so that equal means equal."""
    return Node(type, tuple(content), _told(DEFAULTS[type], attributes))


def mark(type: str, **attributes: Value) -> Mark:
    return Mark(type, _told(MARKS[type], attributes))


def _told(defaults: Mapping[str, Value], attributes: Mapping[str, Value]) -> Attributes:
    return tuple(
        sorted(
            (name, value)
            for name, value in attributes.items()
            if name in defaults and (value != defaults[name] or type(value) is not type(defaults[name]))
        )
    )


def text(words: str, marks: Iterable[Mark] = ()) -> Text:
    """Each kind of mark once, in one order."""
    by_type = {one.type: one for one in marks}
    return Text(words, tuple(sorted(by_type.values(), key=lambda one: _RANK[one.type])))


def joined(pieces: Iterable[Node | Text]) -> tuple[Node | Text, ...]:
    """Inline content with neighbours of the same marks made one, and nothing empty."""
    made: list[Node | Text] = []
    for piece in pieces:
        if isinstance(piece, Text):
            if not piece.text:
                continue
            last = made[-1] if made else None
            if isinstance(last, Text) and last.marks == piece.marks:
                made[-1] = Text(last.text + piece.text, piece.marks)
                continue
        made.append(piece)
    return tuple(made)


def words_of(one: Node | Text) -> str:
    """What is written in it, without structure."""
    if isinstance(one, Text):
        return one.text
    return "".join(map(words_of, one.content))
