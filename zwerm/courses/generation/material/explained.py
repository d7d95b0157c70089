"""Things of one kind that a text explains one by one, in a list, in paragraphs or under headings: "**Worm**: a program that …"."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from zwerm.courses.generation.material.facts import Entry, Group
from zwerm.courses.generation.material.lists import with_own_labels
from zwerm.courses.generation.material.units import Unit
from zwerm.courses.generation.reading.blocks import Block, Item, ListBlock, ParagraphBlock, TableBlock
from zwerm.courses.generation.reading.headings import clean_title
from zwerm.courses.generation.reading.labels import is_label, read_label
from zwerm.courses.generation.reading.saying_nothing import MOSTLY_LINK
from zwerm.courses.generation.reading.sentence import SourceSentence
from zwerm.language.explaining import find_told
from zwerm.language.imperatives import tells_to
from zwerm.language.words import count_words

# What announces kinds of something, each with what it is.
KINDS = re.compile(
    r"\b(?:soort(?:en)?|typen?|types|vormen|categorie(?:ën|en)|begrippen|termen|methoden?|methodes|technieken|modellen|principes|bedreigingen|aanvallen|risico['’]?s|maatregelen|componenten|onderdelen"
    r"|kinds?|types?|forms?|categories|terms|terminology|definitions|concepts|methods|techniques|models|principles|threats|attacks|risks|controls|measures|components)\b",
    re.IGNORECASE,
)
# "The annex", "‘member’": one particular thing, or a word of a contract.
ONE = re.compile(r"(?:the|de|het)\s|[\"'“‘„«]", re.IGNORECASE)
FEWEST, LONGEST_NAME, MOSTLY = 3, 5, 0.6
Named = tuple[SourceSentence, SourceSentence]


def read_explained(units: Sequence[Unit], language: str) -> Iterator[Group]:
    """A group for each list, run of paragraphs or run of headings of which most say what their names are."""
    for unit in units:
        for lead, named in _listed(unit):
            yield from _group(unit, lead, [(unit, label, first) for label, first in named], language)
    families: dict[tuple[int, tuple[str, ...], int], list[Unit]] = defaultdict(list)
    for unit in units:
        if unit.part == 0 and unit.section.title and len(unit.section.path) > 1:
            families[unit.document, unit.section.path[:-1], unit.section.level].append(unit)
    for (document, path, _), family in families.items():
        above = next((u.section.title for u in units if u.document == document and u.section.path == path), None)
        headed = [(unit, one[0], one[1]) for unit in family if (one := _headed(unit))]
        if len(headed) >= MOSTLY * len(family):
            yield from _group(family[0], above, headed, language)


def _group(
    unit: Unit, lead: SourceSentence | None, named: Sequence[tuple[Unit, SourceSentence, SourceSentence]], language: str
) -> Iterator[Group]:
    of_kinds = bool(lead and KINDS.search(lead.text))
    entries = tuple(entry for at, label, first in named if (entry := _entry(at, label, first, language, of_kinds)))
    if len(entries) < FEWEST or len(entries) < MOSTLY * len(named):
        return
    group = with_own_labels(Group(unit.number, lead, entries, of_kinds=of_kinds))
    if group:
        yield group


def _entry(unit: Unit, label: SourceSentence, first: SourceSentence, language: str, of_kinds: bool) -> Entry | None:
    if label.link_share > MOSTLY_LINK or label.code or label.text[:1].isdigit():
        return None  # a page, a name that a program knows, a day or a count
    if tells_to(label.text, language) or ONE.match(label.text):
        return None
    place = find_told(clean_title(label.text), first.text, language, of_kinds=of_kinds)
    return Entry(unit.number, label, first.part(*place)) if place else None


def _headed(unit: Unit) -> Named | None:
    title = unit.section.title
    first = unit.taught[0] if unit.taught else None
    if title is None or not isinstance(first, ParagraphBlock) or first.label:
        return None
    names = count_words(title.text) <= LONGEST_NAME and is_label(clean_title(title.text), title.language)
    return (title, first.sentences[0]) if names and title.text.rstrip()[-1:] not in "?!" else None


def _listed(unit: Unit) -> Iterator[tuple[SourceSentence | None, list[Named]]]:
    """Per list, and per run of paragraphs, what is named in it with the first sentence about it, and what announces it."""
    lead = unit.section.title
    run: list[Named] = []
    blocks = unit.taught
    for number, block in enumerate(blocks):
        below = blocks[number + 1] if number + 1 < len(blocks) else None
        one = _single(block, below)
        if one:
            run.append(one)
        if isinstance(block, ListBlock):
            for depth in sorted({item.depth for item in block.items}):
                for items in _runs(block.items, depth):
                    yield lead, [named for item in items if (named := _of_sentences(item.sentences))]
        if isinstance(block, ParagraphBlock) and block.sentences[-1].text.rstrip().endswith(":"):
            lead = block.sentences[-1]
        if isinstance(block, TableBlock):
            yield from _columns(block)
    yield unit.section.title, run


def _runs(items: Sequence[Item], depth: int) -> Iterator[list[Item]]:
    """The items of one depth that no item above them parts."""
    run: list[Item] = []
    for item in items:
        if item.depth < depth and run:
            yield run
            run = []
        elif item.depth == depth:
            run.append(item)
    yield run


def _single(block: Block, below: Block | None) -> Named | None:
    """A paragraph that opens with a label, or a label on a line of its own with a paragraph below it."""
    if isinstance(block, ParagraphBlock):
        return _of_sentences(block.sentences) if block.sentences[0].bold else None
    if not isinstance(block, ListBlock) or len(block.items) != 1 or not isinstance(below, ParagraphBlock):
        return None
    name = _bare_label(block.items[0].sentences)
    return (name, below.sentences[0]) if name and len(block.items[0].sentences) == 1 else None


def _bare_label(sentences: Sequence[SourceSentence]) -> SourceSentence | None:
    """The name that stands on a line of its own."""
    first = sentences[0]
    end = len(first.text.rstrip(" :."))
    is_bold = bool(first.bold) and first.bold[0][0] == 0 and first.bold[0][1] >= end
    named = is_bold or first.text.rstrip().endswith(":")
    return first.part(0, end) if end and named and is_label(first.text[:end], first.language) else None


def _of_sentences(sentences: Sequence[SourceSentence]) -> Named | None:
    name = _bare_label(sentences) if len(sentences) > 1 else None
    if name:
        return name, sentences[1]
    found = read_label(sentences)
    return (found.label, found.description[0]) if found else None


def _columns(table: TableBlock) -> Iterator[tuple[SourceSentence | None, list[Named]]]:
    for column in range(1, len(table.header)):
        cells: Iterable[tuple[SourceSentence | None, SourceSentence | None]] = (
            (row[0], row[column]) for row in table.rows
        )
        yield table.header[column], [(label, cell) for label, cell in cells if label and cell]
