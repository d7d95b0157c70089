from __future__ import annotations

from argparse import ArgumentParser, Namespace
from typing import cast

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction

from zwerm.operations.registry import Refused
from zwerm.people.actions import add_person, give_duty, name_organisation, the_organisation
from zwerm.people.links import password_link
from zwerm.people.models import Person


def arguments(parser: ArgumentParser) -> None:
    parser.add_argument("email", help="the colleague's e-mail address; they sign in with it")
    parser.add_argument("name", help="the colleague's name, as others see it")
    parser.add_argument("--admin", action="store_true", help="give the duty of administrator")
    parser.add_argument("--organisation", default="", help="name of the organisation, when it has none yet")


@transaction.atomic
def run(given: Namespace) -> dict[str, object]:
    """Add a colleague. In an empty installation this makes the organisation too."""
    try:
        validate_email(given.email)
    except ValidationError as error:
        raise Refused(f"“{given.email}” is not an e-mail address. Nobody was added.") from error
    if Person.objects.filter(email__iexact=given.email).exists():
        raise Refused(f"There is already a colleague with the address {given.email}. Nobody was added.")
    if name := " ".join(given.organisation.split()):
        name_organisation(name)
    else:
        the_organisation()
    person = add_person(given.email, given.name)
    if given.admin:
        give_duty(person, "admin")
    return {"id": str(person.pk), "email": person.email, "name": person.name, "password_link": password_link(person)}


def tell(answer: object) -> str:
    told = cast("dict[str, str]", answer)
    return f"{told['name']} is added. Let them choose a password here, within three days:\n{told['password_link']}"
