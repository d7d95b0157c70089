from __future__ import annotations

from typing import ClassVar, Self

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from uuid_utils.compat import uuid7

from zwerm.operations.days import organisation_day
from zwerm.people.models import Person, Space
from zwerm.skills.models.ability import asked_level
from zwerm.skills.models.role import LONGEST_ROLE
from zwerm.skills.models.skill import Skill

MOST_PEOPLE = 9_999


class AimQuerySet(models.QuerySet["Aim"]):
    def visible_to(self, person: Person) -> Self:
        return self.filter(space__in=Space.objects.visible_to(person))

    def changeable_by(self, person: Person) -> Self:
        return self.visible_to(person).filter(space__in=spaces_with_aims_of(person))


def spaces_with_aims_of(person: Person) -> models.QuerySet[Space]:
    """Where this person makes and changes aims: who cares for learning of all that they see, a steward or lead of their own."""
    if person.cares_for_learning:
        return Space.objects.visible_to(person).filter(kind__in=(Space.Kind.ORGANISATION, *Space.WITH_PAGES))
    return Space.objects.managed_by(person)


class Aim(models.Model):
    """What people want to be able to by a day: of a team or community a project, of the organisation its strategy. Whoever sees the space reads it."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    space = models.ForeignKey(Space, on_delete=models.CASCADE, related_name="+")
    name = models.CharField(_("name"), max_length=LONGEST_ROLE)
    about = models.TextField(_("what it is about"), blank=True)
    until = models.DateField(_("last day"))
    by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    made = models.DateTimeField(auto_now_add=True)

    objects = AimQuerySet.as_manager()

    class Meta:
        db_table = "skills_aim"
        ordering: ClassVar = ["until", "name"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["space", "name"], name="skills_aim_once")]

    @property
    def is_strategy(self) -> bool:
        return self.space.kind == Space.Kind.ORGANISATION

    @property
    def is_over(self) -> bool:
        return self.until < organisation_day()

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("skills:aim", args=[self.pk])


class AimSkill(models.Model):
    """How well an aim asks one skill, and of how many people."""

    aim = models.ForeignKey(Aim, on_delete=models.CASCADE, related_name="asks")
    skill = models.ForeignKey(Skill, on_delete=models.CASCADE, related_name="+")
    level = asked_level()
    many = models.PositiveSmallIntegerField(
        default=1, validators=[MinValueValidator(1), MaxValueValidator(MOST_PEOPLE)]
    )

    class Meta:
        db_table = "skills_aim_skill"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["aim", "skill"], name="skills_aim_skill_once"),
            models.CheckConstraint(
                condition=models.Q(level__gte=1, level__lte=5, many__gte=1), name="skills_aim_skill_level"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.aim_id} {self.skill_id}"


class AimPerson(models.Model):
    """Somebody works on a project. Without any, all members of its space do."""

    aim = models.ForeignKey(Aim, on_delete=models.CASCADE, related_name="people")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        db_table = "skills_aim_person"
        constraints: ClassVar = [models.UniqueConstraint(fields=["aim", "person"], name="skills_aim_person_once")]

    def __str__(self) -> str:
        return f"{self.aim_id} {self.person_id}"
