"""Whether two statements say the same (1.0.3, part two, 2.3.1): what may change without the statement changing does not count.

That is what the store or a moment adds, what an activity or verb is called, attachments, in which order the members of a group are told,
in which time zone a moment is, and capitals where they mean nothing. Every other difference counts, also that of how a number or duration is written.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import datetime
from typing import Any

from zwerm.records.rules.values import moment_of

ADDED = ("id", "authority", "stored", "timestamp", "version", "attachments")
# Told of activities and verbs, and with a statement within: no part of what the statement says.
BESIDES = ("definition", "display", "attachments")
# Looked for once, and not from each digit of a long number on.
_SECONDS = re.compile(r"(?<![\d.,])(\d+(?:[.,]\d+)?)S$")


def same(one: dict[str, Any], other: dict[str, Any]) -> bool:
    """Compared as xAPI says: moments as moments, durations to a hundredth of a second, single activities as lists."""
    if "id" in one and "id" in other and _small(one["id"]) != _small(other["id"]):
        return False
    if "timestamp" in one and "timestamp" in other and _moment(one["timestamp"]) != _moment(other["timestamp"]):
        return False
    return bool(_plain(one) == _plain(other))


def _plain(statement: dict[str, Any]) -> Any:
    return _told({name: value for name, value in statement.items() if name not in ADDED})


def _told(value: Any, name: str = "") -> Any:
    if name == "extensions":
        return _exactly(value)
    if isinstance(value, dict):
        if name == "contextActivities":
            value = {key: part if isinstance(part, list) else [part] for key, part in value.items()}
        kept = {key: _told(part, key) for key, part in value.items() if key not in BESIDES}
        if kept.get("objectType") in ("Agent", "Activity"):
            # What is the default may be left out.
            del kept["objectType"]
        if kept.get("objectType") == "StatementRef" or name == "statement":
            kept["id"] = _small(kept.get("id"))
        return kept
    if isinstance(value, list):
        told = [_told(part) for part in value]
        return sorted(told, key=_in_order) if name == "member" else told
    if isinstance(value, str) and name in ALIKE:
        return ALIKE[name](value)
    return _exactly(value)


def _exactly(value: Any) -> Any:
    """For Python true and false are the numbers 1 and 0."""
    if isinstance(value, bool):
        return (value,)
    if isinstance(value, dict):
        return {key: _exactly(part) for key, part in value.items()}
    return [_exactly(part) for part in value] if isinstance(value, list) else value


def _in_order(member: Any) -> str:
    return json.dumps(member, sort_keys=True, default=str)


def _small(told: Any) -> Any:
    return told.lower() if isinstance(told, str) else told


def _mbox(told: str) -> str:
    """Of an address only what stands behind the @ may be in any case."""
    name, at, domain = told.rpartition("@")
    return f"{name}{at}{domain.lower()}"


def _duration(told: str) -> str:
    return _SECONDS.sub(_hundredths, told)


def _hundredths(seconds: re.Match[str]) -> str:
    """However many digits there are."""
    whole, _point, part = seconds[1].replace(",", ".").partition(".")
    return f"{(whole + part[:2].ljust(2, '0')).lstrip('0') or '0'}cS"


def _moment(told: Any) -> datetime | str:
    try:
        return moment_of(told)
    except (ValueError, OverflowError, AttributeError):
        return str(told)


# UUIDs, language tags and hexadecimal numbers are the same in any case.
ALIKE: dict[str, Callable[[str], Any]] = {
    "mbox": _mbox,
    "mbox_sha1sum": str.lower,
    "registration": str.lower,
    "language": str.lower,
    "duration": _duration,
    "timestamp": _moment,
}
