"""What statements say that an activity is, put together (xAPI 1.0.3, part two, 2.4.4.1)."""

from __future__ import annotations

from typing import Any

Json = dict[str, Any]


JOINED = ("name", "description", "extensions")


def merged(*told: Json) -> Json:
    """What the last one says counts; languages and extensions of all stay."""
    both: Json = {}
    for one in told:
        for name, says in one.items():
            if name not in JOINED:
                both[name] = says
            elif name in both:
                both[name].update(says)
            else:
                both[name] = {**says}
    return both
