"""By when someone is asked to take a course, and when they are reminded."""

from __future__ import annotations

from datetime import date, timedelta

# From how many days before the date a reminder of this kind makes sense; the nearest comes first.
STAGES = (("late", -1), ("day", 1), ("week", 7))
# Longer after the date nobody is reminded any more: they know.
LONGEST_LATE = 14


def due_of(due: date, days: int, made: date, since: date | None) -> date:
    """Someone who came into a team after it was asked (`made`) gets as many days as the others had: `days`, counted from `since`."""
    return due if since is None or since <= made else max(due, since + timedelta(days=days))


def stage(left: int) -> str:
    """Which reminder fits with so many days left: `week`, `day`, `late`; empty when none does."""
    if left < -LONGEST_LATE:
        return ""
    return next((name for name, most in STAGES if left <= most), "")
