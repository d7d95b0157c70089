"""What the colleagues of the demo have still to read."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from zwerm.notices.models import Notice

UNREAD = 4
RECENT = timedelta(days=30)


def make_notices() -> None:
    """Of what came by itself while the demo was made, everybody read all but the newest. Safe to repeat: what was read stays so."""
    if Notice.objects.filter(read__isnull=False).exists():
        return
    now, seen = datetime.now(UTC), dict[object, int]()
    read = []
    for notice in Notice.objects.all():
        seen[notice.person_id] = number = seen.get(notice.person_id, 0) + 1
        if number > UNREAD or now - notice.came > RECENT:
            notice.read = now
            read.append(notice)
    Notice.objects.bulk_update(read, ["read"], batch_size=200)
