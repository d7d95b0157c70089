from __future__ import annotations

from datetime import datetime
from typing import ClassVar

from django.db import models

from zwerm.people.models import Person
from zwerm.practice.models.card import Card
from zwerm.practice.rules.memory import Memory, Stage


class KeepQuerySet(models.QuerySet["Keep"]):
    def of(self, person: Person) -> KeepQuerySet:
        """What `person` practises now: of what they keep, what is asked."""
        return self.kept_by(person).asked()

    def kept_by(self, person: Person) -> KeepQuerySet:
        """Not put away, and of cards that they (still) see; also of retired ones."""
        card = Card.objects.visible_to(person).filter(pk=models.OuterRef("card_id"))
        return self.filter(models.Exists(card), person=person, put_away__isnull=True)

    def asked(self) -> KeepQuerySet:
        """Without retired cards that nobody asked to go on with."""
        return self.filter(models.Q(card__retired=None) | models.Q(anyway=True))

    def waiting(self, now: datetime, tomorrow: datetime) -> KeepQuerySet:
        """Answered before and due: today's, and what is being learnt within the day."""
        return self.filter(last_review__isnull=False, due__lt=tomorrow)

    def never_answered(self) -> KeepQuerySet:
        return self.filter(last_review__isnull=True)


class Keep(models.Model):
    """Someone wants to remember a card, and how well they do: its state in FSRS.

    `turn` counts answers and withdrawals, so that an answer can say which showing of the card it belongs to.
    """

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="keeps")
    card = models.ForeignKey(Card, on_delete=models.CASCADE, related_name="keeps")
    since = models.DateTimeField()
    put_away = models.DateTimeField(null=True)
    anyway = models.BooleanField(default=False, help_text="Also when the card is retired.")
    first_review = models.DateTimeField(null=True)
    turn = models.PositiveIntegerField(default=0)
    stage = models.PositiveSmallIntegerField(default=Stage.LEARNING)
    step = models.PositiveSmallIntegerField(null=True, default=0)
    stability = models.FloatField(null=True)
    difficulty = models.FloatField(null=True)
    due = models.DateTimeField()
    last_review = models.DateTimeField(null=True)

    objects = KeepQuerySet.as_manager()

    class Meta:
        db_table = "practice_keep"
        indexes: ClassVar = [models.Index(fields=["person", "due"], name="practice_keep_due")]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["person", "card"], name="practice_keep_once"),
            models.CheckConstraint(condition=models.Q(stage__in=list(Stage)), name="practice_keep_stage"),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} keeps {self.card_id}"

    @property
    def key(self) -> str:
        """Names this showing of the card. Whoever answers it twice, or from two windows, answers once."""
        return f"{self.pk}-{self.turn}"

    def begun_since(self, moment: datetime) -> bool:
        """It is being learnt, and was answered since `moment`."""
        return self.stage != Stage.REVIEW and self.last_review is not None and self.last_review >= moment

    @property
    def memory(self) -> Memory:
        return Memory(self.due, Stage(self.stage), self.step, self.stability, self.difficulty, self.last_review)

    @memory.setter
    def memory(self, memory: Memory) -> None:
        self.due, self.stage, self.step = memory.due, memory.stage, memory.step
        self.stability, self.difficulty, self.last_review = memory.stability, memory.difficulty, memory.last_review
