from __future__ import annotations

from zwerm.operations.registry import Refused
from zwerm.people.models import Person


def find_person(email: str) -> Person:
    person = Person.objects.filter(email=email.strip().lower(), is_active=True).first()
    if person is None:
        raise Refused(f"Nobody here has the address {email}.")
    return person
