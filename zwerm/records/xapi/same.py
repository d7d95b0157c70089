"""Whether two statements say the same (1.0.3, part two, 2.3.1): what the store or a moment adds does not count."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Any

from zwerm.records.rules.values import moment_of

ADDED = ("id", "authority", "stored", "timestamp", "version", "attachments")
# Looked for once, and not from each digit of a long number on.
_SECONDS = re.compile(r"(?<![\d.])(\d+(?:\.\d+)?)S$")


def same(one: dict[str, Any], other: dict[str, Any]) -> bool:
    """Compared as xAPI says: moments as moments, durations to a hundredth of a second, single activities as lists."""
    if "id" in one and "id" in other and str(one["id"]).lower() != str(other["id"]).lower():
        return False
    if "timestamp" in one and "timestamp" in other and _moment(one["timestamp"]) != _moment(other["timestamp"]):
        return False
    return bool(_plain(one) == _plain(other))


def _plain(statement: dict[str, Any]) -> Any:
    return _told({name: value for name, value in statement.items() if name not in ADDED})


def _told(value: Any, name: str = "") -> Any:
    if isinstance(value, dict):
        if name == "contextActivities":
            value = {key: part if isinstance(part, list) else [part] for key, part in value.items()}
        # What is the default may be left out.
        kept = {key: _told(part, key) for key, part in value.items()}
        if kept.get("objectType") in ("Agent", "Activity"):
            del kept["objectType"]
        return kept
    if isinstance(value, list):
        return [_told(part) for part in value]
    if isinstance(value, bool):
        # For Python it is the number 1 or 0.
        return (value,)
    if name == "duration" and isinstance(value, str):
        return _SECONDS.sub(_hundredths, value)
    return value


def _hundredths(seconds: re.Match[str]) -> str:
    """However many digits there are."""
    whole, _point, part = seconds[1].partition(".")
    return f"{(whole + part[:2].ljust(2, '0')).lstrip('0') or '0'}cS"


def _moment(told: str) -> datetime | str:
    try:
        return moment_of(told)
    except (ValueError, OverflowError, AttributeError):
        return told
