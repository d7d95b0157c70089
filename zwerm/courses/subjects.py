"""What notices about courses show."""

from __future__ import annotations

from collections.abc import Callable, Collection

from django.urls import reverse

from zwerm.courses.models import Certificate, Course, CourseQuerySet
from zwerm.notices.registry import Shown
from zwerm.people.models import Person


def courses(person: Person, keys: Collection[str]) -> dict[str, Shown]:
    return _shown(Course.objects.visible_to(person).published().filter(pk__in=keys), Course.get_absolute_url)


def reviews(person: Person, keys: Collection[str]) -> dict[str, Shown]:
    """Drafts that they are asked to look at, and did not yet."""
    return _shown(Course.objects.looked_at_by(person).filter(pk__in=keys), _page("review"))


def made(person: Person, keys: Collection[str]) -> dict[str, Shown]:
    """What they make, as it is worked on."""
    return _shown(Course.objects.written_by(person).filter(pk__in=keys), _page("draft"))


def discussed(person: Person, keys: Collection[str]) -> dict[str, Shown]:
    """What they talk about with who makes it, or make themselves."""
    talked = _shown(Course.objects.discussed_by(person).filter(pk__in=keys), _page("review"))
    return {**talked, **made(person, keys)}


def certificates(person: Person, keys: Collection[str]) -> dict[str, Shown]:
    found = Certificate.objects.filter(person=person, pk__in=keys)
    return {str(one.pk): Shown(one.title, one.get_absolute_url(), one.course_language) for one in found}


def _page(name: str) -> Callable[[Course], str]:
    return lambda course: reverse(f"courses:{name}", args=[course.pk])


def _shown(found: CourseQuerySet, url: Callable[[Course], str]) -> dict[str, Shown]:
    return {str(one.pk): Shown(one.title, url(one), one.language, one.space) for one in found.select_related("space")}
