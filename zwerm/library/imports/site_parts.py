"""Taking what sites put inside and after a text out of its blocks."""

import re
from itertools import accumulate

from zwerm.library.imports.blocks import Block, Footnote, Heading, Item, Paragraph, Quote, Rule
from zwerm.library.imports.chrome import asks_to_follow, is_chrome, is_more, leads_away, starts_tail
from zwerm.library.imports.titles import plain_text

_NOTES_HEADING = re.compile(
    r"^(notes|references|noten|referenties|bronnen|voetnoten|footnotes|eindnoten|endnotes|citations)( en .*| and .*)?$",
    re.IGNORECASE,
)


_LINK = re.compile(
    r"!?\[((?:[^\[\]\\]|\\.){0,400})\]\(<?([^()\s<>]{0,1000}(?:\([^()\s<>]{0,400}\))?[^()\s<>]{0,400})>?\)|<(https?://[^<>\s]{1,1000})>"
)
_SCRAP, _LONGEST_LINE = 60, 2000


def without_site_parts(blocks: list[Block], *, is_site: bool = True) -> list[Block]:
    """Leaves out lines that sites add inside the text, and everything after the announcement of other articles.

    `is_site`: other parts of a site were around it, so that what asks to read or follow elsewhere is not of the text either.
    """
    blocks = _without_announced(blocks, is_site=is_site)
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


def _without_announced(blocks: list[Block], *, is_site: bool) -> list[Block]:
    """Without links under words that announce other pages ("Most read"), and without lines that ask to read those or to follow the site."""
    kept: list[Block] = []
    index = 0
    while index < len(blocks):
        block = blocks[index]
        end = _end_of_announced(blocks, index)
        if end > index:
            index = end
            continue
        if not (is_site and isinstance(block, Paragraph | Heading) and _asks(block.text)):
            kept.append(block)
        index += 1
    return kept


def _end_of_announced(blocks: list[Block], index: int) -> int:
    """Where the links end that this block announces; `index` when it announces none."""
    block = blocks[index]
    if not isinstance(block, Heading | Paragraph) or not is_more(plain_text(block.text)):
        return index
    end = index
    for place in range(index + 1, len(blocks)):
        text = getattr(blocks[place], "text", "")
        if _is_link(text):
            end = place + 1
        elif not text or len(plain_text(text)) > _SCRAP or re.search(r"[.!?:]$", plain_text(text)):
            break
    return end


def _asks(text: str) -> bool:
    """Whether a paragraph says no more than where to read on, or asks to follow the site."""
    if len(text) > _LONGEST_LINE:
        return False
    addresses = [found[2] or found[3] for found in _LINK.finditer(text)]
    if addresses and all(map(leads_away, addresses)):
        before, _, after = _LINK.sub("\0", text).partition("\0")
        if is_more(plain_text(before).strip(" :")) and not re.search(r"\w", after.replace("\0", "")):
            return True
    return asks_to_follow(plain_text(text), addresses)


def _is_link(text: str) -> bool:
    """Whether it is links to other pages and nothing else."""
    addresses = [found[2] or found[3] for found in _LINK.finditer(text) if not found[0].startswith("!")]
    return bool(addresses) and all(map(leads_away, addresses)) and not re.search(r"\w", _LINK.sub("", text))


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
