from __future__ import annotations

from collections.abc import Hashable
from threading import Lock


class Pace:
    """How often each may ask: a bucket that holds what a minute allows, and fills up evenly.

    So someone who kept silent may ask that often at once, and then at that pace.
    """

    def __init__(self) -> None:
        self._lock = Lock()
        self._left: dict[Hashable, tuple[float, float]] = {}

    def wait(self, who: Hashable, per_minute: int, now: float) -> float:
        """Seconds until they may ask; 0: now, and it is counted. `now` in seconds of a clock that only goes on; no limit: 0 per minute."""
        if not per_minute:
            return 0.0
        each = 60 / per_minute
        with self._lock:
            left, then = self._left.get(who, (float(per_minute), now))
            left = min(left + (now - then) / each, float(per_minute))
            allowed = left >= 1
            self._left[who] = (left - 1 if allowed else left, now)
        return 0.0 if allowed else (1 - left) * each
