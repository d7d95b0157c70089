"""Erasing a person: asked for, cancelled as long as it is not due, and then done whole or not at all."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from typing import Any, NamedTuple

import structlog
from django.apps import apps
from django.contrib.sessions.models import Session
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from zwerm.people.actions.account import check_admin, end_sessions, keep_an_administrator
from zwerm.people.actions.audit import write_down
from zwerm.people.actions.privacy.keeping import kept_words
from zwerm.people.actions.privacy.proofs import erased_yet_here, prove
from zwerm.people.actions.privacy.words import (
    There,
    columns_of,
    filled,
    first_names_left,
    forget_words,
    forgetter_of,
    rows_with,
    searched_models,
)
from zwerm.people.actions.refusals import LastAdministrator, NotAllowed
from zwerm.people.models import AuditEntry, Erasure, Person, Space
from zwerm.people.registry import Fate, Going, Holding, Table, holdings, in_order
from zwerm.people.rules.standing_in import Forgetter, first_name

GRACE = timedelta(days=14)
Act = AuditEntry.Act
log = structlog.get_logger("zwerm.people")


class StillThere(Exception):
    """After erasing, something of the person was still found: nothing was done. Tells in which columns."""


class Consequence(NamedTuple):
    """What erasing does with one holding: rows that go, rows that stay without the link."""

    holding: Holding
    removed: int
    nameless: int


@transaction.atomic
def ask_erasure(by: Person, person: Person, own_texts: bool) -> Erasure:
    """`person` is erased after GRACE. By themselves or an administrator. Safe to repeat. Raises NotAllowed, LastAdministrator."""
    if by != person:
        check_admin(by)
    keep_an_administrator(person)
    erasure = Erasure.objects.waiting().filter(person=person).first()
    if erasure is None:
        due = timezone.now() + GRACE
        erasure = Erasure.objects.create(person=person, by=by, own_texts=own_texts, due=due)
        write_down(by, Act.ERASURE_ASKED, person)
    return erasure


@transaction.atomic
def cancel_erasure(by: Person, person: Person) -> None:
    if by != person:
        check_admin(by)
    if Erasure.objects.waiting().filter(person=person).update(cancelled=timezone.now()):
        write_down(by, Act.ERASURE_CANCELLED, person)


def what_happens(person: Person) -> list[Consequence]:
    """How many rows of each holding would go, and how many would lose the name."""
    told = []
    for holding in in_order(holdings):
        counts: Counter[Fate] = Counter()
        for table in holding.tables:
            counts[table.fate] += _theirs(table, person).count()
        if counts.total():
            told.append(Consequence(holding, counts[Fate.REMOVED], counts[Fate.NAMELESS]))
    return told


def told_before(person: Person) -> dict[str, Any]:
    """What someone reads before they are erased."""
    return {
        "consequences": what_happens(person),
        "days": GRACE.days,
        "backups": kept_words("backups"),
        "first_name": first_name(person.name),
        "name_stays": not forgetter_of(person).knows_name,
    }


def erase_due() -> None:
    """Erase whoever's days of grace are over, and who was erased before and came back with an older copy of the database.

    One that cannot be done stays asked for, and the others are done.
    """
    ask_again()
    for erasure in Erasure.objects.waiting().filter(due__lte=timezone.now()):
        _try(erasure)


def erase_again() -> dict[str, object]:
    """After a copy was put back: erase who was erased since it was made. Answers how many, and how many could not be."""
    asked = ask_again()
    done = sum(_try(erasure) for erasure in asked)
    return {"erased_again": done, "not_erased_again": len(asked) - done}


def ask_again() -> list[Erasure]:
    """Ask to erase, without days of grace, who was erased before and is here again."""
    asked = []
    for person, proof in erased_yet_here():
        told = {"own_texts": proof.own_texts, "due": timezone.now()}
        erasure, _new = Erasure.objects.waiting().update_or_create(person=person, defaults=told)
        asked.append(erasure)
    return asked


def _try(erasure: Erasure) -> bool:
    try:
        carry_out_erasure(erasure)
    except LastAdministrator:
        log.warning("erasure.last_administrator", erasure=str(erasure.pk))
    except Exception:
        log.exception("erasure.failed", erasure=str(erasure.pk))
    else:
        return True
    return False


def _could_not(erasure: Erasure, trouble: Exception) -> None:
    """Administrators read it, until it succeeds. What a database says may tell a name: only where we looked ourselves."""
    kind = type(trouble).__name__
    failure = f"{kind}: {trouble}" if isinstance(trouble, StillThere) else kind
    Erasure.objects.filter(pk=erasure.pk).update(failed=timezone.now(), failure=failure[:300])


def carry_out_erasure(erasure: Erasure) -> Erasure:
    """Whole or not at all. Raises LastAdministrator, StillThere, and NotAllowed when it was cancelled or done.

    Why it could not be done is kept with it.
    """
    try:
        _carry_out(erasure)
    except NotAllowed:
        raise
    except Exception as trouble:
        _could_not(erasure, trouble)
        raise
    erasure.refresh_from_db()
    return erasure


def _carry_out(erasure: Erasure) -> None:
    with transaction.atomic():
        erasure = Erasure.objects.select_for_update().get(pk=erasure.pk)
        if erasure.person_id is None or erasure.cancelled or erasure.done:
            raise NotAllowed
        person = Person.objects.get(pk=erasure.person_id)
        keep_an_administrator(person)
        report = _erase(Going(person, erasure.own_texts))
        now = timezone.now()
        told = {"done": now, "due": min(erasure.due, now), "report": report}
        Erasure.objects.filter(pk=erasure.pk).update(**told, failed=None, failure="")
        write_down(None, Act.ERASED)
        # Last, so that what comes to nothing is not proven; before the commit, so that nobody is gone without proof.
        prove(person.pk, erasure.own_texts)


def _erase(going: Going) -> dict[str, dict[str, int]]:
    person, forgetter = going.person, forgetter_of(going.person)
    removed: Counter[str] = Counter()
    nameless: Counter[str] = Counter()
    # Their membership, which tells that a space is theirs, goes first.
    own = Space.objects.private_of(person)
    private = list(own.values_list("pk", flat=True))
    _end_every_session(person)
    for holding in reversed(in_order(holdings)):
        if gone := holding.before(going):
            removed[holding.name] += gone
        for table in holding.tables:
            _settle(table, person, removed, nameless)
    Space.objects.filter(pk__in=private).delete()
    for label, keys in forget_words(forgetter, going.there).items():
        going.reworded[label] |= keys
    # From now on nothing new comes that is linked to them, and all that did is seen.
    Person.objects.select_for_update().get(pk=person.pk)
    Person.objects.filter(pk=person.pk).delete()
    if left := what_is_left(forgetter, going.there):
        raise StillThere(", ".join(left))
    for see_to_what_came in going.lastly:
        see_to_what_came()
    first_names = first_names_left(person.name)
    return {
        "removed": dict(removed),
        "nameless": dict(nameless),
        "words": {label: len(keys) for label, keys in going.reworded.items() if keys},
        "first_names": dict(first_names),
    }


def _settle(table: Table, person: Person, removed: Counter[str], nameless: Counter[str]) -> None:
    rows = _theirs(table, person)
    if table.model == Person._meta.label:
        return
    if table.fate is Fate.REMOVED:
        count = rows.delete()[0]
        counts = removed
    elif "__" in table.person:
        return
    else:
        count = rows.update(**{table.person: None}, **table.blank)
        counts = nameless
    if count:
        counts[table.model] += count


def _theirs(table: Table, person: Person) -> QuerySet[Any]:
    # Not by a manager of the model: some hide rows, or refuse to change any.
    return QuerySet(apps.get_model(table.model)).filter(**{table.person: person.pk})


def _end_every_session(person: Person) -> None:
    end_sessions(person)
    for session in Session.objects.iterator():
        if session.get_decoded().get("_auth_user_id") == str(person.pk):
            session.delete()


def what_is_left(forgetter: Forgetter, there: There) -> list[str]:
    """Columns of any table where someone still stands."""
    found = []
    declared = {apps.get_model(table.model) for holding in holdings.values() for table in holding.tables}
    for model in {*searched_models(), *filled(declared)}:
        for field in columns_of(model):
            values = rows_with(model, field, forgetter, there).values_list(field.name, flat=True)
            if any(forgetter.forget_in(value) != value for value in values.iterator()):
                found.append(f"{model._meta.label}.{field.name}")
    return found
