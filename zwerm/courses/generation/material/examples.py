"""What is shown as an example: a filled-in report, an invented patient. To be read, and nothing to know by heart."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from zwerm.courses.generation.reading.blocks import Block, ParagraphBlock
from zwerm.courses.generation.reading.sections import Section
from zwerm.language.narrative import heads_an_example

EXAMPLE_LABEL = "example"
# "Voorbeeld: …", "Bijvoorbeeld:", "Een voorbeeld van een overdracht:"; "For example, …" within an argument is none.
OPENS = re.compile(
    r"^\W*(?:(?:een|nog een|hier een|dit is een|zo['’]n|an?|another|here is an|the) )?(?:bijvoorbeeld\s*:|for (?:example|instance)\s*:"
    r"|\w*voorbeeld(?:en|\w*)?(?: [^.:!?]{1,60})?\s*:|(?:worked |filled[- ]in |sample )?examples?(?: [^.:!?]{1,60})?\s*:|sample [^.:!?]{1,60}:)",
    re.IGNORECASE,
)


def example_paths(sections: Sequence[Section]) -> frozenset[tuple[str, ...]]:
    """The headings, with those above them, under which everything is an example. The title of the document is none."""
    tops = {section.path[0] for section in sections if section.path}
    titled = len(tops) == 1 and all(section.path for section in sections)
    return frozenset(
        section.path[:depth]
        for section in sections
        for depth in range(1 + titled, len(section.path) + 1)
        if heads_an_example(section.path[depth - 1])
    )


def without_examples(blocks: Sequence[Block]) -> Iterator[Block]:
    """The blocks that teach: without a paragraph from "Voorbeeld:" on, without what it announces, and without a quotation
    that a sentence announces."""
    announced = quoting = False
    for block in blocks:
        told = _before_example(block)
        sample = announced or (block.quoted and quoting) or block.label == EXAMPLE_LABEL
        ends_in_colon = isinstance(block, ParagraphBlock) and block.sentences[-1].text.rstrip().endswith(":")
        quoting = ends_in_colon or (block.quoted and quoting)
        announced = ends_in_colon and told is not block
        if told and not sample:
            yield told


def _before_example(block: Block) -> Block | None:
    """A paragraph up to the sentence that opens an example; None when that is its first."""
    for number, sentence in enumerate(block.sentences if isinstance(block, ParagraphBlock) else ()):
        if isinstance(block, ParagraphBlock) and OPENS.match(sentence.text):
            return replace(block, sentences=block.sentences[:number]) if number else None
    return block
