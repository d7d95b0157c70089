"""Finding a colleague by the beginnings of words; in the database, so that it holds for a hundred thousand."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.db.models import Case, Q, QuerySet, Value, When

from zwerm.language.words import find_parts
from zwerm.people.models.person import Person
from zwerm.people.models.sought import sought
from zwerm.people.models.space import Membership


def whose_name_has(people: QuerySet[Person], words: Iterable[str]) -> QuerySet[Person]:
    """Those in whose name every one of these words stands."""
    for word in words:
        people = people.filter(name__icontains=word)
    return people


def meant_by(people: QuerySet[Person], query: str, teams: Iterable[tuple[UUID, str]] = ()) -> QuerySet[Person]:
    """Those in whom every word of `query` begins a word, accents and capitals aside; found by name stand first.

    `teams` are the ids and names of spaces that count as words of who is in them.
    """
    wanted = [f" {word.folded}" for word in find_parts(query)]
    if query.strip() and not wanted:
        return people.none()
    named, told = Q(), Q()
    for word in wanted:
        named &= Q(by_name__contains=word)
        spaces = [id for id, name in teams if word in sought(name)]
        within = Membership.objects.filter(space__in=spaces).values("person")
        told &= Q(by_name__contains=word) | Q(by_function__contains=word) | (Q(pk__in=within) if spaces else Q())
    first = [Case(When(named, then=Value(0)), default=Value(1))] if wanted else []
    return people.filter(told).order_by(*first, "by_name", "id")
