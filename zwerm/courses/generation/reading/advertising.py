"""Advertising within a page: what calls the reader to buy or try something, and what praises the one thing that is sold."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import chain
from typing import TypeAlias

from zwerm.courses.generation.reading.blocks import Block, ListBlock, ParagraphBlock, block_sentences
from zwerm.courses.generation.reading.sections import Section
from zwerm.courses.generation.reading.sentence import SourceSentence
from zwerm.courses.generation.reading.untold import untold

CALLS = re.compile(
    r"\b(?:(?:neem|begin|start|probeer|bestel|vraag)\b[^.]{0,40}\bvandaag nog|vandaag nog (?:contact|aan de slag|beginnen)|(?:probeer|start)\b[^.]{0,30}\b(?:gratis|vrijblijvend)|(?:gratis|vrijblijvende?) (?:demo|proef\w*|account|offerte|uitproberen|proberen)"
    r"|(?:schrijf je|schrijf u|meld je) (?:in|aan) voor (?:de|onze) nieuwsbrief"
    r"|(?:start|get|claim) (?:your|a) free|free trial|try\b[^.]{1,40}\bfor free|sign up (?:for free|today|now)|get started (?:today|for free)|contact (?:our )?sales|subscribe to our newsletter)\b"
    # Told to do so; not "Customers request a quote".
    r"|^\W*(?:please |just )?(?:(?:plan|boek|vraag)(?: een| je| uw)?(?: gratis| vrijblijvende)? (?:demo|offerte|kennismaking\w*)|(?:book|schedule|request) (?:a|your)(?: free)? (?:demo|quote|call))\b",
    re.IGNORECASE,
)
PRAISES = re.compile(
    r"\b(?:u|uw|je|jouw|jullie|you|your|beste|ideaal|ideale|van pas|krachtige?|best|ideal|powerful|perfect|AI-aangedreven|AI-powered)\b",
    re.IGNORECASE,
)
NAME = re.compile(r"(?<=[\w,] )[A-Z][a-z]+\w*")
# A name that much of the text speaks of is its subject.
MOST, FEWEST = 0.3, 2
Place: TypeAlias = tuple[int, int]


def without_advertising(sections: Sequence[Section]) -> tuple[list[Section], list[tuple[Section, Place]]]:
    """The sections without it, and the places of what went with the section in which it stood."""
    calling = [section for section in sections if any(CALLS.search(s.text) for s in _sentences(section.shown))]
    if not calling:
        return list(sections), []
    sold = _sold(sections, calling)
    kept: list[Section] = []
    gone: list[tuple[Section, Place]] = []
    for section in sections:
        named = section.title is not None and any(name in section.title.text for name in sold)
        # Under a heading that names it, in which the reader is called, nothing else is said.
        whole = named and section in calling
        honest, taught = (
            () if whole else tuple(left for block in blocks if (left := _without(block, sold)))
            for blocks in (section.shown, section.blocks)
        )
        bare = replace(section, blocks=taught, shown=honest)
        gone += [(section, place) for place in _gone(section, bare)]
        kept.append(bare)
    return kept, gone


def _gone(section: Section, bare: Section) -> Iterator[Place]:
    """A block that went as a whole at once, and what went from one that stays."""
    stays = {block.start for block in bare.shown}
    blocks = [(block.start, block.end) for block in section.shown if block.start not in stays]
    yield from blocks
    for stretch in untold(section.shown, bare.shown, blocks):
        yield stretch[0].start, stretch[-1].end


def _sold(sections: Sequence[Section], calling: Sequence[Section]) -> frozenset[str]:
    """The names in whose praise the reader is called, unless the whole text is about them."""
    near = [sentence.text for section in calling for sentence in _sentences(section.shown)]
    near += [section.title.text for section in calling if section.title]
    names = {name for text in near for name in NAME.findall(text)}
    every = [sentence.text for section in sections for sentence in _sentences(section.shown)]
    told = {name: [text for text in every if re.search(rf"\b{name}\b", text)] for name in names}
    return frozenset(
        name
        for name, texts in told.items()
        if FEWEST <= len(texts) <= max(FEWEST, MOST * len(every))
        and sum(bool(PRAISES.search(text)) for text in texts) * 2 >= len(texts)
    )


def _without(block: Block, sold: frozenset[str]) -> Block | None:
    if isinstance(block, ParagraphBlock):
        sentences = tuple(s for s in block.sentences if not _sells(s, sold))
        return replace(block, sentences=sentences) if sentences else None
    if isinstance(block, ListBlock):
        items = tuple(item for item in block.items if not any(_sells(s, sold) for s in item.sentences))
        return replace(block, items=items) if items else None
    return block


def _sells(sentence: SourceSentence, sold: frozenset[str]) -> bool:
    named = [name for name in sold if re.search(rf"\b{name}\b", sentence.text)]
    opens = any(sentence.text.startswith(f"{name}:") for name in named)
    return bool(CALLS.search(sentence.text)) or opens or bool(named and PRAISES.search(sentence.text))


def _sentences(blocks: Sequence[Block]) -> Iterator[SourceSentence]:
    return chain.from_iterable(map(block_sentences, blocks))
