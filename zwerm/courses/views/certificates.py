"""Certificates: what anyone can check, what its holder takes along, and taking one back."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from zwerm.courses.actions import Refused, award_certificate, revoke_certificate
from zwerm.courses.actions.certify import may_run
from zwerm.courses.models import Certificate, Course, Enrolment
from zwerm.courses.printing import Paper, print_certificate
from zwerm.courses.views.course import load
from zwerm.notices.actions import look_at
from zwerm.operations.days import organisation_day
from zwerm.people.actions import write_down
from zwerm.people.models import AuditEntry, Person
from zwerm.people.requests import PersonRequest

SHORTEST = 3
SHOWN = 20


def _load(code: str) -> Certificate:
    """Whoever has the code may see it; it is read from paper, so capitals do not matter."""
    return get_object_or_404(Certificate.objects.select_related("course", "revocation__by"), code=code.lower())


@never_cache
def certificate(request: HttpRequest, code: str) -> HttpResponse:
    """To anyone: what the certificate states, and whether that still holds. To its holder and to who runs the course also the reason."""
    return _show(request, _load(code))


def _show(request: HttpRequest, shown: Certificate, refused: str = "") -> HttpResponse:
    person = request.user if isinstance(request.user, Person) else None
    if person is not None:
        look_at(person, shown.pk)
    context = {
        "certificate": shown,
        "is_holder": person is not None and shown.person_id == person.pk,
        "may_revoke": person is not None and may_run(person, shown.course),
        "refused": refused,
    }
    response = render(request, "courses/certificate.html", context, status=422 if refused else 200)
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response


@never_cache
def paper(request: PersonRequest, code: str) -> HttpResponse:
    """The PDF, for its holder, in the language in which they read when they got it."""
    shown = get_object_or_404(Certificate.objects.select_related("revocation"), code=code.lower(), person=request.user)
    if shown.state == Certificate.State.REVOKED:
        messages.error(request, _("This certificate was withdrawn. There is no PDF of it any more."))
        return redirect(shown)
    with translation.override(shown.language):
        printed = print_certificate(_paper(shown), shown.awarded)
        name = _("certificate")
    response = HttpResponse(printed, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{name}-{organisation_day(shown.awarded):%Y-%m-%d}.pdf"'
    return response


def _paper(shown: Certificate) -> Paper:
    until = date_format(shown.expires, "j F Y") if shown.expires else ""
    return Paper(
        language=shown.language,
        heading=_("Certificate"),
        organisation=shown.organisation,
        given_to=_("Given to"),
        name=shown.name,
        finished=_("who passed the course") if shown.marked else _("who finished the course"),
        title=shown.title,
        title_language=shown.course_language,
        awarded=date_format(organisation_day(shown.awarded), "j F Y"),
        valid=_("Valid up to and including %(day)s") % {"day": until} if until else "",
        check=_("Is it real? Scan the code or go to"),
        address=shown.address,
        code_alt=_("QR code of the page where anyone can check this certificate"),
    )


def mine(request: PersonRequest) -> HttpResponse:
    """The certificates of this person, also of courses that they no longer see."""
    own = Certificate.objects.filter(person=request.user).select_related("revocation")
    return render(request, "courses/certificates.html", {"certificates": own})


@require_POST
def award(request: PersonRequest, course_id: UUID) -> HttpResponse:
    """For who passed, or finished what marks nothing, before there were certificates."""
    enrolment = get_object_or_404(
        Enrolment.objects.select_related("course__space", "person"),
        course=load(request, course_id),
        person=request.user,
    )
    try:
        return redirect(award_certificate(enrolment))
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect(enrolment.course)


@require_POST
def revocation(request: PersonRequest, code: str) -> HttpResponse:
    """Take it back."""
    shown = _load(code)
    if not may_run(request.user, shown.course):
        raise Http404
    try:
        revoke_certificate(request.user, shown, request.POST.get("reason", ""))
    except Refused as refusal:
        return _show(request, shown, str(refusal))
    messages.success(request, _("The certificate is withdrawn. Who checks it sees that from now on."))
    return redirect(shown)


def holders(request: PersonRequest, course_id: UUID) -> HttpResponse:
    """Find a certificate by the name of its holder, to take it back. There is no list of all, and looking is written down."""
    course: Course = load(request, course_id)
    if not may_run(request.user, course):
        raise Http404
    words = request.GET.get("q", "").strip()
    found: list[Certificate] = []
    if len(words) >= SHORTEST:
        matching = course.certificates.filter(name__icontains=words, person__isnull=False)
        found = list(matching.select_related("person", "revocation")[:SHOWN])
        _write_down(request.user, found)
    context = {"course": course, "words": words, "found": found, "too_short": 0 < len(words) < SHORTEST}
    return render(request, "courses/holders.html", context)


@transaction.atomic
def _write_down(person: Person, found: list[Certificate]) -> None:
    for holder in {one.person for one in found if one.person and one.person != person}:
        write_down(person, AuditEntry.Act.CERTIFICATES_SEEN, holder)
