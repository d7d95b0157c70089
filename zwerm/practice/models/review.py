from __future__ import annotations

from datetime import datetime
from typing import Any, ClassVar

from django.db import models

from zwerm.people.models import Person
from zwerm.practice.models.card import Card
from zwerm.practice.models.session import Session
from zwerm.practice.rules.memory import Memory, Rating, Stage


class ReviewQuerySet(models.QuerySet["Review"]):
    def counted(self) -> ReviewQuerySet:
        """Answers that were not withdrawn."""
        return self.filter(withdrawal__isnull=True)


class Review(models.Model):
    """Someone answered a card. Append-only: an answer that was a mistake gets a withdrawal beside it.

    `before` is the FSRS state that the answer found, from which the whole history can be computed again. `key` is what
    whoever answers calls this answer: the same key counts once.
    """

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="reviews")
    card = models.ForeignKey(Card, on_delete=models.CASCADE, related_name="reviews")
    session = models.ForeignKey(Session, on_delete=models.SET_NULL, null=True, related_name="reviews")
    key = models.CharField(max_length=80)
    rating = models.PositiveSmallIntegerField(choices=[(rating.value, rating.name) for rating in Rating])
    when = models.DateTimeField()
    seconds = models.FloatField()
    stage = models.PositiveSmallIntegerField(help_text="Before the answer; 0: never answered.")
    before = models.JSONField()

    objects = ReviewQuerySet.as_manager()

    class Meta:
        db_table = "practice_review"
        indexes: ClassVar = [models.Index(fields=["person", "when"], name="practice_review_when")]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["person", "key"], name="practice_review_once"),
            models.CheckConstraint(condition=models.Q(rating__in=list(Rating)), name="practice_review_rating"),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.rating} for {self.card_id}"

    @property
    def memory_before(self) -> Memory:
        told: dict[str, Any] = self.before
        last = told["last_review"]
        return Memory(
            datetime.fromisoformat(told["due"]),
            Stage(told["stage"]),
            told["step"],
            told["stability"],
            told["difficulty"],
            datetime.fromisoformat(last) if last else None,
        )


def as_json(memory: Memory) -> dict[str, object]:
    return {
        "due": memory.due.isoformat(),
        "stage": memory.stage.value,
        "step": memory.step,
        "stability": memory.stability,
        "difficulty": memory.difficulty,
        "last_review": memory.last_review.isoformat() if memory.last_review else None,
    }


class Withdrawal(models.Model):
    """An answer was a mistake: it does not count, and the card is as it was before."""

    review = models.OneToOneField(Review, on_delete=models.CASCADE, related_name="withdrawal")
    when = models.DateTimeField()

    class Meta:
        db_table = "practice_withdrawal"

    def __str__(self) -> str:
        return f"{self.review_id} withdrawn"
