"""The explanation of a bite: the source's own sentences, lists, tables and code under light headings."""

import re
from collections.abc import Iterator

from zwerm.courses.generation.draft import (
    Code,
    Heading,
    Listing,
    ListItem,
    Paragraph,
    Part,
    Sentence,
    Span,
    Table,
    TextBlock,
)
from zwerm.courses.generation.links import Links
from zwerm.courses.generation.material.units import Unit, count_block_words
from zwerm.courses.generation.plan import BitePlan
from zwerm.courses.generation.reading.blocks import (
    Block,
    CodeBlock,
    ListBlock,
    ParagraphBlock,
    PictureBlock,
    TableBlock,
)
from zwerm.courses.generation.reading.headings import clean_title
from zwerm.courses.generation.reading.sentence import SourceSentence

WORDS_PER_BLOCK, LEAST_WORDS = 240, 80
TOP, DEEPEST = 3, 5


def write_text(plan: BitePlan) -> tuple[TextBlock, ...]:
    """The bite's text in blocks of a few hundred words, each starting at a heading where there is one."""
    blocks: list[TextBlock] = []
    parts: list[Part] = []
    words = 0
    base = min((len(plan.material.units[number].section.path) for number in plan.inside), default=1)
    base -= any(_name(plan.material.units[number], plan) for number in plan.inside)
    for number in plan.inside:
        unit = plan.material.units[number]
        named = _name(unit, plan)
        headings = [
            *([named] if named else ()),
            *(_above(unit, plan, base) if number == plan.inside.start else ()),
            *([found] if (found := _heading(unit, plan, base)) else ()),
        ]
        if parts and words >= WORDS_PER_BLOCK and (headings or unit.part):
            blocks.append(TextBlock(tuple(parts)))
            parts, words = [], 0
        parts += headings
        for block in unit.section.shown:
            parts += _parts(block, unit, plan.links)
            words += count_block_words(block)
    if blocks and words < LEAST_WORDS:
        blocks[-1] = TextBlock(blocks[-1].parts + tuple(parts))
    elif any(not isinstance(part, Heading) for part in parts):
        blocks.append(TextBlock(tuple(parts)))
    return tuple(blocks)


def _name(unit: Unit, plan: BitePlan) -> Heading | None:
    """In a course of several documents the title of each above the first of it in a bite, unless the bite is called so."""
    names, units = plan.material.names, plan.material.units
    starts = unit.number == plan.inside.start or units[unit.number - 1].document != unit.document
    if len(names) < 2 or not starts or not names[unit.document]:
        return None
    shows = any(_shows(units[number]) for number in plan.inside if units[number].document == unit.document)
    name = names[unit.document]
    return Heading(name, (), TOP) if shows and name.casefold() != _bite_title(plan).casefold() else None


def _bite_title(plan: BitePlan) -> str:
    return re.sub(r" \(\d+ (?:of|van) \d+\)$", "", plan.title)


def _above(unit: Unit, plan: BitePlan, base: int) -> list[Heading]:
    """The headings under which a bite begins and that stand in a bite before it: "Phase 2" above "Step 4"."""
    units = plan.material.units[: unit.number]
    path = unit.section.path
    found = []
    for depth in range(2, len(path) + bool(unit.part)):
        title = next(
            (
                u.section.title
                for u in reversed(units)
                if u.document == unit.document and u.section.path == path[:depth]
            ),
            None,
        )
        heading = _shown_heading(title, plan, min(DEEPEST, max(TOP, TOP + depth - base))) if title else None
        found += [heading] if heading else []
    return found


def _heading(unit: Unit, plan: BitePlan, base: int) -> Heading | None:
    """The unit's heading, unless it is the title of the bite or of the document, or nothing stands below it."""
    title = unit.section.title
    if title is None or unit.part or not _has_text_below(unit, plan):
        return None
    names = plan.material.names
    if len(names) > 1 and clean_title(title.text).casefold() == names[unit.document].casefold():
        return None
    return _shown_heading(title, plan, min(DEEPEST, TOP + len(unit.section.path) - base))


def _shown_heading(title: SourceSentence, plan: BitePlan, level: int) -> Heading | None:
    text = clean_title(title.text)
    if not text or text.casefold() in (_bite_title(plan).casefold(), plan.course_title.casefold()):
        return None
    return Heading(text, (title.span,), level)


def _has_text_below(unit: Unit, plan: BitePlan) -> bool:
    path = unit.section.path
    below = (plan.material.units[number] for number in plan.inside if number >= unit.number)
    return any(_shows(other) and other.section.path[: len(path)] == path for other in below)


def _shows(unit: Unit) -> bool:
    return bool(unit.words) or any(isinstance(block, PictureBlock) for block in unit.section.shown)


def _parts(block: Block, unit: Unit, links: Links) -> Iterator[Part]:
    if isinstance(block, ParagraphBlock):
        yield Paragraph(tuple(links.shown(sentence) for sentence in block.sentences), block.label)
    elif isinstance(block, ListBlock):
        least = min(item.depth for item in block.items)
        items = [
            ListItem(
                tuple(links.shown(s) for s in item.sentences),
                item.depth - least,
                tuple(picture.shown() for picture in item.pictures),
                item.ordered,
                tuple(_code(code, unit) for code in item.codes),
            )
            for item in block.items
        ]
        yield Listing(tuple(items), block.ordered, block.first)
    elif isinstance(block, PictureBlock):
        yield block.picture.shown()
    elif isinstance(block, TableBlock):
        yield Table(
            tuple(_cell(cell, links) for cell in block.header),
            tuple(tuple(_cell(cell, links) for cell in row) for row in block.rows),
        )
    elif isinstance(block, CodeBlock):
        yield _code(block, unit)


def _code(block: CodeBlock, unit: Unit) -> Code:
    return Code(block.text.rstrip("\n"), (Span(unit.section.source, block.start, block.end),), block.syntax)


def _cell(cell: SourceSentence | None, links: Links) -> Sentence:
    return links.shown(cell) if cell else Sentence("", ())
