from __future__ import annotations

from zwerm.people.models import AuditEntry, Person


def write_down(by: Person | None, act: str, about: Person | None = None, detail: str = "") -> None:
    """One line in the trail of who may get in and do what. Call it inside the transaction of the act."""
    AuditEntry.objects.create(by=by, act=act, about=about, detail=detail[:300])
