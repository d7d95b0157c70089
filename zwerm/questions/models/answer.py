from __future__ import annotations

from typing import ClassVar, Self

from django.db import models
from uuid_utils.compat import uuid7

from zwerm.people.models import Person, Reader
from zwerm.questions.models.question import Question
from zwerm.questions.models.words import Worded


class AnswerQuerySet(models.QuerySet["Answer"]):
    def visible_to(self, person: Reader) -> Self:
        """Answers to questions that the person sees."""
        seen = Question.objects.visible_to(person).filter(id=models.OuterRef("question"))
        return self.filter(models.Exists(seen))

    def standing(self) -> Self:
        return self.filter(withdrawn__isnull=True)


class Answer(Worded):
    """What a colleague says to a question. Taken back after others said something about it, its words are gone and its place is left."""

    HEADING = 3

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="answers")
    person = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="answers")
    when = models.DateTimeField()
    edited = models.DateTimeField(null=True)
    withdrawn = models.DateTimeField(null=True)

    objects = AnswerQuerySet.as_manager()

    class Meta:
        db_table = "questions_answer"
        ordering: ClassVar = ["when", "id"]
        indexes: ClassVar = [
            models.Index(fields=["question", "when"], name="questions_answer_question"),
            models.Index(fields=["person", "-when"], name="questions_answer_person"),
        ]

    def __str__(self) -> str:
        return f"{self.question_id}: {self.text[:40]}"

    def get_absolute_url(self) -> str:
        return f"{self.question.get_absolute_url()}#answer-{self.id}"


class Acceptance(models.Model):
    """That an answer helped: said by who asked, or by who looks after the space when the asker stayed away."""

    question = models.OneToOneField(Question, on_delete=models.CASCADE, related_name="acceptance")
    answer = models.OneToOneField(Answer, on_delete=models.CASCADE, related_name="acceptance")
    by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    when = models.DateTimeField()

    class Meta:
        db_table = "questions_acceptance"

    def __str__(self) -> str:
        return f"{self.question_id}: {self.answer_id}"
