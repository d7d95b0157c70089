from __future__ import annotations

from typing import ClassVar

from django.db import models
from uuid_utils.compat import uuid7

from zwerm.courses.models.bite import Bite, Question
from zwerm.courses.models.course import Course
from zwerm.people.models import Person


class Enrolment(models.Model):
    """Someone takes a course. Its id is the registration in the statements about it."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    course = models.ForeignKey(Course, on_delete=models.CASCADE, related_name="enrolments")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="enrolments")
    started = models.DateTimeField()
    seen = models.DateTimeField()
    current = models.ForeignKey(Bite, on_delete=models.SET_NULL, null=True, related_name="+")

    class Meta:
        db_table = "courses_enrolment"
        ordering: ClassVar = ["-seen"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["course", "person"], name="courses_enrolment_once")]

    def __str__(self) -> str:
        return f"{self.person_id} takes {self.course_id}"

    def latest_shares(self) -> dict[object, float]:
        """Question id → how right (0–1) the latest answer to it is."""
        return dict(self.answers.order_by("when", "id").values_list("question_id", "share"))


class BiteDone(models.Model):
    """A learner finished a bite."""

    enrolment = models.ForeignKey(Enrolment, on_delete=models.CASCADE, related_name="done")
    bite = models.ForeignKey(Bite, on_delete=models.CASCADE, related_name="+")
    when = models.DateTimeField()

    class Meta:
        db_table = "courses_bite_done"
        constraints: ClassVar = [models.UniqueConstraint(fields=["enrolment", "bite"], name="courses_bite_done_once")]

    def __str__(self) -> str:
        return f"{self.enrolment_id} finished {self.bite_id}"


class Completion(models.Model):
    """A learner finished every bite. `score` is the share of the questions right, 0–1; empty without questions."""

    enrolment = models.OneToOneField(Enrolment, on_delete=models.CASCADE, related_name="completion")
    when = models.DateTimeField()
    score = models.FloatField(null=True)
    passed = models.BooleanField()

    class Meta:
        db_table = "courses_completion"

    def __str__(self) -> str:
        return f"{self.enrolment_id} {self.score}"


class Answer(models.Model):
    """What a learner answered, once per try. `key` comes with the form: sent twice, it counts once.

    `edition` is that of the question at that moment: what was reached stays, but what was chosen says nothing about a later one.
    """

    enrolment = models.ForeignKey(Enrolment, on_delete=models.CASCADE, related_name="answers")
    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="answers")
    edition = models.PositiveSmallIntegerField(default=1)
    key = models.UUIDField()
    given = models.JSONField()
    share = models.FloatField(help_text="0–1: how much of it was right")
    correct = models.BooleanField()
    when = models.DateTimeField()

    class Meta:
        db_table = "courses_answer"
        # Not as they came in: one that was given without a connection comes in later.
        ordering: ClassVar = ["when", "id"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["enrolment", "key"], name="courses_answer_once")]
        indexes: ClassVar = [models.Index(fields=["question", "correct"], name="courses_answer_question")]

    def __str__(self) -> str:
        return f"{self.question_id}: {self.correct}"
