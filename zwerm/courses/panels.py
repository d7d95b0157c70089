"""What courses show on pages of other modules."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db.models import Count, Q
from django.http import HttpRequest

from zwerm.courses.models import Course, Enrolment, Rests
from zwerm.courses.models.sight import visible_blocks
from zwerm.courses.tasks import compare_later
from zwerm.library.models import Item
from zwerm.people.models import Person

SHOWN = 3


def busy_courses(request: HttpRequest) -> dict[str, Any] | None:
    """Today: go on where you were; or something new, when you are not in the middle of anything."""
    person = request.user
    if not isinstance(person, Person):
        return None
    visible = Course.objects.visible_to(person)
    busy = list(
        Enrolment.objects.filter(person=person, course__in=visible, course__published__isnull=False)
        .filter(Q(completion__isnull=True) | Q(completion__passed=False))
        .select_related("course", "current")
        .annotate(done_count=Count("done", distinct=True), bite_count=Count("course__bites", distinct=True))
        .order_by("-seen")[:SHOWN]
    )
    fresh = [] if busy else list(visible.published().exclude(enrolments__person=person).order_by("-published")[:SHOWN])
    if not busy and not fresh:
        return None
    return {"busy": busy, "fresh": fresh}


def make_course_of(request: HttpRequest, item: Item) -> dict[str, Any] | None:
    """A button on an item: a course of this."""
    return {"item": item} if item.published else None


def new_course(request: HttpRequest) -> dict[str, Any]:
    return {}


def stale_courses(request: HttpRequest) -> dict[str, Any] | None:
    """Today: courses of this person in which something rests on words that changed in their source."""
    person = request.user
    if not isinstance(person, Person):
        return None
    courses = Course.objects.written_by(person).filter(working_copy=None)
    blocks = visible_blocks(person).filter(bite__course__in=courses)
    found = Rests.objects.stale().filter(block__in=blocks).values("block__bite__course").annotate(count=Count("pk"))
    counts = {row["block__bite__course"]: row["count"] for row in found.order_by()}
    stale = [(course, counts[course.pk]) for course in Course.objects.filter(pk__in=counts)[:SHOWN]] if counts else []
    return {"stale": stale} if stale else None


def source_changed(item: UUID) -> None:
    """A worker looks which courses that touches; most items are in none."""
    if Rests.objects.filter(item=item).exists():
        compare_later.enqueue(str(item))
