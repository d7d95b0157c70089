"""Roles: what work here asks, made by who cares for learning; and whose role that is, which each says for themselves. Aims (aim.py) ask in the same way."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from zwerm.people.models import Person
from zwerm.skills.actions.refusals import NotDone, check_keeper
from zwerm.skills.models import OF_ANOTHER, Ability, Aim, OwnRole, Role, Skill, stands_for

MOST_ASKED = 40


@dataclass(frozen=True)
class Asked:
    """A skill as it stands now, named, and the level that is asked of it; of how many people, where that is told."""

    skill: Skill
    level: int
    many: int = 1

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


def ask_of_role(by: Person, role: Role, skill: Skill, level: int) -> None:
    """The role asks this from now on. Raises NotAllowed; NotDone for what nobody can, or for too many."""
    check_keeper(by)
    ask_of(role, skill, level=level)


@transaction.atomic
def ask_of(asker: Role | Aim, skill: Skill, **asked: int) -> None:
    """For who may. Raises NotDone."""
    type(asker)._default_manager.select_for_update(of=("self",)).get(pk=asker.pk)
    there = asker.asks.filter(skill__in=Skill.objects.family(skill))
    if skill.kind not in Skill.OF_PEOPLE:
        raise NotDone(_("Choose something that people can or know."))
    if not there.exists() and asker.asks.count() >= MOST_ASKED:
        raise NotDone(_("There are forty skills on it already. Few say more than many."))
    there.exclude(skill=skill).delete()
    asker.asks.update_or_create(skill=skill, defaults=asked)


def ask_no_more(by: Person, role: Role, skill: Skill) -> bool:
    """Raises NotAllowed. False when it didn't."""
    check_keeper(by)
    return leave_out(role, skill)


def leave_out(asker: Role | Aim, skill: Skill) -> bool:
    gone, _by_table = asker.asks.filter(skill__in=Skill.objects.family(skill)).delete()
    return bool(gone)


def asked_of(asker: Role | Aim) -> list[Asked]:
    """What it asks, by name. Of two that became one the higher level and the larger number count: both were asked."""
    many = models.Max("many") if isinstance(asker, Aim) else models.Value(1)
    rows = asker.asks.annotate(means=stands_for()).values("means").annotate(asks=models.Max("level"), of=many)
    told: dict[UUID, tuple[int, int]] = {key: (level, of) for key, level, of in rows.values_list("means", "asks", "of")}
    skills = Skill.objects.standing().named().in_bulk(list(told))
    found = [Asked(skills[key], level, of) for key, (level, of) in told.items()]
    return sorted(found, key=lambda one: one.skill.called.casefold())


def choose_role(person: Person, role: Role) -> None:
    OwnRole.objects.get_or_create(person=person, role=role)


def leave_role(person: Person, role: Role) -> None:
    OwnRole.objects.filter(person=person, role=role).delete()
