"""The parts of a question that rules look at, whatever its kind."""

import re
from dataclasses import dataclass, field
from functools import lru_cache

from zwerm.courses.generation.draft import Gap, Matching, MultipleChoice, Numeric, Ordering, Question, SingleChoice
from zwerm.courses.generation.reading.sentence import content_stems
from zwerm.language.words import common_start

SHORTEST_START, SHORTEST_SHARED, SHORTEST_FORM, MOSTLY = 4, 5, 7, 0.7
BLANK = "____"
MONEY = re.compile(r"\$(?=\d)")


@dataclass(frozen=True)
class Setting:
    """What a rule may know besides the question.

    `nearby` are the sentences around the one that is asked about; `articles` says which article nouns take ("de" or
    "het"), by their lower-case form, as far as the documents show it.
    """

    language: str
    nearby: tuple[str, ...] = ()
    articles: dict[str, str] = field(default_factory=dict)


def correct_options(question: Question) -> list[str]:
    if isinstance(question, SingleChoice | MultipleChoice):
        return [option.text for option in question.options if option.correct]
    if isinstance(question, Gap) and question.choices:
        return [question.answer]
    return []


def wrong_options(question: Question) -> list[str]:
    if isinstance(question, SingleChoice | MultipleChoice):
        return [option.text for option in question.options if not option.correct]
    if isinstance(question, Gap):
        return [choice for choice in question.choices if choice != question.answer]
    return []


def every_option(question: Question) -> list[str]:
    return [*correct_options(question), *wrong_options(question)]


def quoted(question: Question) -> str:
    """The source's words that the question shows, with a blank for what is asked."""
    if isinstance(question, Gap | Numeric):
        return f"{question.before}{BLANK}{question.after}"
    if isinstance(question, SingleChoice | MultipleChoice):
        return question.quote
    return ""


def asked(question: Question) -> str:
    """Everything that is read before answering, options apart."""
    return f"{question.stem} {quoted(question)}".strip()


def subject_of(question: Question) -> str:
    """What is asked about: the quote and the words in quote marks; without either the whole question."""
    named = " ".join(re.findall(r"‘([^’]+)’", question.stem))
    return f"{named} {quoted(question)}".strip() or question.stem


def shown_texts(question: Question) -> list[str]:
    """Every text of the question that comes from the source."""
    texts = [*every_option(question)]
    if isinstance(question, Gap):
        texts.append(quoted(question).replace(BLANK, "x"))
    elif isinstance(question, Numeric):
        # A sum of money is no code: "over $____ …".
        texts.append(MONEY.sub("", quoted(question).replace(BLANK, "0")))
    elif quoted(question):
        texts.append(quoted(question))
    if isinstance(question, Ordering):
        texts += [item.text for item in question.items]
    if isinstance(question, Matching):
        texts += [side.text for pair in question.pairs for side in (pair.left, pair.right)]
    return texts


@lru_cache(maxsize=65536)
def stems(text: str, language: str) -> frozenset[str]:
    return content_stems(text, language)


@lru_cache(maxsize=16384)
def shared_stems(one: frozenset[str], other: frozenset[str]) -> frozenset[str]:
    """Stems of `one` that `other` has too, also inside a compound: "risico" in "risicogroep"."""
    return frozenset(
        stem for stem in one if stem in other or any(_is_form(stem, long) or _is_form(long, stem) for long in other)
    )


@lru_cache(maxsize=262144)
def _is_form(short: str, long: str) -> bool:
    """Whether the one starts with the other, holds it as part of a compound, or is a form of it ("financieel", "financiële")."""
    if len(short) >= SHORTEST_SHARED and short in long:
        return True
    alike = len(common_start(short, long))
    return (len(short) >= SHORTEST_START and alike == len(short)) or (
        alike >= SHORTEST_FORM and alike >= MOSTLY * max(len(short), len(long))
    )


def covered(stems_: frozenset[str], by: frozenset[str]) -> float:
    """Which share of the stems the other has."""
    return len(stems_ & by) / len(stems_) if stems_ else 0.0


@lru_cache(maxsize=65536)
def plain(text: str) -> str:
    """For comparing texts: lower case, words only."""
    return " ".join(re.findall(r"[^\W_]+", text.casefold()))
