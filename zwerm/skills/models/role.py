from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from uuid_utils.compat import uuid7

from zwerm.people.models import Person
from zwerm.skills.models.ability import asked_level
from zwerm.skills.models.skill import Skill

LONGEST_ROLE = 200


class Role(models.Model):
    """Work that people do here, such as nurse in the emergency department, and which skills that asks, how well."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    name = models.CharField(_("name"), max_length=LONGEST_ROLE, unique=True)
    about = models.TextField(_("what it is about"), blank=True)
    by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    made = models.DateTimeField(auto_now_add=True)

    class Meta:
        db_table = "skills_role"
        ordering: ClassVar = ["name"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("skills:role", args=[self.pk])


class RoleSkill(models.Model):
    """What a role asks of one skill."""

    role = models.ForeignKey(Role, on_delete=models.CASCADE, related_name="asks")
    skill = models.ForeignKey(Skill, on_delete=models.CASCADE, related_name="roles")
    level = asked_level()

    class Meta:
        db_table = "skills_role_skill"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["role", "skill"], name="skills_role_skill_once"),
            models.CheckConstraint(condition=models.Q(level__gte=1, level__lte=5), name="skills_role_skill_level"),
        ]

    def __str__(self) -> str:
        return f"{self.role_id} {self.skill_id}"


class OwnRole(models.Model):
    """A role that somebody says is theirs, or that they are learning for. Nobody else sees it."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="own_roles")
    role = models.ForeignKey(Role, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        db_table = "skills_own_role"
        constraints: ClassVar = [models.UniqueConstraint(fields=["person", "role"], name="skills_own_role_once")]

    def __str__(self) -> str:
        return f"{self.person_id} {self.role_id}"
