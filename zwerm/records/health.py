from __future__ import annotations

from zwerm.operations.registry import Health
from zwerm.records.projection import lag, projections

FAR_BEHIND = 1000


def look_at_projections() -> Health:
    """How far each projection is behind the statements."""
    behind = {name: lag(projection) for name, projection in sorted(projections.items())}
    says = ", ".join(f"{name} {count} behind" for name, count in behind.items())
    if any(count > FAR_BEHIND for count in behind.values()):
        return Health("bad", says, "Is background work running? It catches up by itself: zwerm run, or zwerm worker.")
    return Health("good", says)
