"""What skills shows on pages that are not its own."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpRequest
from django.urls import reverse

from zwerm.people.models import Person, Space
from zwerm.people.registry import beginning_of, has_sign
from zwerm.skills.actions import (
    Staying,
    abilities_of,
    able_in,
    agreed_for,
    confirmed,
    named_first,
    pick,
)
from zwerm.skills.models import Ability, Skill, teams_led_by
from zwerm.skills.rules.asking import asks_who_knows
from zwerm.ui.rules import reading_language

MOST_SKILLS, MOST_FOUND, MOST_AGREED = 3, 12, 8


def of_person(request: HttpRequest, person: Person, reader: Person) -> dict[str, Any] | None:
    """What somebody can and knows, as far as they show it to the reader; to themselves also when they said nothing yet."""
    mine = person == reader
    told = abilities_of(person, reader)
    if told:
        counts = confirmed(person, reader, told)
        for ability in told:
            ability.__dict__["confirmed"], ability.__dict__["by_reader"] = counts[ability.skill.pk]
    return {"abilities": told, "mine": mine, "person": person, "pretends": reader.pretends} if told or mine else None


def to_begin(request: HttpRequest) -> dict[str, Any] | None:
    """Today, for who has nothing else on it: to say what they can, when they did not yet. Who begins here for all others has more to do first."""
    person = request.user
    if not isinstance(person, Person) or person.cares_for_learning:
        return None
    return None if beginning_of(person)["told-ability"] else {}


def found_for(request: HttpRequest, person: Person, reader: Person) -> dict[str, Any] | None:
    """For what colleagues find this person, as they agreed, with what the reader may read of it."""
    found = [(one.about, one.told_of(person.name)) for one in agreed_for(person, reader)[:MOST_AGREED]]
    return {"agreed": found, "mine": person == reader} if found else None


def left_by(request: HttpRequest, person: Person, reader: Person, told: Mapping[str, Any]) -> dict[str, Any] | None:
    """What only they can and are found for, when they leave, as far as they show it to the reader."""
    stays: Staying = told["skills"]
    found = [(one.about, one.told_of(person.name)) for one in stays.found[:MOST_AGREED]]
    return {"only": stays.only, "found": found, "own": person == reader} if stays.only or found else None


def found_by_skill(request: HttpRequest, query: str, nobody: bool) -> dict[str, Any] | None:
    """On the page on which people are looked for: who says that they can it, when what is typed is a skill; with a slip only when nobody is called so."""
    reader = request.user
    if not query or not isinstance(reader, Person):
        return None
    keys = named_first(query)[:MOST_SKILLS]
    if not keys and nobody:
        keys = [one.skill.pk for one in pick(query, reading_language(), most=1)]
    found: dict[UUID, tuple[Person, list[tuple[Skill, Ability]]]] = {}
    for skill, ability in able_in(keys, reader):
        found.setdefault(ability.person_id, (ability.person, []))[1].append((skill, ability))
    some = list(found.values())
    shown = {"found": some[:MOST_FOUND], "more": len(some) > MOST_FOUND, "skill": keys[0] if keys else None}
    return {**shown, "query": query} if some else None


def way_to_who_knows(query: str) -> str:
    """A question among people is one of who knows."""
    return f"{reverse('skills:knows')}?{urlencode({'q': query})}" if asks_who_knows(query) else ""


def said_of_you(request: HttpRequest) -> dict[str, Any] | None:
    """That somebody said something of what this person can, until they answered."""
    return {} if has_sign(request.user, "opinions") else None


def of_space(request: HttpRequest, space: Space) -> dict[str, Any] | None:
    """Who knows, asked in this space."""
    return {"space": space}


def of_team(request: HttpRequest, space: Space) -> dict[str, Any] | None:
    """For who leads this team."""
    lead = request.user
    led = space.kind == Space.Kind.TEAM and isinstance(lead, Person) and teams_led_by(lead).filter(pk=space.pk).exists()
    return {"team": space} if led else None


def beside_search(request: HttpRequest, query: str) -> dict[str, Any] | None:
    """Beside what a search found, or below it on a phone, so that nothing moves under the hand: who knows what is looked for. Not for an empty search."""
    return {"query": query, "way": True} if query and isinstance(request.user, Person) else None
