"""A document as sections under headings, also where the writer made headings out of bold or short lines."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from zwerm.courses.generation.reading.blocks import (
    Block,
    HeadingBlock,
    ListBlock,
    ParagraphBlock,
)
from zwerm.courses.generation.reading.leaning import leans
from zwerm.courses.generation.reading.pictures import CAPTION
from zwerm.courses.generation.reading.sentence import SourceSentence
from zwerm.language.detect import detect_language
from zwerm.language.words import count_words

LONGEST_HEADING = 12
WORDS_PER_REAL_HEADING = 600
# Deeper than any heading that the writer marked as one, so that every real heading ends them.
SHORT_LEVEL, BOLD_LEVEL, NUMBERED_LEVEL, SLANTED_LEVEL = 7, 8, 9, 10


@dataclass(frozen=True)
class Section:
    """What stands under one heading, down to the next heading of any level. `path` includes its own title.

    Once it was looked through (`read_document`), `blocks` are what teaches, and `shown` all that a learner reads.
    """

    source: str
    title: SourceSentence | None
    level: int
    path: tuple[str, ...]
    blocks: tuple[Block, ...]
    start: int
    end: int
    continued: bool = False
    shown: tuple[Block, ...] = ()


def read_sections(blocks: list[Block], source: str, language: str) -> list[Section]:
    """The sections in order. What stands before the first heading is a section without a title, at level 1.

    After a remark with a title of its own the section around it goes on, as a section that is `continued`.
    """
    outline = _Outline(source)
    for block in _with_found_headings(blocks, language):
        outline.take(block)
    outline.close()
    return outline.sections


class _Outline:
    def __init__(self, source: str) -> None:
        self.source = source
        self.sections: list[Section] = []
        self.open: list[HeadingBlock] = []
        self.inside: list[Block] = []
        self.continued = False

    def take(self, block: Block) -> None:
        while self.open and self.open[-1].until is not None and block.start >= self.open[-1].until:
            self.close()
            self.open.pop()
            self.continued = True
        if not isinstance(block, HeadingBlock):
            self.inside.append(block)
            return
        self.close()
        self.open = [heading for heading in self.open if heading.level < block.level]
        self.open.append(block)
        self.continued = False

    def close(self) -> None:
        """Ends the section that is open. One that went on and in the end holds nothing is no section."""
        heading = self.open[-1] if self.open else None
        every = [*([heading] if heading and not self.continued else []), *self.inside]
        if every:
            self.sections.append(
                Section(
                    source=self.source,
                    title=heading.title if heading else None,
                    level=heading.level if heading else 1,
                    path=tuple(above.title.text for above in self.open),
                    blocks=tuple(self.inside),
                    start=every[0].start,
                    end=max(block.end for block in every),
                    continued=self.continued,
                )
            )
        self.inside = []


def _with_found_headings(blocks: list[Block], language: str) -> Iterator[Block]:
    """Bold lines, numbered lines and, in a text with hardly any heading, short lines become headings."""
    real = [block for block in blocks if isinstance(block, HeadingBlock)]
    words = sum(count_words(s.text) for s in _paragraph_sentences(blocks))
    slanted = _slanted_titles(blocks)
    sparse = words > WORDS_PER_REAL_HEADING * (len(real) + 1)
    for number, block in enumerate(blocks):
        following = blocks[number + 1] if number + 1 < len(blocks) else None
        bold = _bold_title(block, following)
        numbered = bold or _numbered_title(block, following)
        short = _short_title(block, following) if sparse and not numbered else None
        title = numbered or short or slanted.get(block.start)
        if title is None:
            yield block
        elif title is not short or detect_language(title.text, "nl" if language == "nl" else "en") == language:
            level = SHORT_LEVEL if short else BOLD_LEVEL if bold else NUMBERED_LEVEL if numbered else SLANTED_LEVEL
            # A title within a quotation is that of the quotation.
            until = block.quote_end or None
            yield HeadingBlock(start=block.start, end=block.end, level=level, title=title, until=until)


def _paragraph_sentences(blocks: Iterable[Block]) -> Iterator[SourceSentence]:
    for block in blocks:
        if isinstance(block, ParagraphBlock):
            yield from block.sentences


def _bold_title(block: Block, following: Block | None) -> SourceSentence | None:
    """A paragraph that is one bold line above something."""
    if not isinstance(block, ParagraphBlock) or len(block.sentences) != 1:
        return None
    sentence = block.sentences[0]
    titles_remark = following is not None and following.start < block.quote_end
    if (block.label and not titles_remark) or not _reads_as_heading(sentence, following):
        return None
    return _without_colon(sentence) if _is_bold(sentence) else None


def _slanted_titles(blocks: list[Block]) -> dict[int, SourceSentence]:
    """By their place: lines in slanted letters of which the text below one leans on it ("Bij dit model …"), and the others that
    stand as it does. Elsewhere such a line is a caption or who wrote it."""
    found = [
        (block, following)
        for block, following in pairwise(blocks)
        if isinstance(block, ParagraphBlock)
        and isinstance(following, ParagraphBlock)
        and len(block.sentences) == 1
        and not block.label
        and _covers(block.sentences[0].slanted, block.sentences[0])
        and _reads_as_heading(block.sentences[0], following)
    ]
    carry = any(leans(following.sentences[0]) for _, following in found)
    return {block.start: _without_colon(block.sentences[0]) for block, _ in found} if carry else {}


def _numbered_title(block: Block, following: Block | None) -> SourceSentence | None:
    """A list of one short item above a paragraph: "1. **Threat**" and then its explanation."""
    if not isinstance(block, ListBlock) or len(block.items) != 1:
        return None
    sentences = block.items[0].sentences
    if len(sentences) != 1 or not isinstance(following, ParagraphBlock):
        return None
    if not _reads_as_heading(sentences[0], following):
        return None
    if block.ordered or _is_bold(sentences[0]):
        return _without_colon(sentences[0])
    return None


def _short_title(block: Block, following: Block | None) -> SourceSentence | None:
    """A short line without a full stop above a paragraph, in a text that has hardly any heading."""
    if not isinstance(block, ParagraphBlock) or len(block.sentences) != 1:
        return None
    sentence = block.sentences[0]
    if sentence.text.rstrip()[-1] in ":;,…" or not isinstance(following, ParagraphBlock | ListBlock):
        return None
    if not sentence.text[0].isupper() and not sentence.text[0].isdigit():
        return None
    return sentence if _reads_as_heading(sentence, following) else None


def _reads_as_heading(sentence: SourceSentence, following: Block | None) -> bool:
    text = sentence.text.rstrip()
    return (
        following is not None
        and not isinstance(following, HeadingBlock)
        and 1 <= count_words(text) <= LONGEST_HEADING
        and text[-1] not in ".!;,"
        and not CAPTION.match(text)
        and sentence.link_share < 0.5
    )


def _is_bold(sentence: SourceSentence) -> bool:
    return _covers(sentence.bold, sentence)


def _covers(stretches: Iterable[tuple[int, int]], sentence: SourceSentence) -> bool:
    covered = sum(end - start for start, end in stretches)
    return covered >= len(sentence.text.rstrip(" :"))


def _without_colon(sentence: SourceSentence) -> SourceSentence:
    return sentence.part(0, len(sentence.text.rstrip(" :")))
