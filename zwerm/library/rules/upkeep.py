"""When something that was kept is looked at again."""

from __future__ import annotations

from calendar import monthrange
from datetime import date

MOST_MONTHS = 60
CHOICES = (3, 6, 12, 24)
# What tells how things are done grows old; what tells what happened does not.
MONTHS = {"page": 12, "howto": 12, "lesson": 24, "decision": 24}


def months_for(kind: str, own: int | None, of_space: int | None) -> int:
    """After how many months an item asks whether it still holds; 0: never. Its own rhythm first, then its space's."""
    if own is not None:
        return own
    if kind not in MONTHS:
        return 0
    return MONTHS[kind] if of_space is None else of_space


def due_on(checked: date, months: int) -> date | None:
    """The day `months` after it was last looked at; the last day of a shorter month. None: it never asks."""
    if months <= 0:
        return None
    years, month = divmod(checked.month - 1 + months, 12)
    year, month = checked.year + years, month + 1
    return date(year, month, min(checked.day, monthrange(year, month)[1]))
