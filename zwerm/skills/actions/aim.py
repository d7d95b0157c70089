"""Aims: what a project or the organisation wants to be able to by a day, and who works on it."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from zwerm.people.actions import NotAllowed
from zwerm.people.models import Person, Space
from zwerm.skills.actions.refusals import NotDone
from zwerm.skills.actions.role import ask_of, leave_out
from zwerm.skills.models import Aim, AimPerson, Skill, spaces_with_aims_of


def add_aim(by: Person, space: Space, name: str, about: str, until: date) -> Aim:
    """Raises NotAllowed; NotDone when another there is called that."""
    _check_space(by, space)
    return Aim.objects.create(space=space, name=_named(name, space), about=about.strip(), until=until, by=by)


def change_aim(by: Person, aim: Aim, name: str, about: str, until: date) -> None:
    """Raises NotAllowed, NotDone."""
    _check_space(by, aim.space)
    aim.name, aim.about, aim.until = _named(name, aim.space, aim), about.strip(), until
    aim.save(update_fields=["name", "about", "until"])


def _check_space(by: Person, space: Space) -> None:
    if not spaces_with_aims_of(by).filter(pk=space.pk).exists():
        raise NotAllowed


def _named(name: str, space: Space, aim: Aim | None = None) -> str:
    name = " ".join(name.split())
    if not name:
        raise NotDone(_("Give it a name."), "name")
    others = Aim.objects.exclude(pk=aim.pk) if aim else Aim.objects.all()
    if others.filter(space=space, name__iexact=name).exists():
        raise NotDone(_("Something else there is called that already."), "name")
    return name


def remove_aim(by: Person, aim: Aim) -> None:
    """What it asked goes, and who worked on it. Skills stay. Raises NotAllowed."""
    _check_space(by, aim.space)
    aim.delete()


def ask_of_aim(by: Person, aim: Aim, skill: Skill, level: int, many: int) -> None:
    """It asks this of so many people from now on. Raises NotAllowed; NotDone for what nobody can, or for too many."""
    _check_space(by, aim.space)
    ask_of(aim, skill, level=level, many=many)


def ask_no_more_of_aim(by: Person, aim: Aim, skill: Skill) -> bool:
    """Raises NotAllowed. False when it didn't."""
    _check_space(by, aim.space)
    return leave_out(aim, skill)


@transaction.atomic
def choose_people(by: Person, aim: Aim, people: Collection[Person]) -> None:
    """These work on it, as far as they see its space; with none, all who are in that space do. Raises NotAllowed."""
    _check_space(by, aim.space)
    if aim.is_strategy:
        raise NotAllowed
    chosen = set(aim.space.seen_by().filter(pk__in=[person.pk for person in people]))
    aim.people.exclude(person__in=chosen).delete()
    for person in chosen:
        AimPerson.objects.get_or_create(aim=aim, person=person)


def people_of(aim: Aim) -> models.QuerySet[Person]:
    """Who works on it, as far as they see its space still."""
    if aim.is_strategy:
        return Person.objects.colleagues()
    named = AimPerson.objects.filter(aim=aim)
    inside = models.Q(memberships__space=aim.space) & ~models.Exists(named)
    return aim.space.seen_by().filter(models.Q(pk__in=named.values("person")) | inside).distinct()
