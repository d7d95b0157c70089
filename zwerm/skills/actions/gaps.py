"""What a role or an aim asks beside what there is: of oneself with what leads there, of a team in numbers only, of a project and the organisation as people show it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db.models import F, Window
from django.db.models.functions import RowNumber

from zwerm.people.models import Audience, Person, Space
from zwerm.skills.actions.about import told_about
from zwerm.skills.actions.aim import people_of
from zwerm.skills.actions.levels import standings
from zwerm.skills.actions.role import Asked, asked_of
from zwerm.skills.models import OF_ANOTHER, Ability, AbilityQuerySet, Aim, Role, Skill
from zwerm.skills.registry import Skilled, kinds_that_keep

# Of fewer people a number says something of one of them.
FEWEST_IN_TEAM = 5
MOST_LEADING = 3


@dataclass
class Gap:
    """One skill that a role asks. `has` is 0 for what nothing is said of; else what all together say, or oneself when nobody else does.

    `leading`: things about it that the person may read, per kind, the newest first; only where something is missing.
    """

    skill: Skill
    asks: int
    has: int
    leading: list[tuple[Skilled, Any]] = field(default_factory=list)

    @property
    def missing(self) -> int:
        return max(self.asks - self.has, 0)

    @property
    def asks_in_words(self) -> str:
        return str(Ability.Level(self.asks).label)

    @property
    def has_in_words(self) -> str:
        return str(Ability.Level(self.has).label) if self.has else ""


def gaps(person: Person, role: Role, asked: Sequence[Asked] | None = None) -> list[Gap]:
    """For this person alone: what the role asks and they have, what is missing most first. `asked`: what the role asks, when that was read. A fixed number of queries."""
    has = {
        one.skill.pk: one.estimate.level if one.estimate else one.ability.level if one.ability else 0
        for one in standings(person)
    }
    found = [
        Gap(one.skill, one.level, has.get(one.skill.pk, 0)) for one in (asked_of(role) if asked is None else asked)
    ]
    missing = {gap.skill.pk: gap for gap in found if gap.missing}
    for kind in kinds_that_keep():
        for skill, thing in _leading(kind, person, missing):
            missing[skill].leading.append((kind, thing))
    return sorted(found, key=lambda gap: -gap.missing)


def _leading(kind: Skilled, person: Person, skills: Collection[UUID]) -> list[tuple[UUID, Any]]:
    """The newest few things of a kind about each of these that the person reads. Two queries."""
    if not skills:
        return []
    told = told_about(kind, person, list(skills))
    nth = Window(RowNumber(), partition_by=[F("means")], order_by=[F("at").desc(), F("pk").desc()])
    rows = list(told.annotate(nth=nth).filter(nth__lte=MOST_LEADING).order_by("nth").values_list("means", "thing"))
    things = kind.seen(person).in_bulk({thing for _skill, thing in rows})
    return [(skill, things[thing]) for skill, thing in rows if thing in things]


@dataclass(frozen=True)
class TeamGap:
    """How many of a team show the lead that they can what a role asks; `some`: how many show less than that."""

    skill: Skill
    asks: int
    shown: int
    some: int

    @property
    def asks_in_words(self) -> str:
        return str(OF_ANOTHER[Ability.Level(self.asks)])


def team_gaps(lead: Person, team: Space, role: Role) -> tuple[int, list[TeamGap] | None]:
    """How many people there are, and numbers of what people in the team show this lead themselves; None when they are too few for numbers that say nothing of one.

    Not shown is not the same as not able: people choose what they show. Who counts is not told here.
    """
    people = Person.objects.colleagues().filter(memberships__space=team)
    size = people.count()
    if size < FEWEST_IN_TEAM:
        return size, None
    asked = asked_of(role)
    able, some = _shown(asked, Ability.objects.last_words().visible_to(lead).filter(person__in=people))
    found = [TeamGap(one.skill, one.level, len(able[one.skill.pk]), some[one.skill.pk]) for one in asked]
    return size, sorted(found, key=lambda gap: gap.shown)


def _shown(asked: Sequence[Asked], abilities: AbilityQuerySet) -> tuple[dict[UUID, list[UUID]], Counter[UUID]]:
    """By skill: who shows that they can it as well as asked, and how many show less. One query."""
    levels = {one.skill.pk: one.level for one in asked}
    able: dict[UUID, list[UUID]] = defaultdict(list)
    some: Counter[UUID] = Counter()
    rows: Any = abilities.filter(means__in=levels)  # type: ignore[misc]  # annotated
    for skill, level, person in rows.values_list("means", "level", "person"):
        if level >= levels[skill]:
            able[skill].append(person)
        else:
            some[skill] += 1
    return able, some


@dataclass
class AimGap:
    """One skill that an aim asks of `many` people. `shown`: how many show the reader that they can it so well; `some`: how many show less, None where so few
    work on it that a number tells of one of them. `who`: of a project, who those are, by name. `leading`: as in `Gap`, where somebody is missing.
    """

    skill: Skill
    asks: int
    many: int
    shown: int
    some: int | None
    who: list[Person] = field(default_factory=list)
    leading: list[tuple[Skilled, Any]] = field(default_factory=list)

    @property
    def missing(self) -> int:
        return max(self.many - self.shown, 0)

    @property
    def asks_in_words(self) -> str:
        return str(OF_ANOTHER[Ability.Level(self.asks)])


def aim_gaps(reader: Person, aim: Aim, asked: Sequence[Asked]) -> tuple[int, list[AimGap]]:
    """How many people work on it, and what it asks beside what those show to others and so to this reader; most missing first. A fixed number of queries.

    What somebody keeps to themselves counts for nobody, them included: else a number would tell it. Who paused is not counted.
    """
    people = people_of(aim)
    size = people.count()
    told = Ability.objects.last_words().visible_to(reader).exclude(audience=Audience.ME)
    able, some = _shown(asked, told.filter(person__in=people.values("pk"), person__pause=None))
    named = [] if aim.is_strategy else [key for some_of in able.values() for key in some_of]
    who = Person.objects.in_bulk(set(named)) if named else {}
    found = [
        AimGap(
            one.skill,
            one.level,
            one.many,
            len(able[one.skill.pk]),
            some[one.skill.pk] if size >= FEWEST_IN_TEAM else None,
            sorted((who[key] for key in able[one.skill.pk] if key in who), key=lambda person: person.name),
        )
        for one in asked
    ]
    missing = {gap.skill.pk: gap for gap in found if gap.missing}
    for kind in kinds_that_keep():
        for skill, thing in _leading(kind, reader, missing):
            missing[skill].leading.append((kind, thing))
    return size, sorted(found, key=lambda gap: -gap.missing / gap.many)
