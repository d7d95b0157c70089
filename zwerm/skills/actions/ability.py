"""What people say that they can and know."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from django.db import models, transaction
from django.utils import timezone

from zwerm.people.models import Person, Reader
from zwerm.skills.actions.confirmations import with_confirmations
from zwerm.skills.models import Ability, AbilityQuerySet, Opinion, Skill, named_by, with_names

# In a large organisation thousands can what is asked for: those to ask first are enough.
MOST_ABLE = 200


def tell_ability(person: Person, skill: Skill, level: int, audience: str, *, asks: bool) -> Ability:
    """`person` can this, as they say; the last word counts. It stands in no log: who sees it is for them to choose, also later."""
    told, _made = Ability.objects.update_or_create(
        person=person,
        skill=skill,
        defaults={"level": level, "audience": audience, "asks": asks, "at": timezone.now()},
    )
    return told


@transaction.atomic
def untell_ability(person: Person, skill: Skill) -> bool:
    """It is no longer among what they can, nor is what colleagues confirmed of it; False when it was not."""
    family = Skill.objects.family(skill)
    Opinion.objects.filter(person=person, skill__in=family, source=Opinion.Source.PEER).delete()
    gone, _by_table = Ability.objects.filter(person=person, skill__in=family).delete()
    return bool(gone)


def abilities_of(person: Person, reader: Reader) -> list[Ability]:
    """What the reader sees of what this person can, the best first; each with its `skill` as it stands now, named. One query."""
    rows = list(with_names(Ability.objects.last_words().visible_to(reader).filter(person=person)))
    for row in rows:
        row.skill = named_by(row)
    return sorted(rows, key=lambda row: (-row.level, row.skill.called.casefold()))


def able(skill: Skill, reader: Reader) -> models.QuerySet[Ability]:
    """Who says that they can this, as far as the reader sees it: who likes to be asked first, then by level. Who paused is not among them."""
    return _shown(Skill.objects.family(skill), reader).order_by("-asks", "-level", "person__name", "pk")


def able_in(skills: Collection[UUID], reader: Reader, *, confirmed: bool = False) -> list[tuple[Skill, Ability]]:
    """Who can one of several skills that stand on their own or better, the best to ask first; each with the skill that it is said of, named. One query.

    `confirmed`: with what colleagues confirm of it (`confirmed_of`).
    """
    if not skills:
        return []
    found = most_able(skills, reader)
    return [(named_by(row), row) for row in with_names(with_confirmations(found) if confirmed else found)]


def most_able(skills: Collection[UUID], reader: Reader) -> AbilityQuerySet:
    """The rows of `able_in`, without names."""
    of_these = Skill.objects.filter(models.Q(pk__in=skills) | models.Q(merger__into__in=skills))
    found = _shown(of_these, reader).filter(level__gte=Ability.Level.ALONE)
    return found.order_by("-asks", "-level", "person__name", "pk")[:MOST_ABLE]


def _shown(skills: models.QuerySet[Skill], reader: Reader) -> AbilityQuerySet:
    found = Ability.objects.last_words().visible_to(reader).filter(person__pause=None, skill__in=skills)
    return found.select_related("person")
