from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils import timezone
from uuid_utils.compat import uuid7

from zwerm.people.models import Person
from zwerm.skills.models.skill import Skill


class About(models.Model):
    """That a thing has to do with a skill, and who said so.

    A module whose things can be about skills makes a table of these, with a foreign key `thing` (`related_name="about"`) and
    `Meta(About.Meta)`, and declares it (registry.py). What hangs on a merged skill is read for what it was merged into.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    skill = models.ForeignKey(Skill, on_delete=models.CASCADE, related_name="+")
    by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        abstract = True
        ordering: ClassVar = ["at"]

    def __str__(self) -> str:
        return f"{self.skill_id} on {getattr(self, 'thing_id', '')}"
