"""Checks of single values and of shapes, out of which the data model of xAPI is written down in statement.py.

A check takes a value and the path to it (`object.definition.name`) and answers a sentence per fault. Formats are
xAPI's: IRI (RFC 3987, by best effort: a scheme and no spaces), language tag (RFC 5646), UUID (RFC 4122), timestamp
(RFC 3339 within ISO 8601), duration (ISO 8601:2004, 4.4.3.2).
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime, timedelta

_EPOCH = datetime(1, 1, 1, tzinfo=UTC)
Check = Callable[[object, str], Iterator[str]]
EARLIEST, LATEST = datetime(1, 1, 2, tzinfo=UTC), datetime(9999, 12, 30, tzinfo=UTC)

IRI = r"[A-Za-z][A-Za-z0-9+.-]*:[^\s\x00-\x1f\x7f<>\"{}|\\^`]+"
UUID = r"[0-9a-fA-F]{8}-(?:[0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}"
# From before there were rules for them: RFC 5646 keeps these as they are. Those of that time that fit the rules are not named.
_IRREGULAR = (
    "en-GB-oed|i-(?:ami|bnn|default|enochian|hak|klingon|lux|mingo|navajo|pwn|tao|tay|tsu)|sgn-(?:BE-FR|BE-NL|CH-DE)"
)
LANGUAGE = (
    r"(?:[a-zA-Z]{2,3}(?:-[a-zA-Z]{3}){0,3}|[a-zA-Z]{4,8})(?:-[a-zA-Z]{4})?(?:-(?:[a-zA-Z]{2}|[0-9]{3}))?"
    r"(?:-(?:[a-zA-Z0-9]{5,8}|[0-9][a-zA-Z0-9]{3}))*(?:-[0-9a-wy-zA-WY-Z](?:-[a-zA-Z0-9]{2,8})+)*(?:-x(?:-[a-zA-Z0-9]{1,8})+)?"
    rf"|x(?:-[a-zA-Z0-9]{{1,8}})+|(?i:{_IRREGULAR})"
)
MAILTO = r"mailto:[^\s\x00@]+@[^\s\x00@]+"
_TIMESTAMP = r"([0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2})(?:[.,]([0-9]+))?(Z|[+-][0-9]{2}(?::?[0-9]{2})?)?"
# A fraction stands behind a comma or a point.
_NUMBER = r"[0-9]+(?:[.,][0-9]+)?"
DURATION = (
    rf"P(?:{_NUMBER}W|(?=[0-9T])(?:{_NUMBER}Y)?(?:{_NUMBER}M)?(?:{_NUMBER}D)?"
    rf"(?:T(?=[0-9])(?:{_NUMBER}H)?(?:{_NUMBER}M)?(?:{_NUMBER}S)?)?)"
)


def written(pattern: str, meaning: str) -> Check:
    """A text that matches `pattern` as a whole."""
    known = re.compile(pattern)

    def check(value: object, path: str) -> Iterator[str]:
        if not isinstance(value, str) or not known.fullmatch(value):
            yield f"{path} is not {meaning}"

    return check


def text(value: object, path: str) -> Iterator[str]:
    if not isinstance(value, str):
        yield f"{path} is not a text"


def flag(value: object, path: str) -> Iterator[str]:
    if not isinstance(value, bool):
        yield f"{path} is not true or false"


def number(value: object, path: str) -> Iterator[str]:
    if not isinstance(value, int | float) or isinstance(value, bool) or not math.isfinite(value):
        yield f"{path} is not a number"


def whole(value: object, path: str) -> Iterator[str]:
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        yield f"{path} is not a whole number"


iri = written(IRI, "an IRI")
uuid = written(UUID, "a UUID")
language = written(LANGUAGE, "a language tag")
duration = written(DURATION, "a duration")
mailto = written(MAILTO, "a mailto address")
sha1 = written(r"[0-9a-fA-F]{40}", "a SHA-1 sum")
sha2 = written(r"[0-9a-fA-F]{56,128}", "a SHA-2 sum")
media_type = written(r"[\w.+-]+/[\w.+*-]+(?:\s*;.*)?", "a media type")


def moment_of(text: str) -> datetime:
    """In UTC, also where no zone is told. A leap second is taken for the one after it. Raises ValueError for no moment, OverflowError for one that cannot be in UTC."""
    return _read(text)[0]


def _read(text: str) -> tuple[datetime, bool]:
    """The moment, and whether it is told as a leap second.

    Second 60 ends a month in UTC (RFC 3339, 5.7); hour 24 is the end of a day, of which no minute follows (ISO 8601:2004, 4.2.3).
    """
    text = text.replace(",", ".")
    leaps, ends = text[16:19] == ":60", text[10:13] == "T24"
    if ends and not re.match(r":00:00(?:\.0+)?(?![0-9.])", text[13:]):
        raise ValueError("nothing follows hour 24")
    told = f"{text[:16]}:59{text[19:]}" if leaps else f"{text[:10]}T00{text[13:]}" if ends else text
    moment = datetime.fromisoformat(told)
    moment = (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC)
    moment += timedelta(seconds=leaps, days=ends)
    if leaps and (moment.day, moment.hour, moment.minute, moment.second) != (1, 0, 0, 0):
        raise ValueError("no leap second ends a month there")
    return moment, leaps


def in_utc(text: str, *, always: bool) -> str:
    """A timestamp as the same moment in UTC, with the digits behind its seconds as they are. `always`: also where no zone is told, which is taken for UTC.

    What no calendar holds in UTC stays as it is.
    """
    told = re.fullmatch(_TIMESTAMP, text)
    if told is None or not (always or told[3]):
        return text
    try:
        moment, leaps = _read(told[1] + (told[3] or ""))
    except (ValueError, OverflowError):
        return text
    whole = (moment - timedelta(seconds=leaps)).replace(tzinfo=None).isoformat()
    digits = f".{told[2]}" if told[2] else ""
    return f"{whole[:17]}{'60' if leaps else whole[17:]}{digits}Z"


def in_every_zone(moment: datetime) -> datetime:
    """The same, or for what lies within a day of the ends of the calendar the nearest moment of which every time zone knows the day."""
    return min(max(moment, EARLIEST), LATEST)


def iso_of(moment: datetime, timespec: str = "auto") -> str:
    """A moment in UTC as xAPI writes it."""
    return moment.isoformat(timespec=timespec).replace("+00:00", "Z")


def sequence_of(text: str) -> int | None:
    """A number of the log, as an address tells it; None when it is none."""
    return int(text) if text.isdecimal() and len(text) < 19 else None


def place_of(moment: datetime, sequence: int) -> str:
    """Where a page ends that is in the order in which things happened, as an address tells it."""
    return f"{(moment - _EPOCH) // timedelta(microseconds=1)}-{sequence}"


def place_in(text: str) -> tuple[datetime, int] | None:
    """None when it is none."""
    micros, _dash, number = text.partition("-")
    told, sequence = sequence_of(micros), sequence_of(number)
    try:
        return None if told is None or sequence is None else (_EPOCH + timedelta(microseconds=told), sequence)
    except OverflowError:
        return None


def timestamp(*, zone_needed: bool) -> Check:
    """A moment. A zone of −00:00 says that the zone is unknown, and is refused by both versions; hour 24 is none in RFC 3339, which 2.0 asks for."""

    def check(value: object, path: str) -> Iterator[str]:
        match = re.fullmatch(_TIMESTAMP, value) if isinstance(value, str) else None
        if match is None:
            yield f"{path} is not a timestamp"
            return
        zone = match[3] or ""
        if re.fullmatch(r"-00(?::?00)?", zone) or (zone_needed and not zone):
            yield f"{path} has no time zone"
        if zone_needed and match[0][11:13] == "24":
            yield f"{path} has an hour 24"
        try:
            _read(match[0])
        except OverflowError:
            # It is one elsewhere than in UTC.
            pass
        except ValueError:
            yield f"{path} is not a moment that exists"

    return check


def either(*allowed: str) -> Check:
    def check(value: object, path: str) -> Iterator[str]:
        if value not in allowed:
            yield f"{path} is not one of {', '.join(allowed)}"

    return check


def each(check: Check, least: int = 0) -> Check:
    """A list of at least so many things that all pass `check`."""

    def check_all(value: object, path: str) -> Iterator[str]:
        if not isinstance(value, list):
            yield f"{path} is not a list"
            return
        if len(value) < least:
            yield f"{path} is empty"
        for position, part in enumerate(value):
            yield from check(part, f"{path}[{position}]")

    return check_all


def keyed(key: Check, value: Check) -> Check:
    """An object with free keys, such as a language map."""

    def check(given: object, path: str) -> Iterator[str]:
        if not isinstance(given, dict):
            yield f"{path} is not an object"
            return
        for name, part in given.items():
            yield from key(name, f"the key {name!r} of {path}")
            yield from value(part, f"{path}.{name}")

    return check


def anything(value: object, path: str) -> Iterator[str]:
    """Extensions may hold whatever JSON can."""
    yield from ()


def shape(required: Mapping[str, Check], optional: Mapping[str, Check]) -> Check:
    """An object with these properties and no others; none of them null."""

    def check(value: object, path: str) -> Iterator[str]:
        if not isinstance(value, dict):
            yield f"{path or 'the statement'} is not an object"
            return
        inside = f"{path}." if path else ""
        yield from (f"{inside}{name} is missing" for name in required if name not in value)
        for name, part in value.items():
            known = required.get(name) or optional.get(name)
            if known is None:
                yield f"{inside}{name} is not a property here"
            else:
                yield from known(part, f"{inside}{name}")

    return check


language_map = keyed(language, text)
extensions = keyed(iri, anything)
