"""Tips: a light conversation in a space."""

from __future__ import annotations

from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Count, F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse
from uuid_utils.compat import uuid7

from zwerm.library.models import Item, Reaction
from zwerm.people.models import Person, Placed, PlacedQuerySet, Space

# What search knows a thread by.
TIP = "tip"


class Conversation(models.Model):
    """The tips of one space. `last`: the number of the newest change; who changes something takes the next, one after the other."""

    space = models.OneToOneField(Space, on_delete=models.CASCADE, primary_key=True, related_name="conversation")
    last = models.BigIntegerField(default=0)

    class Meta:
        db_table = "questions_conversation"

    def __str__(self) -> str:
        return f"{self.space_id}: {self.last}"


class TipQuerySet(PlacedQuerySet["Tip"]):
    def standing(self) -> Self:
        return self.filter(withdrawn__isnull=True)

    def first_ones(self) -> Self:
        """Those that begin a thread, and of those taken back the ones under which others said something."""
        return self.filter(thread__isnull=True).filter(Q(withdrawn__isnull=True) | models.Exists(_replies()))

    def counted(self) -> Self:
        """With how many replies each has (`replied`)."""
        counted = _replies().values("thread").annotate(number=Count("pk")).values("number")
        return self.annotate(replied=Coalesce(Subquery(counted), 0))


def _replies() -> models.QuerySet[Any]:
    return Tip.objects.filter(thread=OuterRef("pk"), withdrawn__isnull=True).order_by()


class Tip(Placed):
    """A few words to the colleagues of a space, or a reply to them (`thread`).

    `number` is its place in the conversation, `changed` the number of its newest change (see `Conversation.last`): who knows all up to one
    number asks for what has a higher one. Taken back its words are gone and its row stays, so that whoever still shows it hears so.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    space = models.ForeignKey(Space, on_delete=models.PROTECT, related_name="tips")
    thread = models.ForeignKey("self", on_delete=models.CASCADE, null=True, related_name="replies")
    person = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    words = models.TextField()
    when = models.DateTimeField()
    edited = models.DateTimeField(null=True)
    withdrawn = models.DateTimeField(null=True)
    number = models.BigIntegerField()
    changed = models.BigIntegerField()

    objects = TipQuerySet.as_manager()

    class Meta:
        db_table = "questions_tip"
        ordering: ClassVar = ["-number"]
        indexes: ClassVar = [
            models.Index(fields=["space", "changed"], name="questions_tip_changed"),
            models.Index(F("space"), F("number").desc(), condition=Q(thread=None), name="questions_tip_first"),
            models.Index(fields=["thread", "number"], name="questions_tip_thread"),
            models.Index(fields=["person", "-when"], name="questions_tip_person"),
        ]
        constraints: ClassVar = [models.UniqueConstraint(fields=["space", "number"], name="questions_tip_number")]

    def __str__(self) -> str:
        return f"{self.space_id}: {self.words[:40]}"

    def beginning(self, most: int) -> str:
        """Its first line, or as many whole words of it as fit, without the point that ended a sentence among them."""
        first = self.words.split("\n", 1)[0]
        return first if len(first) <= most else first[:most].rsplit(" ", 1)[0].rstrip(" .,:;…") + "…"

    def get_absolute_url(self) -> str:
        """Its thread, with itself in sight."""
        return reverse("questions:thread", args=[self.thread_id or self.id]) + f"#tip-{self.id}"


class TipNaming(models.Model):
    """A colleague is named in a tip, by `name` as it is written there."""

    tip = models.ForeignKey(Tip, on_delete=models.CASCADE, related_name="namings")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    name = models.CharField(max_length=200)

    class Meta:
        db_table = "questions_tip_naming"
        constraints: ClassVar = [models.UniqueConstraint(fields=["tip", "person"], name="questions_tip_naming_once")]

    def __str__(self) -> str:
        return f"{self.person_id} in {self.tip_id}"


class TipReaction(models.Model):
    """A word of a colleague about a tip that needs no sentence."""

    Kind = Reaction.Kind

    tip = models.ForeignKey(Tip, on_delete=models.CASCADE, related_name="reactions")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=20, choices=Reaction.Kind.choices)
    when = models.DateTimeField()

    class Meta:
        db_table = "questions_tip_reaction"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["tip", "person", "kind"], name="questions_tip_reaction_once")
        ]

    def __str__(self) -> str:
        return f"{self.person_id}: {self.kind}"


class TipSeen(models.Model):
    """Up to which number somebody saw the tips of a space."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    space = models.ForeignKey(Space, on_delete=models.CASCADE, related_name="+")
    number = models.BigIntegerField()

    class Meta:
        db_table = "questions_tip_seen"
        constraints: ClassVar = [models.UniqueConstraint(fields=["person", "space"], name="questions_tip_seen_once")]

    def __str__(self) -> str:
        return f"{self.person_id} saw {self.number} of {self.space_id}"


class TipKept(models.Model):
    """An item of the library that was made of a thread."""

    tip = models.ForeignKey(Tip, on_delete=models.CASCADE, related_name="kept")
    item = models.OneToOneField(Item, on_delete=models.CASCADE, related_name="+")
    by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    when = models.DateTimeField()

    class Meta:
        db_table = "questions_tip_kept"
        ordering: ClassVar = ["-when"]

    def __str__(self) -> str:
        return f"{self.tip_id}: {self.item_id}"
