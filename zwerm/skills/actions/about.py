"""Saying which skills a thing is about."""

from __future__ import annotations

from collections.abc import Collection
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from zwerm.language.words import fold_line
from zwerm.people.models import Person
from zwerm.records.actions import record
from zwerm.skills.actions.refusals import NotDone
from zwerm.skills.models import About, Skill, SkillName, stands_for
from zwerm.skills.registry import MOST_ON_A_THING, Skilled, kinds


def skills_on(about: type[About], thing: UUID) -> list[Skill]:
    """What a thing is about, by what that is called: two queries, one where it is about nothing."""
    rows = about._default_manager.filter(thing=thing).annotate(means=stands_for())  # type: ignore[misc]
    if not (keys := set(rows.values_list("means", flat=True))):
        return []
    return sorted(Skill.objects.named().filter(pk__in=keys), key=lambda skill: skill.called.casefold())


def about_skill(kind: Skilled, person: Person, family: models.QuerySet[Skill]) -> models.QuerySet[Any]:
    """The things of this kind that are about one of `family`, as far as the person sees them."""
    told = kind.about._default_manager.filter(thing=models.OuterRef("pk"), skill__in=family)  # type: ignore[misc]
    return kind.seen(person).filter(models.Exists(told))


def told_about(kind: Skilled, reader: Person, skills: Collection[UUID]) -> models.QuerySet[Any]:
    """Rows that say that things of this kind, as far as the reader sees them, are about one of `skills`; `means`: which, as it stands now."""
    told = kind.about._default_manager.annotate(means=stands_for())
    return told.filter(means__in=skills, thing__in=kind.seen(reader))


@transaction.atomic
def tell_skill(by: Person, kind: Skilled, thing: Any, skill: Skill, when: datetime | None = None) -> bool:
    """`thing` is about `skill` from now on; False when it was already. Raises NotDone. Who may is for `kind.found` to say."""
    # Two who say it at once, and the last of too many, wait for each other at the thing itself.
    type(thing)._default_manager.select_for_update(of=("self",)).filter(pk=thing.pk).values_list("pk").first()
    there = kind.about._default_manager.filter(thing=thing)  # type: ignore[misc]
    if there.filter(skill__in=Skill.objects.family(skill)).exists():
        return False
    if there.count() >= MOST_ON_A_THING:
        raise NotDone(_("There are twelve skills on it already. Take one off first: few say more than many."))
    when = when or datetime.now(UTC)
    kind.about._default_manager.create(thing=thing, skill=skill, by=by, at=when)  # type: ignore[misc]
    # Of a draft nobody else hears.
    if thing.published:
        record(by, "tagged", kind.activity(thing), space=kind.space(thing), when=when)
    return True


def take_along(by: Person, kind: type[About], thing: Any, rows: models.QuerySet[Any]) -> None:
    """A new thing that is made of others (`rows`: what those are about) is about what most of them are about."""
    often = rows.annotate(means=stands_for()).values("means").annotate(n=models.Count("pk")).order_by("-n", "means")
    skills = often.values_list("means", flat=True)[:MOST_ON_A_THING]
    kind._default_manager.bulk_create([kind(thing=thing, skill_id=skill, by=by) for skill in skills])  # type: ignore[misc]


def take_tags(by: Person, kind: type[About], thing: Any, tags: Collection[str]) -> int:
    """A new thing is about the skills that these tags name whole, in any language; answers how many. A name that more skills have says nothing."""
    names = list(dict.fromkeys(plain for tag in tags if (plain := fold_line(tag))))
    if not names:
        return 0
    of_people = Skill.objects.filter(kind__in=Skill.OF_PEOPLE)
    rows = SkillName.objects.filter(plain__in=names, skill__in=of_people).annotate(means=stands_for())
    meant: dict[str, set[UUID]] = {}
    for plain, means in rows.values_list("plain", "means"):
        meant.setdefault(plain, set()).add(means)
    skills = dict.fromkeys(next(iter(meant[name])) for name in names if len(meant.get(name, ())) == 1)
    made = [kind(thing=thing, skill_id=skill, by=by) for skill in list(skills)[:MOST_ON_A_THING]]  # type: ignore[misc]
    return len(kind._default_manager.bulk_create(made))


@transaction.atomic
def untell_skill(kind: Skilled, thing: Any, skill: Skill) -> bool:
    """`thing` is not about `skill`, nor about what was merged into it; False when it was not."""
    there = kind.about._default_manager.filter(thing=thing, skill__in=Skill.objects.family(skill))  # type: ignore[misc]
    gone, _by_table = there.delete()
    return bool(gone)


def hangs_on(skill: Skill) -> bool:
    """Whether anything is about it, or anybody said that they or somebody else can it."""
    there = any(kind.about._default_manager.filter(skill=skill).exists() for kind in kinds.values())
    return there or skill.abilities.exists() or skill.opinions.exists()
