from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from zwerm.courses.models.bite import Bite
from zwerm.people.models import Person


class ReactionQuerySet(models.QuerySet["Reaction"]):
    def waiting(self) -> ReactionQuerySet:
        """What an author is asked to look at: all but thanks."""
        return self.filter(settled__isnull=True).exclude(kind=Reaction.Kind.HELPED)


class Reaction(models.Model):
    """What someone says of a bite. Authors see the words and how often, not who.

    What was settled by an author counts no more: it was about the bite as it was. `by_maker` is as it was then, as with an Answer.
    """

    class Kind(models.TextChoices):
        HELPED = "helped", _("This helped me")
        UNCLEAR = "unclear", _("Unclear")
        OUTDATED = "outdated", _("No longer right")
        QUESTION = "question", _("I have a question")

    MOST_WORDS = 500

    bite = models.ForeignKey(Bite, on_delete=models.CASCADE, related_name="reactions")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    words = models.CharField(max_length=MOST_WORDS, blank=True)
    when = models.DateTimeField()
    by_maker = models.BooleanField(default=False, help_text="Said by who made the course then: not in its figures.")
    settled = models.DateTimeField(null=True)
    settled_by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")

    objects = ReactionQuerySet.as_manager()

    class Meta:
        db_table = "courses_reaction"
        ordering: ClassVar = ["-when"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["bite", "person", "kind"],
                condition=models.Q(settled__isnull=True),
                name="courses_reaction_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} of {self.bite_id}"
