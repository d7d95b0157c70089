"""What a role asks beside what there is: of oneself with what leads there, and of a team in numbers only."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db.models import F, Window
from django.db.models.functions import RowNumber

from zwerm.people.models import Person, Space
from zwerm.skills.actions.about import told_about
from zwerm.skills.actions.levels import standings
from zwerm.skills.actions.role import Asked, asked_of
from zwerm.skills.models import OF_ANOTHER, Ability, Role, Skill
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
    levels = {one.skill.pk: one.level for one in asked}
    rows = Ability.objects.last_words().visible_to(lead).filter(person__in=people)
    shown: Counter[UUID] = Counter()
    some: Counter[UUID] = Counter()
    for skill, level in rows.values_list("means", "level"):  # type: ignore[misc]
        if skill in levels:
            (shown if level >= levels[skill] else some)[skill] += 1
    found = [TeamGap(one.skill, one.level, shown[one.skill.pk], some[one.skill.pk]) for one in asked]
    return size, sorted(found, key=lambda gap: gap.shown)
