"""Which blocks and sentences of a section teach something: what can be asked and remembered. What is shown is more (`shown`)."""

import re
from collections.abc import Sequence
from dataclasses import replace

from zwerm.courses.generation.reading import headings
from zwerm.courses.generation.reading.blocks import (
    Block,
    CodeBlock,
    Item,
    ListBlock,
    ParagraphBlock,
    PictureBlock,
    RawBlock,
    TableBlock,
)
from zwerm.courses.generation.reading.insets import is_readable_code, shows, with_insets
from zwerm.courses.generation.reading.leaning import leans, without_leaning
from zwerm.courses.generation.reading.pictures import points_at_something, points_at_what_went, without_pointing
from zwerm.courses.generation.reading.saying_nothing import (
    ANNOUNCES,
    MOSTLY_LINK,
    TELL_US,
    URL,
    is_broken,
    is_code,
    is_pointer,
)
from zwerm.courses.generation.reading.sentence import SourceSentence
from zwerm.courses.generation.reading.tables import BROKEN, in_pieces, is_readable
from zwerm.language.imperatives import tells_to
from zwerm.language.words import count_words

STRAY_WORDS = 9
WARNS = re.compile(r"\b(?:niet|nooit|alleen|pas als|moet|not|never|only|must|unless)\b|n['’]t\b", re.IGNORECASE)
HEADINGS_LISTED = 0.6
MOSTLY_LINKS = 0.6
DISCLAIMS = re.compile(r"^\W*disclaimer\b", re.IGNORECASE)
# What announces a list of links, and nothing but links.
LINKS_FOLLOW = re.compile(
    r"\b(?:runbooks?|resources|links?|further reading|read more|docs|documentation|guides|articles|pages|see also|bronnen|meer lezen|zie ook|artikelen|pagina['’]s|templates?|sjablonen|formulieren|forms|downloads?|bestanden|files|documenten|documents|handleidingen|web\s?sites?|sites)\W*$",
    re.IGNORECASE,
)
# "…; zie ook $M26$": what a machine fills in at the end of a sentence that is whole without it.
REFERENCE = re.compile(r"(?:[;,]\s*|\s*\()(?:zie|see)\s[^.;]*[.)]*$", re.IGNORECASE)
LEAST_WITHOUT = 4
# A line of what a page holds.
LONGEST_PART = 12
# "Step 1: …", "2) …": one of several that are counted.
COUNTED = re.compile(r"^(?P<of>(?:[^\W\d_]+\s)?)(?P<number>\d{1,2})(?:[.:)]|\s[–—-])?\s")


def keep_blocks(
    blocks: Sequence[Block],
    titles: frozenset[str] = frozenset(),
    pictures: frozenset[str] = frozenset(),
    path: Sequence[str] = (),
    *,
    goes_on: bool = False,
) -> list[Block]:
    """The blocks that teach, in order. A sentence that announces what goes, goes too, and so does one that leans on it.

    `pictures` are the hashes of those that can be shown, `path` the headings above; `goes_on` says that sections below
    these blocks follow: what the last sentence announces.
    """
    kept: list[Block] = []
    blocks = [with_insets(block, pictures) for block in blocks]
    series = _in_series(blocks)
    for number, block in enumerate(blocks):
        before = next((b for b in reversed(blocks[:number]) if not isinstance(b, PictureBlock)), None)
        carries = block.start in series or _carries(blocks[number + 1 : number + 2])
        beside = blocks[max(0, number - 1) : number] + blocks[number + 1 : number + 2]
        if isinstance(block, ParagraphBlock) and any(map(_goes, beside)):
            block = _without_pointing_at_what_went(block)
        result = _keep(block, before, _is_beside(blocks, number), carries)
        if isinstance(block, ListBlock) and (is_contents(block, titles) or _is_announced_contents(block, before)):
            result = None
        if result is None:
            without_announcement(kept)
        else:
            kept += in_pieces(result) if isinstance(result, TableBlock) else [result]
    kept = without_leaning(blocks, kept, path, is_pointer)
    return kept if goes_on else _without_dangling(kept)


