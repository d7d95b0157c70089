"""A certificate for who passed, or finished what marks nothing, and taking it back."""

from __future__ import annotations

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from zwerm.courses.actions.activity import certificate_activity, course_activity
from zwerm.courses.actions.refused import Refused
from zwerm.courses.models import Certificate, Completion, Course, Enrolment, Revocation
from zwerm.courses.models.certificate import achievement_code
from zwerm.courses.models.enrolment import passing, take_again
from zwerm.courses.rules.validity import last_day
from zwerm.notices.actions import News, notify
from zwerm.operations.days import organisation_day
from zwerm.people.actions import write_down
from zwerm.people.models import AuditEntry, Person, Space
from zwerm.records.actions import record


@transaction.atomic
def award_certificate(enrolment: Enrolment) -> Certificate:
    """What this learner gets for passing. Safe to repeat: passing once gives one certificate, also after it was taken back.

    Raises Refused when the course was not passed, or is a draft.
    """
    course, person = enrolment.course, enrolment.person
    completion = Completion.objects.filter(enrolment=enrolment, passed=True).first()
    if completion is None or not course.published:
        raise Refused(_("There is a certificate for who finished the course, and passed it where something is marked."))
    organisation = Space.objects.get(kind=Space.Kind.ORGANISATION).name
    marked = completion.score is not None
    certificate, new = Certificate.objects.get_or_create(
        course=course,
        person=person,
        awarded=completion.when,
        defaults={
            "name": person.name,
            "title": course.title,
            "course_language": course.language,
            "language": person.language or get_language() or settings.LANGUAGE_CODE,
            "organisation": organisation,
            "achievement": achievement_code(course.pk, course.title, course.language, organisation, marked=marked),
            "marked": marked,
            "expires": last_day(organisation_day(completion.when), course.valid_months),
        },
    )
    if new:
        record(
            person,
            "earned",
            certificate_activity(certificate),
            part_of=course_activity(course),
            space=course.space,
            registration=enrolment.pk,
        )
        notify(person, News("certificate", certificate.pk))
    return certificate


def may_run(person: Person, course: Course | None) -> bool:
    """Whether `person` may take back certificates of this course: who makes it, learning & development, and administrators."""
    if person.cares_for_learning:
        return True
    return course is not None and Course.objects.written_by(person).filter(pk=course.pk).exists()


@transaction.atomic
def revoke_certificate(person: Person, certificate: Certificate, reason: str) -> Revocation:
    """Take it back: whoever checks it reads that from now on, and who passed with it takes the course again for another.

    Once; the first reason stays. Raises Refused.
    """
    certificate = Certificate.objects.select_for_update(of=("self",)).get(pk=certificate.pk)
    if not may_run(person, certificate.course):
        raise Refused(
            _("Only who makes the course, learning & development or an administrator takes a certificate back.")
        )
    if before := Revocation.objects.filter(certificate=certificate).first():
        return before
    reason = reason.strip()[: Revocation.MOST_WORDS]
    if not reason:
        raise Refused(_("Say in a few words why. Who holds it reads that."))
    write_down(person, AuditEntry.Act.CERTIFICATE_REVOKED, certificate.person)
    now = timezone.now()
    passed_with_it = Enrolment.objects.filter(
        passing(), course=certificate.course, person=certificate.person, completion__when=certificate.awarded
    )
    take_again(passed_with_it, now)
    revoked = Revocation.objects.create(certificate=certificate, by=person, when=now, reason=reason)
    if certificate.person is not None:
        notify(certificate.person, News("certificate-revoked", certificate.pk))
    return revoked
