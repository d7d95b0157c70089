from __future__ import annotations

from django.db import transaction

from zwerm.library.actions.refusals import NotAllowed
from zwerm.library.actions.revise import check_may_revise
from zwerm.library.models import Item, Version
from zwerm.people.models import Person, Space


def place_draft(person: Person, item: Item, space: Space) -> None:
    """Let a draft live in another space, before anyone else sees it. Raises NotAllowed."""
    check_may_revise(person, item)
    if item.space_id == space.id:
        return
    if item.published or not Space.objects.writable_by(person).filter(id=space.id).exists():
        raise NotAllowed
    item.space = space
    Item.objects.filter(id=item.id, published__isnull=True).update(space=space)


@transaction.atomic
def discard_draft(person: Person, item: Item) -> None:
    """Throw a draft away with all its versions; only its author can. Raises NotAllowed."""
    if item.author_id != person.id:
        raise NotAllowed
    # Item and version protect each other, so the item lets go first.
    if not Item.objects.filter(id=item.id, published__isnull=True).update(current=None):
        raise NotAllowed
    Version.objects.filter(item=item).delete()
    Item.objects.filter(id=item.id).delete()
