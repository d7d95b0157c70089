"""Texts and pictures that a device kept and that somebody may not see any more."""

from __future__ import annotations

from typing import Any

from zwerm.library.models import Item, Picture
from zwerm.people.models import Person


def hides_items(person: Person, pages: list[dict[str, Any]]) -> list[bool]:
    seen = set(
        Item.objects.visible_to(person).filter(pk__in=[page["id"] for page in pages]).values_list("pk", flat=True)
    )
    return [page["id"] not in seen for page in pages]


def hides_pictures(person: Person, pages: list[dict[str, Any]]) -> list[bool]:
    asked = Picture.objects.filter(hash__in=[page["hash"] for page in pages])
    seen = set(asked.visible_to(person).values_list("hash", flat=True))
    return [page["hash"] not in seen for page in pages]
