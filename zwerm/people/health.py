from __future__ import annotations

from zwerm.operations.registry import Health
from zwerm.people.models import Erasure


def look_at_erasing() -> Health:
    """Whether everyone who is to be erased could be, without a name: what doctor says goes into logs and reports."""
    failing = list(Erasure.objects.failing())
    if not failing:
        return Health("good", "nobody waits who could not be erased")
    why = sorted({erasure.failure for erasure in failing})
    return Health(
        "bad",
        f"{len(failing)} could not be erased: {'; '.join(why)}",
        "Look under Administration, Personal data. Nothing of theirs was changed, and each hour it is tried again.",
    )
