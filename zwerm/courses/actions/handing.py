"""Someone leaves, or left: who looks after their courses from now on."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from zwerm.courses.actions.refused import Refused
from zwerm.courses.models import Assignment, CoAuthor, Course, Review
from zwerm.people.models import Person, Space
from zwerm.people.registry import Risk
from zwerm.people.rules.risk import risk
from zwerm.search.actions import touch


def courses_looked_after(person: Person) -> QuerySet[Any]:
    return Course.objects.published().filter(author=person).order_by("title")


def courses_seen(rows: QuerySet[Any], to: Person) -> QuerySet[Any]:
    return rows.filter(pk__in=Course.objects.visible_to(to).values("pk"))


def hand_courses(rows: QuerySet[Any], person: Person, to: Person) -> int:
    """Changes that were begun in them go along, and who was a co-author is the author now."""
    keys = list(rows.values_list("pk", flat=True))
    Course.objects.filter(revises__in=keys, author=person).update(author=to)
    CoAuthor.objects.filter(course__in=keys, person=to).delete()
    count = Course.objects.filter(pk__in=keys).update(author=to)
    touch("course", *keys)
    return count


def courses_weighed(rows: QuerySet[Any]) -> QuerySet[Any]:
    """With how many took each, and how many make it with them."""
    weighed: QuerySet[Any] = rows.annotate(
        takers=Count("enrolments", distinct=True), makers=Count("coauthors", distinct=True)
    )
    return weighed


def courses_at_risk(rows: Sequence[Any], reader: Person) -> dict[Any, Risk]:
    """How many took each, and whether somebody makes it with them."""
    return {row.pk: Risk(risk(row.takers, row.makers, overdue=False), _why(row.takers, row.makers)) for row in rows}


def _why(takers: int, makers: int) -> tuple[str, ...]:
    return (
        ngettext("taken by %(takers)s colleague", "taken by %(takers)s colleagues", takers) % {"takers": takers}
        if takers
        else _("taken by nobody yet"),
        _("nobody else makes it")
        if not makers
        else ngettext("%(makers)s other makes it", "%(makers)s others make it", makers) % {"makers": makers},
    )


@transaction.atomic
def take_on(person: Person, course: Course) -> None:
    """`person` looks after a course of which who made it left, and after changes that were begun in it. Safe to repeat. Raises Refused."""
    course = Course.objects.select_for_update(of=("self",)).get(pk=course.pk)
    if course.author_id == person.pk:
        return
    if not Course.objects.adoptable_by(person).filter(pk=course.pk).exists():
        raise Refused(_("Somebody looks after this course already."))
    Course.objects.filter(Q(pk=course.pk) | Q(revises=course)).update(author=person)
    touch("course", course.pk)


def drafts_made(person: Person) -> QuerySet[Any]:
    """What stands in a space of their own stays theirs alone."""
    made = Course.objects.filter(author=person, published=None, revises=None).exclude(space__kind=Space.Kind.PRIVATE)
    return made.select_related("space").order_by("created")


def drafts_taken(rows: QuerySet[Any], to: Person) -> QuerySet[Any]:
    return rows.filter(space__in=Space.objects.visible_to(to))


def reviews_to_give(person: Person) -> QuerySet[Any]:
    return Review.objects.filter(reviewer=person, given=None).select_related("course__space").order_by("asked")


def reviews_taken(rows: QuerySet[Any], to: Person) -> QuerySet[Any]:
    """Nobody looks at what they make themselves."""
    seen = rows.filter(course__space__in=Space.objects.visible_to(to))
    return seen.exclude(course__in=Course.objects.written_by(to))


def hand_reviews(rows: QuerySet[Any], person: Person, to: Person) -> int:
    """Who is asked to look at it already is not asked twice."""
    keys = list(rows.values_list("pk", flat=True))
    asked = list(Review.objects.filter(reviewer=to, given=None).values_list("course", flat=True))
    Review.objects.filter(pk__in=keys, course__in=asked).delete()
    Review.objects.filter(pk__in=keys).update(reviewer=to)
    return len(keys)


def assignments_made(person: Person) -> QuerySet[Any]:
    return Assignment.objects.open().filter(by=person).select_related("course").order_by("due")


def assignments_taken(rows: QuerySet[Any], to: Person) -> QuerySet[Any]:
    return rows.filter(pk__in=Assignment.objects.managed_by(to).values("pk"))


def hand_assignments(rows: QuerySet[Any], person: Person, to: Person) -> int:
    keys = list(rows.values_list("pk", flat=True))
    return Assignment.objects.filter(pk__in=keys).update(by=to)


def space_of_draft(row: Any) -> str:
    """What a draft is called only who makes it, or looks at it, may know."""
    return str((row.course if isinstance(row, Review) else row).space.called)


def course_asked(row: Any) -> str:
    return str(row.course.title)


def course_called(row: Any) -> str:
    """For who takes it, and sees it."""
    return str(_course_of(row).title)


def address_of(row: Any) -> str:
    return str(_course_of(row).get_absolute_url())


def _course_of(row: Any) -> Course:
    return row if isinstance(row, Course) else row.course
