"""Courses and parts of them that a device kept, and of which somebody may not see everything any more."""

from __future__ import annotations

from typing import Any

from zwerm.courses.models import Bite, Course
from zwerm.courses.models.sight import hidden_blocks
from zwerm.people.models import Person


def hides_courses(person: Person, pages: list[dict[str, Any]]) -> list[bool]:
    seen = _seen(person, pages)
    return [page["course_id"] not in seen for page in pages]


def hides_parts(person: Person, pages: list[dict[str, Any]]) -> list[bool]:
    """Also a part that is still there without some of it: what a device kept may say all."""
    seen = _seen(person, pages)
    there = set(Bite.objects.filter(course__in=seen).values_list("course_id", "position"))
    less = set(hidden_blocks(person).filter(bite__course__in=seen).values_list("bite__course_id", "bite__position"))
    asked = [(page["course_id"], page["number"] - 1) for page in pages]
    return [part not in there or part in less for part in asked]


def _seen(person: Person, pages: list[dict[str, Any]]) -> set[Any]:
    asked = {page["course_id"] for page in pages}
    return set(Course.objects.visible_to(person).filter(pk__in=asked).values_list("pk", flat=True))
