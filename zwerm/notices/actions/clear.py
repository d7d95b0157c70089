from __future__ import annotations

from datetime import datetime

from django.db.models import QuerySet

from zwerm.notices.models import Notice, Sending


def clear(before: datetime) -> int:
    """Remove notices that came before this moment, and which messages were sent then."""
    Sending.objects.filter(day__lt=before.date()).delete()
    return _old(before).delete()[0]


def count(before: datetime) -> int:
    return _old(before).count()


def _old(before: datetime) -> QuerySet[Notice]:
    return Notice.objects.filter(came__lt=before)
