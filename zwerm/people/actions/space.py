from __future__ import annotations

from django.db import transaction

from zwerm.people.models import Space, Team


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
