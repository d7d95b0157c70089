"""What `people` throws away when it is older than the administrator wants to keep it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from allauth.usersessions.models import UserSession
from django.db.models import Q, QuerySet
from django.utils import timezone

from zwerm.people.actions.privacy.erase import GRACE
from zwerm.people.models import AuditEntry, Erasure, InvitationUse, Person, RosterImport


def clear_trail(before: datetime) -> int:
    return AuditEntry.objects.filter(at__lt=before).delete()[0]


def count_trail(before: datetime) -> int:
    return AuditEntry.objects.filter(at__lt=before).count()


def clear_sessions(before: datetime) -> int:
    """A browser that was not used since is signed out."""
    old = list(UserSession.objects.filter(last_seen_at__lt=before))
    for session in old:
        session.end()
    return len(old)


def count_sessions(before: datetime) -> int:
    return int(UserSession.objects.filter(last_seen_at__lt=before).count())


def clear_lists(before: datetime) -> int:
    """Lists of people that were brought in, and who came in by which invitation."""
    return sum(rows.delete()[0] for rows in _lists(before))


def count_lists(before: datetime) -> int:
    return sum(rows.count() for rows in _lists(before))


def _lists(before: datetime) -> tuple[QuerySet[Any], ...]:
    uses = InvitationUse.objects.filter(at__lt=before).filter(_over())
    return RosterImport.objects.filter(made__lt=before), uses


def _over() -> Q:
    """Uses of an invitation count towards its most, for as long as it works."""
    return Q(invitation__withdrawn__isnull=False) | Q(invitation__expires__lt=timezone.now())


def erase_closed_accounts(before: datetime) -> int:
    """Accounts that were closed before are to be erased, after the days of grace in which it can be cancelled."""
    closed = _closed(before)
    Erasure.objects.bulk_create(Erasure(person=person, due=timezone.now() + GRACE) for person in closed)
    return len(closed)


def count_closed(before: datetime) -> int:
    return _closed(before).count()


def _closed(before: datetime) -> QuerySet[Person]:
    # One that was cancelled is not asked for again: somebody decided.
    open_already = Erasure.objects.filter(done=None, person__isnull=False).values("person")
    return Person.objects.filter(is_active=False, closed__lt=before).exclude(pk__in=open_already)
