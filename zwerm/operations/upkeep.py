"""What an installation does to itself every day, so that nothing grows without end."""

from __future__ import annotations

from datetime import UTC, datetime
from importlib import import_module

from django.conf import settings

from zwerm.operations.queue import clear_finished


def clear_what_is_over() -> None:
    """Forget sessions that ended and tasks done long ago."""
    clear_finished(datetime.now(UTC))
    import_module(settings.SESSION_ENGINE).SessionStore.clear_expired()
