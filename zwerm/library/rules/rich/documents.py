"""Whole texts: what nobody touched comes back byte for byte, and what was changed in normal form."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from zwerm.library.rules.rich.finding import found_again
from zwerm.library.rules.rich.normal import normal_block, normal_blocks
from zwerm.library.rules.rich.reading import Block, read_blocks
from zwerm.library.rules.rich.stress import Care
from zwerm.library.rules.rich.tree import LISTS, Node, node, text, words_of
from zwerm.library.rules.rich.writing import marker_of, write_block


@dataclass(frozen=True, slots=True)
class Document:
    """`lead` are the blank lines before the first block."""

    lead: str
    blocks: list[Block]

    @property
    def nodes(self) -> list[Node]:
        return [block.node for block in self.blocks]


def read_document(markdown: str) -> Document:
    """The blocks of `markdown`, which must come from clean_text().

    A block is a tree only when its normal form says the same: this is tried here and not guessed, so that changing one word
    of a block never loses another. Where it does not, the block is its own source.
    """
    blocks = read_blocks(markdown)
    sources = sum(len(block.source) for block in blocks)
    return Document(markdown[: len(markdown) - sources], _certified(blocks))


def _certified(blocks: list[Block]) -> list[Block]:
    wanted = normal_blocks(block.node for block in blocks)
    together = _join([write_block(one, Care.LIGHT) for one in wanted])
    if [block.node for block in read_blocks(together)] == wanted:
        return blocks
    return [block if _says_the_same(block.node) else _as_source(block) for block in blocks]


def _says_the_same(one: Node) -> bool:
    normal = normal_block(one)
    return normal is None or one.type == "source" or _careful(normal) is not None


def _careful(normal: Node, before: str = "") -> str | None:
    """The least careful way of writing that is read again as it was meant."""
    for care in Care:
        written = write_block(normal, care, before)
        if normal_blocks(block.node for block in read_blocks(written)) == [normal]:
            return written
    return None


def _as_source(block: Block) -> Block:
    return Block(node("source", [text(block.source.rstrip("\n"))]), block.source)


def write_document(nodes: Sequence[Node], base: Document) -> str:
    """The Markdown of `nodes`, an edited form of `base`."""
    kept = found_again(base.nodes, nodes)
    if all(at is not None for at in kept) and kept == list(range(len(base.blocks))):
        return base.lead + "".join(block.source for block in base.blocks)
    made = _written(nodes, base, kept)
    wanted = said_by(nodes)
    if said_by(read_document(made).nodes) == wanted:
        return made
    # Blocks that stand next to others than they did can be read as one. In normal form they cannot.
    return _written(nodes, base, [None] * len(nodes))


def said_by(nodes: Sequence[Node]) -> list[Node]:
    """What must be read again. A block of source says what its Markdown says."""
    wanted: list[Node] = []
    for one in normal_blocks(nodes):
        if one.type == "source":
            wanted += normal_blocks(block.node for block in read_blocks(words_of(one)))
        else:
            wanted.append(one)
    return wanted


def _written(nodes: Sequence[Node], base: Document, kept: list[int | None]) -> str:
    pieces: list[str] = []
    last: tuple[str, int | None, str] = ("", -1, "")
    for one, at in zip(nodes, kept, strict=True):
        if at is not None:
            written = base.blocks[at].source
        else:
            normal = normal_block(one)
            if normal is None:
                continue
            before = last[2] if last[0] == one.type else ""
            written = _careful(normal, before) or write_block(normal, Care.TAGS, before)
        follows = last[1] is not None and at is not None and at == last[1] + 1
        if pieces and not follows:
            pieces[-1] = pieces[-1].rstrip("\n") + "\n\n"
        pieces.append(written)
        last = (one.type, at, marker_of(written.lstrip("\n").partition("\n")[0]) if one.type in LISTS else "")
    lead = base.lead if kept and kept[0] == 0 else ""
    if not pieces:
        return ""
    if last[1] is None or last[1] != len(base.blocks) - 1:
        pieces[-1] = pieces[-1].rstrip("\n") + "\n"
    return lead + "".join(pieces)


def _join(pieces: list[str]) -> str:
    return "\n\n".join(pieces) + "\n"
