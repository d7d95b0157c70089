"""The headings of a text, and what stands under which."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from markdown_it.token import Token

from zwerm.language.words import fold

_NO_SLUG = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading on the lines `first` up to `last`. `path`: the headings above it and itself; `anchor`: its name in addresses."""

    first: int
    last: int
    path: tuple[str, ...]
    anchor: str

    @property
    def text(self) -> str:
        return self.path[-1]

    @property
    def depth(self) -> int:
        """How deep it is shown, 1 being the highest, whatever the number of # in the source."""
        return len(self.path)


def find_headings(tokens: list[Token]) -> list[Heading]:
    """The headings that stand in no quote or list."""
    headings: list[Heading] = []
    above: list[tuple[int, str]] = []
    taken: set[str] = set()
    for place, token in enumerate(tokens):
        if token.type != "heading_open" or token.level or not token.map:
            continue
        level, text = int(token.tag[1]), shown_text(tokens[place + 1])
        while above and above[-1][0] >= level:
            above.pop()
        above.append((level, text))
        path = tuple(title for _, title in above)
        headings.append(Heading(token.map[0], token.map[1], path, _anchor(text, taken)))
    return headings


def shown_text(inline: Token) -> str:
    """What a reader sees of an inline token."""
    return " ".join("".join(_shown(inline.children or ())).split())


def _shown(tokens: Iterable[Token]) -> Iterable[str]:
    for token in tokens:
        if token.type in {"text", "code_inline"}:
            yield token.content
        elif token.type in {"softbreak", "hardbreak"}:
            yield " "
        elif token.children:
            yield from _shown(token.children)


def _anchor(text: str, taken: set[str]) -> str:
    name = _NO_SLUG.sub("-", fold(text)).strip("-")[:60] or "heading"
    anchor, number = name, 2
    while anchor in taken:
        anchor, number = f"{name}-{number}", number + 1
    taken.add(anchor)
    return anchor
