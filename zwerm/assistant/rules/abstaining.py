"""When to answer, and when to say that nobody wrote it down yet.

What counts is how likely the answer is one, told by what the question's words find where it stands. A raw search score says nothing: the
best page for a question that nobody answered still has one. Words are weighed by how rare they are in the organisation's own texts; one
that nobody ever wrote weighs most.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from zwerm.assistant.rules.question import Question, most_weight
from zwerm.assistant.rules.weighing import share_of

# Log-odds, fitted by logistic regression on questions with and without an answer (docs/develop/answers.md).
PASSAGE, HEADING, EACH_WORD, MISSING, NEAR = 3.5, 2.0, 1.1, -1.7, 4.0
MOST_WORDS = 4
# Dutch writes in one word what English says in two or three, so that as much is found in fewer.
ENOUGH = {"nl": 5.6, "en": 6.7}
# How near answers are to their question on average, for where meaning is not measured.
USUALLY_NEAR = 0.5
FOUND = 0.3


@dataclass(frozen=True)
class Evidence:
    """What speaks for an answer, each from 0 to 1.

    `passage`, `heading`: the share of the question's weight that the best passage of its page says, and the headings that it stands under.
    `words`: how many words of the question the answer speaks of. `missing`: the weight of the heaviest word that it does not, as a share of the
    most that a word can weigh. `near`: how near what it says is to what was asked; None where that is not measured.
    """

    passage: float
    heading: float
    words: int
    missing: float
    near: float | None = None


def gather(
    question: Question,
    found: Sequence[float],
    heading: frozenset[str],
    passages: Sequence[frozenset[str]],
    near: float | None,
) -> Evidence:
    """The evidence for an answer that finds so much of each word.

    `heading` and `passages` are terms of what it stands under and of the passages of its page, the one that it stands in first.
    """
    words = question.words
    own = passages[0] if passages else frozenset()
    # In the passage itself, words that mean about the same count as well: who asks does not know how it was written.
    spoken = [
        max(share, word.meant_in(own)) if word.found_in(own) == 0 else share
        for word, share in zip(words, found, strict=True)
    ]
    missed = (word.weight * (1 - share) for word, share in zip(words, spoken, strict=True))
    return Evidence(
        passage=max((share_of(question, [word.meant_in(terms) for word in words]) for terms in passages), default=0.0),
        heading=share_of(question, [word.found_in(heading) for word in words]),
        words=sum(share > FOUND for share in spoken),
        missing=max(missed, default=0.0) / most_weight(question.things),
        near=near,
    )


def strength(evidence: Evidence, language: str) -> float:
    """How much more speaks for the answer than is needed; below 0 it is better not shown."""
    odds = PASSAGE * evidence.passage + HEADING * evidence.heading
    odds += EACH_WORD * min(evidence.words, MOST_WORDS) + MISSING * evidence.missing
    odds += NEAR * (USUALLY_NEAR if evidence.near is None else evidence.near)
    return odds - ENOUGH.get(language, ENOUGH["en"])
