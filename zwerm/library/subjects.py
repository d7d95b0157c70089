"""What notices about texts show."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from uuid import UUID

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.translation import ngettext

from zwerm.library.models import Following, Item, ItemQuerySet, Mention
from zwerm.library.views.news import difference_since, seen_of
from zwerm.notices.registry import Shown, shown_of
from zwerm.operations.days import organisation_day
from zwerm.people.models import Person, Space


def naming(person: Person, keys: Collection[str]) -> dict[str, Shown]:
    """Where they are named, and what was said there still stands."""
    stands = Q(comment=None) | Q(comment__withdrawn=None, comment__hidden=None)
    named = Mention.objects.filter(stands, item=OuterRef("pk"), person=person)
    return shown_of(_seen(person, keys).filter(Exists(named)))


def items(person: Person, keys: Collection[str]) -> dict[str, Shown]:
    return shown_of(_seen(person, keys))


def changed(person: Person, keys: Collection[str]) -> dict[str, Shown]:
    """Texts that they follow; each leads to what changed since they looked."""
    follows = Following.objects.filter(person=person, muted=False, item__pk__in=keys)
    known = follows.annotate(known=seen_of("item", "seen")).values_list("item", "known", "item__current__number")
    since = {str(item): number if number and number < newest else 0 for item, number, newest in known}
    return {
        key: replace(shown, url=difference_since(UUID(key), since[key])) if since[key] else shown
        for key, shown in shown_of(_seen(person, list(since))).items()
    }


def followed_spaces(person: Person, keys: Collection[str]) -> dict[str, Shown]:
    follows = Following.objects.filter(person=person, space=OuterRef("pk"))
    found = Space.objects.visible_to(person).filter(Exists(follows), pk__in=keys)
    return {str(one.pk): Shown(one.called, reverse("library:space", args=[one.slug]), "", one) for one in found}


def upkeep(person: Person, keys: Collection[str]) -> dict[str, Shown]:
    """How many texts ask their owner: the notice is about that person."""
    number = Item.objects.visible_to(person).overdue(organisation_day()).filter(owner=person).count()
    if str(person.pk) not in keys or not number:
        return {}
    told = ngettext("%(number)s text that you look after", "%(number)s texts that you look after", number)
    return {str(person.pk): Shown(told % {"number": number}, reverse("library:upkeep"))}


def _seen(person: Person, keys: Collection[str]) -> ItemQuerySet:
    return Item.objects.visible_to(person).published().filter(pk__in=keys)
