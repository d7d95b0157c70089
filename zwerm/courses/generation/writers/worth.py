"""How likely it is that a strict reader finds something worth remembering: learned from what readers said of some seven hundred
pages (bench/point_worth.py, decision 0179)."""

import json
import math
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from zwerm.courses.generation.draft import Gap, Numeric, SingleChoice, Span, Spans
from zwerm.courses.generation.plan import BitePlan
from zwerm.courses.generation.questions.proposal import Candidate
from zwerm.courses.generation.writers.features import Features, sentence_features

# What is worth less is a detail, that one looks up: a number or word to fill in, what is to be chosen, a word to explain.
LEAST_ASKED, LEAST_TOLD = 0.65, 0.5
# A number that is a limit, or what holds each time, is asked where its sentence is more than an aside (decision 0187).
NORM, LEAST_OF_NORM = 0.5, 0.2
WEIGHTS = Path(__file__).with_name("worth.json")


def worth_of(features: Features, weights: Mapping[str, float] | None = None) -> float:
    """From 0 to 1: near 1 for what a page is for, about a half for what is good to know, near 0 for what says little by itself.

    Logistic regression: the weights of what is seen are added up, those that are kept here if no others are given.
    """
    weights = read_weights() if weights is None else weights
    total = weights[""] + sum(value * weights.get(name, 0.0) for name, value in features.items())
    return 1 / (1 + math.exp(-total))


@cache
def read_weights() -> dict[str, float]:
    """What each feature adds; "" is what everything begins with."""
    found: dict[str, float] = json.loads(WEIGHTS.read_text(encoding="utf-8"))
    return found


class Worth:
    """What the sentences of a bite are worth: `plan.once(Worth)`."""

    def __init__(self, plan: BitePlan) -> None:
        self._worth = {
            sentence.span: worth_of(features)
            for unit in plan.units
            for sentence, features in sentence_features(unit, plan)
        }

    def __getitem__(self, span: Span) -> float:
        return self._worth[span]

    def is_detail(self, spans: Spans, least: float = LEAST_TOLD) -> bool:
        """Whether all that it is told in is worth little; what stands in no sentence, as in a table, is not judged."""
        told = [self._worth[span] for span in spans if span in self._worth]
        return bool(told) and max(told) < least

    def asks_detail(self, candidate: Candidate) -> bool:
        """Whether it asks for a word to fill in, which one mostly looks up, for a number that is no limit or norm, or for an end of a
        sentence that is worth little."""
        question = candidate.question
        if isinstance(question, Numeric):
            told = [self._worth.get(span, 0.0) for span in question.spans]
            return candidate.proposal.worth < NORM or max(told, default=0.0) < LEAST_OF_NORM
        return isinstance(question, Gap) or (
            isinstance(question, SingleChoice) and self.is_detail(question.spans, LEAST_ASKED)
        )
