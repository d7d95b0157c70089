"""What people say that they can and know."""

from __future__ import annotations

from django.db import models, transaction
from django.utils import timezone

from zwerm.people.models import Audience, Person, Reader
from zwerm.records.actions import record
from zwerm.records.vocabulary import Activity
from zwerm.skills.actions.about import stands_for
from zwerm.skills.models import Ability, Skill

ACTIVITY_TYPE = "http://id.tincanapi.com/activitytype/skill"


def activity(skill: Skill) -> Activity:
    """The skill, in xAPI's words."""
    return Activity(f"urn:uuid:{skill.pk}", ACTIVITY_TYPE, skill.preferred)


@transaction.atomic
def tell_ability(person: Person, skill: Skill, level: int, audience: str, *, asks: bool) -> Ability:
    """`person` can this, as they say; once per skill, the last word counts. What is for themselves alone is in no log."""
    # Of a skill that was merged, what was said before counts as said of this one.
    Ability.objects.filter(person=person, skill__in=Skill.objects.family(skill)).exclude(skill=skill).delete()
    told, _made = Ability.objects.update_or_create(
        person=person,
        skill=skill,
        defaults={"level": level, "audience": audience, "asks": asks, "at": timezone.now()},
    )
    if audience != Audience.ME:
        record(person, "told-ability", activity(skill))
    return told


def untell_ability(person: Person, skill: Skill) -> bool:
    gone, _by_table = Ability.objects.filter(person=person, skill__in=Skill.objects.family(skill)).delete()
    return bool(gone)


def abilities_of(person: Person, reader: Reader) -> list[Ability]:
    """What the reader sees of what this person can, the best first; each with its `skill` as it stands now, named."""
    rows = list(Ability.objects.visible_to(reader).filter(person=person).annotate(means=stands_for()))
    skills = Skill.objects.standing().named().in_bulk({row.means for row in rows})  # type: ignore[attr-defined]
    for row in rows:
        row.skill = skills[row.means]  # type: ignore[attr-defined]
    return sorted(rows, key=lambda row: (-row.level, row.skill.called.casefold()))


def able(skill: Skill, reader: Reader) -> models.QuerySet[Ability]:
    """Who says that they can this, as far as the reader sees it: who likes to be asked first, then by level."""
    found = Ability.objects.visible_to(reader).filter(skill__in=Skill.objects.family(skill))
    return found.select_related("person").order_by("-asks", "-level", "person__name", "pk")