def _in_series(blocks: Sequence[Block]) -> set[int]:
    """The places of the paragraphs that are counted ("Step 1: …", "2) …"), where others beside them count on."""
    found: dict[str, dict[str, int]] = {}
    for block in blocks:
        if isinstance(block, ParagraphBlock) and (counted := COUNTED.match(block.sentences[0].text)):
            found.setdefault(counted["of"].casefold(), {})[counted["number"]] = block.start
    return {start for places in found.values() if len(places) > 1 for start in places.values()}


def _carries(following: Sequence[Block]) -> bool:
    """Whether what follows leans on a line above it, so that this one is its label."""
    return any(isinstance(block, ParagraphBlock) and leans(block.sentences[0]) for block in following)


def _is_beside(blocks: Sequence[Block], number: int) -> bool:
    """Whether what a sentence can point at stands right before or after: a picture, a table, code."""
    return any(
        isinstance(other, TableBlock | CodeBlock) or (isinstance(other, PictureBlock) and bool(other.picture.hash))
        for other in (*blocks[max(0, number - 1) : number], *blocks[number + 1 : number + 2])
    )


def _goes(block: Block) -> bool:
    """Whether it is a picture, a table or code that is left out."""
    looked_at = isinstance(block, PictureBlock | TableBlock | CodeBlock)
    return looked_at and _keep(block, None, shown=False, carries=False) is None


def _without_pointing_at_what_went(block: ParagraphBlock) -> ParagraphBlock:
    left = tuple(sentence for sentence in block.sentences if not points_at_what_went(sentence.text))
    return replace(block, sentences=left) if left else block


def _keep(block: Block, before: Block | None, shown: bool, carries: bool) -> Block | None:
    """`before` is the block before it, pictures apart; `shown` whether it can point at something beside it; `carries` whether
    what follows leans on it."""
    if isinstance(block, ParagraphBlock):
        return block if _is_announced(block, before) else _keep_paragraph(block, shown, carries)
    if isinstance(block, ListBlock):
        return _keep_list(block, before, shown)
    if isinstance(block, PictureBlock):
        return block if block.picture.hash else None
    if isinstance(block, TableBlock):
        return block if is_readable(block) else None
    if isinstance(block, CodeBlock):
        return block if is_readable_code(block) else None
    return None if isinstance(block, RawBlock) else block


def is_contents(block: ListBlock, titles: frozenset[str]) -> bool:
    """Whether most of its items are headings of the document."""
    found = sum(headings.plain_title(item.sentences[0].text) in titles for item in block.items)
    return len(block.items) >= 2 and found >= HEADINGS_LISTED * len(block.items)


def _is_announced_contents(block: ListBlock, before: Block | None) -> bool:
    """Whether it says what comes: "In this lesson we will look at:"."""
    announced = isinstance(before, ParagraphBlock) and ANNOUNCES.match(before.sentences[-1].text)
    return bool(announced) and sum(map(_names_a_part, block.items)) * 2 > len(block.items)


def _names_a_part(item: Item) -> bool:
    """Whether it can be a line of what a page holds: a few words that don't tell to do something, and nothing more."""
    (first, *more) = item.sentences
    return (
        not more
        and not first.code
        and count_words(first.text) <= LONGEST_PART
        and not tells_to(first.text, first.language)
    )


def _is_announced(block: ParagraphBlock, before: Block | None) -> bool:
    """An address or a command that the sentence above it gives a use: "To post to this list, send your email to:"."""
    address = block.sentences[0]
    lead = before.sentences[-1] if isinstance(before, ParagraphBlock) else None
    return (
        len(block.sentences) == 1
        and (is_code(address) or (bool(URL.search(address.text)) and count_words(URL.sub(" ", address.text)) == 0))
        and lead is not None
        and lead.text.rstrip().endswith(":")
        and not (LINKS_FOLLOW.search(lead.text.rstrip()) or is_pointer(lead) or TELL_US.search(lead.text))
    )


