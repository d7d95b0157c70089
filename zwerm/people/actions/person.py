from __future__ import annotations

from django.db import transaction

from zwerm.people.models import Membership, Person, Space
from zwerm.people.registry import zone_followers


@transaction.atomic
def add_person(
    email: str, name: str, *, password: str | None = None, function: str = "", about: str = "", language: str = ""
) -> Person:
    """A new colleague with a private space of their own. Raises IntegrityError when the address is taken."""
    person = Person.objects.create_user(email, password, name=name, function=function, about=about, language=language)
    private = Space.objects.create(
        kind=Space.Kind.PRIVATE, slug=f"private-{person.id.hex}", name=person.name, open=False
    )
    Membership.objects.create(space=private, person=person, role=Membership.Role.STEWARD)
    return person


@transaction.atomic
def change_profile(person: Person, *, name: str, function: str, about: str, language: str, time_zone: str) -> None:
    """What `person` tells about themselves. `language` empty: as their browser asks; `time_zone` empty: as the organisation."""
    moved = time_zone != person.time_zone
    person.name, person.function, person.about = name, function, about
    person.language, person.time_zone = language, time_zone
    person.save(update_fields=["name", "function", "about", "language", "time_zone"])
    if moved:
        for tell in zone_followers.values():
            tell(person)
