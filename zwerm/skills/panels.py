"""What skills shows on pages that are not its own."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from zwerm.people.models import Person, Space
from zwerm.people.registry import has_sign
from zwerm.skills.actions import abilities_of, confirmed
from zwerm.skills.models import teams_led_by


def of_person(request: HttpRequest, person: Person) -> dict[str, Any] | None:
    """What somebody can and knows, as far as they show it to the reader; to themselves also when they said nothing yet."""
    mine = person == request.user
    told = abilities_of(person, request.user)
    if told and isinstance(request.user, Person):
        counts = confirmed(person, request.user, told)
        for ability in told:
            ability.__dict__["confirmed"], ability.__dict__["by_reader"] = counts[ability.skill.pk]
    return {"abilities": told, "mine": mine, "person": person} if told or mine else None


def said_of_you(request: HttpRequest) -> dict[str, Any] | None:
    """That somebody said something of what this person can, until they answered."""
    return {} if has_sign(request.user, "opinions") else None


def of_team(request: HttpRequest, space: Space) -> dict[str, Any] | None:
    """For who leads this team."""
    lead = request.user
    led = space.kind == Space.Kind.TEAM and isinstance(lead, Person) and teams_led_by(lead).filter(pk=space.pk).exists()
    return {"team": space} if led else None
