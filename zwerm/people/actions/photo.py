from __future__ import annotations

from functools import partial
from hashlib import sha256

from django.db import transaction

from zwerm.operations.removing import remove_file
from zwerm.operations.storing import store_bytes
from zwerm.people.models import Person
from zwerm.people.registry import Going


def show_photo(person: Person, audience: str, drawn: bytes | None = None) -> None:
    """Show `drawn`, from rules.photo, or what is there already, to this audience."""
    before = person.photo_path if person.photo else ""
    if drawn is not None:
        person.photo = sha256(drawn).hexdigest()
        store_bytes(person.photo_path, drawn)
    person.photo_for = audience
    _keep(person, before)


def remove_photo(person: Person) -> None:
    before = person.photo_path if person.photo else ""
    person.photo = ""
    _keep(person, before)


def forget_photo(going: Going) -> int:
    """Its file goes when the erasure is complete."""
    if not going.person.photo:
        return 0
    transaction.on_commit(partial(remove_file, going.person.photo_path))
    return 1


@transaction.atomic
def _keep(person: Person, before: str) -> None:
    person.save(update_fields=["photo", "photo_for"])
    if before and before != person.photo_path:
        transaction.on_commit(partial(remove_file, before))
