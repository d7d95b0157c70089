from __future__ import annotations

from zwerm.search.models import Change
from zwerm.search.registry import kinds


def touch(kind: str, *things: object) -> None:
    """Tell the index that these things changed, and what is made of them, inside the transaction that changed them. Each by its key."""
    keys = [str(key) for key in things]
    changed = [Change(kind=kind, key=key) for key in keys]
    for other in kinds.values():
        changed += [Change(kind=other.name, key=key) for key in other.rests_on(kind, keys)]
    Change.objects.bulk_create(changed)
