"""Fatima and Kees work at the emergency department, Sanne leads it, Priya is admin elsewhere, and Otto belongs to nothing closed.

Shared by every module's tests as the fixture `world`. Otto is the outsider: whatever is closed, he must get nothing of it.
"""

from __future__ import annotations

from dataclasses import dataclass

from allauth.account.internal.flows.login import record_authentication
from django.http import HttpRequest
from django.test import Client

from zwerm.people.actions import add_person, give_duty, join_space, open_community, open_organisation, open_team
from zwerm.people.models import Membership, Person, Space, Team


@dataclass
class World:
    """A small organisation. `team` is open to all to read; `closed` only to its members."""

    organisation: Space
    team: Team
    community: Space
    closed: Space
    fatima: Person
    kees: Person
    sanne: Person
    priya: Person
    tom: Person
    otto: Person
    gone: Person

    def client(self, person: Person | None = None, language: str = "en") -> Client:
        """A browser, signed in as `person`. Who has no password showed just now that it is them: here they have no way to do so later."""
        client = Client(headers={"accept-language": language})
        if person is not None:
            client.force_login(person)
            if not person.has_usable_password():
                shows_who(client, person)
        return client


def shows_who(client: Client, person: Person) -> None:
    """As if their provider just asked them in this browser who they are."""
    request = HttpRequest()
    request.session = client.session
    record_authentication(request, person, method="provider", reauthenticated=True)
    request.session.save()


def build_world() -> World:
    organisation = open_organisation("Lindehof", "lindehof")
    team = open_team("Emergency department", "seh")
    community = open_community("Fall prevention", "valpreventie")
    closed = open_community("Works council", "or", open=False)
    fatima = add_person("fatima@lindehof.example", "Fatima El Amrani", password="correct horse battery")
    kees = add_person("kees@lindehof.example", "Kees Mulder")
    sanne = add_person("sanne@lindehof.example", "Sanne de Vries")
    priya = add_person("priya@lindehof.example", "Priya Ramdin")
    tom = add_person("tom@lindehof.example", "Tom Verbeek")
    otto = add_person("otto@lindehof.example", "Otto Outsider")
    gone = add_person("gone@lindehof.example", "Gonny Gone")
    gone.is_active = False
    gone.save(update_fields=["is_active"])
    for person in (fatima, kees):
        join_space(person, team.space)
        join_space(person, closed)
    join_space(sanne, team.space, Membership.Role.LEAD)
    join_space(fatima, community, Membership.Role.STEWARD)
    join_space(gone, closed)
    give_duty(priya, "admin")
    give_duty(tom, "ld")
    return World(organisation, team, community, closed, fatima, kees, sanne, priya, tom, otto, gone)
