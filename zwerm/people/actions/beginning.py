"""Who acts, and for which organisation, when a command names nobody: also where nobody came in yet."""

from __future__ import annotations

from zwerm.operations.registry import Refused
from zwerm.people.actions.find import find_person
from zwerm.people.actions.person import add_person
from zwerm.people.actions.space import change_space, open_organisation
from zwerm.people.models import Person, Space
from zwerm.people.models.person import STAND_IN

# What an organisation is called until it is given its name.
UNNAMED = "Zwerm"


def acting_person(email: str | None = None) -> Person:
    """The colleague with this address; else the first administrator, else the first colleague, else a stand-in with whom
    nobody can sign in. Raises Refused when nobody has the address."""
    if email:
        return find_person(email)
    colleagues = Person.objects.colleagues().order_by("joined")
    admin = colleagues.filter(duty_set__name="admin").first()
    return admin or colleagues.first() or add_person(STAND_IN, "Import")


def the_organisation() -> Space:
    """The organisation of this installation, made without a name when there is none yet."""
    return Space.objects.filter(kind=Space.Kind.ORGANISATION).first() or open_organisation(UNNAMED, "organisation")


def name_organisation(name: str) -> Space:
    """Give the organisation its name, if it has none. Raises Refused when it has another."""
    organisation = the_organisation()
    if organisation.name == UNNAMED != name:
        change_space(organisation, name=name, about=organisation.about, open=True)
    elif organisation.name != name:
        raise Refused(
            f"The organisation is called “{organisation.name}” already. An administrator changes that on the page Administration."
        )
    return organisation


def still_to_settle(person: Person) -> str:
    """What a command tells when `person`, as whom it acted, is the stand-in; else nothing."""
    if person.email != STAND_IN:
        return ""
    return (
        f"Nobody is here yet, so this belongs to “{person.name}”, with whom nobody can sign in. Add the first administrator, and give "
        'the organisation its name: zwerm person EMAIL "NAME" --admin --organisation "NAME"'
    )
