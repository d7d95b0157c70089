"""What someone is asked to take, what they are busy with, and what is new to them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import (
    Case,
    DateTimeField,
    Exists,
    ExpressionWrapper,
    F,
    FilteredRelation,
    JSONField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Coalesce, JSONObject

from zwerm.courses.models.assignment import Assignment
from zwerm.courses.models.bite import Bite, Question
from zwerm.courses.models.certificate import Revocation
from zwerm.courses.models.course import Course
from zwerm.courses.models.enrolment import Answer, BiteDone, Enrolment, passing
from zwerm.courses.models.sight import asked_of
from zwerm.courses.rules.due import due_of
from zwerm.library.models.counting import count_of
from zwerm.operations.days import organisation_day_of, readers_day
from zwerm.people.models import Membership, Person, Space
from zwerm.people.models.prepared import Prepared


@dataclass(frozen=True)
class Asked:
    """By whom and why someone is asked to take a course, and by the earliest of the days that they were given."""

    by: str
    words: str
    due: date

    @property
    def left(self) -> int:
        """Days until then."""
        return (self.due - readers_day()).days


@dataclass(frozen=True)
class Learning:
    """A course that someone did not pass: asked of them, or that they are busy with (`begun`, at `part`), or new to them; or that they take again,
    since `again`, because their certificate `lapsed` or was `withdrawn`, or because it is asked of everyone. `open_count`: of who did all
    bites, how many questions have no answer.
    """

    course: Course
    asked: Asked | None
    begun: bool
    part: str | None
    again: datetime | None
    lapsed: date | None
    withdrawn: bool
    done_count: int
    bite_count: int
    open_count: int


def learning_of(person: Person) -> list[Learning]:
    """What `person` sees and did not pass, at one query: what is asked of them by its day, then what they are busy with, the latest
    first, then the newest of what is new to them. Of each more than Today shows.
    """
    return _shown(_LEARNING.rows(person))


def under_way(person: Person) -> list[Learning]:
    """The same without what is new to them, further back."""
    return _shown(_UNDER_WAY.rows(person))


def asked_in(person: Person, course: Course) -> Asked | None:
    """What is asked of `person` in this course."""
    return next((one.asked for one in _shown(_question(person).filter(pk=course.pk))), None)


def _question(person: Person) -> QuerySet[Any, Any]:
    mine = FilteredRelation("enrolments", condition=Q(enrolments__person=person))
    found: QuerySet[Any] = Course.objects.visible_to(person).published().annotate(mine=mine)
    before = Q(mine__completion__when__lt=F("mine__again"))
    found = found.filter(Q(mine__completion=None) | Q(mine__completion__passed=False) | before).annotate(
        asked=_nearest(person),
        begun=F("mine__seen"),
        part=F("mine__current__title"),
        again=F("mine__again"),
        lapsed=F("mine__lapsed"),
        withdrawn=Exists(_withdrawals(person)),
        done_count=count_of(_done(), "enrolment"),
        bite_count=count_of(Bite.objects.filter(course=OuterRef("pk")), "course"),
    )
    through = Q(done_count__gt=0, done_count__gte=F("bite_count"))
    found = found.annotate(
        open_count=Case(When(through, then=count_of(_open(person), "block__bite__course")), default=0)
    )
    first = Case(When(asked__isnull=False, then=0), default=1)
    found = found.order_by(first, F("begun").desc(nulls_last=True), "-published")
    names = ("asked", "begun", "part", "again", "lapsed", "withdrawn", "done_count", "bite_count", "open_count")
    return found.values_list("pk", "title", "language", *names)


def _withdrawals(person: Person) -> QuerySet[Revocation]:
    """What made someone take the course again: both were kept at one moment."""
    return Revocation.objects.filter(
        certificate__course=OuterRef("pk"), certificate__person=person, when=OuterRef("mine__again")
    )


def _again() -> Any:
    return ExpressionWrapper(OuterRef("mine__again"), output_field=DateTimeField())


def _done() -> QuerySet[BiteDone]:
    return BiteDone.objects.filter(enrolment=OuterRef("mine__pk"), when__gte=Coalesce(_again(), "when"))


def _open(person: Person) -> QuerySet[Question]:
    again = ExpressionWrapper(OuterRef(OuterRef("mine__again")), output_field=DateTimeField())
    answered = Answer.objects.filter(
        question=OuterRef("pk"), enrolment=OuterRef(OuterRef("mine__pk")), when__gte=Coalesce(again, "when")
    )
    return asked_of(person, OuterRef(OuterRef("pk"))).filter(~Exists(answered))


def _nearest(person: Person) -> Subquery:
    """What is asked of `person` in a course, the nearest day first, as JSON: one more column, and no more queries.

    What was asked for a day before they take the course again was done then.
    """
    asked = Assignment.objects.asked_of(person).filter(course=OuterRef("pk")).order_by("due")
    asked = asked.filter(due__gte=Coalesce(organisation_day_of(_again()), "due"))
    told = JSONObject(
        due="due",
        days="days",
        made=organisation_day_of("made"),
        since="since",
        words="words",
        by=Coalesce("by__name", Value("")),
    )
    return Subquery(asked.values(told=told)[:1], output_field=JSONField())


def _shown(rows: Iterable[tuple[Any, ...]]) -> list[Learning]:
    shown = [_learning(*row) for row in rows]
    return sorted(shown, key=lambda one: one.asked.due if one.asked else date.max)


def _learning(key: UUID, title: str, language: str, told: Any, begun: Any, part: str | None, *rest: Any) -> Learning:
    asked = None
    if told:
        made, since = date.fromisoformat(told["made"]), date.fromisoformat(told["since"]) if told["since"] else None
        due = due_of(date.fromisoformat(told["due"]), told["days"], made, since)
        asked = Asked(told["by"], told["words"], due)
    return Learning(Course(pk=key, title=title, language=language), asked, begun is not None, part, *rest)


_LEARNING = Prepared(lambda person: _question(person)[:12])
_UNDER_WAY = Prepared(lambda person: _question(person).filter(Q(asked__isnull=False) | Q(begun__isnull=False))[:40])


def counted(assignments: Iterable[Assignment]) -> dict[UUID, tuple[int, int]]:
    """Of how many people each is asked, and how many of these finished: at four queries, however many."""
    asked = list(assignments)
    colleagues = set(Person.objects.colleagues().values_list("pk", flat=True))
    spaces = {one.space_id for one in asked} | {one.course.space_id for one in asked if not one.course.space.open}
    inside: dict[UUID, set[UUID]] = {}
    for space, person in Membership.objects.filter(space__in=spaces - {None}).values_list("space", "person"):
        inside.setdefault(space, set()).add(person)
    of_these = Enrolment.objects.filter(course__in={one.course_id for one in asked}).order_by()
    passed = set(of_these.filter(passing()).values_list("course", "person"))
    again = of_these.filter(again__isnull=False).values_list("course", "person", organisation_day_of("again"))
    since = {(course, person): day for course, person, day in again}
    counts = {}
    for one in asked:
        takers = colleagues if one.course.space.open else colleagues & inside.get(one.course.space_id, set())
        if one.person_id:
            takers = takers & {one.person_id}
        elif one.space and one.space.kind != Space.Kind.ORGANISATION:
            takers = takers & inside.get(one.space.pk, set())
        counts[one.pk] = (
            len(takers),
            sum(
                (one.course_id, person) in passed or one.due < since.get((one.course_id, person), date.min)
                for person in takers
            ),
        )
    return counts
