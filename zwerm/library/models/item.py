from __future__ import annotations

from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any, ClassVar, Self
from uuid import UUID

from django.db import models
from django.urls import get_script_prefix, reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from uuid_utils.compat import uuid7

from zwerm.people.models import Person, Placed, PlacedQuerySet, Reader, Space
from zwerm.people.models.sought import Sought

if TYPE_CHECKING:
    from zwerm.library.models.version import Version


_SOME = str(UUID(int=0))


@cache
def _addresses(prefix: str) -> str:
    """The address of an item whose id is `_SOME`: a page asks some fifty, and `reverse` takes its time."""
    return reverse("library:item", args=[_SOME])


def _address_of(item: UUID) -> str:
    return _addresses(get_script_prefix()).replace(_SOME, str(item))


class ItemQuerySet(PlacedQuerySet["Item"]):
    def visible_to(self, person: Reader) -> Self:
        """Items in the spaces that the person sees; drafts only for their author."""
        if not isinstance(person, Person):
            return self.none()
        return super().visible_to(person).filter(models.Q(published__isnull=False) | models.Q(author=person))

    def published(self) -> Self:
        """What others read as an item of its own: no draft, not merged into another, and not set aside."""
        return self.shared().filter(set_aside__isnull=True)

    def shared(self) -> Self:
        """The same, with what was set aside."""
        return self.filter(published__isnull=False, merged_into__isnull=True)

    def aside(self) -> Self:
        """What counts no more because its file is gone, until somebody puts it back."""
        return self.shared().filter(set_aside__isnull=False)

    def overdue(self, today: date) -> Self:
        """What should have been looked at again."""
        return self.published().filter(due__lte=today)

    def orphaned(self) -> Self:
        """What nobody looks after: its owner left, or there never was one."""
        return self.published().exclude(owner__is_active=True)

    def doubted(self) -> Self:
        """What a colleague doubts and nobody looked at since."""
        doubts: Any = Item._meta.get_field("doubts").related_model
        open_doubts = doubts._default_manager.filter(settled__isnull=True)
        return self.published().filter(models.Exists(open_doubts.filter(item=models.OuterRef("pk"))))


class Item(Placed):
    """Something worth keeping. Kinds differ by template, not by table; what it says stands in its versions."""

    class Kind(models.TextChoices):
        PAGE = "page", _("Page")
        LESSON = "lesson", _("Lesson learned")
        HOWTO = "howto", _("How-to")
        POSTMORTEM = "postmortem", _("Postmortem")
        STORY = "story", _("Story")
        DECISION = "decision", _("Decision")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    space = models.ForeignKey(Space, on_delete=models.PROTECT, related_name="items", verbose_name=_("space"))
    kind = models.CharField(_("kind"), max_length=20, choices=Kind.choices)
    title = models.CharField(_("title"), max_length=300)
    lead = models.CharField(max_length=300, blank=True, help_text="How it begins, without marks.")
    language = models.CharField(_("language"), max_length=8)
    author = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="items")
    owner = models.ForeignKey(
        Person, on_delete=models.SET_NULL, null=True, related_name="owned", help_text="Who keeps it true."
    )
    rhythm = models.PositiveSmallIntegerField(
        null=True, help_text="Months; 0: never; empty: as its space or kind asks."
    )
    checked = models.DateField(
        default=timezone.localdate, help_text="When it was last looked at: written, brought in, changed or confirmed."
    )
    due = models.DateField(null=True, help_text="When it is looked at again; empty: never.")
    current = models.OneToOneField("library.Version", on_delete=models.PROTECT, null=True, related_name="+")
    source = models.CharField(max_length=500, blank=True, help_text="Path in the imported folder; empty: written here.")
    created = models.DateTimeField()
    updated = models.DateTimeField()
    published = models.DateTimeField(null=True, help_text="Empty while it is a draft.")

    # Without an index of its own: nearly every row is empty, and SQLite would walk that one to find the newest.
    merged_into = models.ForeignKey(
        "self",
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
        db_index=False,
        help_text="What says it now, after merging.",
    )
    set_aside = models.DateTimeField(null=True, help_text="Since when its file is gone; its page still opens.")

    objects = ItemQuerySet.as_manager()

    class Meta:
        db_table = "library_item"
        ordering: ClassVar = ["-updated"]
        indexes: ClassVar = [
            models.Index(
                fields=["-updated", "-id"], condition=models.Q(published__isnull=False), name="library_item_newest"
            ),
            models.Index(fields=["space"], condition=models.Q(published__isnull=False), name="library_item_shared"),
            models.Index(fields=["space", "-updated"], name="library_item_space"),
            models.Index(fields=["kind", "-updated"], name="library_item_kind"),
            models.Index(fields=["due"], condition=models.Q(published__isnull=False), name="library_item_due"),
            models.Index(
                fields=["merged_into"], condition=models.Q(merged_into__isnull=False), name="library_item_merged"
            ),
            models.Index(fields=["space"], condition=models.Q(set_aside__isnull=False), name="library_item_aside"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return _address_of(self.id)

    @property
    def in_use(self) -> bool:
        """Whether it is among what is `published()`."""
        return self.published is not None and self.merged_into_id is None and self.set_aside is None

    @property
    def version(self) -> Version:
        """What it says now."""
        assert self.current is not None, "an item is made together with its first version"
        return self.current


class Credit(models.Model):
    """Someone who made this: a colleague here, or a name that an imported document told."""

    item = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="credits")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, null=True, related_name="credits")
    name = models.CharField(max_length=200)
    by_name = Sought(of="name")
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        db_table = "library_credit"
        ordering: ClassVar = ["position"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["item", "name"], name="library_credit_once")]

    def __str__(self) -> str:
        return self.name


class Link(models.Model):
    """One item points to another. Kept from the current version of `origin`."""

    origin = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="links")
    target = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="backlinks")

    class Meta:
        db_table = "library_link"
        constraints: ClassVar = [models.UniqueConstraint(fields=["origin", "target"], name="library_link_once")]

    def __str__(self) -> str:
        return f"{self.origin_id} → {self.target_id}"


class Visit(models.Model):
    """Someone opened an item, and when last. Keeps the log of statements to one a day for each."""

    item = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="visits")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="visits")
    last = models.DateField()

    class Meta:
        db_table = "library_visit"
        constraints: ClassVar = [models.UniqueConstraint(fields=["item", "person"], name="library_visit_once")]

    def __str__(self) -> str:
        return f"{self.person_id} at {self.item_id}"


def cite_url(item: Item | UUID, start: int, end: int, version: int) -> str:
    """The address where the words `text[start:end]` of this version of an item are marked."""
    address = _address_of(item.id if isinstance(item, Item) else item)
    return f"{address}?from={start}&to={end}&version={version}#cited"
