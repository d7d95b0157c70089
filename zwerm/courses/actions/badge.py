"""A certificate as an Open Badge 3.0: who signs, what it says, and whether it still holds."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from django.conf import settings
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from zwerm.courses.badges import document, proof
from zwerm.courses.badges.picture import Picture
from zwerm.courses.models import BadgeKey, Certificate
from zwerm.people.models import Space
from zwerm.people.rules.sealed import BrokenSeal


def sign_badge(certificate: Certificate) -> str:
    """The signed text (compact JWS) of a certificate that has a holder, as it is now. Nothing of it is kept.

    Its holder is found in it by the address that they have now, which stands there only as a hash.
    """
    key, private = _signing_key()
    return proof.signed(
        document.credential(_award(certificate), _issuer(certificate.organisation)), private, key.address
    )


def issuer_profile() -> document.Document:
    name = Space.objects.get(kind=Space.Kind.ORGANISATION).name
    return {"@context": document.CONTEXT, **_issuer(name)}


def achievement(certificate: Certificate) -> document.Document:
    """What was certified: the same for all who passed the course while it was called this."""
    told = document.achievement(_achievement(certificate))
    return {"@context": document.CONTEXT, **told, "creator": _issuer(certificate.organisation)}


def revocation_list(certificate: Certificate) -> document.Document:
    """Of this certificate alone: a list of all would give away the addresses of all that were withdrawn."""
    withdrawn = [certificate.badge_address] if certificate.state == Certificate.State.REVOKED else []
    return document.revocations(_address("badge-status", certificate.code), _address("badge-issuer"), withdrawn)


def picture_of(certificate: Certificate) -> Picture:
    with translation.override(certificate.course_language):
        return Picture(
            title=certificate.title,
            organisation=certificate.organisation,
            language=certificate.course_language,
            word=_("Passed") if certificate.marked else _("Finished"),
        )


def _signing_key() -> tuple[BadgeKey, str]:
    """Made the first time. Two that are made at once do no harm: both are published."""
    for key in BadgeKey.objects.all():
        try:
            return key, key.private
        except BrokenSeal:
            continue
    private, public = proof.new_key()
    key = BadgeKey(thumbprint=proof.thumbprint(public), public=public)
    key.private = private
    key.save()
    return key, private


def _award(certificate: Certificate) -> document.Award:
    assert certificate.person is not None
    return document.Award(
        address=certificate.badge_address,
        # Of this certificate alone, so that two badges do not tell that they are of one person.
        holder=f"{certificate.address}#holder",
        status=_address("badge-status", certificate.code),
        achievement=_achievement(certificate),
        awarded=certificate.awarded,
        until=_end_of(certificate),
        known_as={"emailAddress": certificate.person.email, "name": certificate.name},
        # It stands in the addresses already, and is of this certificate alone.
        salt=certificate.code,
    )


def _achievement(certificate: Certificate) -> document.Achievement:
    with translation.override(certificate.course_language):
        if certificate.marked:
            description = _("%(organisation)s gives this to whoever passed the course “%(title)s”.")
        else:
            description = _("%(organisation)s gives this to whoever finished the course “%(title)s”.")
        return document.Achievement(
            address=_address("achievement", certificate.achievement),
            title=certificate.title,
            language=certificate.course_language,
            organisation=certificate.organisation,
            description=description % {"organisation": certificate.organisation, "title": certificate.title},
            criteria=_("Take the course to its end and pass it.")
            if certificate.marked
            else _("Take the course to its end and answer every question in it."),
            image=_address("achievement-picture", certificate.achievement),
        )


def _end_of(certificate: Certificate) -> datetime | None:
    """Its last day counts whole."""
    if certificate.expires is None:
        return None
    return timezone.make_aware(datetime.combine(certificate.expires + timedelta(days=1), time.min)) - timedelta(
        seconds=1
    )


def _issuer(name: str) -> document.Document:
    return document.profile(_address("badge-issuer"), name, settings.SITE_URL)


def _address(page: str, *arguments: str) -> str:
    return f"{settings.SITE_URL}{reverse(f'courses:{page}', args=arguments)}"
