"""Someone leaves, or left: who looks after their courses from now on."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from zwerm.courses.actions.refused import Refused
from zwerm.courses.models import CoAuthor, Course
from zwerm.people.models import Person
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
