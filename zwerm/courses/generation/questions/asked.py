"""Asks what the document itself asks in its headings."""

import re
from collections.abc import Iterator, Sequence

from zwerm.courses.generation.draft import Option, Question, SingleChoice
from zwerm.courses.generation.material.facts import Asked
from zwerm.courses.generation.material.gather import Material
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
from zwerm.language.replies import replies_to
from zwerm.language.standalone import addresses_reader
from zwerm.language.words import count_words

YES_OR_NO = re.compile(r"^\W*(?:ja|nee|yes|no|nope|yep|klopt|inderdaad|correct|it depends|dat hangt)\b", re.IGNORECASE)
FEWEST, LONGEST = 5, 28
# A sentence about one of two is no answer to how they differ.
COMPARES = re.compile(
    r"\b(?:verschil\w*|verhoudt|vergeleken|difference|differ|versus|vs|compare[ds]?)\b", re.IGNORECASE
)
COMPARED = 2
# What a question with such a word asks for; only answers to the same kind of question are believable.
ASKS = re.compile(r"\b(wat|hoe|waarom|wanneer|wie|waar|welke?|hoeveel|what|how|why|when|who|where|which|can|kan|mag|moet|do|does)\b", re.IGNORECASE)  # fmt: skip


def propose(material: Material, inside: range) -> Iterator[Proposal]:
    usable = [asked for asked in material.asked if _is_usable(asked)]
    for asked in usable:
        if asked.unit in inside:
            yield Proposal(asked.unit, 1.05, _ask(asked, usable))


def _is_usable(asked: Asked) -> bool:
    return (
        FEWEST <= count_words(asked.answer.text) <= LONGEST
        and not YES_OR_NO.match(asked.answer.text)
        and is_answered(asked)
    )


def is_answered(asked: Asked) -> bool:
    """Whether the first sentence is an answer, as far as its form and its words tell, and does not send the reader on."""
    told = asked.question.stems & asked.answer.stems
    if COMPARES.search(asked.question.text) and len(told) < COMPARED:
        return False
    text, language = asked.answer.text, asked.answer.language
    return (
        len(asked.question.stems) > 0
        and replies_to(clean_title(asked.question.text), text, language, whole=asked.whole)
        and not addresses_reader(text, language)
    )


def _ask(asked: Asked, usable: Sequence[Asked]) -> Iterator[Question]:
    others = [other for other in usable if other is not asked]
    kin = [other.answer for other in others if _kind(other) == _kind(asked)]
    topic = asked.question.stems | asked.answer.stems
    pool = likely_mistakes(asked.answer, [answer for answer in kin if answer.stems & topic])
    stem = clean_title(asked.question.text).rstrip("?") + "?"

    def build(wrong: Sequence[SourceSentence]) -> Question:
        options = [Option(capital(asked.answer.text), True, (asked.answer.span,))]
        options += [Option(capital(other.text), False, (other.span,)) for other in wrong]
        options.sort(key=lambda option: option.text.casefold())
        return SingleChoice(stem, tuple(options), shown(asked.answer), spans_of(asked.question, asked.answer))

    return with_wrong_options(pool, build)


def _kind(asked: Asked) -> str:
    found = ASKS.search(asked.question.text)
    return found[1].lower() if found else ""
