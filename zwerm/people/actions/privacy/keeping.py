"""How long things are kept: what the administrator chose, and the daily clearing of what is older."""

from __future__ import annotations

from calendar import monthrange
from datetime import datetime
from typing import NamedTuple

import structlog
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from zwerm.people.actions.account import check_admin
from zwerm.people.actions.audit import write_down
from zwerm.people.models import AuditEntry, KeptFor, Person
from zwerm.people.registry import in_order, retentions

log = structlog.get_logger("zwerm.people")


def months_kept(name: str) -> int:
    """0: without end."""
    chosen = KeptFor.objects.filter(name=name).values_list("months", flat=True).first()
    return retentions[name].months if chosen is None else chosen


def kept_words(name: str) -> str:
    """How long, as it is set here, in the reader's language."""
    return words_for(months_kept(name))


def words_for(months: int) -> str:
    if not months:
        return _("For as long as Zwerm is here")
    if months % 12:
        return ngettext("%(count)d month", "%(count)d months", months) % {"count": months}
    return ngettext("%(count)d year", "%(count)d years", months // 12) % {"count": months // 12}


class Shortened(NamedTuple):
    """What of one kind goes when it is kept for less: told before it is done."""

    label: str
    kept: str
    becomes: str
    number: int


def what_would_go(chosen: dict[str, int]) -> list[Shortened]:
    """What is removed when these become how long things are kept, of what becomes shorter. Nothing where none is that old."""
    told = []
    for retention in in_order(retentions):
        months, now = chosen.get(retention.name, 0), months_kept(retention.name)
        if retention.count and is_shorter(months, now) and (number := retention.count(moment_of(months))):
            told.append(Shortened(str(retention.label), words_for(now), words_for(months), number))
    return told


def is_shorter(months: int, than: int) -> bool:
    return bool(months) and (not than or months < than)


def moment_of(months: int) -> datetime:
    """What is older goes: by the calendar, so that half a year before 31 August is the last of February."""
    now = timezone.localtime()
    year, month = divmod(now.year * 12 + now.month - 1 - months, 12)
    return now.replace(year=year, month=month + 1, day=min(now.day, monthrange(year, month + 1)[1]))


@transaction.atomic
def keep_for(by: Person, chosen: dict[str, int]) -> None:
    """Name of a retention → months. Raises NotAllowed, and ValueError for a time that cannot be chosen."""
    check_admin(by)
    for name, months in chosen.items():
        if months not in retentions[name].choices:
            raise ValueError(name)
        if months != months_kept(name):
            KeptFor.objects.update_or_create(name=name, defaults={"months": months})
            write_down(by, AuditEntry.Act.KEEPING_CHANGED, detail=f"{name}: {months}")


def clear_what_is_too_old() -> None:
    """Every hour, as statements are. One that fails does not keep the others from being done."""
    for retention in retentions.values():
        months = months_kept(retention.name)
        if months and retention.clear:
            try:
                retention.clear(moment_of(months))
            except Exception:
                log.exception("keeping.failed", name=retention.name)
