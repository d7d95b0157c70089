from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from uuid_utils.compat import uuid7

from zwerm.people.models.person import Person
from zwerm.people.models.space import Space
from zwerm.people.rules.sealed import seal, unseal


class SignInProvider(models.Model):
    """A service of the organisation that says who someone is: over OpenID Connect or SAML.

    `told`: what the provider publishes about itself (endpoints and keys' address; or entity, address and certificate). The secret is
    sealed and never shown again.
    """

    class Kind(models.TextChoices):
        OIDC = "oidc", _("OpenID Connect")
        SAML = "saml", _("SAML")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    kind = models.CharField(max_length=10, choices=Kind.choices)
    name = models.CharField(max_length=100)
    enabled = models.BooleanField(default=True)
    address = models.CharField(max_length=500, blank=True)
    client_id = models.CharField(max_length=300, blank=True)
    sealed_secret = models.TextField(blank=True)
    told = models.JSONField(default=dict)
    domains = models.CharField(max_length=500)
    vouches = models.BooleanField(
        default=False, help_text="Its addresses count as proven though it does not say so itself."
    )
    makes_accounts = models.BooleanField(default=False)
    ends_there = models.BooleanField(
        default=False, help_text="Signing out here signs out there too; over SAML it may end sessions here as well."
    )
    groups_name = models.CharField(max_length=200, blank=True)
    attributes = models.JSONField(
        default=dict,
        help_text="Which attributes of an assertion tell subject, email and name, where the usual ones do not.",
    )
    made = models.DateTimeField(auto_now_add=True)

    class Meta:
        db_table = "people_sign_in_provider"
        ordering: ClassVar = ["name"]

    def __str__(self) -> str:
        return self.name

    @property
    def secret(self) -> str:
        return unseal(self.sealed_secret, settings.SECRET_KEY) if self.sealed_secret else ""

    @secret.setter
    def secret(self, text: str) -> None:
        self.sealed_secret = seal(text, settings.SECRET_KEY)

    def address_of(self, page: str) -> str:
        """The whole address of one of our pages, as the provider must know it."""
        return f"{settings.SITE_URL}{reverse(f'people:{page}', args=[self.pk])}"


class ProviderLink(models.Model):
    """Whom the provider means: its own, lasting name for someone → our person. Addresses change hands; this does not."""

    provider = models.ForeignKey(SignInProvider, on_delete=models.CASCADE, related_name="links")
    subject = models.CharField(max_length=300)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="provider_links")
    linked = models.DateTimeField(auto_now_add=True)
    called = models.CharField(
        max_length=300, blank=True, help_text="The NameID of the last time, where another attribute is the subject."
    )

    class Meta:
        db_table = "people_provider_link"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["provider", "subject"], name="people_provider_subject_once"),
            models.UniqueConstraint(fields=["provider", "person"], name="people_provider_person_once"),
        ]

    def __str__(self) -> str:
        return f"{self.provider_id} {self.subject}"


class GroupTeam(models.Model):
    """Who is in this group at the provider belongs in this team here."""

    provider = models.ForeignKey(SignInProvider, on_delete=models.CASCADE, related_name="groups")
    group = models.CharField(max_length=300)
    space = models.ForeignKey(Space, on_delete=models.CASCADE, related_name="+")

    class Meta:
        db_table = "people_group_team"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["provider", "group", "space"], name="people_group_team_once")
        ]

    def __str__(self) -> str:
        return f"{self.group} → {self.space_id}"


class SamlAnswer(models.Model):
    """An assertion that was believed, remembered so that it counts once.

    What it says is sealed with a ticket that only the browser on its way in has, and is gone once that browser came.
    """

    provider = models.ForeignKey(SignInProvider, on_delete=models.CASCADE, related_name="+")
    assertion = models.CharField(max_length=64)
    ticket = models.CharField(max_length=64, unique=True)
    sealed = models.TextField()
    until = models.DateTimeField(db_index=True)

    class Meta:
        db_table = "people_saml_answer"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["provider", "assertion"], name="people_saml_answer_once")
        ]

    def __str__(self) -> str:
        return f"{self.provider_id} {self.until}"
