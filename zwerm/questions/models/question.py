from __future__ import annotations

from datetime import datetime
from typing import Any, ClassVar, Self

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from uuid_utils.compat import uuid7

from zwerm.people.models import Person, Placed, PlacedQuerySet, Space
from zwerm.questions.models.words import Worded
from zwerm.skills.models import About

# What search knows them by.
QUESTION = "question"


class QuestionQuerySet(PlacedQuerySet["Question"]):
    def standing(self) -> Self:
        """What was not taken back."""
        return self.filter(withdrawn__isnull=True)

    def unanswered(self) -> Self:
        """Nobody gave an answer that still stands."""
        return self.standing().filter(~models.Exists(_answers()))

    def solved(self) -> Self:
        return self.standing().filter(acceptance__isnull=False)

    def counted(self) -> Self:
        """With how many answers each has (`answered`) and how many colleagues want to know it too (`votes_for`)."""
        return self.annotate(answered=_how_many(_answers()), votes_for=_how_many(_votes()))


def _answers() -> models.QuerySet[Any]:
    answers: Any = Question._meta.get_field("answers").related_model
    return answers._default_manager.filter(question=models.OuterRef("pk"), withdrawn__isnull=True).order_by()  # type: ignore[no-any-return]


def _votes() -> models.QuerySet[Any]:
    votes: Any = Question._meta.get_field("votes").related_model
    return votes._default_manager.filter(question=models.OuterRef("pk")).order_by()  # type: ignore[no-any-return]


def _how_many(rows: models.QuerySet[Any]) -> models.Func:
    counted = rows.values("question").annotate(number=models.Count("pk")).values("number")
    return models.functions.Coalesce(models.Subquery(counted), 0)


class Question(Placed, Worded):
    """What somebody wants to know from colleagues. Whoever sees its space reads it and may answer.

    `person` is empty when they left, and always when it was asked anonymously; then `asked` is when it was let in. Taken back after somebody answered (`withdrawn`), only the answers are left of it.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    space = models.ForeignKey(Space, on_delete=models.PROTECT, related_name="questions", verbose_name=_("space"))
    title = models.CharField(max_length=300)
    person = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="questions")
    named = models.ForeignKey(
        Person, on_delete=models.SET_NULL, null=True, related_name="+", help_text="Whom who asked thought of."
    )
    asked = models.DateTimeField()
    edited = models.DateTimeField(null=True)
    withdrawn = models.DateTimeField(null=True)
    anonymous = models.BooleanField(default=False, help_text="Nothing that is stored tells who asked it, nor when.")
    key = models.CharField(max_length=64, blank=True, help_text="Hash of the code that who asked anonymously has.")

    objects = QuestionQuerySet.as_manager()

    class Meta:
        db_table = "questions_question"
        ordering: ClassVar = ["-asked", "-id"]
        indexes: ClassVar = [
            models.Index(fields=["-asked", "-id"], name="questions_question_newest"),
            models.Index(fields=["space", "-asked"], name="questions_question_space"),
            models.Index(fields=["person", "-asked"], name="questions_question_person"),
            models.Index(fields=["key"], condition=models.Q(anonymous=True), name="questions_question_key"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(anonymous=False) | models.Q(person__isnull=True), name="questions_question_nobody"
            )
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("questions:question", args=[self.id])

    @property
    def published(self) -> datetime | None:
        """Since when colleagues read it; empty once it was taken back."""
        return None if self.withdrawn else self.asked


class QuestionSkill(About):
    """That a question is about a skill."""

    thing = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="about")

    class Meta(About.Meta):
        db_table = "questions_question_skill"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["thing", "skill"], name="questions_question_skill_once")
        ]
