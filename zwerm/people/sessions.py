"""How long somebody stays signed in: remembered on a device of their own, or for today alone."""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta
from typing import Any

from django.conf import settings
from django.contrib.sessions.backends import cached_db
from django.contrib.sessions.backends.base import SessionBase

# A browser that is never closed on a shared computer: the next day it is nobody's.
WORKING_DAY = timedelta(hours=12)
ENDS = "ends_at"


class SessionStore(cached_db.SessionStore):
    """A session that is not remembered is gone from here at its end: a browser may keep the cookie for longer."""

    def get_expiry_age(self, **told: Any) -> int:
        ends = None if "expiry" in told else self.get(ENDS)
        return super().get_expiry_age(**told) if ends is None else int(ends - time.time())

    def get_expiry_date(self, **told: Any) -> datetime:
        ends = None if "expiry" in told else self.get(ENDS)
        return super().get_expiry_date(**told) if ends is None else datetime.fromtimestamp(ends, UTC)


def remember(session: SessionBase, on_this_device: bool) -> None:
    """Otherwise the session ends with the browser, and after a working day at most."""
    if on_this_device:
        session.set_expiry(settings.SESSION_COOKIE_AGE)
        session.pop(ENDS, None)
    else:
        session.set_expiry(0)
        session[ENDS] = time.time() + WORKING_DAY.total_seconds()
