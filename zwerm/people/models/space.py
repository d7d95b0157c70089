from __future__ import annotations

from typing import ClassVar, Self, TypeVar

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from uuid_utils.compat import uuid7

from zwerm.people.models.person import Person
from zwerm.people.models.sight import InSeenSpace, SeenSpace

Reader = Person | AnonymousUser


class SpaceQuerySet(models.QuerySet["Space"]):
    def visible_to(self, person: Reader) -> SpaceQuerySet:
        """The one rule of sight: a space that is open to all colleagues, or that the person is a member of."""
        if not isinstance(person, Person) or not person.is_active:
            return self.none()
        return self.filter(SeenSpace("open", "pk", person=person.pk))

    def writable_by(self, person: Reader) -> SpaceQuerySet:
        """Where this person may add and change things: the organisation, and spaces they are a member of."""
        if not isinstance(person, Person) or not person.is_active:
            return self.none()
        return self.filter(models.Q(kind=Space.Kind.ORGANISATION) | models.Exists(_memberships_of(person)))

    def private_of(self, person: Person) -> SpaceQuerySet:
        """Someone's own space, which nobody else sees."""
        return self.filter(kind=Space.Kind.PRIVATE, memberships__person=person)

    def together(self) -> SpaceQuerySet:
        """Teams and communities: where people are in by name."""
        return self.filter(kind__in=Space.WITH_PAGES)

    def managed_by(self, person: Reader) -> SpaceQuerySet:
        """Teams and communities whose members this person may change: as steward or lead there, or as administrator.

        An administrator manages no closed space that they are not in: managing would show who is.
        """
        if not isinstance(person, Person):
            return self.none()
        seen = self.together().visible_to(person)
        if person.is_admin:
            return seen
        return seen.filter(models.Exists(_memberships_of(person).filter(role__in=Membership.MANAGING)))

    def changeable_by(self, person: Reader) -> SpaceQuerySet:
        """Whose name and purpose this person may change: what they manage, and as administrator the organisation."""
        managed = self.managed_by(person)
        if isinstance(person, Person) and person.is_admin:
            return managed | self.visible_to(person).filter(kind=Space.Kind.ORGANISATION)
        return managed

    def joinable_by(self, person: Reader) -> SpaceQuerySet:
        """Open communities: anyone may come in."""
        return self.filter(kind=Space.Kind.COMMUNITY, open=True).visible_to(person)


def _memberships_of(person: Person) -> models.QuerySet[Membership]:
    return Membership.objects.filter(space=models.OuterRef("pk"), person=person)


class Space(models.Model):
    """Where things live. Everything lives in exactly one space."""

    class Kind(models.TextChoices):
        ORGANISATION = "organisation", _("Organisation")
        TEAM = "team", _("Team")
        COMMUNITY = "community", _("Community")
        CIRCLE = "circle", _("Circle")
        PAIR = "pair", _("Pair")
        PRIVATE = "private", _("Private")

    # Where people are in by name; such a space has a page of its own.
    WITH_PAGES = (Kind.TEAM, Kind.COMMUNITY)
    CLOSED_KINDS = (Kind.CIRCLE, Kind.PAIR, Kind.PRIVATE)

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    kind = models.CharField(_("kind"), max_length=20, choices=Kind.choices)
    slug = models.SlugField(max_length=80, unique=True)
    name = models.CharField(_("name"), max_length=200)
    about = models.TextField(_("about"), blank=True)
    open = models.BooleanField(
        _("open to all colleagues"), help_text=_("Everyone in the organisation can read what is here.")
    )
    made = models.DateTimeField(auto_now_add=True)

    objects = SpaceQuerySet.as_manager()

    class Meta:
        db_table = "people_space"
        ordering: ClassVar = ["name"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~models.Q(kind__in=("circle", "pair", "private"), open=True), name="people_space_closed_kinds"
            ),
            models.UniqueConstraint(
                fields=["kind"], condition=models.Q(kind="organisation"), name="people_space_one_organisation"
            ),
        ]

    def __str__(self) -> str:
        return self.called

    @property
    def called(self) -> str:
        """How it is named to whoever sees it: a private space is seen by nobody but its owner."""
        return str(_("My own space")) if self.kind == self.Kind.PRIVATE else self.name

    def seen_by(self) -> models.QuerySet[Person]:
        """Colleagues who see it: of what is in it nobody else hears."""
        colleagues = Person.objects.colleagues()
        return colleagues if self.open else colleagues.filter(id__in=self.memberships.values("person"))

    def written_by(self) -> models.QuerySet[Person]:
        """Colleagues who may add and change things in it: those to whom it is in `writable_by`."""
        colleagues = Person.objects.colleagues()
        if self.kind == Space.Kind.ORGANISATION:
            return colleagues
        return colleagues.filter(id__in=self.memberships.values("person"))

    def get_absolute_url(self) -> str:
        return reverse("people:space", args=[self.slug])

    @property
    def roles(self) -> list[tuple[str, Promise]]:
        """The roles that someone can have here."""
        lead = [(Membership.Role.LEAD, Membership.Role.LEAD.label)] if self.kind == Space.Kind.TEAM else []
        rest = (Membership.Role.STEWARD, Membership.Role.MEMBER)
        return [*lead, *((role.value, role.label) for role in rest)]


class Membership(models.Model):
    """Someone belongs to a space, with a role there."""

    class Role(models.TextChoices):
        MEMBER = "member", _("Member")
        STEWARD = "steward", _("Steward")
        LEAD = "lead", _("Team lead")

    MANAGING = (Role.STEWARD, Role.LEAD)

    space = models.ForeignKey(Space, on_delete=models.CASCADE, related_name="memberships")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="memberships")
    role = models.CharField(max_length=20, choices=Role.choices, default=Role.MEMBER)
    since = models.DateTimeField(auto_now_add=True)

    class Meta:
        db_table = "people_membership"
        constraints: ClassVar = [models.UniqueConstraint(fields=["space", "person"], name="people_membership_once")]

    def __str__(self) -> str:
        return f"{self.person_id} in {self.space_id} ({self.role})"


M = TypeVar("M", bound="Placed")


class PlacedQuerySet(models.QuerySet[M]):
    """Loading is the security boundary: nothing in a space is loaded for a person but through `visible_to`."""

    def visible_to(self, person: Reader) -> Self:
        """What lives in the spaces that the person sees.

        Asked per thing and not as a list of spaces: a list makes databases read every thing of every space before they
        sort, while what is wanted is nearly always the newest few.
        """
        if not isinstance(person, Person) or not person.is_active:
            return self.none()
        return self.filter(InSeenSpace("space", person=person.pk))


class Placed(models.Model):
    """Anything that lives in a space."""

    space = models.ForeignKey(Space, on_delete=models.PROTECT, related_name="+", verbose_name=_("space"))

    class Meta:
        abstract = True
