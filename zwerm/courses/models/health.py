"""How a course does: what learners say of its bites, and what their answers say of its questions. Nobody is named."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, F

from zwerm.courses.generation import draft
from zwerm.courses.models.bite import Bite, Question
from zwerm.courses.models.course import Course
from zwerm.courses.models.enrolment import Answer
from zwerm.courses.models.reaction import Reaction
from zwerm.courses.rules.certainty import Interval, Statistics, health, own_words, statistics, wilson


@dataclass(frozen=True)
class BiteHealth:
    bite: Bite
    counts: Counter[str]

    @property
    def hindered(self) -> int:
        return self.counts[Reaction.Kind.UNCLEAR] + self.counts[Reaction.Kind.OUTDATED]

    @property
    def state(self) -> str:
        return health(self.counts[Reaction.Kind.HELPED], self.hindered)

    @property
    def helped(self) -> Interval | None:
        """The share that was helped, of who said either."""
        return wilson(self.counts[Reaction.Kind.HELPED], self.counts[Reaction.Kind.HELPED] + self.hindered)


@dataclass(frozen=True)
class QuestionHealth:
    """`own_words`: by how those who answered judged themselves."""

    question: Question
    found: Statistics
    own_words: bool = False


def bites_of(course: Course) -> list[BiteHealth]:
    """What learners say, as far as it is not settled."""
    counts: dict[UUID, Counter[str]] = defaultdict(Counter)
    said = Reaction.objects.filter(bite__course=course, settled=None).exclude(person__in=_makers(course)).order_by()
    for bite, kind, count in said.values_list("bite", "kind").annotate(count=Count("pk")):
        counts[bite][kind] = count
    return [BiteHealth(bite, counts[bite.pk]) for bite in course.bites.all()]


def questions_of_course(course: Course) -> list[QuestionHealth]:
    """Of each question as it is now, by the first answer of each learner; the author's own tries do not count."""
    first: dict[UUID, dict[UUID, float]] = defaultdict(dict)
    had: dict[UUID, dict[UUID, bool]] = defaultdict(dict)
    answers = Answer.objects.filter(question__block__bite__course=course, edition=F("question__edition"))
    told = answers.exclude(enrolment__person__in=_makers(course)).order_by("when", "id")
    for enrolment, question, share, judged in told.values_list("enrolment", "question", "share", "judged"):
        if share is not None:
            first[enrolment].setdefault(question, share)
        elif judged:
            had[question].setdefault(enrolment, judged == Answer.Judged.HAD)
    rows = Question.objects.filter(block__bite__course=course).select_related("block__bite")
    return [
        QuestionHealth(question, own_words(list(had[question.pk].values())), own_words=True)
        if question.kind == draft.OpenAnswer.kind
        else QuestionHealth(
            question,
            statistics([_with_rest(shares, question.pk) for shares in first.values() if question.pk in shares]),
        )
        for question in rows.order_by("block__bite__position", "block__position", "position")
    ]


def _with_rest(shares: dict[UUID, float], question: UUID) -> tuple[float, float | None]:
    others = [share for key, share in shares.items() if key != question]
    return shares[question], sum(others) / len(others) if others else None


def _makers(course: Course) -> list[UUID | None]:
    """Whose votes and tries do not count."""
    return [course.author_id, *course.coauthors.values_list("person", flat=True)]
