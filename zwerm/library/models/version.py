from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext as _
from uuid_utils.compat import uuid7

from zwerm.library.models.item import Item
from zwerm.library.rules.markdown import RENDERER
from zwerm.people.models import Person, Reader


class VersionQuerySet(models.QuerySet["Version"]):
    def visible_to(self, person: Reader) -> VersionQuerySet:
        """Versions of items that the person sees; what was written while it was a draft stays its author's."""
        if not isinstance(person, Person):
            return self.none()
        seen = self.filter(models.Exists(Item.objects.visible_to(person).filter(id=models.OuterRef("item"))))
        return seen.filter(models.Q(published__isnull=False) | models.Q(author=person))

    def named(self) -> VersionQuerySet:
        """With what `called` needs."""
        return self.annotate(first_shared=first_shared("item"))  # type: ignore[no-redef]  # the model names what this fills


def first_shared(item: str) -> models.Subquery:
    """The number of the first version that others saw, of the item that the field `item` of a query names."""
    shared = Version.objects.filter(item=models.OuterRef(item), published__isnull=False)
    return models.Subquery(shared.order_by("number").values("number")[:1])


class Version(models.Model):
    """What an item said at one moment. Never changed. `text` is Markdown, the stored form; `html` is made of it once,
    and again only when the renderer changed.

    `published`: since when others see it; empty for what was written while the item was a draft.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    item = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=300)
    text = models.TextField()
    html = models.TextField()
    renderer = models.PositiveSmallIntegerField(default=RENDERER, help_text="Which renderer made the HTML.")
    author = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    authors = models.ManyToManyField(
        Person,
        db_table="library_version_author",
        related_name="+",
        help_text="Who wrote it together; empty: the author.",
    )
    strangers = models.JSONField(
        null=True, help_text="Of what was brought in: names of those who wrote it and are nobody here."
    )
    made = models.DateTimeField()
    note = models.CharField(max_length=300, blank=True)
    published = models.DateTimeField(null=True)
    first_shared: int | None

    objects = VersionQuerySet.as_manager()

    class Meta:
        db_table = "library_version"
        ordering: ClassVar = ["-number"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["item", "number"], name="library_version_number")]
        indexes: ClassVar = [models.Index(fields=["renderer", "-id"], name="library_version_renderer")]

    def __str__(self) -> str:
        return f"{self.title} ({self.number})"

    @property
    def called(self) -> str:
        """As people read it: to them the first that was shared is version 1, whatever was kept while it was a draft.

        Of a query that is `named()`.
        """
        first = self.first_shared
        if first is None or self.number < first:
            return _("Draft %(number)d") % {"number": self.number}
        return _("Version %(number)d") % {"number": self.number - first + 1}

    @property
    def names(self) -> str:
        """Who wrote it."""
        together = [*(person.name for person in self.authors.all()), *(self.strangers or ())]
        return ", ".join(together or ([self.author.name] if self.author else []))


class Passage(models.Model):
    """A part of a version that can be found, quoted and cited: `version.text[start:end]`, under its heading path."""

    version = models.ForeignKey(Version, on_delete=models.CASCADE, related_name="passages")
    position = models.PositiveIntegerField()
    heading = models.JSONField(default=list)
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()

    class Meta:
        db_table = "library_passage"
        ordering: ClassVar = ["position"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["version", "position"], name="library_passage_position"),
            models.CheckConstraint(condition=models.Q(end__gt=models.F("start")), name="library_passage_span"),
        ]

    def __str__(self) -> str:
        return f"{self.version_id} [{self.start}:{self.end}]"

    @property
    def text(self) -> str:
        return self.version.text[self.start : self.end]
