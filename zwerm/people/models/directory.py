"""Finding a colleague by the beginnings of words, also with a slip of the pen; in the database, so that it holds for a hundred thousand."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.db.models import Case, Q, QuerySet, Value, When

from zwerm.language.slips import slips
from zwerm.language.words import find_parts
from zwerm.people.models.person import Person
from zwerm.people.models.sought import sought
from zwerm.people.models.space import Membership

# A shorter word is not read as another; a longer one may have two slips.
SHORTEST_SLIP, TWO_SLIPS_FROM = 4, 8
MOST_COMPARED, MOST_NEAR = 3000, 20


def whose_name_has(people: QuerySet[Person], words: Iterable[str]) -> QuerySet[Person]:
    """Those in whose name every one of these words stands."""
    for word in words:
        people = people.filter(name__icontains=word)
    return people


def words_of_name(query: str) -> Q | None:
    """To ask of rows with a `by_name`: every word of `query` begins a word of the name, accents and capitals aside. None: there is no word in it."""
    wanted = [Q(by_name__contains=f" {word.folded}") for word in find_parts(query)]
    return Q(*wanted) if wanted else None


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


def nearly_meant_by(people: QuerySet[Person], query: str) -> list[UUID]:
    """Keys of those in whose name every word of `query` begins a word with a slip or two, nearest first. For when nobody is meant as it was typed.

    The database gives those who have a part of each word; how near they are is told here.
    """
    words = [word.folded for word in find_parts(query)]
    if not any(len(word) >= SHORTEST_SLIP for word in words):
        return []
    wanted = Q()
    for word in words:
        wanted &= _has_a_part_of(word)
    near = [
        (slipped, name, key)
        for key, name in people.filter(wanted).order_by("by_name").values_list("pk", "by_name")[:MOST_COMPARED]
        if (slipped := _slipped(words, name.split())) is not None
    ]
    return [key for _slipped_, _name, key in sorted(near, key=lambda one: one[:2])[:MOST_NEAR]]


def meant_or_near(people: QuerySet[Person], query: str, most: int) -> tuple[list[Person], bool]:
    """At most so many who are meant by `query`; with a slip only when nobody is, and then True beside them. Nobody when nothing was typed."""
    if not query:
        return [], False
    if meant := list(meant_by(people, query)[:most]):
        return meant, False
    keys = nearly_meant_by(people, query)[:most]
    known = people.in_bulk(keys) if keys else {}
    near = [known[key] for key in keys if key in known]
    return near, bool(near)


def _has_a_part_of(word: str) -> Q:
    """Whoever is meant with one slip has one of these parts: a slip breaks two that are neighbours at most."""
    if len(word) < SHORTEST_SLIP:
        return Q(by_name__contains=f" {word}")
    third = max(2, len(word) // 3)
    parts = (f" {word[:third]}", word[third:-third], word[-third:])
    return Q(*(Q(by_name__contains=part) for part in parts if len(part.strip()) > 1), _connector=Q.OR)


def _slipped(words: Iterable[str], name: list[str]) -> int | None:
    """Slips in all, when each word begins a word of the name with few enough."""
    told = 0
    for word in words:
        most = 0 if len(word) < SHORTEST_SLIP else 2 if len(word) >= TWO_SLIPS_FROM else 1
        fewest = min((_slips_at_the_beginning(word, one, most) for one in name), default=most + 1)
        if fewest > most:
            return None
        told += fewest
    return told


def _slips_at_the_beginning(word: str, name: str, most: int) -> int:
    return min(slips(word, name[:long], most) for long in {len(word) - 1, len(word), len(word) + 1})
