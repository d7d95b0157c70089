from __future__ import annotations

from django.db import transaction

from zwerm.people.models import Membership, Person, Space


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


def change_profile(person: Person, *, name: str, function: str, about: str, language: str) -> None:
    """What `person` tells about themselves. `language` empty: as their browser asks."""
    person.name, person.function, person.about, person.language = name, function, about, language
    person.save(update_fields=["name", "function", "about", "language"])
