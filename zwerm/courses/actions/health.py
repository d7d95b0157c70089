"""How a course does, as who makes it is told: in steps of so many people that no two looks tell what one of them answered."""

from __future__ import annotations

from collections import Counter
from typing import Any
from uuid import UUID

import msgspec
from django.db import transaction

from zwerm.courses.models import Course, Figures
from zwerm.courses.models.health import (
    JUDGING,
    Answered,
    BiteHealth,
    QuestionHealth,
    answered,
    counted_votes,
    last_vote,
    voters_since,
    waiting_remarks,
)
from zwerm.courses.rules.certainty import FEWEST, Statistics, step


def health_of(course: Course) -> tuple[list[BiteHealth], list[QuestionHealth]]:
    """Of each bite and each question what is told of it: renewed where at least five more people answered since it was told last."""
    questions = answered(course)
    kept = Figures.objects.filter(course=course).first() or Figures(course=course)
    if _bites_due(course, kept) or _questions_due(questions, kept):
        kept, questions = _renewed(course)
    return _bites(course, kept), [_told(one, kept) for one in questions]


@transaction.atomic
def _renewed(course: Course) -> tuple[Figures, list[Answered]]:
    # Two looks at once wait for each other: they are told the same.
    Course.objects.select_for_update(of=("self",)).get(pk=course.pk)
    kept, _new = Figures.objects.get_or_create(course=course)
    votes, last = counted_votes(course), last_vote(course)
    for bite in _bites_due(course, kept):
        kept.parts[str(bite)] = {"upto": last, "counts": dict(votes[bite])}
    questions = answered(course)
    for one in _questions_due(questions, kept):
        found = msgspec.to_builtins(one.of_first(step(len(one.answers))))
        kept.questions[str(one.question.pk)] = {"edition": one.question.edition, "found": found}
    kept.save(update_fields=["parts", "questions"])
    return kept, questions


def _bites_due(course: Course, kept: Figures) -> list[UUID]:
    upto = {UUID(bite): part["upto"] for bite, part in kept.parts.items()}
    return [bite for bite, people in voters_since(course, upto).items() if people >= FEWEST]


def _questions_due(questions: list[Answered], kept: Figures) -> list[Answered]:
    return [one for one in questions if step(len(one.answers)) > _statistics(one, kept).people]


def _bites(course: Course, kept: Figures) -> list[BiteHealth]:
    """What was dealt with counts no more at once: of remarks are never told more than wait, which are read one by one anyway."""
    waiting = waiting_remarks(course)
    bites = []
    for bite in course.bites.all():
        counts: Counter[str] = Counter(kept.parts.get(str(bite.pk), {}).get("counts", {}))
        for kind in JUDGING[1:]:
            counts[kind] = min(counts[kind], waiting[bite.pk][kind])
        bites.append(BiteHealth(bite, counts))
    return bites


def _told(one: Answered, kept: Figures) -> QuestionHealth:
    return QuestionHealth(one.question, _statistics(one, kept), one.own_words)


def _statistics(one: Answered, kept: Figures) -> Statistics:
    """As they were told last; of an earlier edition nothing."""
    told: dict[str, Any] = kept.questions.get(str(one.question.pk), {})
    return msgspec.convert(told["found"], Statistics) if told.get("edition") == one.question.edition else Statistics(0)
