"""Statements that are older than they are to be kept are removed, and taken out of what was made of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils import timezone

from zwerm.people.actions import months_kept, write_down
from zwerm.people.actions.privacy.keeping import DAYS_IN_MONTH
from zwerm.people.models import AuditEntry, Person, Space
from zwerm.records.actions.forget import forget_files
from zwerm.records.models import Attachment, Clearing, Reference, RetentionRule, Statement
from zwerm.records.projection import forget, lock_cursors

GENERAL = "statements"
AT_ONCE = 500


@dataclass(frozen=True)
class Kept:
    """What is kept for how many months; 0: without end. `rows`: which statements this holds for, and no nearer rule."""

    verb_iri: str
    space_id: UUID | None
    months: int
    rows: Q


def keep_statements(by: Person, verb_iri: str, space: Space | None, months: int) -> None:
    """From now on: a rule for a verb, a space or both. The one that was there is replaced."""
    with transaction.atomic():
        RetentionRule.objects.update_or_create(verb_iri=verb_iri, space=space, defaults={"months": months})
        where = f" in {space.pk}" if space else ""
        write_down(by, AuditEntry.Act.KEEPING_CHANGED, detail=f"{GENERAL}: {verb_iri or '*'}{where}: {months}")


def drop_rule(by: Person, rule: RetentionRule) -> None:
    with transaction.atomic():
        rule.delete()
        write_down(by, AuditEntry.Act.KEEPING_CHANGED, detail=f"{GENERAL}: {rule.verb_iri or '*'}: –")


def kept() -> Iterator[Kept]:
    """Every rule with the statements that it decides about: the nearest rule holds.

    Nearest first: a verb in a space, a verb, a space; for all others what was chosen for statements as a whole.
    """
    rules = sorted(RetentionRule.objects.all(), key=lambda rule: (not rule.verb_iri, rule.space_id is None))
    decided = Q()
    for rule in rules:
        rows = Q(verb_iri=rule.verb_iri) if rule.verb_iri else Q()
        if rule.space_id:
            rows &= Q(space_id=rule.space_id)
        yield Kept(rule.verb_iri, rule.space_id, rule.months, rows & ~decided if decided else rows)
        decided = decided | rows if decided else rows
    yield Kept("", None, months_kept(GENERAL), ~decided if decided else Q())


def remove_what_is_too_old() -> None:
    """Recurring. A batch is a transaction of its own: stopped anywhere, the next time goes on where this ended."""
    for rule in kept():
        if rule.months:
            before = timezone.now() - timedelta(days=rule.months * DAYS_IN_MONTH)
            remove(rule, before)


def remove(rule: Kept, before: datetime) -> None:
    """All that happened before then, batch by batch."""
    clearing = _remove_some(rule, before, None)
    while clearing and _remove_some(rule, before, clearing):
        pass


def _remove_some(rule: Kept, before: datetime, clearing: Clearing | None) -> Clearing | None:
    """One batch; answers the report of this clearing, or None when nothing is left."""
    old = _removable().filter(rule.rows, timestamp__lt=before).order_by("timestamp")
    if not old.exists():
        return None
    with transaction.atomic():
        cursors = lock_cursors()
        # Chosen with all cursors locked: nobody counts or removes them meanwhile.
        some = list(old[:AT_ONCE])
        forget(some, cursors)
        forget_files(Attachment.objects.filter(statement__in=some))
        QuerySet(Statement).filter(pk__in=[one.pk for one in some]).delete()
        clearing = clearing or Clearing.objects.create(verb_iri=rule.verb_iri, space_id=rule.space_id, before=before)
        Clearing.objects.filter(pk=clearing.pk).update(removed=F("removed") + len(some))
    return clearing


def _removable() -> QuerySet[Statement]:
    """All but what takes back a statement that is still here: without it that one would count again."""
    here = Statement.objects.filter(id=OuterRef("target"))
    taken_back = Reference.objects.filter(Exists(here), source=OuterRef("pk"), voids=True)
    return Statement.objects.filter(~Exists(taken_back))
