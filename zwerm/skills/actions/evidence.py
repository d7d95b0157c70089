"""What people did with things that can be about skills, for who may see those things."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from math import log2
from typing import Any
from uuid import UUID

from django.db import models
from django.utils import formats, timezone

from zwerm.people.models import Person, Space
from zwerm.skills.models import stands_for
from zwerm.skills.registry import Evidence, evidence, kinds
from zwerm.skills.rules.consenting import Topic, topics_of
from zwerm.skills.rules.knowing import Trace

# Of one person no more than the newest of each kind are looked at.
MOST_OF_ONE = 500
# What nobody else read counts for so much of what many read; from so many readers on it counts in full.
UNREAD, MANY_READERS = 0.8, 30


@dataclass(frozen=True)
class Deed:
    """That somebody did something with a thing that who asks may see."""

    kind: Evidence
    person: UUID
    thing: UUID
    title: str
    url: str
    space: UUID
    private: bool
    when: date
    strength: float

    def trace(self) -> Trace[UUID, UUID]:
        return Trace(self.person, self.thing, self.strength)

    @property
    def month(self) -> str:
        return formats.date_format(self.when, "F Y")

    @property
    def yours(self) -> str:
        return str(self.kind.you) % {"title": self.title, "when": self.month}

    def told_of(self, name: str) -> str:
        return str(self.kind.they) % {"name": name, "title": self.title, "when": self.month}


def deeds_on(things: Mapping[str, Collection[UUID]], reader: Person, people: models.QuerySet[Any]) -> list[Deed]:
    """What `people` (a query of their keys) did with these things, by the name of their kind, as far as the reader sees those things now."""
    found: list[Deed] = []
    for name, keys in things.items():
        seen = kinds[name].seen(reader).filter(pk__in=keys).select_related("space").in_bulk() if keys else {}
        told = {}
        for kind in _of(name) if seen else ():
            rows = kind.rows().filter(**{f"{kind.thing}__in": list(seen), f"{kind.person}__in": people})
            told[kind] = list(rows.values_list(kind.thing, kind.person, kind.when))
        found += _deeds(told, seen)
    return found


def deeds_of(person: Person) -> list[Deed]:
    """What this person did with what they see themselves."""
    found: list[Deed] = []
    for name, skilled in kinds.items():
        rows = {
            kind: list(
                kind.rows()
                .filter(**{kind.person: person.pk})
                .order_by(models.F(kind.when).desc(nulls_last=True))
                .values_list(kind.thing, kind.person, kind.when)[:MOST_OF_ONE]
            )
            for kind in _of(name)
        }
        keys = {thing for each in rows.values() for thing, _person, _when in each}
        seen = skilled.seen(person).filter(pk__in=keys).select_related("space").in_bulk() if keys else {}
        found += _deeds(rows, seen)
    return found


def _of(name: str) -> list[Evidence]:
    return [kind for kind in evidence.values() if kind.of == name]


def _deeds(told: Mapping[Evidence, Sequence[tuple[UUID, UUID, Any]]], seen: Mapping[UUID, Any]) -> Iterator[Deed]:
    """What `told` says of the things that are seen. How many read those is asked once."""
    today = timezone.localdate()
    readers: dict[Any, Mapping[UUID, int]] = {}
    for kind, rows in told.items():
        if rows and seen and kind.used and kind.used not in readers:
            readers[kind.used] = kind.used(list(seen))
        for thing, person, when in rows:
            if thing not in seen or not person or not when:
                continue
            one = seen[thing]
            day = timezone.localdate(when) if isinstance(when, datetime) else when
            weight = kind.weight * _read(readers.get(kind.used), thing)
            yield Deed(
                kind,
                person,
                thing,
                str(one),
                one.get_absolute_url(),
                one.space_id,
                one.space.kind == Space.Kind.PRIVATE,
                day,
                Trace(person, thing, weight, (today - day).days, kind.half).strength,
            )


def _read(readers: Mapping[UUID, int] | None, thing: UUID) -> float:
    if readers is None:
        return 1.0
    return UNREAD + (1 - UNREAD) * min(1.0, log2(1 + readers.get(thing, 0)) / log2(1 + MANY_READERS))


def topics_on(deeds: Sequence[Deed]) -> dict[UUID, frozenset[Topic]]:
    """What the thing of each deed stands for."""
    about: dict[UUID, set[UUID]] = defaultdict(set)
    things: dict[str, set[UUID]] = defaultdict(set)
    for deed in deeds:
        things[deed.kind.of].add(deed.thing)
    for name, keys in things.items():
        for thing, skill in skills_by_thing(name, keys):
            about[thing].add(skill)
    return {deed.thing: topics_of(deed.space, about[deed.thing]) for deed in deeds}


def skills_by_thing(name: str, keys: Collection[UUID]) -> Iterable[tuple[UUID, UUID]]:
    rows = kinds[name].about._default_manager.filter(thing__in=keys).annotate(means=stands_for())  # type: ignore[misc]
    return rows.values_list("thing", "means")
