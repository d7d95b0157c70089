from __future__ import annotations

from datetime import date, datetime
from typing import ClassVar

from django.db import models
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _
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


def done_by(person: Person) -> models.QuerySet[BiteDone]:
    """That `person` finished the bite of OuterRef("pk"), in the round that counts now."""
    return BiteDone.objects.filter(
        bite=models.OuterRef("pk"), enrolment__person=person, when__gte=Coalesce("enrolment__again", "when")
    )


def take_again(passed: models.QuerySet[Enrolment], when: datetime, lapsed: date | None = None) -> int:
    """From `when` on these take their course again, in the round that counts then. Answers how many."""
    return Enrolment.objects.filter(pk__in=passed.values("pk")).update(again=when, lapsed=lapsed, current=None)


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

    @property
    def is_passed(self) -> bool:
        return bool(self.result and self.result.passed)

    def latest_shares(self) -> dict[object, float]:
        """Question id → how right (0–1) the latest answer to it is; in own words, how much of it the learner says they had,
        all where they did not say."""
        rows = self.answers_now.order_by("when", "id").values_list("question_id", "share", "judged")
        return {key: Answer.HAD.get(judged, 1.0) if share is None else share for key, share, judged in rows}


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
    """A learner finished every bite. `score` is the share of what is marked that is right, 0–1; empty where nothing is.

    It is `passed` when that reaches the mark and each question that the learner gets has an answer.
    """

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
    What was answered in own words is not marked: who wrote it judges it, and nobody else reads either.
    `by_maker` is as it was then: would it follow who makes the course now, then choosing a co-author tells what they answered.
    """

    class Judged(models.TextChoices):
        HAD = "had", _("I had it")
        PARTLY = "partly", _("Partly")
        NOT_YET = "not-yet", _("Not yet")

    HAD: ClassVar[dict[str, float]] = {Judged.HAD: 1.0, Judged.PARTLY: 0.5, Judged.NOT_YET: 0.0}

    enrolment = models.ForeignKey(Enrolment, on_delete=models.CASCADE, related_name="answers")
    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="answers")
    edition = models.PositiveSmallIntegerField(default=1)
    key = models.UUIDField()
    given = models.JSONField()
    share = models.FloatField(null=True, help_text="0–1: how much of it was right; empty: it is not marked")
    correct = models.BooleanField(null=True)
    when = models.DateTimeField()
    judged = models.CharField(max_length=8, choices=Judged, blank=True, help_text="By who wrote it in own words.")
    judged_at = models.DateTimeField(null=True)
    by_maker = models.BooleanField(default=False, help_text="Tried by who made the course then: not in its figures.")

    class Meta:
        db_table = "courses_answer"
        # Not as they came in: one that was given without a connection comes in later.
        ordering: ClassVar = ["when", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["enrolment", "key"], name="courses_answer_once"),
            models.CheckConstraint(
                condition=models.Q(share__isnull=False, correct__isnull=False, judged="")
                | models.Q(share__isnull=True, correct__isnull=True),
                name="courses_answer_marked_or_judged",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["question", "correct"], name="courses_answer_question")]

    def __str__(self) -> str:
        return f"{self.question_id}: {self.correct}"
