from __future__ import annotations

import secrets

from django.db import transaction
from django.utils.text import slugify

from zwerm.people.actions.join import join_space
from zwerm.people.actions.refusals import NotAllowed
from zwerm.people.models import Membership, Person, Space, Team
from zwerm.people.registry import space_followers
from zwerm.people.rules.spaces import kinds_to_start

RESERVED = {"new"}


def open_organisation(name: str, slug: str) -> Space:
    """The one organisation of this installation; called again it renames it."""
    space, _ = Space.objects.update_or_create(
        kind=Space.Kind.ORGANISATION, defaults={"slug": slug, "name": name, "open": True}
    )
    return space


@transaction.atomic
def open_team(name: str, slug: str, *, about: str = "", open: bool = True) -> Team:
    space, _ = Space.objects.update_or_create(
        slug=slug, defaults={"kind": Space.Kind.TEAM, "name": name, "about": about, "open": open}
    )
    return Team.objects.get_or_create(space=space)[0]


def open_community(name: str, slug: str, *, about: str = "", open: bool = True) -> Space:
    space, _ = Space.objects.update_or_create(
        slug=slug, defaults={"kind": Space.Kind.COMMUNITY, "name": name, "about": about, "open": open}
    )
    return space


def kinds_open_to(person: Person) -> tuple[str, ...]:
    """Kinds of space that `person` may begin."""
    together = person.memberships.filter(space__in=Space.objects.together())
    return kinds_to_start(person.duties, set(together.values_list("role", flat=True)))


@transaction.atomic
def start_space(by: Person, kind: str, name: str, *, about: str = "", open: bool = True) -> Space:
    """A new team or community, with `by` to look after it. Raises NotAllowed when that is not theirs to do."""
    if kind not in kinds_open_to(by):
        raise NotAllowed(kind)
    space = Space.objects.create(kind=kind, slug=free_slug(name, open), name=name, about=about, open=open)
    if kind == Space.Kind.TEAM:
        Team.objects.create(space=space)
    join_space(by, space, Membership.Role.STEWARD)
    return space


def change_space(space: Space, *, name: str, about: str, open: bool) -> None:
    """What a space is called, what it is for, and whether all colleagues may read there. Its address stays."""
    readers_change = space.open != open
    with transaction.atomic():
        space.name, space.about, space.open = name, about, open
        space.save(update_fields=["name", "about", "open"])
        for tell in space_followers.values() if readers_change else ():
            tell(space)


def free_slug(name: str, open: bool) -> str:
    """An address for a space. That of a closed one cannot be guessed, and no name is refused because a closed one has it."""
    base = slugify(name)[:60].strip("-") or "space"
    taken = base in RESERVED or Space.objects.filter(slug=base).exists()
    return base if open and not taken else f"{base}-{secrets.token_hex(3)}"
