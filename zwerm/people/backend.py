from __future__ import annotations

from typing import Any
from uuid import UUID

from allauth.account.auth_backends import AuthenticationBackend
from django.db import connection
from django.db.models import Exists, OuterRef, QuerySet

from zwerm.people.models import Duty, Handed, Person
from zwerm.people.models.prepared import Prepared
from zwerm.people.registry import figures, signs

_FIELDS = [field.attname for field in Person._meta.concrete_fields]


def _who_it_is(person: Person) -> QuerySet[Person, Any]:
    theirs = Duty.objects.filter(person=OuterRef("pk"))
    duties = [Exists(theirs.filter(name=name)) for name in Duty.Name.values]
    handed = Exists(Handed.objects.filter(to=OuterRef("pk")))
    # An account that is closed is nobody, whatever its sessions say.
    more = [rows() for rows in (*signs.values(), *figures.values())]
    return Person.objects.colleagues().filter(pk=person.pk).values_list(*_FIELDS, *duties, handed, *more)


# Each page asks it first.
_WHO_IT_IS = Prepared(_who_it_is)


class WithDuties(AuthenticationBackend):  # type: ignore[misc]  # allauth ships no types
    """The person of a request with their duties, their signs and figures, in the one query that reads the person."""

    def get_user(self, user_id: UUID) -> Person | None:
        for row in _WHO_IT_IS.rows(Person(pk=user_id, is_active=True)):
            person = Person.from_db(connection.alias, _FIELDS, row[: len(_FIELDS)])
            more = row[len(_FIELDS) :]
            duties, handed, told = more[: len(Duty.Name)], more[len(Duty.Name)], more[len(Duty.Name) + 1 :]
            has = zip(Duty.Name.values, duties, strict=True)
            person.__dict__["duties"] = frozenset(name for name, whether in has if whether)
            person.__dict__["was_handed"] = bool(handed)
            person.__dict__["signs"] = frozenset(name for name, so in zip(signs, told, strict=False) if so)
            numbers = zip(figures, told[len(signs) :], strict=True)
            person.__dict__["figures"] = {name: number or 0 for name, number in numbers}
            return person
        return None
