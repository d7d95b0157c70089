from __future__ import annotations

from datetime import datetime

from django.utils import timezone

from zwerm.library.models import Item, Rhythm
from zwerm.library.rules.upkeep import due_on, months_for


def schedule(item: Item, checked: datetime, *, save: bool = True) -> None:
    """Set when `item`, last looked at at this moment, asks again."""
    of_space = Rhythm.objects.filter(space=item.space_id).values_list("months", flat=True).first()
    item.due = due_on(timezone.localdate(checked), months_for(item.kind, item.rhythm, of_space))
    if save:
        item.save(update_fields=["due"])
