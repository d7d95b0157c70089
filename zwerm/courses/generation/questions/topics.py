"""Asks to which of several steps or times a statement belongs."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from zwerm.courses.generation.draft import Option, Question, SingleChoice
from zwerm.courses.generation.material.gather import Material
from zwerm.courses.generation.material.kinds import PLACE, STEP, timed
from zwerm.courses.generation.material.units import Unit
from zwerm.courses.generation.questions.proposal import (
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
from zwerm.language.standalone import stands_alone
from zwerm.language.words import count_words

FEWEST_TOPICS, LONGEST_TITLE = 3, 7
FEWEST, LONGEST = 9, 30
OWN_WORDS, OWN_SHARE = 2, 0.5
PER_TOPIC = 3


def propose(material: Material, inside: range) -> Iterator[Proposal]:
    for topics in _families(material):
        words = {unit.number: _stems(unit) for unit in topics}
        for unit in topics:
            if unit.number not in inside:
                continue
            elsewhere = frozenset().union(*(words[other.number] for other in topics if other is not unit))
            for sentence in _typical(unit, elsewhere, material.language):
                yield Proposal(unit.number, 0.65, _ask(material, sentence, unit, topics))


def _families(material: Material) -> Iterator[list[Unit]]:
    """Units whose headings stand side by side under one heading."""
    families: dict[tuple[int, tuple[str, ...], int], list[Unit]] = defaultdict(list)
    for unit in material.units:
        if unit.section.title and unit.part == 0 and unit.taught and unit.words and _is_topic(unit.section.title):
            families[unit.document, unit.section.path[:-1], unit.section.level].append(unit)
    for family in families.values():
        steps = [unit for unit in family if unit.section.title and STEP.match(unit.section.title.text)]
        family = steps if len(steps) >= FEWEST_TOPICS else family
        titles = [unit.section.title for unit in family if unit.section.title]
        # Under which of other headings a sentence was put is often anybody's guess.
        if len(family) >= FEWEST_TOPICS and timed(titles):
            yield family


def _is_topic(title: SourceSentence) -> bool:
    fits = 1 <= count_words(title.text) <= LONGEST_TITLE and not title.text.rstrip().endswith(("?", "!", ":"))
    return fits and not PLACE.match(title.text)


def _stems(unit: Unit) -> frozenset[str]:
    return frozenset().union(*(sentence.stems for sentence in unit.sentences))


def _typical(unit: Unit, elsewhere: frozenset[str], language: str) -> list[SourceSentence]:
    """Sentences that stand alone and hold words that the other topics do not use, most such words first."""
    fitting = [
        sentence
        for sentence in unit.sentences
        if FEWEST <= count_words(sentence.text) <= LONGEST
        and stands_alone(sentence.text, language)
        and len(sentence.stems - elsewhere) >= max(OWN_WORDS, len(sentence.stems) * OWN_SHARE)
    ]
    fitting.sort(key=lambda sentence: (-len(sentence.stems - elsewhere) / len(sentence.stems), sentence.start))
    return fitting[:PER_TOPIC]


def _ask(material: Material, sentence: SourceSentence, unit: Unit, topics: Sequence[Unit]) -> Iterator[Question]:
    title = unit.section.title
    assert title is not None
    parent = clean_title(unit.section.path[-2]) if len(unit.section.path) > 1 else ""
    wording = BY_LANGUAGE[material.language]
    stem = wording.which_topic_of.format(parent=parent) if parent else wording.which_topic
    if STEP.match(title.text):
        stem = wording.which_step
    others = [other.section.title for other in topics if other is not unit and other.section.title]
    pool = likely_mistakes(title, others)

    def build(wrong: Sequence[SourceSentence]) -> Question:
        options = [_option(title, True), *(_option(other, False) for other in wrong)]
        options.sort(key=lambda option: option.text.casefold())
        return SingleChoice(stem, tuple(options), shown(sentence), spans_of(sentence), quote=sentence.text)

    return with_wrong_options(pool, build)


def _option(title: SourceSentence, correct: bool) -> Option:
    return Option(capital(clean_title(title.text)), correct, (title.span,))
