from __future__ import annotations

from datetime import UTC, datetime
from uuid import UUID

from django.db import transaction
from pycrdt import Doc

from zwerm.library.actions.keep import write_new
from zwerm.library.actions.refusals import MOST_IN_TITLE, NotAllowed, NotKept
from zwerm.library.actions.written import activity, prepare
from zwerm.library.models import Item, Room
from zwerm.library.rules.markdown import read_markdown
from zwerm.people.models import Person, Space
from zwerm.records.actions import record


def begin_draft(person: Person, space: Space, kind: str, title: str, *, language: str, identity: UUID) -> Item:
    """An empty draft whose room waits for what its writer already has in the browser. Safe to repeat.

    Raises NotAllowed; NotKept when `identity` is another item's.
    """
    if not Space.objects.writable_by(person).filter(id=space.id).exists() or kind not in Item.Kind.values:
        raise NotAllowed
    found = Item.objects.filter(id=identity).first()
    if found is not None:
        if found.author_id != person.id or not Room.objects.filter(item=found).exists():
            raise NotAllowed
        return found
    title = " ".join(title.split())[:MOST_IN_TITLE]
    if not title:
        raise NotKept("A draft needs a title, if only for the time being.")
    now = datetime.now(UTC)
    item = Item(
        id=identity,
        space=space,
        kind=kind,
        title=title,
        language=language,
        author=person,
        owner=person,
        created=now,
        updated=now,
    )
    written = prepare(item, 1, title, read_markdown("", language), person, now, "")
    with transaction.atomic():
        write_new(item, written, (person,))
        Room.objects.create(item=item, begun=None, base=written.version, snapshot=Doc().get_update(), attended=now)
        record(person, "authored", activity(item))
    return item
