"""Which parts of a course a person sees: those that rest on nothing hidden from them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from zwerm.courses.models.bite import Bite, Block, Question, Rests
from zwerm.courses.models.course import Course
from zwerm.courses.models.enrolment import Enrolment
from zwerm.library.models.sight import SeenItem
from zwerm.people.models import Person


def blocks_for(person: Person, bite: Bite) -> QuerySet[Block]:
    """The blocks of `bite`, without any that rests on an item that `person` does not see (any more)."""
    return _without_hidden(person, Block.objects.filter(bite=bite)).prefetch_related("questions")


def visible_blocks(person: Person) -> QuerySet[Block]:
    """The blocks of any course that rest on nothing hidden from `person`; who may see the course is for the caller."""
    return _without_hidden(person, Block.objects.all()).prefetch_related("questions")


def latest_shares_of(enrolment: Enrolment) -> list[float | None]:
    """How right (0–1) the latest answer is to every question that the learner gets; None where there is no answer yet.

    Without what is answered in own words: nobody passes by how they judge themselves.
    """
    blocks = _quizzes_for(enrolment.person, enrolment.course_id)
    latest = enrolment.answers_now.filter(question=OuterRef("pk")).order_by("-when", "-id").values("share")[:1]
    marked = Question.objects.marked().filter(block__in=blocks)
    return list(marked.values_list(Subquery(latest), flat=True))


def marks_for(person: Person) -> Exists:
    """Whether something is marked of what `person` gets in the course that OuterRef("pk") names; else doing all its parts is enough."""
    return Exists(Question.objects.marked().filter(block__in=_quizzes_for(person, OuterRef(OuterRef("pk")))))


def marks_anything(course: Course) -> bool:
    """Whether something is marked in a course, or in the changes to it that are being made."""
    asked = Question.objects.marked().filter(Q(block__bite__course=course) | Q(block__bite__course__revises=course))
    return asked.exists()


def open_questions(enrolment: Enrolment, bites: Iterable[Bite]) -> list[Question]:
    """The questions in `bites` that the learner gets and did not answer yet, in order."""
    blocks = _without_hidden(enrolment.person, Block.objects.filter(bite__in=bites, kind="quiz"))
    answered = enrolment.answers_now.filter(question=OuterRef("pk"))
    unanswered = Question.objects.filter(~Exists(answered), block__in=blocks).select_related("block__bite")
    return list(unanswered.order_by("block__bite__position", "block__position", "position"))


def questions_for(person: Person) -> QuerySet[Question]:
    """Every question that `person` may see, in any course."""
    courses = Course.objects.visible_to(person)
    return Question.objects.filter(block__in=_without_hidden(person, Block.objects.filter(bite__course__in=courses)))


def _quizzes_for(person: Person, course: Any) -> QuerySet[Block]:
    return _without_hidden(person, Block.objects.filter(bite__course=course, kind="quiz"))


def hidden_blocks(person: Person) -> QuerySet[Block]:
    """The blocks of any course that rest on something hidden from `person`."""
    return Block.objects.filter(_rests_on_hidden(person))


def _without_hidden(person: Person, blocks: QuerySet[Block]) -> QuerySet[Block]:
    return blocks.filter(~_rests_on_hidden(person)) if person.is_active else blocks.none()


def _rests_on_hidden(person: Person) -> Exists:
    return Exists(Rests.objects.filter(~Q(SeenItem("item", person=person.pk)), block=OuterRef("pk")))
