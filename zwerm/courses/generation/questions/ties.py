"""Asks what follows when something is the case, or why something is so."""

from collections.abc import Iterator, Sequence

from zwerm.courses.generation.draft import Option, Question, SingleChoice
from zwerm.courses.generation.material.facts import Tied
from zwerm.courses.generation.material.gather import Material
from zwerm.courses.generation.questions.proposal import (
    Proposal,
    likely_mistakes,
    owners,
    shown,
    spans_of,
    with_wrong_options,
)
from zwerm.courses.generation.reading.sentence import SourceSentence
from zwerm.courses.generation.wording import BY_LANGUAGE

COMMON = 4
WORTH = {"condition": 0.9, "means": 0.75, "duty": 0.85, "effect": 0.75, "cause": 0.8, "purpose": 0.65}


def propose(material: Material, inside: range) -> Iterator[Proposal]:
    for tied in material.ties:
        if tied.unit in inside:
            yield Proposal(tied.unit, WORTH[tied.tie], _ask(material, tied))


def _ask(material: Material, tied: Tied) -> Iterator[Question]:
    wording = BY_LANGUAGE[material.language]
    stem = {
        "condition": wording.goes_on_condition,
        "means": wording.goes_on_means,
        "duty": wording.goes_on_duty,
        "effect": wording.goes_on_effect,
        "cause": wording.goes_on_cause,
        "purpose": wording.goes_on_purpose,
    }[tied.tie]
    common = {stem for stem, _ in material.weights.most_common(COMMON)}
    path = material.units[tied.unit].section.path
    # Of what leans on the sentences before it is not told of what it speaks: only under another heading it is something else.
    loose = [other for other in material.loose_ties if material.units[other.unit].section.path != path]
    others = [
        other.second
        for other in (*material.ties, *loose)
        if other is not tied
        and (other.tie, other.form) == (tied.tie, tied.form)
        and not (other.first.stems & tied.first.stems) - common
        and owners(other.second) <= owners(tied.second)
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
    return tied.first.text + ("," if tied.tie in ("condition", "means") else "")
