"""What notices about texts show."""

from __future__ import annotations

from collections.abc import Collection

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import ngettext

from zwerm.library.models import Item, ItemQuerySet, Mention
from zwerm.notices.registry import Shown, shown_of
from zwerm.people.models import Person


def naming(person: Person, keys: Collection[str]) -> dict[str, Shown]:
    """Where they are named, and what was said there still stands."""
    stands = Q(comment=None) | Q(comment__withdrawn=None, comment__hidden=None)
    named = Mention.objects.filter(stands, item=OuterRef("pk"), person=person)
    return shown_of(_seen(person, keys).filter(Exists(named)))


def items(person: Person, keys: Collection[str]) -> dict[str, Shown]:
    return shown_of(_seen(person, keys))


def upkeep(person: Person, keys: Collection[str]) -> dict[str, Shown]:
    """How many texts ask their owner: the notice is about that person."""
    number = Item.objects.visible_to(person).overdue(timezone.localdate()).filter(owner=person).count()
    if str(person.pk) not in keys or not number:
        return {}
    told = ngettext("%(number)s text that you look after", "%(number)s texts that you look after", number)
    return {str(person.pk): Shown(told % {"number": number}, reverse("library:upkeep"))}


def _seen(person: Person, keys: Collection[str]) -> ItemQuerySet:
    return Item.objects.visible_to(person).published().filter(pk__in=keys)
