from __future__ import annotations

from datetime import UTC, datetime

from django.db import transaction

from zwerm.library.actions.revise import check_may_revise
from zwerm.library.actions.schedule import schedule
from zwerm.library.actions.talk.following import follow_by_itself, tell_new
from zwerm.library.actions.talk.naming import name_in_text
from zwerm.library.actions.untitled import check_titled
from zwerm.library.actions.written import activity
from zwerm.library.models import Item
from zwerm.people.models import Person
from zwerm.records.actions import record
from zwerm.search.actions import touch


def publish_item(person: Person, item: Item) -> Item:
    """Let everyone who sees its space read it; earlier versions of the draft stay its author's. Safe to repeat.

    Raises NotAllowed, and NotKept for a draft without a title.
    """
    check_may_revise(person, item)
    check_titled(item.title)
    now = datetime.now(UTC)
    with transaction.atomic():
        if not Item.objects.filter(id=item.id, published__isnull=True).update(published=now, updated=now):
            return item
        item.published = item.updated = now
        schedule(item, now)
        item.versions.filter(number=item.version.number).update(published=now)
        record(person, "shared", activity(item), space=item.space)
        follow_by_itself(item)
        tell_new(item, but=[person.pk, *name_in_text(item, person)])
        touch("item", item.id)
    return item
