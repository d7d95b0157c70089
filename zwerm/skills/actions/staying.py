"""A colleague leaves: what only they can, as they show it, and who knows their things next, as those people agreed."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count

from zwerm.people.models import Person
from zwerm.skills.actions.ability import abilities_of, able_in
from zwerm.skills.actions.about import told_about
from zwerm.skills.actions.consent import Agreed, agreed_for, answers_on, confirming
from zwerm.skills.actions.evidence import Thing, deeds_on, things_seen, together, topics_on
from zwerm.skills.models import Ability, Consent, Skill
from zwerm.skills.registry import kinds_that_keep
from zwerm.skills.rules.consenting import may_tell

MOST_SHOWN, MOST_NEXT = 20, 4


@dataclass(frozen=True)
class OnlyThey:
    """A skill that they can on their own: how many others show that they can too, who is on the way to it, and what is written about it."""

    ability: Ability
    others: int
    next: tuple[Person, ...]
    written: int

    @property
    def is_worst(self) -> bool:
        """Nobody else, and nothing is written down."""
        return not self.others and not self.written


def only_they_can(person: Person, reader: Person) -> list[OnlyThey]:
    """What at most one other shows to the reader that they can on their own; what is lost first. Three queries."""
    theirs = [one for one in abilities_of(person, reader) if one.level >= Ability.Level.ALONE]
    keys = [one.skill.pk for one in theirs]
    rows = Ability.objects.last_words().visible_to(reader).filter(means__in=keys).exclude(person=person)  # type: ignore[misc]
    able: Counter[UUID] = Counter()
    learning: dict[UUID, list[Person]] = defaultdict(list)
    for row in rows.select_related("person").order_by("-level", "person__name") if keys else ():
        means: UUID = row.means  # type: ignore[attr-defined]
        able[means] += row.level >= Ability.Level.ALONE
        learning[means].append(row.person)
    few = [one for one in theirs if able[one.skill.pk] <= 1]
    written = _written(reader, [one.skill.pk for one in few])
    found = [
        OnlyThey(one, able[one.skill.pk], tuple(learning[one.skill.pk][:MOST_NEXT]), written[one.skill.pk])
        for one in few
    ]
    return sorted(found, key=lambda one: (one.others, one.written > 0, -one.ability.level))[:MOST_SHOWN]


def _written(reader: Person, skills: Sequence[UUID]) -> Counter[UUID]:
    """How many things that the reader sees are about each. One query."""
    counted = together(
        told_about(kind, reader, skills)
        .values("means")
        .annotate(n=Count("thing", distinct=True))
        .values_list("means", "n")
        for kind in kinds_that_keep()
        if skills
    )
    found: Counter[UUID] = Counter()
    for skill, number in counted:
        found[skill] += number
    return found


def only_they_are_found_for(person: Person, reader: Person) -> list[Agreed]:
    """What they agreed to be found for, and nobody else did: others may know it too, and did not say so. Four queries at most."""
    agreed = agreed_for(person, reader)
    skills = [one.about.pk for one in agreed if isinstance(one.about, Skill)]
    rows = Consent.objects.filter(pk__in=confirming().values("pk")).exclude(person=person)
    family = rows.filter(skill__in=skills).values_list("skill", flat=True)
    merged = rows.filter(skill__merger__into__in=skills).values_list("skill__merger__into", flat=True)
    others = set(family) | set(merged) if skills else set()
    return [one for one in agreed if isinstance(one.about, Skill) and one.about.pk not in others]


def who_knows_next(person: Person, reader: Person, things: Sequence[Thing]) -> Mapping[Thing, Sequence[Person]]:
    """For each thing colleagues who had to do with it and agreed to be found for that, then who shows that they can what it is about. Four queries."""
    seen = things_seen(things, reader)
    deeds = deeds_on(seen, confirming().exclude(person=person).values("person"))
    agreed = (
        {one.pk: (one, some) for one, some in answers_on(topics_on(deeds), {deed.person for deed in deeds})}
        if deeds
        else {}
    )
    found: dict[Thing, dict[UUID, Person]] = defaultdict(dict)
    for deed in sorted(deeds, key=lambda deed: (-deed.strength, str(deed.person))):
        one = agreed.get(deed.person)
        if one and may_tell(deed.on.topics, (), one[1]):
            found[deed.on.kind, deed.thing].setdefault(deed.person, one[0])
    able: dict[UUID, list[Person]] = defaultdict(list)
    for skill, ability in able_in({skill for one in seen.values() for skill in one.skills}, reader):
        able[skill.pk].append(ability.person)
    for thing, one_seen in seen.items():
        for key in sorted(one_seen.skills, key=str):
            for other in able[key]:
                found[thing].setdefault(other.pk, other)
    return {thing: list(people.values())[: MOST_NEXT + 1] for thing, people in found.items()}
