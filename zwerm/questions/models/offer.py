from __future__ import annotations

from typing import ClassVar, Self

from django.db import models
from django.utils.translation import gettext_lazy as _
from uuid_utils.compat import uuid7

from zwerm.people.models import Person
from zwerm.questions.models.question import Question
from zwerm.skills.rules.consenting import Because


class OfferQuerySet(models.QuerySet["Offer"]):
    def of(self, person: Person) -> Self:
        """What was offered to this person, of questions that they (still) see. Nobody ever loads the offers of somebody else."""
        seen = Question.objects.visible_to(person).standing().filter(pk=models.OuterRef("question"))
        return self.filter(models.Exists(seen), person=person)

    def open(self) -> Self:
        """What still waits for a word, and what they said that they would answer, of questions that nobody answered yet."""
        waited_for = models.Q(said__in=("", Offer.Said.WILL))
        return self.filter(waited_for, models.Exists(_unanswered()), lapsed=None)

    def refused(self) -> Self:
        """Not them, and they did not say why."""
        return self.filter(said=Offer.Said.NOT_ME, why="")

    def waiting(self) -> Self:
        """The same of who did not pause: what stands on their Today."""
        return self.open().filter(person__pause=None)


def _unanswered() -> models.QuerySet[Question]:
    return Question.objects.unanswered().filter(pk=models.OuterRef("question"))


class Offer(models.Model):
    """A question was offered to somebody who may know. Only they see it: not who asked, not who looks after the space, not an administrator.

    `because`: the reason, as it is kept (skills/rules/consenting.py). `via`: the offer of the colleague who passed it on. `lapsed`: it is waited for no longer.
    """

    class Said(models.TextChoices):
        WILL = "will", _("I'll answer")
        NOT_ME = "not-me", _("not me")
        PASSED = "passed", _("passed on")

    class Why(models.TextChoices):
        NO_TIME = "no-time", _("I have no time now")
        NOT_MINE = "not-mine", _("This is not my subject")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="offers")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField()
    because_kind = models.CharField(max_length=40, blank=True)
    because_key = models.UUIDField(null=True)
    because_when = models.DateField(null=True)
    said = models.CharField(max_length=10, choices=Said.choices, blank=True)
    said_at = models.DateTimeField(null=True)
    why = models.CharField(max_length=10, choices=Why.choices, blank=True)
    passed_to = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    via = models.ForeignKey("self", on_delete=models.SET_NULL, null=True, related_name="+")
    lapsed = models.DateTimeField(null=True)

    objects = OfferQuerySet.as_manager()

    class Meta:
        db_table = "questions_offer"
        ordering: ClassVar = ["at", "id"]
        indexes: ClassVar = [
            models.Index(fields=["person", "-at"], name="questions_offer_person"),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["question", "person"], name="questions_offer_once"),
        ]

    def __str__(self) -> str:
        return f"{self.question_id} to {self.person_id}"

    @property
    def because(self) -> Because | None:
        if self.because_key is None or self.because_when is None:
            return None
        return Because(self.because_kind, self.because_key, self.because_when)


class Looked(models.Model):
    """When it was last looked for people to offer a question to. Without a row: now."""

    question = models.OneToOneField(Question, on_delete=models.CASCADE, primary_key=True, related_name="looked")
    at = models.DateTimeField()

    class Meta:
        db_table = "questions_looked"

    def __str__(self) -> str:
        return f"{self.question_id} at {self.at:%Y-%m-%d %H:%M}"
