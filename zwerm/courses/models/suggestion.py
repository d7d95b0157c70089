"""Questions and points that stand beside a draft for its author to take or to leave. Learners never see them."""

from __future__ import annotations

from typing import ClassVar, cast

import msgspec
from django.db import models
from django.db.models import Exists, OuterRef, Q, QuerySet
from uuid_utils.compat import uuid7

from zwerm.courses.generation import draft
from zwerm.courses.models.bite import Bite
from zwerm.library.models import Item, Version
from zwerm.library.models.counting import count_of
from zwerm.library.models.sight import SeenItem
from zwerm.people.models import Person


class SuggestionQuerySet(models.QuerySet["Suggestion"]):
    def resting_on_seen(self, person: Person) -> SuggestionQuerySet:
        """Those that rest on nothing hidden from `person`; who may see the course is for the caller."""
        if not person.is_active:
            return self.none()
        hidden = Footing.objects.filter(~Q(SeenItem("item", person=person.pk)), suggestion=OuterRef("pk"))
        return self.filter(~Exists(hidden))

    def points(self) -> SuggestionQuerySet:
        return self.filter(content__kind=draft.KeyPoints.kind)

    def questions(self) -> SuggestionQuerySet:
        return self.exclude(content__kind=draft.KeyPoints.kind)


def with_suggestions_counted(bites: QuerySet[Bite], person: Person) -> QuerySet[Bite]:
    """How many each offers to `person`, as `suggested_questions` and `suggested_points`."""
    offered = Suggestion.objects.resting_on_seen(person).filter(left=None, bite=OuterRef("pk"))
    return bites.annotate(
        suggested_questions=count_of(offered.questions(), "bite"), suggested_points=count_of(offered.points(), "bite")
    )


class Suggestion(models.Model):
    """What was too doubtful for the draft. `content` is a `generation.draft.Suggested`: a question, or key points of which there is one;
    `why` is its `Suggestion.why`.

    Taken it becomes a `Question`, or a point among those of its part, and goes from here; left away it stays, so that it is not offered
    again.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    bite = models.ForeignKey(Bite, on_delete=models.CASCADE, related_name="suggestions")
    position = models.PositiveSmallIntegerField()
    made_in = models.PositiveSmallIntegerField(help_text="Which bite of the course as it was drafted.")
    content = models.JSONField()
    why = models.CharField(max_length=40)
    left = models.DateTimeField(null=True, help_text="When its author left it away; empty: it is offered.")

    objects = SuggestionQuerySet.as_manager()

    class Meta:
        db_table = "courses_suggestion"
        ordering: ClassVar = ["position", "id"]

    def __str__(self) -> str:
        return f"suggestion {self.position} of {self.bite_id}"

    @property
    def value(self) -> draft.Suggested:
        return cast("draft.Suggested", msgspec.convert(self.content, draft.Suggested))


class Footing(models.Model):
    """A suggestion rests on an item, at the version that its spans point into: who does not see the item does not see it."""

    suggestion = models.ForeignKey(Suggestion, on_delete=models.CASCADE, related_name="footings")
    item = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="+")
    version = models.ForeignKey(Version, on_delete=models.CASCADE, related_name="+")

    class Meta:
        db_table = "courses_footing"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["suggestion", "item"], name="courses_footing_once"),
        ]

    def __str__(self) -> str:
        return f"{self.suggestion_id} ← {self.version_id}"
