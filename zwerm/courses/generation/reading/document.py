"""A source, read: its sections that teach, and what is left out."""

from dataclasses import dataclass, replace

from zwerm.courses.generation.draft import LeftOut, Span
from zwerm.courses.generation.reading import headings
from zwerm.courses.generation.reading.advertising import without_advertising
from zwerm.courses.generation.reading.blocks import ListBlock, block_sentences, read_blocks
from zwerm.courses.generation.reading.keep import keep_blocks
from zwerm.courses.generation.reading.saying_nothing import URL
from zwerm.courses.generation.reading.sections import Section, read_sections
from zwerm.courses.generation.reading.shown import show_blocks
from zwerm.courses.generation.reading.spoken import without_directions
from zwerm.courses.generation.reading.telling import tells_something
from zwerm.courses.generation.source import Source
from zwerm.language.detect import LANGUAGES, detect_language

LARGEST_LEFT_OUT = 0.4


@dataclass(frozen=True)
class Document:
    source: Source
    language: str
    sections: tuple[Section, ...]
    left_out: tuple[LeftOut, ...]


def read_document(source: Source) -> Document:
    """Never fails: a source that teaches nothing gives no sections."""
    language = source.language
    if language not in LANGUAGES:
        language = detect_language(source.markdown)
    blocks = read_blocks(source.markdown, source.id, language)
    every = read_sections(blocks, source.id, language)
    sections: list[Section] = []
    left_out: list[LeftOut] = []
    if source.spoken_in_quotes:
        every, directions = without_directions(every)
        left_out += [LeftOut(_name(section), headings.SPOKEN, stretch.span) for section, stretch in directions]
    titles = frozenset(headings.plain_title(section.title.text) for section in every if section.title) - {""}
    reasons = _reasons(every)
    for number, (section, reason) in enumerate(zip(every, reasons, strict=True)):
        if reason and not _is_beside(section, reason):
            left_out.append(_leave_out(section, reason))
            continue
        below = next(
            (other for other, why in zip(every[number + 1 :], reasons[number + 1 :], strict=True) if not why), None
        )
        goes_on = below is not None and (below.level > section.level or _opens_with_list(below))
        shown, dropped = show_blocks(section.blocks, source.markdown, titles, source.pictures, section.path)
        taught = [] if reason else keep_blocks(section.blocks, titles, source.pictures, section.path, goes_on=goes_on)
        left_out += [LeftOut(_name(section), why, Span(source.id, block.start, block.end)) for why, block in dropped]
        sections.append(replace(section, blocks=tuple(taught), shown=tuple(shown)))
    honest, sold = without_advertising(sections)
    left_out += [LeftOut(_name(s), headings.ADVERTISING, Span(source.id, *place)) for s, place in sold]
    return Document(source, language, tuple(honest), tuple(left_out))


def _is_beside(section: Section, reason: str) -> bool:
    """Whether it is shown though it teaches nothing, by its own heading or one above it."""
    return reason == headings.CONTACT and any(map(headings.stands_beside, section.path))


def _opens_with_list(section: Section) -> bool:
    """Whether what the section before it announces can stand here: "The following holds:", then a heading over each list."""
    return bool(section.blocks) and isinstance(section.blocks[0], ListBlock)


def _reasons(sections: list[Section]) -> list[str]:
    """Per section why it is left out: by its own heading or one above it. Never the title's, never most of a text, and not what
    is running text under a heading that can be a subject too."""
    reasons = [""] * len(sections)
    whole = sum(section.end - section.start for section in sections)
    for number, section in enumerate(sections):
        is_title = len(section.path) < 2 and not any(before.title for before in sections[:number])
        if reasons[number] or section.title is None or is_title:
            continue
        reason = headings.reason_to_leave_out(section.title.text)
        if not reason:
            continue
        last = number + 1
        while last < len(sections) and sections[last].level > section.level:
            last += 1
        told = [x for s in sections[number:last] for block in s.blocks for x in block_sentences(block)]
        links = any(sentence.linked or URL.search(sentence.text) for sentence in told)
        tells = tells_something(told, reason) or (reason == headings.LINKS and bool(told) and not links)
        if headings.may_teach(section.title.text, reason) and tells:
            continue
        inside = sum(s.end - s.start for s in sections[number:last])
        if inside <= LARGEST_LEFT_OUT * whole:
            reasons[number:last] = [reason] * (last - number)
    return reasons


def _leave_out(section: Section, reason: str) -> LeftOut:
    return LeftOut(_name(section), reason, Span(section.source, section.start, section.end))


def _name(section: Section) -> str:
    return section.title.text if section.title else ""
