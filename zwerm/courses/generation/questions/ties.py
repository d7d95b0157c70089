"""Asks what follows when something is the case, or why something is so."""

from collections.abc import Iterator, Sequence

from zwerm.courses.generation.draft import Option, Question, SingleChoice
from zwerm.courses.generation.material.facts import Tied
from zwerm.courses.generation.material.gather import Material
from zwerm.courses.generation.questions.proposal import (
    Proposal,
    likely_mistakes,
    shown,
    spans_of,
    with_wrong_options,
)
from zwerm.courses.generation.reading.sentence import SourceSentence
from zwerm.courses.generation.wording import BY_LANGUAGE
from zwerm.language.stopwords import is_stop_word

COMMON = 4
WORTH = {"condition": 0.9, "cause": 0.8, "purpose": 0.7}


def propose(material: Material, inside: range) -> Iterator[Proposal]:
    for tied in material.ties:
        if tied.unit in inside:
            yield Proposal(tied.unit, WORTH[tied.tie], _ask(material, tied))


def _ask(material: Material, tied: Tied) -> Iterator[Question]:
    wording = BY_LANGUAGE[material.language]
    stem = {
        "condition": wording.goes_on_condition,
        "cause": wording.goes_on_cause,
        "purpose": wording.goes_on_purpose,
    }[tied.tie]
    common = {stem for stem, _ in material.weights.most_common(COMMON)}
    others = [
        other.second
        for other in material.ties
        if other is not tied
        and other.tie == tied.tie
        and _may_replace(tied, other)
        and not (other.first.stems & tied.first.stems) - common
    ]
    pool = likely_mistakes(tied.second, others)

    def build(wrong: Sequence[SourceSentence]) -> Question:
        options = [Option(tied.second.text, True, (tied.second.span,))]
        options += [Option(other.text, False, (other.span,)) for other in wrong]
        options.sort(key=lambda option: option.text.casefold())
        return SingleChoice(
            stem, tuple(options), shown(tied.sentence), spans_of(tied.sentence), quote=f"{_opening(tied)} …"
        )

    return with_wrong_options(pool, build)


def _opening(tied: Tied) -> str:
    comma = "," if tied.tie == "condition" else ""
    return tied.first.text + comma


def _may_replace(tied: Tied, other: Tied) -> bool:
    """Whether the other completion fits the grammar of this sentence: made with the same word, or begun the same way."""
    if tied.tie != "condition":
        return tied.opener == other.opener
    return _begins(tied.second) == _begins(other.second)


def _begins(sentence: SourceSentence) -> tuple[bool, bool]:
    """ "dan" or not, and in English a word of grammar (a subject) or not (an instruction)."""
    first = sentence.words[0] if sentence.words else ""
    if sentence.language == "nl":
        return first == "dan", True
    return first == "then", is_stop_word(first, "en") or sentence.text[:1].isupper()
