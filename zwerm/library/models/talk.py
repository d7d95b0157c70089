"""What colleagues say about an item: comments, reactions, who is named, and who follows."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from uuid_utils.compat import uuid7

from zwerm.library.models.item import Item
from zwerm.library.models.version import Version
from zwerm.library.rules.anchors import Quote
from zwerm.people.models import Person, Reader, Space


class CommentQuerySet(models.QuerySet["Comment"]):
    def visible_to(self, person: Reader) -> CommentQuerySet:
        """Comments on items that the person sees."""
        if not isinstance(person, Person):
            return self.none()
        return self.filter(
            models.Exists(Item.objects.visible_to(person).published().filter(id=models.OuterRef("item")))
        )

    def said(self) -> CommentQuerySet:
        """Those that were neither taken back nor hidden."""
        return self.filter(withdrawn__isnull=True, hidden__isnull=True)


class Comment(models.Model):
    """Something that a colleague says about an item, or a reply to it.

    One about certain words keeps them as a quote (rules/anchors.py) with their place in the newest version that has them:
    `version.text[start:end]`. When that is no longer the item's current version, the words are gone from it.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    item = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="comments")
    thread = models.ForeignKey("self", on_delete=models.CASCADE, null=True, related_name="replies")
    person = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    who = models.CharField(
        max_length=200,
        blank=True,
        help_text="Of what was brought in: the name of who said it, when that is nobody here.",
    )
    words = models.TextField()
    named = models.JSONField(default=dict, help_text="Name as written to id of the colleague.")
    when = models.DateTimeField()
    edited = models.DateTimeField(null=True)
    withdrawn = models.DateTimeField(null=True, help_text="Taken back, but answered: only its place is left.")
    hidden = models.DateTimeField(null=True)
    hidden_by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    resolved = models.DateTimeField(null=True)
    resolved_by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    version = models.ForeignKey(Version, on_delete=models.CASCADE, null=True, related_name="+")
    start = models.PositiveIntegerField(null=True)
    end = models.PositiveIntegerField(null=True)
    exact = models.TextField(blank=True)
    prefix = models.CharField(max_length=64, blank=True)
    suffix = models.CharField(max_length=64, blank=True)
    was = models.TextField(blank=True, help_text="The words as they were when this was said.")

    objects = CommentQuerySet.as_manager()

    class Meta:
        db_table = "library_comment"
        ordering: ClassVar = ["when", "id"]
        indexes: ClassVar = [models.Index(fields=["item", "when"], name="library_comment_item")]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(version__isnull=True, start__isnull=True, end__isnull=True)
                | models.Q(version__isnull=False, end__gt=models.F("start"), thread__isnull=True),
                name="library_comment_place",
            )
        ]

    def __str__(self) -> str:
        return f"{self.item_id}: {self.words[:40]}"

    def get_absolute_url(self) -> str:
        return f"{reverse('library:item', args=[self.item_id])}#talk-{self.thread_id or self.id}"

    @property
    def quote(self) -> Quote:
        return Quote(self.exact, self.prefix, self.suffix)

    def is_open_to(self, person: Person, *, keeps: bool) -> bool:
        """What was hidden is read by who said it, and by who looks after the space (`keeps`)."""
        return self.hidden is None or keeps or self.person_id == person.id

    @property
    def name(self) -> str:
        """Who said it; empty when that is not known any more."""
        return self.person.name if self.person else self.who


class Reaction(models.Model):
    """A word of a colleague about an item that needs no sentence."""

    class Kind(models.TextChoices):
        HELPED = "helped", _("This helped me")
        THANKS = "thanks", _("Thank you")
        APPLIED = "applied", _("I do it this way too")
        DIFFERENTLY = "differently", _("I do it differently")

    item = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="reactions")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=20, choices=Kind.choices)
    when = models.DateTimeField()

    class Meta:
        db_table = "library_reaction"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["item", "person", "kind"], name="library_reaction_once")
        ]

    def __str__(self) -> str:
        return f"{self.person_id}: {self.kind}"


class MentionQuerySet(models.QuerySet["Mention"]):
    def waiting_for(self, person: Reader) -> MentionQuerySet:
        """Where the person was named and did not look since; only where they may look, and what still stands there."""
        if not isinstance(person, Person):
            return self.none()
        seen = Item.objects.visible_to(person).published()
        return self.filter(
            models.Q(comment__isnull=True) | models.Q(comment__withdrawn__isnull=True, comment__hidden__isnull=True),
            models.Exists(seen.filter(id=models.OuterRef("item"))),
            person=person,
            seen__isnull=True,
        )


class Mention(models.Model):
    """Someone is named in a comment, or in the text of an item (then `comment` is empty)."""

    item = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="mentions")
    comment = models.ForeignKey(Comment, on_delete=models.CASCADE, null=True, related_name="mentions")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    when = models.DateTimeField()
    seen = models.DateTimeField(null=True)

    objects = MentionQuerySet.as_manager()

    class Meta:
        db_table = "library_mention"
        ordering: ClassVar = ["-when"]
        indexes: ClassVar = [
            models.Index(
                fields=["person", "-when"], condition=models.Q(seen__isnull=True), name="library_mention_waiting"
            )
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["comment", "person"],
                condition=models.Q(comment__isnull=False),
                name="library_mention_in_comment",
            ),
            models.UniqueConstraint(
                fields=["item", "person"], condition=models.Q(comment__isnull=True), name="library_mention_in_text"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} in {self.item_id}"


class Following(models.Model):
    """Someone wants to know what changes in an item, or in a space. `seen`: when they last looked."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    item = models.ForeignKey(Item, on_delete=models.CASCADE, null=True, related_name="followings")
    space = models.ForeignKey(Space, on_delete=models.CASCADE, null=True, related_name="+")
    since = models.DateTimeField()
    seen = models.DateTimeField()
    muted = models.BooleanField(default=False, help_text="Stopped following; so nothing makes them follow it again.")

    class Meta:
        db_table = "library_following"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(item__isnull=False, space__isnull=True)
                | models.Q(item__isnull=True, space__isnull=False),
                name="library_following_one_thing",
            ),
            models.UniqueConstraint(
                fields=["person", "item"], condition=models.Q(item__isnull=False), name="library_following_item"
            ),
            models.UniqueConstraint(
                fields=["person", "space"], condition=models.Q(space__isnull=False), name="library_following_space"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} follows {self.item_id or self.space_id}"
