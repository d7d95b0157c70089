"""Who makes a course together, and who is asked to look at a draft of it."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from uuid_utils.compat import uuid7

from zwerm.courses.models.course import Course
from zwerm.people.models import Person


class CoAuthor(models.Model):
    """Someone who may change a course as its author may, except for who makes it. Stands with the course, not with a working copy."""

    course = models.ForeignKey(Course, on_delete=models.CASCADE, related_name="coauthors")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    since = models.DateTimeField()

    class Meta:
        db_table = "courses_coauthor"
        ordering: ClassVar = ["since"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["course", "person"], name="courses_coauthor_once")]

    def __str__(self) -> str:
        return f"{self.person_id} makes {self.course_id}"


class Review(models.Model):
    """A colleague is asked to look before a course, or its changes, are published. While that is open they see the draft."""

    class Verdict(models.TextChoices):
        APPROVED = "approved", _("Approved")
        RETURNED = "returned", _("Sent back")
        CLOSED = "closed", _("Published before it was looked at")

    MOST_WORDS = 2000

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    course = models.ForeignKey(Course, on_delete=models.CASCADE, related_name="reviews")
    reviewer = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    asked_by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    asked = models.DateTimeField()
    verdict = models.CharField(max_length=10, choices=Verdict.choices, blank=True)
    words = models.TextField(blank=True)
    given = models.DateTimeField(null=True)
    looked = models.JSONField(null=True, help_text="What it said when they looked (`models.looked_at`).")
    told = models.DateTimeField(null=True, help_text="When the reviewer saw that they need not look any more.")

    class Meta:
        db_table = "courses_review"
        ordering: ClassVar = ["-asked"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["course", "reviewer"], condition=models.Q(given__isnull=True), name="courses_review_open_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.reviewer_id} looks at {self.course_id}"
