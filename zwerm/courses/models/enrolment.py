from __future__ import annotations

from datetime import datetime
from typing import ClassVar

from django.db import models
from uuid_utils.compat import uuid7

from zwerm.courses.models.bite import Bite, Question
from zwerm.courses.models.course import Course
from zwerm.people.models import Person


def passing() -> models.Q:
    """Enrolments that were passed, in the round that counts now."""
    return models.Q(completion__passed=True) & counting("completion__when")


def counting(when: str) -> models.Q:
    """Enrolments of which that moment lies in the round that counts now."""
    return models.Q(again=None) | models.Q(**{f"{when}__gte": models.F("again")})


class Enrolment(models.Model):
    """Someone takes a course. Its id is the registration in the statements about it.

    Who takes it again does so in the same enrolment: since `again` only what came later counts. What was before stays as it was.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    course = models.ForeignKey(Course, on_delete=models.CASCADE, related_name="enrolments")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="enrolments")
    started = models.DateTimeField()
    seen = models.DateTimeField()
    current = models.ForeignKey(Bite, on_delete=models.SET_NULL, null=True, related_name="+")
    again = models.DateTimeField(null=True, help_text="Since when it is taken again; empty: it is the first time.")
    lapsed = models.DateField(
        null=True, help_text="It is taken again because the certificate was valid until this day."
    )

    class Meta:
        db_table = "courses_enrolment"
        ordering: ClassVar = ["-seen"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["course", "person"], name="courses_enrolment_once")]

    def __str__(self) -> str:
        return f"{self.person_id} takes {self.course_id}"

    def counts(self, when: datetime) -> bool:
        """Whether something of that moment counts now, or was of an earlier round."""
        return self.again is None or when >= self.again

    @property
    def answers_now(self) -> models.QuerySet[Answer]:
        return self.answers.filter(when__gte=self.again) if self.again else self.answers.all()

    @property
    def done_now(self) -> models.QuerySet[BiteDone]:
        return self.done.filter(when__gte=self.again) if self.again else self.done.all()

    @property
    def result(self) -> Completion | None:
        """What was reached, once every bite is finished in the round that counts now."""
        found: Completion | None = getattr(self, "completion", None)
        return found if found and self.counts(found.when) else None

    def latest_shares(self) -> dict[object, float]:
        """Question id → how right (0–1) the latest answer to it is."""
        return dict(self.answers_now.order_by("when", "id").values_list("question_id", "share"))


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
