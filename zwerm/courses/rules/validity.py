from __future__ import annotations

from calendar import monthrange
from datetime import date


def last_day(awarded: date, months: int | None) -> date | None:
    """The last day that something is valid which was awarded for so many months: the same day of the month, or the last one
    that the month has. Empty without `months`: it stays valid.
    """
    if not months:
        return None
    years, month = divmod(awarded.month - 1 + months, 12)
    year, month = awarded.year + years, month + 1
    return date(year, month, min(awarded.day, monthrange(year, month)[1]))
