"""What rests on one or two people, and what would be lost with them: of what they show to the reader themselves."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, QuerySet

from zwerm.people.models import Person
from zwerm.skills.actions.about import told_about
from zwerm.skills.models import Ability, Relation, RoleSkill, Skill, stands_for
from zwerm.skills.registry import kinds_that_keep
from zwerm.skills.rules.leaving import carried_by

FEW = 2
MOST_SHOWN = 60


@dataclass(frozen=True)
class Resting:
    """A skill that so few can on their own. `written`: how many texts and courses about it the reader sees; `roles`: how many roles ask it."""

    skill: Skill
    people: Sequence[Person]
    written: int
    roles: int

    @property
    def is_worst(self) -> bool:
        """One person, and nothing is written down."""
        return len(self.people) == 1 and not self.written


@dataclass(frozen=True)
class RestingGroup:
    """A group of skills, and the fewest people with whom more than half of it would be lost."""

    group: Skill
    people: Sequence[Person]
    skills: int


def resting(reader: Person, among: QuerySet[Person] | None = None) -> tuple[list[Resting], list[RestingGroup]]:
    """What rests on one or two of the people here, or of `among`; the most urgent first. Eight queries at most."""
    able = Ability.objects.last_words().visible_to(reader).filter(level__gte=Ability.Level.ALONE)
    if among is not None:
        able = able.filter(person__in=among)
    can: dict[UUID, set[UUID]] = defaultdict(set)
    for skill, person in able.values_list("means", "person"):  # type: ignore[misc]
        can[skill].add(person)
    few = [skill for skill, who in can.items() if len(who) <= FEW]
    groups = _groups(can)
    written, asked = _written(reader, few), _asked(few)
    # Chosen before they are read: in a large organisation hundreds rest on one.
    few = sorted(few, key=lambda key: (len(can[key]), written[key] > 0, -asked[key], str(key)))[:MOST_SHOWN]
    skills = Skill.objects.named().in_bulk([*few, *(group for group, _people, _n in groups)])
    who = Person.objects.in_bulk(
        {person for skill in few for person in can[skill]} | {one for _group, some, _n in groups for one in some}
    )
    found = [
        Resting(skills[key], sorted((who[one] for one in can[key]), key=lambda one: one.name), written[key], asked[key])
        for key in few
    ]
    found.sort(key=lambda one: (len(one.people), one.written > 0, -one.roles, one.skill.called.casefold()))
    in_groups = [RestingGroup(skills[key], [who[one] for one in some], n) for key, some, n in groups]
    in_groups.sort(key=lambda one: (len(one.people), -one.skills, one.group.called.casefold()))
    return found, in_groups


def _groups(can: dict[UUID, set[UUID]]) -> list[tuple[UUID, list[UUID], int]]:
    """Groups with at least three skills that somebody can, resting on one or two people: the group, who, and of how many skills."""
    told = Relation.objects.filter(kind=Relation.Kind.BROADER, other__kind=Skill.Kind.GROUP)
    rows = told.annotate(part=stands_for(), whole=stands_for("other")).values_list("whole", "part").distinct()
    parts: dict[UUID, dict[UUID, set[UUID]]] = defaultdict(dict)
    for whole, part in rows:
        if can.get(part):
            parts[whole][part] = can[part]
    carried = [(group, carried_by(some), len(some)) for group, some in parts.items() if len(some) >= 3]
    return [(group, people, n) for group, people, n in carried if len(people) <= FEW]


def _written(reader: Person, skills: Sequence[UUID]) -> Counter[UUID]:
    found: Counter[UUID] = Counter()
    for kind in kinds_that_keep():
        told = told_about(kind, reader, skills)
        found.update(dict(told.values("means").annotate(n=Count("thing", distinct=True)).values_list("means", "n")))
    return found


def _asked(skills: Sequence[UUID]) -> Counter[UUID]:
    told = RoleSkill.objects.annotate(means=stands_for()).filter(means__in=skills)
    return Counter(dict(told.values("means").annotate(n=Count("role", distinct=True)).values_list("means", "n")))
