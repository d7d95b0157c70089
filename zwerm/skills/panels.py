"""What skills shows on pages that are not its own."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from zwerm.people.models import Person
from zwerm.skills.actions import abilities_of


def of_person(request: HttpRequest, person: Person) -> dict[str, Any] | None:
    """What somebody can and knows, as far as they show it to the reader; to themselves also when they said nothing yet."""
    mine = person == request.user
    told = abilities_of(person, request.user)
    return {"abilities": told, "mine": mine} if told or mine else None
