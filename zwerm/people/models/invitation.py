from __future__ import annotations

from typing import ClassVar, Self

from django.db import models
from django.db.models import Count, Exists, F, OuterRef, Q, Value
from django.db.models.functions import Concat
from django.utils import timezone
from uuid_utils.compat import uuid7

from zwerm.people.models.person import Duty, Person
from zwerm.people.models.space import Membership, Space
from zwerm.people.rules.domains import allows

# Who looks after a space lets in people of their own organisation only, some at a time.
MOST_USES_OF_STEWARD = 50


class InvitationQuerySet(models.QuerySet["Invitation"]):
    def managed_by(self, person: Person) -> Self:
        """Those that they made and those of spaces that they look after; an administrator's also those without a space."""
        theirs = Q(made_by=person) | Q(space__in=Space.objects.managed_by(person))
        return self.filter(theirs | Q(space__isnull=True)) if person.is_admin else self.filter(theirs)

    def vouched_for(self) -> Self:
        """Those whose maker still works here and might make them today: nobody who left comes in again by their own link."""
        there = Membership.objects.filter(space=OuterRef("space"), person=OuterRef("made_by"))
        admin = Exists(Duty.objects.filter(person=OuterRef("made_by"), name=Duty.Name.ADMIN))
        of_admin = Q(admin) & (Q(space__isnull=True) | Q(space__open=True) | Exists(there))
        own_domain = Q(made_by__email__iendswith=Concat(Value("@"), F("domains")))
        looks_after = Q(Exists(there.filter(role__in=Membership.MANAGING)))
        of_steward = looks_after & own_domain & Q(most_uses__lte=MOST_USES_OF_STEWARD)
        return self.filter(of_admin | of_steward, made_by__is_active=True)

    def usable(self) -> Self:
        counted = self.vouched_for().annotate(used=Count("uses"))
        open_now = counted.filter(withdrawn__isnull=True, expires__gt=timezone.now())
        return open_now.filter(used__lt=F("most_uses"))


class Invitation(models.Model):
    """A link with which people make their own account. Only a hash of its secret is kept: the link is shown once."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    token_hash = models.CharField(max_length=64, unique=True)
    note = models.CharField(max_length=200, blank=True)
    space = models.ForeignKey(Space, on_delete=models.CASCADE, null=True, related_name="invitations")
    domains = models.CharField(max_length=500, blank=True)
    most_uses = models.PositiveIntegerField(default=1)
    expires = models.DateTimeField()
    made_by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    made = models.DateTimeField(auto_now_add=True)
    withdrawn = models.DateTimeField(null=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        db_table = "people_invitation"
        ordering: ClassVar = ["-made"]

    def __str__(self) -> str:
        return self.note or str(self.id)

    def lets_in(self, email: str) -> bool:
        return allows(self.domains, email)

    @property
    def is_over(self) -> bool:
        return self.withdrawn is not None or self.expires <= timezone.now()


class InvitationUse(models.Model):
    invitation = models.ForeignKey(Invitation, on_delete=models.CASCADE, related_name="uses")
    person = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        db_table = "people_invitation_use"

    def __str__(self) -> str:
        return f"{self.invitation_id} {self.person_id}"
