"""Statements that are older than they are to be kept are removed, and taken out of what was made of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q, QuerySet

from zwerm.people.actions import months_kept, write_down
from zwerm.people.actions.privacy.keeping import moment_of
from zwerm.people.models import AuditEntry, Person, Space
from zwerm.records.actions.forget import forget_files
from zwerm.records.models import Attachment, Clearing, Document, Reference, RetentionRule, Statement
from zwerm.records.projection import forget, lock_cursors

GENERAL, DOCUMENTS = "statements", "documents"
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


def kept(rules: Iterable[RetentionRule] | None = None) -> Iterator[Kept]:
    """Every rule with the statements that it decides about: the nearest rule holds. `rules`: as they would be.

    Nearest first: a verb in a space, a verb, a space; for all others what was chosen for statements as a whole.
    """
    rules = RetentionRule.objects.all() if rules is None else rules
    rules = sorted(rules, key=lambda rule: (not rule.verb_iri, rule.space_id is None))
    decided = Q()
    for rule in rules:
        rows = Q(verb_iri=rule.verb_iri) if rule.verb_iri else Q()
        if rule.space_id:
            rows &= Q(space_id=rule.space_id)
        yield Kept(rule.verb_iri, rule.space_id, rule.months, rows & ~decided if decided else rows)
        decided = decided | rows if decided else rows
    yield Kept("", None, months_kept(GENERAL), ~decided if decided else Q())


def too_old_with(rules: Iterable[RetentionRule]) -> int:
    """How many statements more would be removed, were these the rules."""
    return max(0, _too_old(rules) - _too_old(None))


def _too_old(rules: Iterable[RetentionRule] | None) -> int:
    return sum(_old(rule.rows, moment_of(rule.months)).count() for rule in kept(rules) if rule.months)


def rules_with(verb_iri: str, space: Space | None, months: int) -> list[RetentionRule]:
    """The rules as `keep_statements` would make them."""
    replaced = RetentionRule.objects.filter(verb_iri=verb_iri, space=space)
    return [
        *RetentionRule.objects.exclude(pk__in=replaced.values("pk")),
        RetentionRule(verb_iri=verb_iri, space=space, months=months),
    ]


def count_statements(before: datetime) -> int:
    """Those about which no rule of their own decides."""
    *_rules, rest = kept()
    return _old(rest.rows, before).count()


def _old(rows: Q, before: datetime) -> QuerySet[Statement]:
    return _removable().filter(rows, timestamp__lt=before)


def remove_what_is_too_old() -> None:
    """Recurring. A batch is a transaction of its own: stopped anywhere, the next time goes on where this ended."""
    for rule in kept():
        if rule.months:
            remove(rule, moment_of(rule.months))


def remove(rule: Kept, before: datetime) -> None:
    """All that happened before then, batch by batch."""
    clearing = _remove_some(rule, before, None)
    while clearing and _remove_some(rule, before, clearing):
        pass


def _remove_some(rule: Kept, before: datetime, clearing: Clearing | None) -> Clearing | None:
    """One batch; answers the report of this clearing, or None when nothing is left."""
    old = _old(rule.rows, before).order_by("timestamp")
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


def clear_documents(before: datetime) -> int:
    """What tools keep about people and did not write since then. What they keep about an activity is about nobody, and stays."""
    return _documents(before).delete()[0]


def count_documents(before: datetime) -> int:
    return _documents(before).count()


def _documents(before: datetime) -> QuerySet[Document]:
    return Document.objects.filter(updated__lt=before).exclude(kind=Document.Kind.ACTIVITY)
