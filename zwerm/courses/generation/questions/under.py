"""Asks what the text says of the subject of a heading, among what it says under other headings.

Never asked by itself, only offered to the author: the wrong answers are true too, of something else, and whether that can be told
without the text in mind only somebody who knows the work sees.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from zwerm.courses.generation.draft import Doubt, Option, Question, SingleChoice
from zwerm.courses.generation.flaws.parts import shared_stems
from zwerm.courses.generation.material.gather import Material
from zwerm.courses.generation.material.kinds import PLACE
from zwerm.courses.generation.material.units import Unit
from zwerm.courses.generation.questions.proposal import (
    ANY_DOCUMENT,
    Proposal,
    capital,
    likely_mistakes,
    shown,
    spans_of,
    with_wrong_options,
)
from zwerm.courses.generation.reading.headings import clean_title
from zwerm.courses.generation.reading.sentence import SourceSentence
from zwerm.courses.generation.wording import BY_LANGUAGE
from zwerm.language.imperatives import tells_to
from zwerm.language.standalone import addresses_reader, leans_on_context, points_back
from zwerm.language.whole import TOLD_TO
from zwerm.language.words import count_words

WORTH, FIRST = 0.6, 2
LONGEST_NAME, FEWEST, LONGEST = 3, 7, 26
# A wrong answer may share at most this part of its words with what stands under the heading.
SHARED, OWN = 0.4, 0.3
# Headings that say for what a part serves and not what it is about, and pieces of advice.
SERVES = re.compile(
    r"(?:(?:(?:verdere|meer|handige|enkele|onze) )?(?:relevantie|vereisten?|risico['’]?s?|maatregel(?:en)?|focus|tips(?:\b.*)?|advies|adviezen|aandachtspunten|kaders?\b.*|begrippen\b.*|definities|voorwaarden|bepalingen|informatie|opmerkingen|stappenplan|rollen|taken|vragen|antwoorden|uitgangspunten|doel(?:en|stellingen)?|beheer|varia|overig\w*|bijlagen?.*|disclaimers?.*|status|planning)"
    r"|(?:(?:more|further|other|our|useful|some) )?(?:relevance|requirements?|risks?|measures?|focus|tips(?:\b.*)?|advice|takeaways?|considerations|frameworks?|definitions?|conditions|provisions|information|remarks|roles|tasks|questions|answers|objectives?|goals?|issues?|miscellaneous|other|appendi\w+.*|disclaimers?.*|status|planning|repositories|features|resources|logistics\b.*|most important\b.*|key\b.*|tools? setup|set ?up|instructions?|prerequisites?|quick\b.*))",
    re.IGNORECASE,
)
# "Not as hard as you think", "Wees eerlijk": told to somebody, and no subject.
TOLD = re.compile(
    r"\b(?:je|jij|jouw|u|we|wij|ons|onze|niet|geen|wees|zorg|you|your|we|our|us|not|don['’]t|be)\b", re.IGNORECASE
)
# "IC3", "M16": known to who made it up.
CODE = re.compile(r"[A-Z]{1,4}[ -]?\d+(?:\.\d+)*|.*[$<>{}|_].*")
# "Tip: …", "Note: …": about the text around it.
REMARK = re.compile(r"^\W*(?:tip|note|hint|let op|opmerking|n\.?b\.?)\s*:", re.IGNORECASE)
FIRST_PERSON = re.compile(r"\b(?:ik|mijn|I|my)\b|\bI['’]")


@dataclass(frozen=True)
class Section:
    """What stands under one heading, of which the whole statements can be an answer."""

    units: tuple[Unit, ...]

    @property
    def title(self) -> SourceSentence:
        title = self.units[0].section.title
        assert title is not None
        return title

    @cached_property
    def stems(self) -> frozenset[str]:
        own = (sentence.stems for unit in self.units for sentence in unit.sentences)
        return self.title.stems.union(*own)

    @cached_property
    def statements(self) -> tuple[tuple[Unit, SourceSentence], ...]:
        found = [(unit, s) for unit in self.units for s in unit.rules if FEWEST <= count_words(s.text) <= LONGEST]
        usable = ((unit, s) for unit, s in found if not s.code and not REMARK.match(s.text))
        return tuple((unit, s) for unit, s in usable if not FIRST_PERSON.search(s.text))

    @property
    def opening(self) -> tuple[Unit, SourceSentence] | None:
        """The statement that the section opens with, if it is one: what the heading is about."""
        unit = self.units[0]
        first = next(unit.sentences, None)
        is_it = bool(self.statements) and unit.part == 0 and first is self.statements[0][1]
        return self.statements[0] if is_it else None


def propose_named(material: Material, inside: range) -> Iterator[Proposal]:
    """What a section under a heading that names a thing in a few words opens with, which explains it."""
    sections = _sections(material)
    titles = Counter(clean_title(section.title.text).casefold() for section in sections)
    for section in sections:
        own = [unit.number for unit in section.units if unit.number in inside]
        # A heading that comes back ("General") names nothing without the one above it.
        is_own = titles[clean_title(section.title.text).casefold()] == 1
        if not own or not is_own or not _is_subject(section.title) or not section.opening:
            continue
        # What is said first is what the heading is about; what comes later may be about anything.
        others = [s for other in sections if _is_beside(section, other) for _, s in other.statements[:FIRST]]
        unit, opening = section.opening
        if unit.number in inside and _is_fresh(opening, others):
            yield Proposal(unit.number, WORTH, _ask(material, section, opening, others))


def _sections(material: Material) -> list[Section]:
    found: dict[tuple[str, int], list[Unit]] = {}
    for unit in material.units:
        title = unit.section.title
        if title is not None and unit.language == material.language:
            found.setdefault((title.source, title.start), []).append(unit)
    return [Section(tuple(units)) for units in found.values()]


def _is_subject(title: SourceSentence) -> bool:
    """Whether it names something: no question, no place in a document, nothing that any document has."""
    text = clean_title(title.text)
    return (
        1 <= count_words(text) <= LONGEST_NAME
        and bool(title.stems)
        and text[-1] not in "?!…"
        and not PLACE.match(text)
        and not CODE.fullmatch(text)
        and not ANY_DOCUMENT.fullmatch(text)
        and not SERVES.fullmatch(text)
        and not TOLD.search(text)
        and not (title.language == "nl" and TOLD_TO.match(text))
        and not addresses_reader(text, title.language)
        and not leans_on_context(text, title.language)
        and not points_back(text, title.language)
    )


def _is_beside(section: Section, other: Section) -> bool:
    """Of the same document, neither within the other, about something else as far as the headings tell."""
    one, two = section.units[0], other.units[0]
    paths = one.section.path, two.section.path
    short = min(map(len, paths))
    apart = paths[0][:short] != paths[1][:short]
    return one.document == two.document and apart and not shared_stems(section.title.stems, other.title.stems)


def _is_fresh(opening: SourceSentence, others: Sequence[SourceSentence]) -> bool:
    """Whether enough of its words do not come back under other headings."""
    elsewhere = frozenset().union(*(sentence.stems for sentence in others))
    return len(opening.stems - elsewhere) >= OWN * max(1, len(opening.stems))


def _ask(
    material: Material, section: Section, right: SourceSentence, others: Sequence[SourceSentence]
) -> Iterator[Question]:
    """Its wrong answers hold no word of the heading, and few of what stands under it."""
    title = section.title
    wording, told = BY_LANGUAGE[material.language], tells_to(right.text, right.language)
    stem = (wording.advised_under if told else wording.said_under).format(heading=clean_title(title.text))
    apart = [
        other
        for other in others
        if not shared_stems(title.stems, other.stems)
        and len(other.stems & section.stems) <= SHARED * len(other.stems)
        and _ends(other) == _ends(right)
        and tells_to(other.text, other.language) == told
    ]

    def build(wrong: Sequence[SourceSentence]) -> Question:
        options = [Option(capital(right.text), True, (right.span,))]
        options += [Option(capital(other.text), False, (other.span,)) for other in wrong]
        options.sort(key=lambda option: option.text.casefold())
        spans = spans_of(title, right)
        return SingleChoice(stem, tuple(options), shown(right), spans, doubt=Doubt.elsewhere)

    return with_wrong_options(likely_mistakes(right, apart), build)


def _ends(sentence: SourceSentence) -> bool:
    return sentence.text.rstrip().endswith(".")
