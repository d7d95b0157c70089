"""How a course was made: what of its texts was left out, and which blocks were asked for again."""

from __future__ import annotations

from datetime import timedelta
from typing import ClassVar

from django.db import models
from django.utils import timezone
from uuid_utils.compat import uuid7

from zwerm.courses.models.bite import Block
from zwerm.courses.models.course import Course
from zwerm.people.models import Person


class Making(models.Model):
    """`title` is what the author asked for, not what the course is called now: the same again needs the same title."""

    course = models.OneToOneField(Course, on_delete=models.CASCADE, related_name="making")
    title = models.CharField(max_length=300, blank=True)
    left_out = models.JSONField(default=list, help_text="A list of `generation.draft.LeftOut`.")
    rejected = models.JSONField(default=dict, help_text="Per rule how many questions broke it.")

    class Meta:
        db_table = "courses_making"

    def __str__(self) -> str:
        return f"making of {self.course_id}"


class Remaking(models.Model):
    """Someone asked for a block of a draft once more. `number` counts how often, `attempt` says which version it gave."""

    PATIENCE = timedelta(minutes=10)

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    block = models.ForeignKey(Block, on_delete=models.CASCADE, related_name="remakings")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    number = models.PositiveSmallIntegerField()
    attempt = models.PositiveSmallIntegerField()
    asked = models.DateTimeField()
    ended = models.DateTimeField(null=True)
    exhausted = models.BooleanField(default=False, help_text="There was nothing else: the first version is back.")
    failure = models.CharField(max_length=500, blank=True)
    newest = models.BooleanField(
        default=False, help_text="From the texts as they were then, not as the block knew them."
    )
    other = models.JSONField(
        null=True, help_text="What the block said before, as rows; once that is put back, what it said since."
    )
    undone = models.DateTimeField(null=True, help_text="What it said before is back.")

    class Meta:
        db_table = "courses_remaking"
        ordering: ClassVar = ["number"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["block", "number"], name="courses_remaking_once")]

    def __str__(self) -> str:
        return f"{self.block_id}, time {self.number}"

    @property
    def is_busy(self) -> bool:
        """Being made. One that was never ended, as when the worker was killed, stops counting after a while."""
        return self.ended is None and timezone.now() - self.asked < self.PATIENCE
