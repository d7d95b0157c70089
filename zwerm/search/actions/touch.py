from __future__ import annotations

from zwerm.search.models import Change


def touch(kind: str, *keys: str) -> None:
    """Tell the index that these things changed, inside the transaction that changed them."""
    Change.objects.bulk_create([Change(kind=kind, key=key) for key in keys])
