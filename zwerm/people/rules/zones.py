"""Time zones, by the names of the IANA database, and what they are called in a language (CLDR)."""

from __future__ import annotations

from functools import cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from babel import Locale
from babel.core import get_global

# The first part of their names; what begins otherwise has no place ("UTC", "EST5EDT") or is another name of one of these.
PARTS = ("Africa", "America", "Antarctica", "Arctic", "Asia", "Atlantic", "Australia", "Europe", "Indian", "Pacific")


def zone_named(name: str) -> ZoneInfo | None:
    """None for what is no time zone (any more)."""
    try:
        return ZoneInfo(name) if name else None
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None


@cache
def zones_in(language: str) -> dict[str, list[tuple[str, str]]]:
    """Per part of the world the time zones that there are, (name, place), by the name of the place. A third of a second, once."""
    locale, other_names = Locale.parse(language), get_global("zone_aliases")
    found: dict[str, list[tuple[str, str]]] = {part: [] for part in PARTS}
    for name in available_timezones():
        part = name.partition("/")[0]
        if part in found and name not in other_names:
            found[part].append((name, _place(name, locale)))
    return {part: sorted(places, key=lambda one: one[1]) for part, places in found.items()}


def place_of(name: str, language: str) -> str:
    return _place(name, Locale.parse(language))


def _place(name: str, locale: Locale) -> str:
    told: str = locale.time_zones.get(name, {}).get("city") or name.rpartition("/")[2].replace("_", " ")
    return told
