"""What people show on pages that are not their own."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from zwerm.people.models import Person, Space

FACES = 6


def members_of(request: HttpRequest, space: Space) -> dict[str, Any] | None:
    """Who is in the team or community whose knowledge is read."""
    if not Space.objects.together().filter(pk=space.pk).exists():
        return None
    found = Person.objects.colleagues().filter(memberships__space=space)
    return {
        "space": space,
        "some": found[:FACES],
        "members": found.count(),
        "mine": found.filter(pk=request.user.pk).exists(),
        "joinable": Space.objects.joinable_by(request.user).filter(pk=space.pk).exists(),
    }
