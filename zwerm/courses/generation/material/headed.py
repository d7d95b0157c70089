"""Headings side by side that each name a kind, with the sentence under each that says what it is."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from zwerm.courses.generation.material.facts import Entry, Group
from zwerm.courses.generation.material.kinds import ANNOUNCE, name_one_kind
from zwerm.courses.generation.material.units import Unit
from zwerm.courses.generation.reading.blocks import ParagraphBlock
from zwerm.courses.generation.reading.sentence import SourceSentence
from zwerm.language.definitions import find_definition
from zwerm.language.standalone import leans_on_context
from zwerm.language.words import count_words

FEWEST, LONGEST_NAME, MOSTLY = 3, 5, 0.6
SHORTEST, LONGEST = 5, 26


def read_headings(units: Sequence[Unit], language: str) -> Iterator[Group]:
    """A group per heading under which at least three headings name something; most of them must."""
    families: dict[tuple[int, tuple[str, ...], int], list[Unit]] = defaultdict(list)
    for unit in units:
        if unit.part == 0 and len(unit.section.path) > 1:
            families[unit.document, unit.section.path[:-1], unit.section.level].append(unit)
    for (document, path, _), family in families.items():
        entries = [entry for unit in family if (entry := _entry(unit, language))]
        if any(find_definition(entry.description.text, language) for entry in entries):
            continue  # words with what they mean, which are asked as such
        if len(entries) < FEWEST or len(entries) < MOSTLY * len(family):
            continue
        labels = [entry.label for entry in entries]
        are_kinds = bool(ANNOUNCE.search(path[-1]))
        if are_kinds or name_one_kind(labels):
            above = _title_above(units, document, path)
            # Of headings that are no kinds it is no news which of them a sentence is about.
            yield Group(entries[0].unit, above, tuple(entries), only_matched=not are_kinds)


def _entry(unit: Unit, language: str) -> Entry | None:
    title = unit.section.title
    first = unit.taught[0] if unit.taught else None
    if title is None or not isinstance(first, ParagraphBlock) or first.label:
        return None
    sentence = first.sentences[0]
    names = count_words(title.text) <= LONGEST_NAME and not title.text.rstrip().endswith(("?", "!"))
    fits = SHORTEST <= count_words(sentence.text) <= LONGEST and sentence.text.rstrip().endswith(".")
    return (
        Entry(unit.number, title, sentence)
        if names and fits and not leans_on_context(sentence.text, language)
        else None
    )


def _title_above(units: Sequence[Unit], document: int, path: tuple[str, ...]) -> SourceSentence | None:
    return next((u.section.title for u in units if u.document == document and u.section.path == path), None)
