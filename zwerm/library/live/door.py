"""Who may come in: the person of the session, when they may change the item. Asked again while they are inside."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from zwerm.library.actions import may_revise
from zwerm.library.models import Item
from zwerm.people.door import person_of


@dataclass(frozen=True)
class Guest:
    """Someone who came in."""

    id: UUID
    name: str


def admitted(session_key: str, item: UUID) -> Guest | None:
    """The person of this session, when they may change this item now. Asks the database."""
    person = person_of(session_key)
    if person is None:
        return None
    found = Item.objects.visible_to(person).filter(id=item).first()
    if found is None or not may_revise(person, found):
        return None
    return Guest(person.id, person.name)
