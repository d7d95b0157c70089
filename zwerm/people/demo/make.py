"""Makes the people, teams and communities of the demo organisation."""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction

from zwerm.operations.days import organisation_day
from zwerm.people.actions import add_person, give_duty, join_space, open_community, open_organisation, open_team
from zwerm.people.demo import organisation
from zwerm.people.demo.tellings import make_tellings
from zwerm.people.models import Leaving, Membership, Person, Space

LEAVES, WRITES_IT_DOWN = "ruben.visser@lindehof.example", "priya.ramdin@lindehof.example"
IN_TEAM = {"steward": Membership.Role.STEWARD, "lead": Membership.Role.LEAD}


@transaction.atomic
def make_people() -> None:
    """Safe to repeat: who and what is there already stays as it is."""
    told = organisation()
    here = {space.slug: space for space in Space.objects.exclude(kind=Space.Kind.PRIVATE)}
    if told["organisation"]["slug"] not in here:
        open_organisation(told["organisation"]["name"], told["organisation"]["slug"])
    spaces = {
        team["slug"]: here.get(team["slug"])
        or open_team(team["name"], team["slug"], about=team.get("description", "")).space
        for team in told["teams"]
    }
    known = {person.email: person for person in Person.objects.all()}
    for entry in told["persons"]:
        if entry["email"] in known:
            continue
        person = known[entry["email"]] = add_person(
            entry["email"],
            entry["name"],
            function=entry["functie"],
            about=entry.get("bio", ""),
        )
        join_space(person, spaces[entry["team"]], IN_TEAM.get(entry["role"], Membership.Role.MEMBER))
        if entry["role"] in {"ld", "admin"}:
            give_duty(person, entry["role"])
    for community in told["communities"]:
        if community["slug"] in here:
            continue
        space = open_community(community["name"], community["slug"], about=community.get("description", ""))
        for email in community["members"]:
            steward = email in community.get("stewards", ())
            join_space(known[email], space, Membership.Role.STEWARD if steward else Membership.Role.MEMBER)
    make_tellings()
    make_leaving(known)


def make_leaving(known: dict[str, Person]) -> None:
    """One colleague leaves in five weeks, so that there is something to hand over."""
    day = organisation_day() + timedelta(weeks=5)
    leaver, admin = known.get(LEAVES), known.get(WRITES_IT_DOWN)
    if leaver and admin:
        Leaving.objects.get_or_create(person=leaver, defaults={"day": day, "by": admin})
