"""Fatima and Kees work at the emergency department, Sanne leads it, Priya is admin elsewhere, and Otto belongs to nothing closed.

Shared by every module's tests as the fixture `world`. Otto is the outsider: whatever is closed, he must get nothing of it.
"""

from __future__ import annotations

from dataclasses import dataclass

from allauth.account.internal.flows.login import record_authentication
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.auth.signals import user_logged_in
from django.db import transaction
from django.http import HttpRequest
from django.test import Client

from zwerm.people.models import Duty, Membership, Person, Space, Team
from zwerm.people.sessions import SessionStore

NAMES = {
    "fatima": "Fatima El Amrani",
    "kees": "Kees Mulder",
    "sanne": "Sanne de Vries",
    "priya": "Priya Ramdin",
    "tom": "Tom Verbeek",
    "otto": "Otto Outsider",
    "gone": "Gonny Gone",
}


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
            sign_in(client, person)
        return client


def sign_in(client: Client, person: Person) -> None:
    """As `force_login` does (test_world.py), in five questions to the database instead of fifteen.

    Who has no password: as if their provider just asked them in this browser who they are.
    """
    request = HttpRequest()
    request.session = SessionStore()
    request.session.update(
        {
            SESSION_KEY: str(person.pk),
            BACKEND_SESSION_KEY: settings.AUTHENTICATION_BACKENDS[0],
            HASH_SESSION_KEY: person.get_session_auth_hash(),
        }
    )
    user_logged_in.send(sender=Person, request=request, user=person)
    if not person.has_usable_password():
        record_authentication(request, person, method="provider", reauthenticated=True)
    request.session.create()
    client.cookies[settings.SESSION_COOKIE_NAME] = str(request.session.session_key)


def build_world() -> World:
    """As actions make it (test_world.py), in five questions to the database instead of a hundred: nearly every test begins with it."""
    organisation = Space(kind=Space.Kind.ORGANISATION, name="Lindehof", slug="lindehof", open=True)
    team = Team(space=Space(kind=Space.Kind.TEAM, name="Emergency department", slug="seh", open=True))
    community = Space(kind=Space.Kind.COMMUNITY, name="Fall prevention", slug="valpreventie", open=True)
    closed = Space(kind=Space.Kind.COMMUNITY, name="Works council", slug="or", open=False)
    people = [Person(email=f"{called}@lindehof.example", name=name) for called, name in NAMES.items()]
    fatima, kees, sanne, priya, tom, otto, gone = people
    gone.is_active = False
    for person in people:
        person.set_password("correct horse battery" if person == fatima else None)
    private = [
        Space(kind=Space.Kind.PRIVATE, slug=f"private-{person.pk.hex}", name=person.name, open=False)
        for person in people
    ]
    member, lead, steward = Membership.Role.MEMBER, Membership.Role.LEAD, Membership.Role.STEWARD
    belong = [
        *((person, space, steward) for person, space in zip(people, private, strict=True)),
        *((person, space, member) for person in (fatima, kees) for space in (team.space, closed)),
        (sanne, team.space, lead),
        (fatima, community, steward),
        (gone, closed, member),
    ]
    with transaction.atomic(savepoint=False):
        Space.objects.bulk_create([organisation, team.space, community, closed, *private])
        Team.objects.bulk_create([team])
        Person.objects.bulk_create(people)
        Membership.objects.bulk_create(Membership(person=one, space=space, role=role) for one, space, role in belong)
        Duty.objects.bulk_create([Duty(person=priya, name="admin"), Duty(person=tom, name="ld")])
    return World(organisation, team, community, closed, fatima, kees, sanne, priya, tom, otto, gone)
