"""Which sections of a text somebody's own words touch on, by the words that they share: it compares words, not what is meant by them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from zwerm.courses.generation.bites.titles import UNTELLING
from zwerm.courses.generation.draft import Heading, TextBlock
from zwerm.courses.generation.reading.sentence import content_stems
from zwerm.courses.rules.told_lines import lines_of
from zwerm.language.alike import telling_words, tells_of
from zwerm.language.forms import other_forms
from zwerm.language.stems import stem
from zwerm.language.words import count_words, find_words

# A section of fewer words has hardly anything that one could tell.
FEWEST_WORDS = 12
FEWEST_SHARED, LONG = 2, 5
MOST_SECTIONS, MOST_SHOWN = 7, 6


@dataclass(frozen=True)
class Section:
    """A heading and what stands below it; `place` names it on its page. The beginning of a text may have neither."""

    heading: str
    text: str
    place: str


@dataclass(frozen=True)
class Mention:
    """`words`: those of the answer that stand in the section, as they were written; none where nothing was recognised."""

    section: Section
    words: tuple[str, ...]


def sections_in(blocks: Iterable[tuple[str, TextBlock]]) -> list[Section]:
    """The sections of the text of a part that say something, each block with its name on the page; a section may run on in the next."""
    headed = [(part, place_of(name, number)) for name, block in blocks for number, part in enumerate(block.parts)]
    deepest = _deepest([part.level for part, _ in headed if isinstance(part, Heading)])
    found: list[tuple[str, str, list[str]]] = []
    for part, place in headed:
        if isinstance(part, Heading) and (not found or part.level <= deepest):
            found.append((part.text, place, []))
            continue
        if not found:
            found.append(("", "", []))
        found[-1][2].extend(lines_of(part))
    sections = [Section(heading, "\n".join(lines), place) for heading, place, lines in found]
    return [one for one in sections if count_words(one.text) >= FEWEST_WORDS and _tells(one.heading)]


def _deepest(levels: Sequence[int]) -> int:
    """Down to which level headings begin a section: all of them, or as deep as there are few enough to look through."""
    fitting = [level for level in sorted(set(levels)) if sum(one <= level for one in levels) <= MOST_SECTIONS]
    return max(fitting, default=min(levels, default=0))


def place_of(block: str, number: int) -> str:
    return f"p-{block}-{number}"


def _tells(heading: str) -> bool:
    return heading.casefold().strip(" .:?!") not in UNTELLING


def find_mentions(sections: Sequence[Section], said: str, asked: str, language: str) -> list[Mention]:
    """For each section which of the words that were `said` stand in it. Words that the question itself gave do not count; nor do those
    that stand in every section, where others tell of any.
    """
    given = _shared(said, asked, language)
    held = [_shared(said, f"{one.heading}\n{one.text}", language) - given for one in sections]
    everywhere = frozenset.intersection(*held) if held else frozenset()
    apart = [_mention(one, said, words - everywhere, language) for one, words in zip(sections, held, strict=True)]
    if any(mention.words for mention in apart):
        return apart
    return [_mention(one, said, words, language) for one, words in zip(sections, held, strict=True)]


def _mention(section: Section, said: str, words: frozenset[str], language: str) -> Mention:
    return Mention(section, _as_said(said, words, language) if _is_told(section, words, language) else ())


def _shared(said: str, text: str, language: str) -> frozenset[str]:
    """The words of `said` that the text has too, also in another form."""
    stems = content_stems(text, language)
    formed = (
        word
        for word in telling_words(said, language)
        if not stems.isdisjoint((stem(word, language), *other_forms(word, language)))
    )
    return tells_of(said, text, language).union(formed)


def _is_told(section: Section, words: frozenset[str], language: str) -> bool:
    """One word can stand anywhere: it takes two, or a long one of the heading."""
    named = _shared(" ".join(words), section.heading, language)
    return len(words) >= FEWEST_SHARED or any(len(word) >= LONG for word in named)


def _as_said(said: str, words: frozenset[str], language: str) -> tuple[str, ...]:
    """In the order and the writing of the answer, each once."""
    written: dict[str, str] = {}
    for word in find_words(said):
        if telling_words(word.text, language) & words:
            written.setdefault(word.folded, word.text)
    return tuple(written.values())[:MOST_SHOWN]
