"""What an installation does to itself every day, so that nothing grows without end."""

from __future__ import annotations

from datetime import UTC, datetime
from importlib import import_module

from django.conf import settings

from zwerm.operations.halves import clear_halves
from zwerm.operations.queue import clear_finished
from zwerm.operations.removing import clear_held_back


def clear_what_is_over() -> None:
    """Forget sessions that ended, tasks done long ago, files that a killed backup held back, and what killed commands left half written."""
    clear_held_back()
    clear_finished(datetime.now(UTC))
    import_module(settings.SESSION_ENGINE).SessionStore.clear_expired()
    clear_halves()
