"""Asking who looks after texts whether these still hold."""

from __future__ import annotations

from datetime import date, timedelta

from django.db.models import Max

from zwerm.library.models import Item
from zwerm.notices.actions import News, last_told, notify_all
from zwerm.operations.days import organisation_day

# What asks for longer stands on Today and in the list; nobody is told again of what they left.
RECENT = timedelta(days=7)
STILL_TRUE = "still-true"


def ask_owners(today: date | None = None) -> None:
    """Who looks after something that asks since they were told last, is told once, however many there are. Safe to repeat."""
    today = today or organisation_day()
    asks = Item.objects.overdue(today).filter(due__gt=today - RECENT, owner__is_active=True).order_by()
    newest = dict(asks.values_list("owner").annotate(newest=Max("due")))
    told = last_told(STILL_TRUE, newest)
    for owner, due in newest.items():
        if owner not in told or organisation_day(told[owner]) < due:
            notify_all([owner], News(STILL_TRUE, owner))
