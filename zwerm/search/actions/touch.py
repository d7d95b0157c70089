from __future__ import annotations

from django.db import connection

from zwerm.search.models import Change

_CHANGE_LOCK = 7_241_002


def touch(kind: str, *keys: str) -> None:
    """Tell the index that these things changed, inside the transaction that changed them."""
    if connection.vendor == "postgresql":
        # A lower sequence that commits later would be passed by: take turns.
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_CHANGE_LOCK])
    Change.objects.bulk_create([Change(kind=kind, key=key) for key in keys])
