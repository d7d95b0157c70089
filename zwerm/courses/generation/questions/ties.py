"""Asks what applies in a case that the text tells of, among what applies in the other cases that stand beside it."""

import re
from collections.abc import Iterator, Sequence

from zwerm.courses.generation.draft import Option, Question, SingleChoice
from zwerm.courses.generation.material.facts import Tied
from zwerm.courses.generation.material.gather import Material
from zwerm.courses.generation.questions.proposal import (
    Proposal,
    capital,
    likely_mistakes,
    owners,
    shown,
    spans_of,
    with_wrong_options,
)
from zwerm.courses.generation.reading.sentence import SourceSentence
from zwerm.courses.generation.wording import BY_LANGUAGE
from zwerm.language.imperatives import tells_to

# Cases of which so many words are the same may be one case.
SAME = 0.6
OF_ALL = re.compile(
    r"(?:every|each|all|any|everyone|everybody|elke?|iedere?|ieder|alle|iedereen|anyone)\b", re.IGNORECASE
)
# "To support that, …": what it is stands before.
POINTS = re.compile(r"\b(?:this|that|these|those|it|them|one|dit|dat|deze|die|ze|hem)$", re.IGNORECASE)
WORTH = {"condition": 0.9, "means": 0.75}


def propose(material: Material, inside: range) -> Iterator[Proposal]:
    for tied in material.ties:
        if tied.unit in inside and tied.tie in WORTH and not POINTS.search(tied.first.text):
            yield Proposal(tied.unit, WORTH[tied.tie], _ask(material, tied))


def _ask(material: Material, tied: Tied) -> Iterator[Question]:
    """Among what applies in the other cases of its section: only there is the wrong case a mistake that somebody makes."""
    wording = BY_LANGUAGE[material.language]
    stem = wording.goes_on_condition if tied.tie == "condition" else wording.goes_on_means
    pool = likely_mistakes(tied.second, _ends(material, tied))

    def build(wrong: Sequence[SourceSentence]) -> Question:
        options = [Option(tied.second.text, True, (tied.second.span,))]
        options += [Option(other.text, False, (other.span,)) for other in wrong]
        options.sort(key=lambda option: option.text.casefold())
        return SingleChoice(
            stem, tuple(options), shown(tied.sentence), spans_of(tied.sentence), quote=f"{tied.first.text}, …"
        )

    return with_wrong_options(pool, build)


def _ends(material: Material, tied: Tied) -> list[SourceSentence]:
    """What applies in other cases under the same heading, built in the same way; not in a case that this one may be too."""
    section = material.units[tied.unit].section
    return [
        other.second
        for other in (*material.ties, *material.loose_ties)
        if other is not tied
        and other.tie == tied.tie
        and other.form == tied.form
        and _is_beside(section.path, material.units[other.unit].section.path)
        and section.source == material.units[other.unit].section.source
        and not _is_same_case(tied, other)
        and _tells(other.second) == _tells(tied.second)
        and owners(other.second) <= owners(tied.second)
    ]


def _is_beside(path: tuple[str, ...], other: tuple[str, ...]) -> bool:
    return path == other or (len(path) > 2 and path[:-1] == other[:-1])


def _is_same_case(tied: Tied, other: Tied) -> bool:
    one, two = tied.first.stems, other.first.stems
    return len(one & two) > SAME * min(len(one), len(two))


def _tells(sentence: SourceSentence) -> bool:
    return tells_to(capital(sentence.text), sentence.language)
