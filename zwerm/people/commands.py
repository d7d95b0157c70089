from __future__ import annotations

from argparse import ArgumentParser, Namespace
from typing import Any, cast

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction

from zwerm.operations.halves import written_whole
from zwerm.operations.registry import Refused
from zwerm.operations.targets import check_target, target_argument
from zwerm.people.actions import (
    LastAdministrator,
    StillThere,
    acting_person,
    add_person,
    ask_erasure,
    carry_out_erasure,
    give_duty,
    give_role,
    name_organisation,
    the_organisation,
    write_copy,
    write_down,
)
from zwerm.people.links import password_link
from zwerm.people.models import AuditEntry, Membership, Person


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
    space = the_organisation()
    person = add_person(given.email, given.name)
    if given.admin:
        give_duty(person, "admin")
        # Somebody has to look after what is for everyone: the first administrator, until they ask others.
        if not space.memberships.filter(role=Membership.Role.STEWARD).exists():
            give_role(person, space, Membership.Role.STEWARD)
    return {"id": str(person.pk), "email": person.email, "name": person.name, "password_link": password_link(person)}


def tell(answer: object) -> str:
    told = cast("dict[str, str]", answer)
    return f"{told['name']} is added. Let them choose a password here, within three days:\n{told['password_link']}"


def copy_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("email", help="the address of the person, whose account may be closed")
    target_argument(parser, "where to write it, such as fatima.zip")


def run_copy(given: Namespace) -> dict[str, object]:
    """Everything about one person, for that person. Whole or not at all; only its owner may read it; written down in the trail."""
    check_target(given)
    person = _anyone(given.email)
    with written_whole(given.file) as file:
        parts = sum(1 for _part in write_copy(person, file))
    write_down(_administrator(), AuditEntry.Act.COPIED, person, "zwerm copy")
    return {"file": str(given.file), "person": str(person.pk), "parts": parts, "bytes": given.file.stat().st_size}


def tell_copy(answer: object) -> str:
    told = cast("dict[str, Any]", answer)
    return f"Wrote {told['file']} ({told['bytes'] / 1e6:.1f} MB). Give it to that person alone: it holds everything about them."


def erase_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("email", help="the address of the person, whose account may be closed")
    parser.add_argument(
        "--own-texts", action="store_true", help="also remove shared texts that nobody else changed or looks after"
    )
    parser.add_argument("--now", action="store_true", help="without the two weeks in which it can be cancelled")


def run_erase(given: Namespace) -> dict[str, object]:
    person = _anyone(given.email)
    try:
        erasure = ask_erasure(_administrator(), person, own_texts=given.own_texts)
        if given.now:
            erasure = carry_out_erasure(erasure)
    except LastAdministrator as error:
        raise Refused(
            f"{person.name} is the last administrator. Make someone else one first. Nobody was erased."
        ) from error
    except StillThere as error:
        raise Refused(
            f"{person.name} is still found after erasing, in {error}. Nothing was changed, and administrators read this too."
        ) from error
    return {"due": erasure.due.isoformat(), "done": erasure.done is not None, "report": erasure.report}


def tell_erase(answer: object) -> str:
    told = cast("dict[str, Any]", answer)
    if not told["done"]:
        return f"To be erased at {told['due']}. Until then it can be cancelled on the page of the account."
    counts = {name: sum(rows.values()) for name, rows in told["report"].items()}
    return (
        f"Erased: {counts['removed']} rows removed, {counts['nameless']} left without the name, {counts['words']} texts in which a "
        f"name was replaced. In {counts['first_names']} a first name like theirs stays, as nobody can tell who is meant. Backups made before "
        "still contain this person."
    )


def _anyone(email: str) -> Person:
    person = Person.objects.filter(email__iexact=email.strip()).first()
    if person is None:
        raise Refused(f"Nobody here has the address {email}.")
    return person


def _administrator() -> Person:
    by = acting_person()
    if not by.is_admin:
        raise Refused("There is no administrator here yet.")
    return by
