"""What people allow to be said of what they know."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from zwerm.people.models import Person, Space
from zwerm.skills.models.skill import Skill


class Consent(models.Model):
    """What somebody answered to “may colleagues find you for this?”: for a skill, or for what they did in a space that is about no skill.

    Without a row nobody answered yet, and nothing is shown.
    """

    class Answer(models.TextChoices):
        YES = "yes", _("colleagues find you for it")
        HIDDEN = "hidden", _("not shown")
        NO = "no", _("not mine")

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="consents")
    skill = models.ForeignKey(Skill, on_delete=models.CASCADE, null=True, related_name="+")
    space = models.ForeignKey(Space, on_delete=models.CASCADE, null=True, related_name="+")
    answer = models.CharField(max_length=8, choices=Answer.choices)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        db_table = "skills_consent"
        ordering: ClassVar = ["at", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["person", "skill"], name="skills_consent_skill_once"),
            models.UniqueConstraint(fields=["person", "space"], name="skills_consent_space_once"),
            models.CheckConstraint(
                condition=models.Q(skill__isnull=False, space__isnull=True)
                | models.Q(skill__isnull=True, space__isnull=False),
                name="skills_consent_of_one",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.skill_id or self.space_id}: {self.answer}"


class Pause(models.Model):
    """Colleagues don't find this person for anything, until they say so again."""

    person = models.OneToOneField(Person, on_delete=models.CASCADE, primary_key=True, related_name="pause")
    since = models.DateTimeField(default=timezone.now)

    class Meta:
        db_table = "skills_pause"

    def __str__(self) -> str:
        return f"{self.person_id} since {self.since:%Y-%m-%d}"
