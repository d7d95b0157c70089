"""The days of practice begin at midnight in the time zone of the installation."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings

from zwerm.practice.rules.memory import beginning_of


def zone() -> ZoneInfo:
    return ZoneInfo(settings.TIME_ZONE)


def day_of(moment: datetime) -> date:
    return moment.astimezone(zone()).date()


def beginning(day: date) -> datetime:
    return beginning_of(day, zone())


def today_and_tomorrow(now: datetime) -> tuple[datetime, datetime]:
    """When the day of `now` begins, and when the next one does."""
    today = day_of(now)
    return beginning(today), beginning(today + timedelta(1))
