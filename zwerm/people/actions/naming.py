from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from zwerm.people.models import Person, Space
from zwerm.people.rules.names import names_after_at

MOST_NAMED = 50


def named_in(words: str, space: Space, picked: Collection[UUID] = ()) -> dict[str, Person]:
    """Whom these words name with "@", of those who see the space: by their name, as it is written there. One query, none without an "@".

    `picked` are the colleagues chosen while typing: they tell apart people of the same name.
    """
    said = names_after_at(words)
    found = list(space.seen_by().filter(name__in=said)[:MOST_NAMED]) if said else []
    return {person.name: person for person in sorted(found, key=lambda one: one.id in picked)}
