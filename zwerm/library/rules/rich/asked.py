"""The questions of a kind in a text that is being written: which of them nobody answered."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from zwerm.library.rules.rich.tree import Node, words_of


def unanswered(blocks: Sequence[Node], asked: Collection[str], shared: Sequence[Node] = ()) -> list[int]:
    """The places of these headings below which nothing stands, and of the empty paragraphs below them.

    `shared` is what others read already. A heading that stands empty there was left so on purpose, and is no question that stayed open.
    """
    on_purpose = {words_of(shared[part[0]]).strip() for part in _empty_parts(shared, asked)}
    parts = _empty_parts(blocks, asked)
    return [at for part in parts if words_of(blocks[part[0]]).strip() not in on_purpose for at in part]


def _empty_parts(blocks: Sequence[Node], asked: Collection[str]) -> Iterator[list[int]]:
    part: list[int] = []
    for at, one in enumerate(blocks):
        if one.type == "heading" and one.get("level") == 2:
            if part:
                yield part
            part = [at] if words_of(one).strip() in asked else []
        elif part and one.type == "paragraph" and not one.content:
            part.append(at)
        else:
            part = []
    if part:
        yield part
