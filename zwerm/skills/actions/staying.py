"""A colleague leaves: what only they can, as they show it, and who knows their things next, as those people agreed."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import models
from django.db.models.functions import Coalesce

from zwerm.people.models import Person
from zwerm.people.registry import Known
from zwerm.skills.actions.ability import most_able
from zwerm.skills.actions.consent import Agreed, answers_with, confirming, found_for
from zwerm.skills.actions.evidence import Deed, Seen, Thing, deeds_with, topics_on
from zwerm.skills.models import Ability, Skill, named_by, stands_for, with_names
from zwerm.skills.registry import kinds_that_keep
from zwerm.skills.rules.consenting import Topic, may_tell

MOST_SHOWN, MOST_NEXT = 20, 4
Answers = Mapping[UUID, tuple[Person, Mapping[Topic, str]]]


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


@dataclass(frozen=True)
class Staying:
    """`only`: what at most one other shows to the reader that they can on their own, what is lost first. `found`: what they agreed to be found for, and nobody
    else did or shows the reader that they can it: others may know it too, and did not say so.
    """

    only: Sequence[OnlyThey]
    found: Sequence[Agreed]


def known_of(person: Person, reader: Person, things: Sequence[Thing]) -> Known:
    """For each thing colleagues who had to do with it and agreed to be found for that, then who shows that they can what it is about; and what only they can. Four queries."""
    deeds, seen = deeds_with(person, things, confirming().exclude(person=person).values("person"), reader)
    theirs = [deed for deed in deeds if deed.person == person.pk]
    others = [deed for deed in deeds if deed.person != person.pk]
    answered = answers_with(person, reader, theirs, topics_on(others), {deed.person for deed in others})
    to_hand = {thing: seen[thing] for thing in things if thing in seen}
    rows = _abilities(person, reader, {skill for one in to_hand.values() for skill in one.skills})
    shown = {row.means for row in rows if row.is_shown}
    alone = [one for one in answered.alone if one.about.pk not in shown]
    return Known(_next(to_hand, others, answered.others, rows), Staying(_only(person, rows), alone))


def _next(
    things: Mapping[Thing, Seen], deeds: Iterable[Deed], answers: Answers, abilities: Iterable[Any]
) -> Mapping[Thing, Sequence[Person]]:
    found: dict[Thing, dict[UUID, Person]] = defaultdict(dict)
    for deed in sorted(deeds, key=lambda deed: (-deed.strength, str(deed.person))):
        one = answers.get(deed.person)
        if one and may_tell(deed.on.topics, (), one[1]):
            found[deed.on.kind, deed.thing].setdefault(deed.person, one[0])
    able: dict[UUID, list[Person]] = defaultdict(list)
    for row in abilities:
        if row.is_able:
            able[row.means].append(row.person)
    for thing, seen in things.items():
        for key in sorted(seen.skills, key=str):
            for other in able[key]:
                found[thing].setdefault(other.pk, other)
    return {thing: list(people.values())[: MOST_NEXT + 1] for thing, people in found.items()}


def _abilities(person: Person, reader: Person, skills: Collection[UUID]) -> list[Any]:
    """What people show the reader of these skills, the best to ask first (`is_able`), of what this person can on their own (`is_theirs`), and who
    else can on their own what this person is found for (`is_shown`). One query.
    """
    shown = Ability.objects.last_words().visible_to(reader)
    on_their_own = shown.filter(person=person, level__gte=Ability.Level.ALONE).values("means")  # type: ignore[misc]  # annotated
    is_able = models.Q(pk__in=most_able(skills, reader).values("pk")) if skills else models.Q(pk__in=())
    is_theirs = models.Q(means__in=on_their_own)
    own = models.Q(person=person)
    is_shown = models.Q(means__in=found_for(person), level__gte=Ability.Level.ALONE) & ~own
    flags = {"is_able": is_able, "is_theirs": is_theirs, "is_shown": is_shown}
    rows = with_names(shown.filter(is_able | is_theirs | is_shown)).annotate(
        **{
            name: models.Case(models.When(which, then=True), default=False, output_field=models.BooleanField())
            for name, which in flags.items()
        },
        written=models.Case(models.When(own, then=_written(reader)), default=0, output_field=models.IntegerField()),
    )
    return list(rows.select_related("person").order_by("-asks", "-level", "person__name", "pk"))


def _written(reader: Person) -> models.expressions.Combinable:
    """How many things that the reader sees are about the skill of a row (`means`)."""
    counts = (
        kind.about._default_manager.annotate(means=stands_for())
        .filter(means=models.OuterRef("means"), thing__in=kind.seen(reader))
        .order_by()
        .values("means")
        .annotate(n=models.Count("thing", distinct=True))
        .values("n")
        for kind in kinds_that_keep()
    )
    told: Any = models.Value(0)
    for rows in counts:
        told = told + Coalesce(models.Subquery(rows, output_field=models.IntegerField()), 0)
    return models.ExpressionWrapper(told, models.IntegerField())


def _only(person: Person, rows: Iterable[Any]) -> list[OnlyThey]:
    able: Counter[UUID] = Counter()
    learning: dict[UUID, list[Person]] = defaultdict(list)
    theirs = [row for row in rows if row.is_theirs]
    for row in sorted(theirs, key=lambda row: -row.level):
        if row.person_id != person.pk:
            able[row.means] += row.level >= Ability.Level.ALONE
            learning[row.means].append(row.person)
    mine = [row for row in theirs if row.person_id == person.pk and able[row.means] <= 1]
    for row in mine:
        row.skill = _named(row)
    mine.sort(key=lambda row: (-row.level, row.skill.called.casefold()))
    found = [OnlyThey(row, able[row.means], tuple(learning[row.means][:MOST_NEXT]), row.written) for row in mine]
    return sorted(found, key=lambda one: (one.others, one.written > 0, -one.ability.level))[:MOST_SHOWN]


def _named(row: Any) -> Skill:
    return named_by(row)
