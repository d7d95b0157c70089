"""Asks what follows when something is the case, or why something is so."""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import combinations

from zwerm.courses.generation.draft import Matching, Option, Pair, Question, Sentence, SingleChoice
from zwerm.courses.generation.flaws.parts import shared_stems
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
PAIRS, FEWEST_PAIRS = 4, 3
WORTH_OF_PAIRS = {"condition": 1.0, "purpose": 0.9, "cause": 0.9}
WORTH = {"condition": 0.9, "means": 0.75, "duty": 0.85, "effect": 0.75, "cause": 0.8, "purpose": 0.65}


def propose(material: Material, inside: range) -> Iterator[Proposal]:
    own = [tied for tied in material.ties if tied.unit in inside]
    for tied in own:
        yield Proposal(tied.unit, WORTH[tied.tie], _ask(material, tied))
    for kind, worth in WORTH_OF_PAIRS.items():
        fitting = _apart([tied for tied in own if tied.tie == kind])
        if len(fitting) >= FEWEST_PAIRS:
            yield Proposal(fitting[0].unit, worth, _match(material, fitting))


def _apart(ties: Sequence[Tied]) -> list[Tied]:
    """Those that share no word but what most of them are about: only then an end belongs to one beginning."""
    counted = Counter(stem for tied in ties for stem in tied.sentence.stems)
    common = {stem for stem, count in counted.items() if count * 2 > len(ties)}
    found: list[Tied] = []
    for tied in ties:
        alike = (other for other in found if shared_stems(tied.sentence.stems, other.sentence.stems) - common)
        if not any(alike):
            found.append(tied)
    return found


def _match(material: Material, fitting: Sequence[Tied]) -> Iterator[Question]:
    wording = BY_LANGUAGE[material.language]
    stem = wording.match_cases if fitting[0].tie == "condition" else wording.match_reasons
    for size in range(min(PAIRS, len(fitting)), FEWEST_PAIRS - 1, -1):
        for chosen in combinations(fitting, size):
            if len({tied.form for tied in chosen}) > 1:
                continue  # how an end is built would tell its beginning
            pairs = tuple(
                Pair(
                    Sentence(f"{_opening(tied)} …", (tied.first.span,)),
                    Sentence(f"… {tied.second.text}", (tied.second.span,)),
                )
                for tied in chosen
            )
            sentences = [tied.sentence for tied in chosen]
            yield Matching(stem, pairs, shown(*sentences), spans_of(*sentences))


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
