"""Taking what sites put inside and after a text out of its blocks."""

import re
from itertools import accumulate

from zwerm.library.imports.blocks import Block, Footnote, Heading, Item, Paragraph, Quote, Rule
from zwerm.library.imports.chrome import is_chrome, starts_tail
from zwerm.library.imports.titles import plain_text

_NOTES_HEADING = re.compile(
    r"^(notes|references|noten|referenties|bronnen|voetnoten|footnotes|eindnoten|endnotes|citations)( en .*| and .*)?$",
    re.IGNORECASE,
)


def without_site_parts(blocks: list[Block]) -> list[Block]:
    """Leaves out lines that sites add inside the text, and everything after the announcement of other articles."""
    weights = [_weight(block) for block in blocks]
    total = sum(weights) or 1
    heaviest_after = list(accumulate(reversed(weights), max, initial=0))[-2::-1]
    seen = 0
    kept: list[Block] = []
    for block, weight, heaviest in zip(blocks, weights, heaviest_after, strict=True):
        text = plain_text(block.text) if isinstance(block, Paragraph | Heading | Item) else ""
        if text and seen > total * 0.5 and starts_tail(text) and _is_only_tail(total - seen - weight, heaviest, total):
            break
        seen += weight
        if isinstance(block, Paragraph) and not block.text.startswith("![") and is_chrome(text):
            continue
        kept.append(block)
    return _without_empty_headings(kept)


def _is_only_tail(rest: int, heaviest: int, total: int) -> bool:
    """Teasers are short, and none of them is a text of its own."""
    return rest < total * 0.4 and heaviest <= 700


def _without_empty_headings(blocks: list[Block]) -> list[Block]:
    """A heading of notes with nothing under it is left behind when the notes move; rules at the ends separate nothing.

    Any other heading that ends a text says something itself, and becomes a line of it.
    """
    kept: list[Block] = []
    for block, following in zip(blocks, _following(blocks), strict=True):
        ends = (
            following is None
            or isinstance(following, Footnote)
            or (isinstance(following, Heading) and isinstance(block, Heading) and following.level <= block.level)
        )
        if isinstance(block, Heading) and ends:
            text = plain_text(block.text)
            if _NOTES_HEADING.match(text):
                continue
            if following is None:
                if not is_chrome(text) and not starts_tail(text):
                    kept.append(Paragraph(block.text))
                continue
        if isinstance(block, Rule) and (not kept or following is None or isinstance(kept[-1], Rule)):
            continue
        kept.append(block)
    return kept


def _following(blocks: list[Block]) -> list[Block | None]:
    """What comes after each block, rules left aside."""
    following: list[Block | None] = []
    coming: Block | None = None
    for block in reversed(blocks):
        following.append(coming)
        coming = coming if isinstance(block, Rule) else block
    return following[::-1]


def _weight(block: Block) -> int:
    if isinstance(block, Quote):
        return sum(_weight(inner) for inner in block.blocks)
    text = getattr(block, "text", "")
    return len(text) if text else 100 if not isinstance(block, Rule) else 0
