from __future__ import annotations

from typing import ClassVar, Self

from django.db import models
from uuid_utils.compat import uuid7

from zwerm.people.models import Person, Reader
from zwerm.questions.models.answer import Answer
from zwerm.questions.models.question import Question


class TalkQuerySet(models.QuerySet["Comment"]):
    def visible_to(self, person: Reader) -> Self:
        """What is said about questions that the person sees."""
        seen = Question.objects.visible_to(person).filter(id=models.OuterRef("question"))
        return self.filter(models.Exists(seen))


class Comment(models.Model):
    """A few words about a question, or about one of its answers: to ask back, to add, to warn."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="comments")
    answer = models.ForeignKey(Answer, on_delete=models.CASCADE, null=True, related_name="comments")
    person = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    asker = models.BooleanField(default=False, help_text="Said by who asked the question anonymously.")
    words = models.TextField()
    when = models.DateTimeField()
    edited = models.DateTimeField(null=True)

    objects = TalkQuerySet.as_manager()

    class Meta:
        db_table = "questions_comment"
        ordering: ClassVar = ["when", "id"]
        indexes: ClassVar = [models.Index(fields=["question", "when"], name="questions_comment_question")]

    def __str__(self) -> str:
        return f"{self.question_id}: {self.words[:40]}"

    def get_absolute_url(self) -> str:
        return f"{self.question.get_absolute_url()}#comment-{self.id}"


class Vote(models.Model):
    """A colleague wants to know a question too, or was helped by an answer."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    question = models.ForeignKey(Question, on_delete=models.CASCADE, null=True, related_name="votes")
    answer = models.ForeignKey(Answer, on_delete=models.CASCADE, null=True, related_name="votes")
    when = models.DateTimeField()

    class Meta:
        db_table = "questions_vote"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(question__isnull=False, answer__isnull=True)
                | models.Q(question__isnull=True, answer__isnull=False),
                name="questions_vote_one_thing",
            ),
            models.UniqueConstraint(
                fields=["question", "person"],
                condition=models.Q(question__isnull=False),
                name="questions_vote_question",
            ),
            models.UniqueConstraint(
                fields=["answer", "person"], condition=models.Q(answer__isnull=False), name="questions_vote_answer"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} for {self.question_id or self.answer_id}"


class Following(models.Model):
    """Someone wants to hear what is said to a question. `seen`: when they last looked."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="followings")
    since = models.DateTimeField()
    seen = models.DateTimeField()
    muted = models.BooleanField(default=False, help_text="Stopped following; so nothing makes them follow it again.")

    class Meta:
        db_table = "questions_following"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["person", "question"], name="questions_following_once")
        ]

    def __str__(self) -> str:
        return f"{self.person_id} follows {self.question_id}"
