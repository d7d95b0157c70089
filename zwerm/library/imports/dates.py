"""Dates as files write them → datetime with a time zone."""

import re
from datetime import UTC, date, datetime, timedelta, timezone
from email.utils import parsedate_to_datetime

_PDF = re.compile(r"^D?:?(\d{4})(\d{2})?(\d{2})?(\d{2})?(\d{2})?(\d{2})?(?:([-+Z])(\d{2})?'?(\d{2})?)?")
_NUMERIC = re.compile(r"^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})$")
_YEAR_FIRST = re.compile(r"^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})")
_NAMED = re.compile(
    r"^(?:[a-z]+,?\s+)?(\d{1,2})(?:st|nd|rd|th)?\.?\s+([a-z]+)\.?,?\s+(\d{4})$",
    re.IGNORECASE,
)
_NAMED_FIRST = re.compile(
    r"^(?:[a-z]+,?\s+)?([a-z]+)\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})$",
    re.IGNORECASE,
)
_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "jan january januari",
            "feb february februari",
            "mar march maart mrt",
            "apr april",
            "may mei",
            "jun june juni",
            "jul july juli",
            "aug august augustus",
            "sep sept september",
            "oct okt october oktober",
            "nov november",
            "dec december",
        ),
        start=1,
    )
    for name in names.split()
}


def parse_date(text: str | None) -> datetime | None:
    """The moment that `text` names, or None. A time without a zone counts as UTC. Before 1970 and the far future
    are what programs write when they know nothing, so they count as None too."""
    found = _parse((text or "").strip())
    if found is None:
        return None
    if found.tzinfo is None:
        found = found.replace(tzinfo=UTC)
    return found if datetime(1970, 1, 2, tzinfo=UTC) < found < datetime.now(UTC) + timedelta(days=730) else None


def parse_pdf_date(text: str | None) -> datetime | None:
    """PDF's own notation, `D:20240315054500+01'00'`."""
    found = _PDF.match((text or "").strip())
    if not found:
        return parse_date(text)
    year, month, day, hour, minute, second = (int(part) if part else None for part in found.groups()[:6])
    sign, hours, minutes = (
        found.group(7),
        int(found.group(8) or 0),
        int(found.group(9) or 0),
    )
    shift = timedelta(hours=hours, minutes=minutes)
    try:
        zone = timezone(-shift if sign == "-" else shift)
        moment = datetime(
            year or 0,
            month or 1,
            day or 1,
            hour or 0,
            minute or 0,
            second or 0,
            tzinfo=zone,
        )
    except ValueError:
        return None
    return parse_date(moment.isoformat())


def _parse(text: str) -> datetime | None:
    if not text or len(text) > 60:
        return None
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        pass
    try:
        return _parse_written(text)
    except ValueError:
        pass
    try:
        return parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError):
        return None


def _parse_written(text: str) -> datetime | None:
    if found := _YEAR_FIRST.match(text):
        return _at(int(found[1]), int(found[2]), int(found[3]))
    if found := _NUMERIC.match(text):
        return _at(int(found[3]), int(found[2]), int(found[1]))
    if (found := _NAMED.match(text)) and (month := _MONTHS.get(found[2].lower())):
        return _at(int(found[3]), month, int(found[1]))
    if (found := _NAMED_FIRST.match(text)) and (month := _MONTHS.get(found[1].lower())):
        return _at(int(found[3]), month, int(found[2]))
    return None


def _at(year: int, month: int, day: int) -> datetime:
    moment = date(year, month, day)
    return datetime(moment.year, moment.month, moment.day, tzinfo=UTC)
