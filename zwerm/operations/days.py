"""Which day it is. What is shared, counted or kept has the day of the organisation, the same for everybody; what one person reads has theirs.

While a page is made, the time zone of who reads it is active. So that does not reach what others read, nobody asks Django for a day but here.
"""

from __future__ import annotations

from datetime import date, datetime, time, tzinfo

from django.db.models.functions import TruncDate
from django.utils import timezone


def organisation_day(moment: datetime | None = None) -> date:
    """Of this moment, or of now, in the organisation's time zone."""
    return timezone.localdate(moment, timezone.get_default_timezone())


def organisation_day_of(field: str) -> TruncDate:
    """The same for a moment in the database, by the name of its field."""
    return TruncDate(field, tzinfo=timezone.get_default_timezone())


def beginning_of_day(day: date, zone: tzinfo | None = None) -> datetime:
    """Its midnight in this time zone; None: in that of the organisation."""
    return datetime.combine(day, time(0), zone or timezone.get_default_timezone())


def readers_day(moment: datetime | None = None) -> date:
    """The same for who reads: in the time zone that is active."""
    return timezone.localdate(moment)
