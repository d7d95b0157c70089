from __future__ import annotations

from datetime import UTC, datetime, timedelta

from django.conf import settings

from zwerm.notices.models import Notice, Refusal
from zwerm.operations.registry import Health

LATE = timedelta(hours=1)


def look_at_sending() -> Health:
    """Whether mail of notices goes; without names or addresses: what doctor says goes into logs and reports."""
    if not settings.SENDS_MAIL:
        return Health("off", "notices stand in the inbox only", "Set ZWERM_MAIL_URL to send them by mail too.")
    late = Notice.objects.to_send().filter(look__lt=datetime.now(UTC) - LATE).count()
    if late:
        return Health("bad", f"{late} notices wait for over an hour", "Look whether a worker runs, and at mail above.")
    refused = Refusal.objects.count()
    if refused:
        told = f"the mail server takes no mail for {refused} colleagues"
        return Health(
            "bad", told, "Look at their addresses, and in the log of the mail server. It is tried again by itself."
        )
    return Health("good", "nothing waits for over an hour")