def _keep_paragraph(block: ParagraphBlock, shown: bool, carries: bool) -> Block | None:
    if DISCLAIMS.match(block.sentences[0].text):
        return None
    sentences = tuple(
        sentence
        for sentence in (_told(sentence, shown) for sentence in block.sentences)
        if not is_broken(sentence)
        and not ANNOUNCES.match(sentence.text)
        and (shown or not points_at_something(sentence.text))
    )
    # Beside what it belongs to a sentence that sends elsewhere stays: its link works, and what follows may lean on it.
    if all(map(is_pointer, sentences)) or (len(sentences) == 1 and _is_stray(sentences[0]) and not carries):
        return None
    return replace(block, sentences=sentences)


def _told(sentence: SourceSentence, shown: bool) -> SourceSentence:
    """Without what stands at its end and only sends the reader elsewhere; `shown`: what it points at stands beside it."""
    told = without_reference(sentence)
    return told if shown else without_pointing(told)


def without_reference(sentence: SourceSentence) -> SourceSentence:
    """A broken sentence without the reference at its end, where it is broken by that alone."""
    if not BROKEN.search(sentence.text):
        return sentence
    found = REFERENCE.search(sentence.text)
    head = sentence.text[: found.start()] if found else ""
    whole = count_words(head) >= LEAST_WITHOUT and not BROKEN.search(head)
    return sentence.part(0, len(head)) if whole else sentence


def _is_stray(sentence: SourceSentence) -> bool:
    """A caption, a byline, a button: a few words without a full stop; no warning ("Only when the gate is closed")."""
    text = sentence.text.rstrip("\"'”’)» ")
    return text[-1:] not in ".!?:…" and count_words(text) < STRAY_WORDS and not WARNS.search(text)


def is_list_of_links(block: ListBlock) -> bool:
    """Whether most of its items are links and nothing else."""
    linked = sum(item.sentences[0].link_share > MOSTLY_LINK for item in block.items)
    return linked > MOSTLY_LINKS * len(block.items)


def _names_use(before: Block | None) -> bool:
    lead = before.sentences[-1].text.rstrip() if isinstance(before, ParagraphBlock) else ""
    return lead.endswith(":") and not LINKS_FOLLOW.search(lead)


def _keep_list(block: ListBlock, before: Block | None, shown: bool) -> Block | None:
    announced = _names_use(before)
    items: list[Item] = []
    empty = 0
    naming: dict[int, bool] = {}
    for item in block.items:
        naming = {depth: names for depth, names in naming.items() if depth < item.depth}
        named = announced or any(naming.values())
        says = not all(map(is_pointer, item.sentences))
        last = item.sentences[-1].text.rstrip()
        naming[item.depth] = last.endswith(":") and not LINKS_FOLLOW.search(last)
        sentences = tuple(
            sentence
            for sentence in (_told(sentence, shown or shows(item)) for sentence in item.sentences)
            # What a step sends to is part of it: without it one does the next too early.
            if (item.ordered or not is_broken(sentence))
            and (item.ordered or named or says or not is_pointer(sentence))
            and not URL.fullmatch(sentence.text.strip("<>.() "))
            and (shown or shows(item) or not points_at_something(sentence.text))
        )
        if sentences or (item.ordered and says):
            # A step that is gone from between the others leaves a hole, and moves what the text calls step 4.
            items.append(replace(item, sentences=sentences or item.sentences))
            empty = 0 if sentences else empty + 1
    items = items[: len(items) - empty]
    linked = is_list_of_links(block) and not announced
    return replace(block, items=tuple(items)) if items and not linked else None


def without_announcement(kept: list[Block], longest: int | None = None) -> SourceSentence | None:
    """Takes away the last sentence if it announced what was left out in at most so many words, and gives it: it ends in a colon."""
    last = kept[-1] if kept else None
    if not isinstance(last, ParagraphBlock):
        return None
    announces = last.sentences[-1]
    if not (announces.text.rstrip().endswith(":") or points_at_something(announces.text)):
        return None
    if longest is not None and count_words(announces.text) > longest:
        return None
    kept.pop()
    if len(last.sentences) > 1:
        kept.append(replace(last, sentences=last.sentences[:-1]))
    return announces


def _without_dangling(kept: list[Block]) -> list[Block]:
    """Without a last sentence that announces nothing any more."""
    if kept and isinstance(kept[-1], ParagraphBlock):
        last = kept[-1].sentences[-1].text.rstrip()
        if last.endswith(":"):
            without_announcement(kept)
    return kept
