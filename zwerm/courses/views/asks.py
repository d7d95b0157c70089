"""What a draft asks of who takes it, for its author before it is published."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple
from uuid import UUID

from django.utils.functional import SimpleLazyObject

from zwerm.courses.models import Bite, Course, Question
from zwerm.courses.models.sight import visible_blocks
from zwerm.courses.models.suggestion import with_suggestions_counted
from zwerm.people.models import Person


class Asks(NamedTuple):
    """The questions of each kind in their order, how many are `suggested` beside them, and the first part that has such."""

    own_words: list[UUID]
    marked: list[UUID]
    suggested: int
    suggested_in: UUID | None

    @classmethod
    def of(cls, questions: Iterable[Question], bites: Iterable[Any]) -> Asks:
        """`bites`: with_suggestions_counted."""
        asked: dict[bool, list[UUID]] = {False: [], True: []}
        for question in questions:
            asked[question.is_marked].append(question.pk)
        offering = [bite for bite in bites if bite.suggested_questions]
        suggested = sum(bite.suggested_questions for bite in offering)
        return cls(asked[False], asked[True], suggested, offering[0].pk if offering else None)


def publishing(course: Course, asks: Asks) -> dict[str, object]:
    """What stands beside the button that publishes, and who is yet to look, which is asked only where it is told."""
    unlooked = course.reviews.filter(given=None).values_list("reviewer__name", flat=True)
    return {"asks": asks, "unseen": SimpleLazyObject(lambda: list(unlooked))}


def publishing_beside(person: Person, course: Course) -> dict[str, object]:
    """The same, for an answer about one block."""
    blocks = visible_blocks(person).filter(bite__course=course)
    asked = Question.objects.filter(block__in=blocks).order_by("block__bite__position", "block__position", "position")
    bites = with_suggestions_counted(Bite.objects.filter(course=course), person)
    return publishing(course, Asks.of(asked, bites))
