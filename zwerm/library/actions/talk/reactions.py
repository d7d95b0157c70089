from __future__ import annotations

from datetime import UTC, datetime

from django.db import transaction

from zwerm.library.actions.refusals import NotAllowed, NotKept
from zwerm.library.actions.written import activity
from zwerm.library.models import Item, Reaction
from zwerm.people.models import Person
from zwerm.records.actions import record


def react(person: Person, item: Item, kind: str) -> None:
    """Say one of the few words that need no sentence about someone else's item; twice is once. Raises NotAllowed, NotKept."""
    if kind not in Reaction.Kind.values:
        raise NotKept("Unknown reaction.", "kind")
    if item.published is None or item.author_id == person.id:
        raise NotAllowed
    with transaction.atomic():
        _, new = Reaction.objects.get_or_create(
            item=item, person=person, kind=kind, defaults={"when": datetime.now(UTC)}
        )
        if new:
            record(person, "reacted", activity(item), space=item.space)


def take_back_reaction(person: Person, item: Item, kind: str) -> None:
    """Safe to repeat."""
    Reaction.objects.filter(item=item, person=person, kind=kind).delete()
