"""Which parts of a course a person sees: those that rest on nothing hidden from them."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

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


def questions_of(person: Person, course: Course) -> list[UUID]:
    """Ids of every question of `course` that `person` gets."""
    blocks = _without_hidden(person, Block.objects.filter(bite__course=course, kind="quiz"))
    return list(Question.objects.filter(block__in=blocks).values_list("id", flat=True))


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


def _without_hidden(person: Person, blocks: QuerySet[Block]) -> QuerySet[Block]:
    if not person.is_active:
        return blocks.none()
    hidden = Rests.objects.filter(~Q(SeenItem("item", person=person.pk)), block=OuterRef("pk"))
    return blocks.filter(~Exists(hidden))
