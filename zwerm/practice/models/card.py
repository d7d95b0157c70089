from __future__ import annotations

from typing import ClassVar, Self

from django.db import models
from django.utils.translation import gettext_lazy as _
from uuid_utils.compat import uuid7

from zwerm.library.models import Item, Version, cite_url
from zwerm.library.models.sight import SeenItem
from zwerm.people.models import Person, Placed, PlacedQuerySet, Reader, Space


class CardQuerySet(PlacedQuerySet["Card"]):
    def visible_to(self, person: Reader) -> Self:
        """Cards in spaces that the person sees, about things that they see: a card quotes what it is about."""
        seen = super().visible_to(person)
        if not isinstance(person, Person):
            return seen
        return seen.filter(models.Q(item__isnull=True) | models.Q(SeenItem("item", person=person.pk)))


class Card(Placed):
    """A question and its answer, worth remembering, and where it was read. `front` and `back` are Markdown.

    A card with a gap has it in `front`, as `{{word}}`; `back` then adds something, or nothing. `origin` names what made it
    ("course:<id>:<number>"), so that making it again changes it; empty: a person wrote it. `retired`: what made it has it no more;
    it is asked of nobody but who wants that (`Keep.anyway`).
    """

    class Kind(models.TextChoices):
        BASIC = "basic", _("Question and answer")
        CLOZE = "cloze", _("Sentence with a gap")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    space = models.ForeignKey(Space, on_delete=models.PROTECT, related_name="cards", verbose_name=_("space"))
    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices, default=Kind.BASIC)
    front = models.TextField(_("front"))
    back = models.TextField(_("back"), blank=True)
    front_html = models.TextField()
    back_html = models.TextField()
    language = models.CharField(max_length=8)
    item = models.ForeignKey(Item, on_delete=models.SET_NULL, null=True, related_name="cards")
    version = models.ForeignKey(Version, on_delete=models.SET_NULL, null=True, related_name="+")
    start = models.PositiveIntegerField(null=True)
    end = models.PositiveIntegerField(null=True)
    maker = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    origin = models.CharField(max_length=120, blank=True)
    made = models.DateTimeField()
    retired = models.DateTimeField(null=True)

    objects = CardQuerySet.as_manager()

    class Meta:
        db_table = "practice_card"
        ordering: ClassVar = ["-made"]
        indexes: ClassVar = [models.Index(fields=["item", "-made"], name="practice_card_item")]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["origin"], condition=~models.Q(origin=""), name="practice_card_origin_once"
            ),
            models.CheckConstraint(
                condition=models.Q(start__isnull=True, end__isnull=True) | models.Q(end__gt=models.F("start")),
                name="practice_card_span",
            ),
        ]

    def __str__(self) -> str:
        return self.front

    @property
    def source_url(self) -> str:
        """Where it was read, with the words marked; empty when it is about nothing here."""
        if self.item is None:
            return ""
        if self.version is None or self.start is None or self.end is None:
            return self.item.get_absolute_url()
        return cite_url(self.item, self.start, self.end, self.version.number)
