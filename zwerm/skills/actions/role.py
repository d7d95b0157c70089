"""Roles: what work here asks, made by who cares for learning; and whose role that is, which each says for themselves."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from zwerm.people.models import Person
from zwerm.skills.actions.refusals import NotDone, check_keeper
from zwerm.skills.models import OF_ANOTHER, Ability, OwnRole, Role, RoleSkill, Skill, stands_for

MOST_ASKED = 40


@dataclass(frozen=True)
class Asked:
    """A skill as it stands now, named, and the level that is asked of it."""

    skill: Skill
    level: int

    @property
    def in_words(self) -> str:
        return str(OF_ANOTHER[Ability.Level(self.level)])


def add_role(by: Person, name: str, about: str = "") -> Role:
    """Raises NotAllowed; NotDone when another is called that."""
    check_keeper(by)
    name = _named(name, None)
    return Role.objects.create(name=name, about=about.strip(), by=by)


def change_role(by: Person, role: Role, name: str, about: str) -> None:
    """Raises NotAllowed, NotDone."""
    check_keeper(by)
    role.name, role.about = _named(name, role), about.strip()
    role.save(update_fields=["name", "about"])


def _named(name: str, role: Role | None) -> str:
    name = " ".join(name.split())
    if not name:
        raise NotDone(_("Give it a name."), "name")
    others = Role.objects.exclude(pk=role.pk) if role else Role.objects.all()
    if others.filter(name__iexact=name).exists():
        raise NotDone(_("Another role is called that already."), "name")
    return name


def remove_role(by: Person, role: Role) -> None:
    """What it asked goes, and that it was anybody's. Skills stay. Raises NotAllowed."""
    check_keeper(by)
    role.delete()


@transaction.atomic
def ask_of_role(by: Person, role: Role, skill: Skill, level: int) -> None:
    """The role asks this from now on. Raises NotAllowed; NotDone for what nobody can, or for too many."""
    check_keeper(by)
    Role.objects.select_for_update().get(pk=role.pk)
    there = role.asks.filter(skill__in=Skill.objects.family(skill))
    if skill.kind not in Skill.OF_PEOPLE:
        raise NotDone(_("Choose something that people can or know."))
    if not there.exists() and role.asks.count() >= MOST_ASKED:
        raise NotDone(_("There are forty skills on it already. Few say more than many."))
    there.exclude(skill=skill).delete()
    RoleSkill.objects.update_or_create(role=role, skill=skill, defaults={"level": level})


def ask_no_more(by: Person, role: Role, skill: Skill) -> bool:
    """Raises NotAllowed. False when it didn't."""
    check_keeper(by)
    gone, _by_table = role.asks.filter(skill__in=Skill.objects.family(skill)).delete()
    return bool(gone)


def asked_of(role: Role) -> list[Asked]:
    """What it asks, by name. Of two that became one the higher level counts: the role asked both."""
    rows = role.asks.annotate(means=stands_for()).values("means").annotate(asks=models.Max("level"))
    levels: dict[UUID, int] = dict(rows.values_list("means", "asks"))
    skills = Skill.objects.standing().named().in_bulk(list(levels))
    found = [Asked(skills[key], level) for key, level in levels.items()]
    return sorted(found, key=lambda one: one.skill.called.casefold())


def choose_role(person: Person, role: Role) -> None:
    OwnRole.objects.get_or_create(person=person, role=role)


def leave_role(person: Person, role: Role) -> None:
    OwnRole.objects.filter(person=person, role=role).delete()
