from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from django.db.models import Q
from django.utils import timezone

from zwerm.people.models import AuditEntry, Person

# Looking again within a working day says nothing new.
SAME_LOOK = timedelta(hours=12)


def write_down(by: Person | None, act: str, about: Person | None = None, detail: str = "") -> None:
    """One line in the trail of who may get in and do what. Call it inside the transaction of the act."""
    AuditEntry.objects.create(by=by, act=act, about=about, detail=detail[:300])


def write_down_each(by: Person, act: str, about: Iterable[Person], detail: str = "") -> None:
    """The same about many at once, so that each of them reads it."""
    lines = (AuditEntry(by=by, act=act, about=person, detail=detail[:300]) for person in about)
    AuditEntry.objects.bulk_create(lines, 500)


def write_down_list(by: Person) -> None:
    """`by` read the list of all accounts: one line, not one for everybody in it, and one for all pages of a working day."""
    act = AuditEntry.Act.LIST_READ
    if not AuditEntry.objects.filter(by=by, act=act, at__gt=timezone.now() - SAME_LOOK).exists():
        write_down(by, act)


def write_down_look(by: Person, act: str, people: Iterable[Person], detail: str = "") -> None:
    """`by` used their task to see something of these people that others do not see; they read it under My data."""
    seen = {person for person in people if person != by}
    rows = AuditEntry.objects.filter(lately(by, act, detail), about__in=seen)
    known = set(rows.values_list("about", flat=True))
    write_down_each(by, act, [person for person in seen if person.pk not in known], detail)


def lately(by: Person, act: str, detail: str) -> Q:
    """Entries that say it already: the same within a working day is not written again."""
    return Q(by=by, act=act, detail=detail[:300], at__gt=timezone.now() - SAME_LOOK)
