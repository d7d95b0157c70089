"""What statements say that an activity is, put together (xAPI 1.0.3, part two, 2.4.4.1)."""

from __future__ import annotations

from typing import Any

Json = dict[str, Any]


def merged(old: Json, new: Json) -> Json:
    """What `new` says counts; languages and extensions of both stay."""
    both = {**old, **new}
    for name in ("name", "description", "extensions"):
        if name in old and name in new:
            both[name] = {**old[name], **new[name]}
    return both
