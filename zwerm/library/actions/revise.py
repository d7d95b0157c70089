from __future__ import annotations

from datetime import UTC, datetime

from django.db import transaction

from zwerm.library.actions.refusals import Conflict, NotAllowed, check_words
from zwerm.library.actions.written import activity, keep_links, keep_passages, new_version
from zwerm.library.models import Item, Version
from zwerm.library.rules.markdown import read_markdown
from zwerm.people.models import Person, Space
from zwerm.records.actions import record
from zwerm.search.actions import touch


def revise_item(
    person: Person,
    item: Item,
    title: str,
    text: str,
    *,
    note: str = "",
    based_on: int | None = None,
    updated: datetime | None = None,
) -> Version:
    """A new version of `item`; the same words again give the version that is there already.

    `based_on` is the number of the version that the writer began with: when it is no longer the newest, Conflict is raised
    and nothing is written. Raises NotKept (with a reason to show), NotAllowed when `person` may not write there.
    """
    check_may_revise(person, item)
    title, text = check_words(title, text)
    reading = read_markdown(text, item.language)
    with transaction.atomic():
        newest = _newest(item)
        if (newest.title, newest.text) == (title, text):
            return newest
        if based_on is not None and newest.number != based_on:
            raise Conflict(newest)
        now = updated or datetime.now(UTC)
        version = new_version(item, newest.number + 1, title, reading, person, now)
        version.note = note
        version.published = now if item.published else None
        version.save(force_insert=True)
        keep_passages(version, reading)
        keep_links(item, reading, replace=True)
        item.current, item.title, item.updated = version, title, now
        item.save(update_fields=["current", "title", "updated"])
        if item.published:
            record(person, "revised", activity(item), space=item.space)
            touch("item", str(item.id))
    return version


def check_may_revise(person: Person, item: Item) -> None:
    """Who may write in its space may revise an item; a draft is its author's. Raises NotAllowed."""
    if item.published is None and item.author_id != person.id:
        raise NotAllowed
    if not Space.objects.writable_by(person).filter(id=item.space_id).exists():
        raise NotAllowed


def _newest(item: Item) -> Version:
    """Read under a lock, so that two who save at once come one after the other."""
    fresh = Item.objects.select_for_update(of=("self",)).select_related("current").get(id=item.id)
    item.published = fresh.published
    return fresh.version
