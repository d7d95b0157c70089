"""How a course does: what learners say of its bites, and what their answers say of its questions. Nobody is named.

What is answered here is as it is now; who makes the course is told it in steps (`actions.health`).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db.models import Count, F, Max, Q

from zwerm.courses.models.bite import Bite, Question
from zwerm.courses.models.course import Course
from zwerm.courses.models.enrolment import Answer
from zwerm.courses.models.reaction import Reaction
from zwerm.courses.rules.certainty import Interval, Statistics, health, own_words, statistics, wilson

JUDGING = (Reaction.Kind.HELPED, Reaction.Kind.UNCLEAR, Reaction.Kind.OUTDATED)


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


@dataclass
class Answered:
    """What learners answered to a question as it is now: each how right (0–1) at first, and the others' mean; or whether they had it."""

    question: Question
    answers: list[Any] = field(default_factory=list)

    @property
    def own_words(self) -> bool:
        return not self.question.is_marked

    def of_first(self, people: int) -> Statistics:
        tell: Any = own_words if self.own_words else statistics
        found: Statistics = tell(self.answers[:people])
        return found


def counted_votes(course: Course) -> dict[UUID, Counter[str]]:
    """Of each bite what learners say, as far as it is not settled; what was said by who made the course then, does not count."""
    counts: dict[UUID, Counter[str]] = defaultdict(Counter)
    said = Reaction.objects.filter(bite__course=course, settled=None, by_maker=False, kind__in=JUDGING).order_by()
    for bite, kind, count in said.values_list("bite", "kind").annotate(count=Count("pk")):
        counts[bite][kind] = count
    return counts


def waiting_remarks(course: Course) -> dict[UUID, Counter[str]]:
    """Of each bite the remarks that who makes the course still reads one by one."""
    counts: dict[UUID, Counter[str]] = defaultdict(Counter)
    said = Reaction.objects.waiting().filter(bite__course=course).order_by()
    for bite, kind, count in said.values_list("bite", "kind").annotate(count=Count("pk")):
        counts[bite][kind] = count
    return counts


def voters_since(course: Course, upto: Mapping[UUID, int]) -> dict[UUID, int]:
    """Of each bite how many people said something after the reaction that `upto` names; of one that it does not name, ever."""
    later = ~Q(bite__in=list(upto))
    for bite, last in upto.items():
        later |= Q(bite=bite, pk__gt=last)
    said = Reaction.objects.filter(later, bite__course=course, by_maker=False, kind__in=JUDGING).order_by()
    return dict(said.values_list("bite").annotate(count=Count("person", distinct=True)))


def last_vote(course: Course) -> int:
    """Up to which reaction everything is counted now; 0 of none."""
    return Reaction.objects.filter(bite__course=course).aggregate(last=Max("pk"))["last"] or 0


def answered(course: Course) -> list[Answered]:
    """Of each question as it is now, by the first answer of each learner, in their order. Tries of who made the course then do not count."""
    first: dict[UUID, dict[UUID, float]] = defaultdict(dict)
    had: dict[UUID, dict[UUID, bool]] = defaultdict(dict)
    answers = Answer.objects.filter(question__block__bite__course=course, edition=F("question__edition"))
    told = answers.filter(by_maker=False).order_by("when", "id")
    for enrolment, question, share, judged in told.values_list("enrolment", "question", "share", "judged"):
        if share is not None:
            first[question].setdefault(enrolment, share)
        elif judged:
            had[question].setdefault(enrolment, judged == Answer.Judged.HAD)
    rows = Question.objects.filter(block__bite__course=course).select_related("block__bite")
    asked = list(rows.order_by("block__bite__position", "block__position", "position"))
    marked = _with_rest(first)
    return [Answered(row, marked.get(row.pk, []) if row.is_marked else list(had[row.pk].values())) for row in asked]


def _with_rest(first: Mapping[UUID, Mapping[UUID, float]]) -> dict[UUID, list[tuple[float, float | None]]]:
    """Of each question per person how right they were, and the mean of what they got on the others."""
    all_of: dict[UUID, list[float]] = defaultdict(list)
    for shares in first.values():
        for person, share in shares.items():
            all_of[person].append(share)

    def rest(person: UUID, share: float) -> float | None:
        others = len(all_of[person]) - 1
        return (sum(all_of[person]) - share) / others if others else None

    return {
        question: [(share, rest(person, share)) for person, share in shares.items()]
        for question, shares in first.items()
    }
