"""Which parts of a course a person sees: those that rest on nothing hidden from them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from zwerm.courses.generation.draft import UNMARKED
from zwerm.courses.models.bite import Bite, Block, Question, QuizQuestionQuerySet, Rests
from zwerm.courses.models.course import Course
from zwerm.courses.models.enrolment import Enrolment
from zwerm.courses.rules.passing import score
from zwerm.library.models.sight import SeenItem
from zwerm.people.models import Person


def blocks_for(person: Person, bite: Bite) -> QuerySet[Block]:
    """The blocks of `bite`, without any that rests on an item that `person` does not see (any more)."""
    return _without_hidden(person, Block.objects.filter(bite=bite)).prefetch_related("questions")


def visible_blocks(person: Person) -> QuerySet[Block]:
    """The blocks of any course that rest on nothing hidden from `person`; who may see the course is for the caller."""
    return _without_hidden(person, Block.objects.all()).prefetch_related("questions")


class Standing(NamedTuple):
    """How somebody is with a question that they get: `share` is how right (0–1) their latest answer is, where it is marked."""

    bite: UUID
    is_marked: bool
    share: float | None
    is_answered: bool


def standings_of(enrolment: Enrolment) -> list[Standing]:
    """Of each question that the learner gets, in the round that counts now."""
    answers = enrolment.answers_now.filter(question=OuterRef("pk")).order_by("-when", "-id")
    asked = asked_of(enrolment.person, enrolment.course_id).annotate(
        share=Subquery(answers.values("share")[:1]), is_answered=Exists(answers)
    )
    rows = asked.values_list("block__bite", "kind", "share", "is_answered")
    return [Standing(bite, kind not in UNMARKED, share, answered) for bite, kind, share, answered in rows]


def score_of(standings: Iterable[Standing]) -> float | None:
    """Without what is answered in own words: nobody passes by how they judge themselves."""
    return score([one.share for one in standings if one.is_marked])


def marks_for(person: Person) -> Exists:
    """Whether something is marked of what `person` gets in the course that OuterRef("pk") names; else there is no mark to reach."""
    return Exists(asked_of(person, OuterRef(OuterRef("pk"))).marked())


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


def asked_of(person: Person, course: Any) -> QuizQuestionQuerySet:
    """The questions that `person` gets in a course: its key, or a reference to it two questions further out."""
    quizzes = _without_hidden(person, Block.objects.filter(bite__course=course, kind="quiz"))
    return Question.objects.filter(block__in=quizzes)


def hidden_blocks(person: Person) -> QuerySet[Block]:
    """The blocks of any course that rest on something hidden from `person`."""
    return Block.objects.filter(_rests_on_hidden(person))


def _without_hidden(person: Person, blocks: QuerySet[Block]) -> QuerySet[Block]:
    return blocks.filter(~_rests_on_hidden(person)) if person.is_active else blocks.none()


def _rests_on_hidden(person: Person) -> Exists:
    return Exists(Rests.objects.filter(~Q(SeenItem("item", person=person.pk)), block=OuterRef("pk")))
