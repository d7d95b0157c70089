"""What people did with things that can be about skills, for who may see those things. Each kind adds a part to one query."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from math import log2
from typing import Any
from uuid import UUID

from django.db import models
from django.utils import formats
from django.utils.translation import gettext_lazy as _

from zwerm.operations.days import organisation_day, organisation_day_of
from zwerm.people.models import Person, Space
from zwerm.skills.models import Skill, stands_for
from zwerm.skills.registry import Evidence, evidence, kinds
from zwerm.skills.rules.consenting import SAID, Because, Topic, topics_of
from zwerm.skills.rules.knowing import Trace

# Of one person no more than the newest of each kind are looked at.
MOST_OF_ONE = 500
# Of what is in a place the newest of each kind tell who works there.
MOST_OF_A_PLACE = 200
# What nobody else read counts for so much of what many read; from so many readers on it counts in full.
UNREAD, MANY_READERS = 0.8, 30
Thing = tuple[str, UUID]


@dataclass(frozen=True)
class Seen:
    """A thing that who asks may see now, and the skills that it is about."""

    kind: str
    key: UUID
    title: str
    space: UUID
    private: bool
    readers: int
    skills: frozenset[UUID]

    @property
    def topics(self) -> frozenset[Topic]:
        """What it stands for."""
        return topics_of(self.space, self.skills)

    @property
    def url(self) -> str:
        return kinds[self.kind].address(self.key)


@dataclass(frozen=True)
class Deed:
    """That somebody did something with a thing that who asks may see."""

    kind: Evidence
    person: UUID
    on: Seen
    when: date
    strength: float

    def trace(self) -> Trace[UUID, UUID]:
        return Trace(self.person, self.thing, self.strength)

    @property
    def thing(self) -> UUID:
        return self.on.key

    @property
    def title(self) -> str:
        return self.on.title

    @property
    def url(self) -> str:
        return self.on.url

    @property
    def month(self) -> str:
        return formats.date_format(self.when, "F Y")

    @property
    def yours(self) -> str:
        return str(self.kind.you) % {"title": self.title, "when": self.month}

    def told_of(self, name: str) -> str:
        return str(self.kind.they) % {"name": name, "title": self.title, "when": self.month}


def together(queries: Iterable[models.QuerySet[Any, Any]]) -> list[Any]:
    """The rows of queries that answer the same columns, asked at once."""
    parts = [query.order_by() for query in queries]
    return list(parts[0].union(*parts[1:], all=True)) if parts else []


def things_seen(things: Iterable[Thing], reader: Person, place: Space | None = None) -> dict[Thing, Seen]:
    """Those of `things`, and the newest of each kind in `place`, that the reader sees now. One query."""
    keys: dict[str, set[UUID]] = defaultdict(set)
    for name, key in things:
        keys[name].add(key)
    asked = [(name, kinds[name].seen(reader).filter(pk__in=some)) for name, some in keys.items()]
    if place is not None:
        inside = [(name, kind, kind.seen(reader).filter(space=place)) for name, kind in kinds.items()]
        asked += [
            (name, kind.model._default_manager.filter(pk__in=some.order_by("-pk").values("pk")[:MOST_OF_A_PLACE]))
            for name, kind, some in inside
        ]
    rows = together(
        some.annotate(readers=kind.readers() if (kind := kinds[name]).readers else models.Value(0)).values_list(
            models.Value(name), "pk", "title", "space", "space__kind", "readers", stands_for("about__skill")
        )
        for name, some in asked
    )
    told: dict[Thing, Any] = {}
    about: dict[Thing, set[UUID]] = defaultdict(set)
    for name, key, *rest, skill in rows:
        told[name, key] = rest
        about[name, key].update([skill] if skill else ())
    return {
        (name, key): Seen(name, key, title, space, kind == Space.Kind.PRIVATE, read, frozenset(about[name, key]))
        for (name, key), (title, space, kind, read) in told.items()
    }


def deeds_on(seen: Mapping[Thing, Seen], people: models.QuerySet[Any]) -> list[Deed]:
    """What `people` (a query of their keys) did with these things, which the reader sees. One query."""
    keys: dict[str, list[UUID]] = defaultdict(list)
    for name, key in seen:
        keys[name].append(key)
    rows = together(
        _told(kind, kind.rows().filter(**{f"{kind.thing}__in": keys[kind.of], f"{kind.person}__in": people}))
        for kind in evidence.values()
        if keys.get(kind.of)
    )
    return _deeds(rows, seen)


def deeds_of(person: Person, reader: Person | None = None) -> list[Deed]:
    """What this person did with what they see themselves, or with what `reader` sees. Two queries."""
    rows = together(_told(kind, _newest(kind, person)) for kind in evidence.values())
    return _deeds(rows, things_seen({(evidence[name].of, thing) for name, thing, *_ in rows}, reader or person))


def deeds_with(
    person: Person, things: Collection[Thing], people: models.QuerySet[Any], reader: Person
) -> tuple[list[Deed], Mapping[Thing, Seen]]:
    """What this person did and what `people` did with `things`, of what the reader sees; and what that is. Two queries."""
    keys: dict[str, list[UUID]] = defaultdict(list)
    for name, key in things:
        keys[name].append(key)
    theirs = [_told(kind, _newest(kind, person)) for kind in evidence.values()]
    others = [
        _told(kind, kind.rows().filter(**{f"{kind.thing}__in": keys[kind.of], f"{kind.person}__in": people}))
        for kind in evidence.values()
        if keys.get(kind.of)
    ]
    rows = together([*theirs, *others])
    seen = things_seen({*things, *((evidence[name].of, thing) for name, thing, *_ in rows)}, reader)
    return _deeds(rows, seen), seen


def _newest(kind: Evidence, person: Person) -> models.QuerySet[Any]:
    theirs = kind.rows().filter(**{kind.person: person.pk})
    newest = theirs.order_by(models.F(kind.when).desc(nulls_last=True))
    return theirs.filter(pk__in=newest.values("pk")[:MOST_OF_ONE])


def _told(kind: Evidence, rows: models.QuerySet[Any]) -> models.QuerySet[Any, Any]:
    """(name of the evidence, thing, person, day), for any kind."""
    at = rows.annotate(at_=models.F(kind.when)).query.annotations["at_"].output_field
    day = organisation_day_of(kind.when) if isinstance(at, models.DateTimeField) else models.F(kind.when)
    return rows.values_list(models.Value(kind.name), kind.thing, kind.person, day)


def _deeds(rows: Sequence[tuple[str, UUID, UUID | None, date | None]], seen: Mapping[Thing, Seen]) -> list[Deed]:
    today = organisation_day()
    found = []
    for name, thing, person, when in rows:
        kind = evidence[name]
        on = seen.get((kind.of, thing))
        if on and person and when:
            weight = kind.weight * (_read(on.readers) if kind.read else 1.0)
            trace = Trace(person, thing, weight, (today - when).days, kind.half)
            found.append(Deed(kind, person, on, when, trace.strength))
    return found


def _read(readers: int) -> float:
    return UNREAD + (1 - UNREAD) * min(1.0, log2(1 + readers) / log2(1 + MANY_READERS))


def topics_on(deeds: Iterable[Deed]) -> Collection[Topic]:
    return {topic for deed in deeds for topic in deed.on.topics}


def reasons_for(person: Person, told: Collection[Because]) -> dict[Because, str]:
    """Each in words for that person, as far as it is still there and they see it: of what is kept as keys nothing is told that they don't."""
    kept = {one: (evidence[one.kind].of, one.key) for one in told if one.kind in evidence}
    seen = things_seen(kept.values(), person) if kept else {}
    titles = {one: seen[thing].title for one, thing in kept.items() if thing in seen}
    if said := [one for one in told if one.kind == SAID]:
        names = {skill.pk: skill.called for skill in Skill.objects.named().filter(pk__in=[one.key for one in said])}
        titles |= {one: names[one.key] for one in said if one.key in names}
    return {
        one: _told_of_you(one) % {"title": title, "when": formats.date_format(one.when, "F Y")}
        for one, title in titles.items()
    }


def _told_of_you(one: Because) -> str:
    return str(_("because you say that you can “%(title)s”") if one.kind == SAID else evidence[one.kind].you)
