from __future__ import annotations

from datetime import tzinfo
from typing import TYPE_CHECKING, Any, ClassVar

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from uuid_utils.compat import uuid7

from zwerm.people.models.audience import Audience
from zwerm.people.models.sought import Sought
from zwerm.people.rules.zones import zone_named

if TYPE_CHECKING:
    from uuid import UUID

    from zwerm.people.models.space import Space, SpaceQuerySet


# Whose the work is of a command that ran before there was anybody.
STAND_IN = "import@zwerm.invalid"


class PersonManager(BaseUserManager["Person"]):
    def create_user(self, email: str, password: str | None = None, **fields: Any) -> Person:
        person = self.model(email=email.strip().lower(), **fields)
        person.set_password(password)
        person.save(using=self._db)
        return person

    def colleagues(self) -> models.QuerySet[Person]:
        """Everyone who works here now. All colleagues may know of one another."""
        return self.filter(is_active=True)

    def listed(self) -> models.QuerySet[Person]:
        """Colleagues to find and to choose from: all but the stand-in, who is nobody."""
        return self.colleagues().exclude(email=STAND_IN)

    def get_by_natural_key(self, username: str | None) -> Person:
        return self.get(email__iexact=username)


class Person(AbstractBaseUser):
    """Someone who learns and shares here."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    email = models.EmailField(_("e-mail address"), unique=True)
    name = models.CharField(_("name"), max_length=200)
    function = models.CharField(_("function"), max_length=200, blank=True)
    by_name = Sought(of="name")
    by_function = Sought(of="function")
    about = models.TextField(_("about me"), blank=True)
    photo = models.CharField(max_length=64, blank=True, help_text="SHA-256 of the bytes on storage; empty: initials.")
    photo_for = models.CharField(max_length=20, choices=Audience.choices, default=Audience.EVERYONE)
    language = models.CharField(_("language"), max_length=8, blank=True)
    time_zone = models.CharField(
        max_length=64, blank=True, help_text="By its name in the IANA database; empty: that of the organisation."
    )
    address_unproven = models.BooleanField(
        default=False, help_text="Typed by the person; neither an administrator nor a message proved that it is theirs."
    )
    is_active = models.BooleanField(default=True)
    closed = models.DateTimeField(null=True, help_text="When the account was closed; empty: it is open.")
    joined = models.DateTimeField(auto_now_add=True)

    # Set on somebody who is not there, to show a person how others see them: anybody ("everyone"), or who is in all their teams ("teams").
    pretends: str = ""

    objects = PersonManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    class Meta:
        db_table = "people_person"
        ordering: ClassVar = ["name"]
        constraints: ClassVar = [models.UniqueConstraint(Lower("email"), name="people_person_email_once")]
        indexes: ClassVar = [models.Index(fields=["by_name", "id"], name="people_person_by_name")]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **options: Any) -> None:
        if (fields := options.get("update_fields")) is not None:
            options["update_fields"] = {*fields, *(f"by_{field}" for field in ("name", "function") if field in fields)}
        super().save(*args, **options)

    def get_absolute_url(self) -> str:
        return reverse("people:person", args=[self.pk])

    @property
    def zone(self) -> tzinfo:
        """The time zone in which their days begin, and in which they read when things happen."""
        return zone_named(self.time_zone) or timezone.get_default_timezone()

    @property
    def written_in(self) -> str:
        """The language of what they get while they are not here: the one that they chose, else the installation's."""
        return self.language or settings.LANGUAGE_CODE

    @property
    def initials(self) -> str:
        """At most two letters, for the round picture."""
        words = [word for word in self.name.split() if word[:1].isupper()] or self.name.split() or ["?"]
        return (words[0][0] + (words[-1][0] if len(words) > 1 else "")).upper()

    @property
    def photo_path(self) -> str:
        """Where it lies on storage: with the person, so that nobody else's goes along with it."""
        return f"photos/{self.pk}/{self.photo}"

    @property
    def photo_address(self) -> str:
        """For who may see it; "" when there is none."""
        return reverse("people:photo-of", args=[self.pk, self.photo]) if self.photo else ""

    def shows_photo_to(self, reader: object) -> bool:
        if not self.photo or not isinstance(reader, Person) or not reader.is_active:
            return False
        if reader.pretends:
            return self.photo_for in reader.meant
        if self.photo_for == Audience.TEAMS and reader.pk != self.pk:
            return self.pk in reader.teammates
        return self.photo_for == Audience.EVERYONE or reader.pk == self.pk

    @cached_property
    def teammates(self) -> frozenset[UUID]:
        """Ids of who is in a team with this person, read once per loaded person."""
        from zwerm.people.models.space import Membership, Space

        teams = Membership.objects.filter(person=self, space__kind=Space.Kind.TEAM).values("space")
        return frozenset(Membership.objects.filter(space__in=teams).values_list("person", flat=True))

    @property
    def meant(self) -> tuple[str, ...]:
        """Of somebody who is not there: whom something may be for, that they see."""
        return (Audience.EVERYONE, Audience.TEAMS) if self.pretends == Audience.TEAMS else (Audience.EVERYONE,)

    def spaces(self) -> SpaceQuerySet:
        """Every space this person sees. The one rule, from which everything else follows."""
        from zwerm.people.models.space import Space

        return Space.objects.visible_to(self)

    @cached_property
    def space_ids(self) -> frozenset[UUID]:
        """Ids of the spaces this person sees, read once per loaded person (that is, per request)."""
        return frozenset(self.spaces().values_list("id", flat=True))

    @cached_property
    def duties(self) -> frozenset[str]:
        """Names of this person's organisation-wide duties: `ld`, `admin`."""
        return frozenset(self.duty_set.values_list("name", flat=True))

    @property
    def is_admin(self) -> bool:
        return "admin" in self.duties

    @property
    def cares_for_learning(self) -> bool:
        """Of learning & development, or an administrator."""
        return bool(self.duties & {"ld", "admin"})

    @property
    def private_space(self) -> Space:
        from zwerm.people.models.space import Space

        return Space.objects.private_of(self).get()


class Duty(models.Model):
    """A task for the whole organisation: learning & development, or administering the installation.

    A duty gives work to do, not sight: an admin sees no space that they are not in.
    """

    class Name(models.TextChoices):
        LD = "ld", _("Learning & development")
        ADMIN = "admin", _("Administrator")

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="duty_set")
    name = models.CharField(max_length=20, choices=Name.choices)
    given_by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    given = models.DateTimeField(auto_now_add=True)

    class Meta:
        db_table = "people_duty"
        constraints: ClassVar = [models.UniqueConstraint(fields=["person", "name"], name="people_duty_once")]

    def __str__(self) -> str:
        return f"{self.person_id} {self.name}"
