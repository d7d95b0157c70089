"""Taking a course again: when the certificate is no longer valid, or because who makes the course asks it of everyone."""

from __future__ import annotations

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from zwerm.courses.actions.certify import may_run
from zwerm.courses.actions.refused import Refused
from zwerm.courses.models import Course, Enrolment
from zwerm.courses.models.enrolment import passing, take_again
from zwerm.operations.days import organisation_day
from zwerm.people.models import Person


@transaction.atomic
def ask_everyone_again(person: Person, course: Course) -> int:
    """Everyone who passed takes the course again; certificates stay valid until their day. Answers how many. Raises Refused."""
    if not may_run(person, course):
        raise Refused(_("Only who makes the course, learning & development or an administrator asks to take it again."))
    if not course.published:
        raise Refused(_("Publish the course first."))
    return take_again(Enrolment.objects.filter(passing(), course=course), timezone.now())


def begin_again_what_lapsed() -> None:
    """For whoever's certificate is past its day: a new round. Safe to repeat."""
    today = organisation_day()
    lapsed = Enrolment.objects.filter(
        passing(),
        course__published__isnull=False,
        course__certificates__person=F("person"),
        course__certificates__awarded=F("completion__when"),
        course__certificates__expires__lt=today,
        course__certificates__revocation=None,
    )
    for key, day in list(lapsed.values_list("pk", "course__certificates__expires")):
        take_again(Enrolment.objects.filter(passing(), pk=key), timezone.now(), day)
