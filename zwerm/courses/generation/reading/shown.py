"""What of a section a learner reads: all that its writer tells there, but for what cannot be shown and what is no text.

What of it teaches is a stricter choice (`keep`): a line that sends elsewhere, a loose label or a sentence about a picture is
nothing to ask, but the lines around it may lean on it.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from zwerm.courses.generation.reading import headings
from zwerm.courses.generation.reading.blocks import (
    Block,
    CodeBlock,
    ListBlock,
    ParagraphBlock,
    PictureBlock,
    RawBlock,
    TableBlock,
)
from zwerm.courses.generation.reading.insets import codes, is_readable_code, with_insets
from zwerm.courses.generation.reading.keep import (
    DISCLAIMS,
    is_contents,
    is_list_of_links,
    without_announcement,
    without_reference,
)
from zwerm.courses.generation.reading.leaning import without_leaning
from zwerm.courses.generation.reading.pictures import HTML_PICTURE, points_at_something, points_at_what_went
from zwerm.courses.generation.reading.saying_nothing import TELL_MAKERS, URL, is_pointer
from zwerm.courses.generation.reading.sentence import SourceSentence
from zwerm.courses.generation.reading.tables import BROKEN, MACHINE, can_be_shown, in_pieces
from zwerm.courses.generation.reading.untold import untold
from zwerm.language.words import count_words

TAG = re.compile(r"<[^<>]*>|&\w+;")
# So few words about a picture say nothing without it; so many before a list of links say what these are for.
LONGEST_POINTING, FEWEST_TELLING, FEWEST_SAID = 16, 6, 8


def show_blocks(
    blocks: Sequence[Block],
    markdown: str,
    titles: frozenset[str] = frozenset(),
    pictures: frozenset[str] = frozenset(),
    path: Sequence[str] = (),
) -> tuple[list[Block], list[tuple[str, Block]]]:
    """The blocks as they are shown, in order, and with the reason what is not. A sentence that announces what goes, goes too,
    and so does one that leans on it.

    `pictures` are the hashes of those that can be shown, `path` the headings above.
    """
    shown: list[Block] = []
    dropped: list[tuple[str, Block]] = []
    dropped += [(headings.CODE, code) for block in blocks for code in codes(block) if not is_readable_code(code)]
    seen = [with_insets(block, pictures) for block in blocks]
    reasons = list(_reasons(seen, titles, markdown))
    looked_at = [
        bool(reason)
        for block, reason in zip(seen, reasons, strict=True)
        if isinstance(block, PictureBlock | TableBlock | CodeBlock)
    ]
    is_void = _only_points if any(looked_at) else _only_points_there
    lacks = all(looked_at)
    for block, reason in zip(seen, reasons, strict=True):
        if isinstance(block, ParagraphBlock) and not reason:
            block, reason = _without_junk(block, is_void if lacks else None)
        if not reason:
            shown += in_pieces(block) if isinstance(block, TableBlock) else [block]
        elif reason != headings.MARKUP or _says_something(block, markdown):
            announced = without_announcement(shown, LONGEST_POINTING)
            dropped += [(reason, one) for one in ([_paragraph([announced])] if announced else [])]
            dropped.append((reason, block))
    shown = without_leaning(seen, shown, path, is_pointer)
    told = [(block.start, block.end) for _, block in dropped]
    for stretch in untold(blocks, shown, told):
        dropped += [(reason, _paragraph(list(those))) for reason, those in groupby(stretch, _why)]
    return shown, dropped


def _reasons(blocks: Sequence[Block], titles: frozenset[str], markdown: str) -> Iterator[str]:
    """Of each block why it is not shown; what stands before a list counts, pictures apart."""
    before: Block | None = None
    for block in blocks:
        yield _reason(block, before, titles, markdown)
        before = before if isinstance(block, PictureBlock) else block


def _reason(block: Block, before: Block | None, titles: frozenset[str], markdown: str) -> str:
    """Why the whole block is not shown; empty where it is."""
    if isinstance(block, RawBlock):
        return headings.PICTURE if HTML_PICTURE.search(markdown, block.start, block.end) else headings.MARKUP
    if isinstance(block, PictureBlock):
        return "" if block.picture.hash else headings.PICTURE
    if isinstance(block, CodeBlock):
        return "" if is_readable_code(block) else headings.CODE
    if isinstance(block, TableBlock):
        return "" if can_be_shown(block) else headings.TABLE
    if isinstance(block, ListBlock) and is_list_of_links(block):
        if is_contents(block, titles):
            return headings.CONTENTS
        return "" if _says_itself(block) or _is_told_what_for(before) else headings.LINKS
    return headings.CONTACT if isinstance(block, ParagraphBlock) and DISCLAIMS.match(block.sentences[0].text) else ""


def _says_itself(block: ListBlock) -> bool:
    """Whether most of its links are as long as what is said: "The data has [an identifier that never changes](…)"."""
    sizes = sorted(count_words(item.sentences[0].text) for item in block.items)
    return sizes[len(sizes) // 2] >= FEWEST_SAID


def _is_told_what_for(before: Block | None) -> bool:
    """Whether a sentence gives the list after it a use: more than "Further reading:"."""
    return isinstance(before, ParagraphBlock) and count_words(before.sentences[-1].text) >= FEWEST_TELLING


def _without_junk(
    block: ParagraphBlock, is_void: Callable[[SourceSentence], bool] | None
) -> tuple[ParagraphBlock, str]:
    """Without what a machine left behind, and without what `is_void`: it points at what is not shown."""
    told = map(without_reference, block.sentences)
    left = tuple(one for one in told if not (_is_junk(one) or (is_void and is_void(one))))
    return (replace(block, sentences=left), "") if left else (block, _why(block.sentences[0]))


def _is_junk(sentence: SourceSentence) -> bool:
    """A button or notice of a web site, or a line to its makers; a reference of which only the mark of a machine is left."""
    text = sentence.text
    calls = bool(TELL_MAKERS.search(text)) and bool(sentence.linked or URL.search(text))
    return bool(MACHINE.search(text)) or calls or (bool(BROKEN.search(text)) and is_pointer(sentence))


def _only_points_there(sentence: SourceSentence) -> bool:
    return count_words(sentence.text) <= LONGEST_POINTING and points_at_something(sentence.text)


def _only_points(sentence: SourceSentence) -> bool:
    """Also "You should see this": what stood beside it went."""
    text = sentence.text
    return _only_points_there(sentence) or (count_words(text) <= LONGEST_POINTING and points_at_what_went(text))


def _why(sentence: SourceSentence) -> str:
    """Why a sentence goes from a text that stays; one that is fine in itself announced what went."""
    if TELL_MAKERS.search(sentence.text):
        return headings.CONTACT
    if _is_junk(sentence):
        return headings.POINTER if is_pointer(sentence) else headings.BROKEN
    pointing = points_at_something(sentence.text) or points_at_what_went(sentence.text)
    return headings.PICTURE if pointing else headings.LEANING


def _paragraph(sentences: Sequence[SourceSentence]) -> ParagraphBlock:
    return ParagraphBlock(start=sentences[0].start, end=sentences[-1].end, sentences=tuple(sentences))


def _says_something(block: Block, markdown: str) -> bool:
    return count_words(TAG.sub(" ", markdown[block.start : block.end])) > 0
