"""Someone leaves: who looks after their courses from now on."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

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
