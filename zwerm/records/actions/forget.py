"""Someone is erased: what they did stays in the log, under a name that means nothing."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

import msgspec
from django.db.models import Q, QuerySet

from zwerm.people.actions import forgetter_of
from zwerm.people.models import Person
from zwerm.people.registry import Going
from zwerm.people.rules.standing_in import Forgetter
from zwerm.records.actions.record import canonical
from zwerm.records.models import Forgetting, ModelCall, Statement

AT_ONCE = 500


def forget_statements(going: Going) -> int:
    """Put one new, random name in the place of their id wherever a statement tells it; nothing is removed."""
    forgetter, pseudonym = forgetter_of(going.person), uuid4()
    pause = Forgetting.objects.create()
    rows: QuerySet[Statement] = QuerySet(Statement)
    some: list[Statement] = []
    for statement in rows.filter(_about(going.person, forgetter)).only("sequence", "json", "object_iri").iterator():
        some.append(_forgotten(statement, going.person.pk, pseudonym, forgetter))
        if len(some) == AT_ONCE:
            rows.bulk_update(some, ["json", "object_iri"])
            some = []
    rows.bulk_update(some, ["json", "object_iri"])
    pause.delete()
    return 0


def _about(person: Person, forgetter: Forgetter) -> Q:
    found = Q(person=person)
    for needle in forgetter.needles:
        found |= Q(json__icontains=needle)
    return found


def _forgotten(statement: Statement, id: UUID, pseudonym: UUID, forgetter: Forgetter) -> Statement:
    told: Any = msgspec.json.decode(statement.json.replace(str(id), str(pseudonym)))
    statement.json = canonical(forgetter.forget_in(told))  # type: ignore[arg-type]
    statement.object_iri = statement.object_iri.replace(str(id), str(pseudonym))
    return statement


def clear_model_calls(before: datetime) -> int:
    return ModelCall.objects.filter(when__lt=before).delete()[0]
