"""Entries of which the label stands on a line of its own, with the description below it: "1. **Input**:", then "- Check it.\""""

from collections.abc import Iterator, Sequence

from zwerm.courses.generation.material.facts import Entry, Group
from zwerm.courses.generation.material.units import Unit
from zwerm.courses.generation.reading.blocks import Block, Item, ListBlock, ParagraphBlock
from zwerm.courses.generation.reading.labels import is_label
from zwerm.courses.generation.reading.sentence import SourceSentence
from zwerm.language.words import count_words

FEWEST = 3
SHORTEST, LONGEST = 4, 30


def read_under_labels(unit: Unit) -> Iterator[Group]:
    """A group per run of such labels, in one list or in a list per label."""
    lead: SourceSentence | None = None
    entries: list[Entry] = []
    blocks = unit.taught
    number = 0
    while number < len(blocks):
        block, below = blocks[number], blocks[number + 1] if number + 1 < len(blocks) else None
        entry = _entry(unit, block, below)
        if entry:
            entries.append(entry)
            number += 2
            continue
        yield from _group(unit, lead, entries)
        entries = []
        if isinstance(block, ListBlock):
            yield from _group(unit, lead, [entry for pair in _nested(block) if (entry := _of_items(unit, *pair))])
        lead = block.sentences[-1] if isinstance(block, ParagraphBlock) else lead
        number += 1
    yield from _group(unit, lead, entries)


def _group(unit: Unit, lead: SourceSentence | None, entries: Sequence[Entry]) -> Iterator[Group]:
    if len(entries) >= FEWEST:
        announced = lead if lead and lead.text.rstrip().endswith(":") else unit.section.title
        yield Group(unit.number, announced, tuple(entries))


def _entry(unit: Unit, block: Block, below: Block | None) -> Entry | None:
    """A list of one item that is a label, with the only item of the list below it."""
    if not isinstance(block, ListBlock) or not isinstance(below, ListBlock):
        return None
    return _of_items(unit, block.items[0], below.items) if len(block.items) == 1 else None


def _nested(block: ListBlock) -> Iterator[tuple[Item, list[Item]]]:
    shallowest = min(item.depth for item in block.items)
    parents = [number for number, item in enumerate(block.items) if item.depth == shallowest]
    for number, end in zip(parents, [*parents[1:], len(block.items)], strict=True):
        yield block.items[number], list(block.items[number + 1 : end])


def _of_items(unit: Unit, item: Item, below: Sequence[Item]) -> Entry | None:
    sentence = item.sentences[0]
    bare = sentence.text.rstrip(" :.")
    is_bold = bool(sentence.bold) and sentence.bold[0][0] == 0 and sentence.bold[0][1] >= len(bare)
    named = sentence.text.rstrip().endswith(":") or is_bold
    if not named or len(item.sentences) > 1 or len(below) != 1 or not is_label(bare, sentence.language):
        return None
    description = below[0].sentences[0]
    if not SHORTEST <= count_words(description.text) <= LONGEST:
        return None
    end = len(description.text.rstrip(" .;"))
    return Entry(unit.number, sentence.part(0, len(bare)), description.part(0, end))
