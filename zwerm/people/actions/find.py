from __future__ import annotations

from django.conf import settings
from django.utils.translation import override

from zwerm.operations.registry import Refused
from zwerm.people.models import Person, Space


def find_person(email: str) -> Person:
    person = Person.objects.filter(email=email.strip().lower(), is_active=True).first()
    if person is None:
        raise Refused(f"Nobody here has the address {email}.")
    return person


def space_called(name: str, person: Person) -> Space | None:
    """What they see by that name, short or in full; their own as pages call it, in any language."""
    seen = Space.objects.visible_to(person)
    found = seen.filter(slug=name).first() or seen.filter(name__iexact=name).first()
    own = None if found else Space.objects.private_of(person).first()
    return own if own and name.casefold() in _names_of(own) else found


def _names_of(space: Space) -> set[str]:
    names = set()
    for code, _language in settings.LANGUAGES:
        with override(code):
            names.add(space.called.casefold())
    return names
