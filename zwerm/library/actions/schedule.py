from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from zwerm.library.models import Item, Rhythm
from zwerm.library.rules.upkeep import due_on, months_for
from zwerm.operations.days import organisation_day
from zwerm.people.models import Space

_AT_ONCE = 300


def schedule(item: Item, checked: datetime, *, save: bool = True) -> None:
    """`item` was looked at at this moment: set when it asks again."""
    item.checked = organisation_day(checked)
    item.due = due_on(item.checked, months_for(item.kind, item.rhythm, _of_space(item.space_id)))
    if save:
        item.save(update_fields=["checked", "due"])


def reschedule(item: Item) -> None:
    """Its rhythm changed: count again from the day that it was last looked at."""
    item.due = due_on(item.checked, months_for(item.kind, item.rhythm, _of_space(item.space_id)))
    item.save(update_fields=["due"])


def reschedule_in(items: Sequence[Item], space: Space) -> None:
    """The same for these, which live in `space` from now on."""
    months, some = _of_space(space.id), []
    for item in items:
        due = due_on(item.checked, months_for(item.kind, item.rhythm, months))
        if due != item.due:
            item.due = due
            some.append(item)
    Item.objects.bulk_update(some, ["due"], batch_size=_AT_ONCE)


def reschedule_all(space: Space) -> None:
    """The same for all in `space` without a rhythm of their own; a query or two for each some hundreds of them."""
    months, some = _of_space(space.id), []
    items = Item.objects.filter(space=space, rhythm__isnull=True).only("kind", "checked", "due").order_by("id")
    for item in items.iterator(chunk_size=_AT_ONCE):
        due = due_on(item.checked, months_for(item.kind, None, months))
        if due != item.due:
            item.due = due
            some.append(item)
        if len(some) == _AT_ONCE:
            Item.objects.bulk_update(some, ["due"])
            some = []
    Item.objects.bulk_update(some, ["due"])


def _of_space(space: UUID) -> int | None:
    return Rhythm.objects.filter(space=space).values_list("months", flat=True).first()
