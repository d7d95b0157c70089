"""What someone means while they type a few words to choose an item by."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from zwerm.library.models import Item
from zwerm.people.models import Person
from zwerm.search.actions import Narrowing, find


def items_meant(person: Person, words: str, most: int, without: Collection[UUID] = ()) -> list[Item]:
    """Items that `person` reads: with all `words` in the title, newest first, then what search finds. Without words the newest."""
    seen = Item.objects.visible_to(person).published().exclude(pk__in=without).select_related("space")
    titled = seen
    for word in words.split():
        titled = titled.filter(title__icontains=word)
    found = {one.id: one for one in titled.order_by("-updated")[:most]}
    if words.strip() and len(found) < most:
        hits = find(person, words, Narrowing(kinds=Item.Kind.values), limit=most + len(without), typing=True).things
        by_id = seen.in_bulk([UUID(hit.key) for hit in hits])
        found |= {id: by_id[id] for hit in hits if (id := UUID(hit.key)) in by_id}
    return list(found.values())[:most]
