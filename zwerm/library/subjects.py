"""What notices about texts show."""

from __future__ import annotations

from collections.abc import Collection

from django.db.models import Exists, OuterRef, Q

from zwerm.library.models import Item, ItemQuerySet, Mention
from zwerm.notices.registry import Shown
from zwerm.people.models import Person


def naming(person: Person, keys: Collection[str]) -> dict[str, Shown]:
    """Where they are named, and what was said there still stands."""
    stands = Q(comment=None) | Q(comment__withdrawn=None, comment__hidden=None)
    named = Mention.objects.filter(stands, item=OuterRef("pk"), person=person)
    return _shown(_seen(person, keys).filter(Exists(named)))


def _seen(person: Person, keys: Collection[str]) -> ItemQuerySet:
    return Item.objects.visible_to(person).published().filter(pk__in=keys)


def _shown(items: ItemQuerySet) -> dict[str, Shown]:
    return {
        str(one.pk): Shown(one.title, one.get_absolute_url(), one.language, one.space)
        for one in items.select_related("space")
    }
