from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from uuid_utils.compat import uuid7

from zwerm.courses.models.course import Course
from zwerm.people.models import Person


class Removal(models.Model):
    """Something taken out of a draft, whole, so that it can be put back under the same id."""

    class Kind(models.TextChoices):
        BITE = "bite", _("Part")
        BLOCK = "block", _("Block")
        QUESTION = "question", _("Question")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    course = models.ForeignKey(Course, on_delete=models.CASCADE, related_name="removals")
    person = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    when = models.DateTimeField()
    kind = models.CharField(max_length=10, choices=Kind.choices)
    label = models.CharField(max_length=200, help_text="Its first words.")
    rows = models.JSONField(help_text="Table → its rows, as `actions.removal` writes them.")

    class Meta:
        db_table = "courses_removal"
        ordering: ClassVar = ["-when"]

    def __str__(self) -> str:
        return f"{self.kind} of {self.course_id}"
