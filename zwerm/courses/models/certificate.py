"""What someone gets who passed a course, or finished one in which nothing is marked, and its being taken back.

In the words of Open Badges 3.0 (actions/badge.py): the row is an AchievementCredential, `awarded` and `expires` are validFrom
and validUntil, `organisation` is the issuer's name, and `achievement` what is the same for all who passed.
"""

from __future__ import annotations

import base64
import secrets
from hashlib import sha256
from typing import ClassVar
from uuid import UUID

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from uuid_utils.compat import uuid7

from zwerm.courses.models.course import Course
from zwerm.operations.days import organisation_day
from zwerm.people.models import Person


def new_code() -> str:
    """128 bits that nobody guesses, in letters and digits that can be typed over from paper."""
    return base64.b32encode(secrets.token_bytes(16)).decode().rstrip("=").lower()


def achievement_code(course_id: UUID, title: str, language: str, organisation: str, *, marked: bool = True) -> str:
    """The same for all certificates that state the same of a course. Does not tell which course it is."""
    told = "\n".join((str(course_id), title, language, organisation, *([] if marked else ["finished"]))).encode()
    return base64.b32encode(sha256(told).digest()[:16]).decode().rstrip("=").lower()


class CertificateQuerySet(models.QuerySet["Certificate"]):
    def current(self) -> CertificateQuerySet:
        """Neither taken back nor past its date."""
        return self.filter(models.Q(expires=None) | models.Q(expires__gte=organisation_day()), revocation=None)


class Certificate(models.Model):
    """What was true when it was given: the name, the course and the organisation as they were called then.

    Whoever holds its address sees what it states, and nothing else. Without a `person` its holder was erased: the name is gone too.
    """

    class State(models.TextChoices):
        VALID = "valid", _("Valid")
        EXPIRED = "expired", _("No longer valid")
        REVOKED = "revoked", _("Withdrawn")

    CODE_LENGTH = 26

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    code = models.CharField(max_length=CODE_LENGTH, unique=True, default=new_code, editable=False)
    course = models.ForeignKey(Course, on_delete=models.SET_NULL, null=True, related_name="certificates")
    person = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="certificates")
    name = models.CharField(max_length=200, blank=True)
    title = models.CharField(max_length=300)
    organisation = models.CharField(max_length=200)
    language = models.CharField(max_length=8, help_text="In which the holder reads.")
    course_language = models.CharField(max_length=8)
    achievement = models.CharField(max_length=CODE_LENGTH, db_index=True, editable=False)
    marked = models.BooleanField(
        default=True,
        db_default=True,
        help_text="Whether something was marked, so that it was passed; else it was finished.",
    )
    awarded = models.DateTimeField()
    expires = models.DateField(null=True, help_text="The last day that it is valid; empty: it stays valid.")

    objects = CertificateQuerySet.as_manager()

    class Meta:
        db_table = "courses_certificate"
        ordering: ClassVar = ["-awarded"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["course", "person", "awarded"], name="courses_certificate_once")
        ]

    def __str__(self) -> str:
        return f"{self.title}, {self.awarded:%Y-%m-%d}"

    def get_absolute_url(self) -> str:
        return reverse("courses:certificate", args=[self.code])

    @property
    def address(self) -> str:
        """Where anyone can check it."""
        return f"{settings.SITE_URL}{self.get_absolute_url()}"

    @property
    def badge_address(self) -> str:
        """What the same is called as an Open Badge: its signed text stands there."""
        return f"{settings.SITE_URL}{reverse('courses:credential', args=[self.code])}"

    @property
    def state(self) -> Certificate.State:
        if hasattr(self, "revocation"):
            return self.State.REVOKED
        if self.expires and self.expires < organisation_day():
            return self.State.EXPIRED
        return self.State.VALID


class Revocation(models.Model):
    """A certificate was taken back. The reason is for its holder and for who runs the course, not for who checks it."""

    MOST_WORDS = 500

    certificate = models.OneToOneField(
        Certificate, on_delete=models.CASCADE, primary_key=True, related_name="revocation"
    )
    by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    when = models.DateTimeField()
    reason = models.CharField(max_length=MOST_WORDS)

    class Meta:
        db_table = "courses_revocation"

    def __str__(self) -> str:
        return f"{self.certificate_id} withdrawn"
