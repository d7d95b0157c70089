"""A rule in other words before what somebody once did: "Kinderen tolken niet" for who asks whether a daughter may, though a story tells of a daughter who did."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from zwerm.assistant.rules.question import TO_DO, Kind, Question
from zwerm.assistant.rules.signs import is_story
from zwerm.assistant.rules.sources import Form
from zwerm.assistant.rules.weighing import Weighed, share_of

# What is asked so, a rule answers, and a story does not.
RULED = TO_DO | {Kind.MAY}
# So much of what the story says a rule must say, where what means about the same counts for less.
AS_WELL = 0.75
ABOVE = 1.01
BEHIND = 0.8


def rules_first(question: Question, weighed: Sequence[list[Weighed]]) -> list[list[Weighed]]:
    """The same, with the rule that says about as much as the best, where that is a story, above it."""
    leaders = [max(units, key=lambda one: one.score) for units in weighed if units]
    best = max(leaders, key=lambda one: one.score, default=None)
    if best is None or best.score <= 0 or question.kind not in RULED or question.once or not _is_told_once(best):
        return list(weighed)
    said = share_of(question.words, best.found)
    rules = [
        replace(one, found=meant)
        for units in weighed
        for one in units
        if one.source.form is not Form.LESSON and one.shown >= 1 and not one.opposed and not _is_told_once(one)
        for meant in [_meant(question, one)]
        if share_of(question.words, meant) >= AS_WELL * said
    ]
    if not rules:
        return list(weighed)
    first = max(rules, key=lambda one: (share_of(question.words, one.found), one.score))
    first = replace(first, score=ABOVE * best.score)
    return [[_placed(one, first) for one in units] for units in weighed]


def _placed(one: Weighed, first: Weighed) -> Weighed:
    if one.source is first.source:
        return first if one.unit is first.unit else one
    return replace(one, score=min(one.score, BEHIND * first.score))


def _is_told_once(one: Weighed) -> bool:
    return one.source.form is Form.STORY or is_story(one.unit.text, one.source.language)


def _meant(question: Question, one: Weighed) -> tuple[float, ...]:
    """How much of each word it says by itself, also by one that means about the same."""
    return tuple(max(found, word.meant_in(one.terms)) for word, found in zip(question.words, one.own, strict=True))
