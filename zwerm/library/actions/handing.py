"""Someone leaves: who looks after their texts from now on."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from zwerm.library.models import Item
from zwerm.people.models import Person


def texts_looked_after(person: Person) -> QuerySet[Any]:
    return Item.objects.published().filter(owner=person).order_by("title")


def texts_seen(rows: QuerySet[Any], to: Person) -> QuerySet[Any]:
    return rows.filter(pk__in=Item.objects.visible_to(to).values("pk"))


def hand_texts(rows: QuerySet[Any], person: Person, to: Person) -> int:
    """Their rhythm and date stay: what is past its date asks the new owner from now on."""
    return Item.objects.filter(pk__in=list(rows.values_list("pk", flat=True))).update(owner=to)
