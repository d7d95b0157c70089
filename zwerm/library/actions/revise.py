from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime

from django.db import transaction

from zwerm.library.actions.refusals import Conflict, NotAllowed, check_words
from zwerm.library.actions.schedule import schedule
from zwerm.library.actions.talk.following import follow_along, tell_changed
from zwerm.library.actions.talk.naming import name_in_text
from zwerm.library.actions.talk.places import keep_places
from zwerm.library.actions.written import Written, activity, prepare, write
from zwerm.library.models import Credit, Item, Version
from zwerm.library.registry import tell_followers
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
    authors: Sequence[Person] = (),
    with_it: Callable[[Version], object] | None = None,
) -> Version:
    """A new version of `item`; the same words again give the version that is there already.

    `based_on` is the number of the version that the writer began with: when it is no longer the newest, Conflict is raised
    and nothing is written. `authors`: who wrote it together, when more than one did. `with_it` writes what belongs to
    a new version in the same transaction, which begins when all is prepared. Raises NotKept (with a reason to show), NotAllowed
    when `person` may not write there.
    """
    check_may_revise(person, item)
    return write_version(
        person, item, title, text, note=note, based_on=based_on, updated=updated, authors=authors, with_it=with_it
    )


def write_version(
    person: Person,
    item: Item,
    title: str,
    text: str,
    *,
    note: str = "",
    based_on: int | None = None,
    updated: datetime | None = None,
    authors: Sequence[Person] = (),
    with_it: Callable[[Version], object] | None = None,
) -> Version:
    """What revise_item does, for someone who was allowed to write this when they wrote it."""
    title, text = check_words(title, text)
    newest = item.versions.first()
    assert newest is not None, "an item is made together with its first version"
    if (newest.title, newest.text) == (title, text):
        return newest
    if based_on is not None and newest.number != based_on:
        raise Conflict(newest)
    now = updated or datetime.now(UTC)
    reading = read_markdown(text, item.language)
    written = prepare(item, newest.number + 1, title, reading, person, now, note)
    try:
        with transaction.atomic():
            version = _write(person, item, written, newest, reading.lead, authors)
            if with_it:
                with_it(version)
        return version
    except Conflict as conflict:
        # Sent twice at once: the other one kept these very words.
        if (conflict.current.title, conflict.current.text) == (title, text):
            return conflict.current
        raise


def _write(
    person: Person, item: Item, written: Written, newest: Version, lead: str, authors: Sequence[Person]
) -> Version:
    _check_is_newest(item, newest)
    item.current = written.version
    write(item, written)
    item.title, item.lead, item.updated = written.version.title, lead, written.version.made
    schedule(item, datetime.now(UTC) if item.source else item.updated, save=False)
    item.save(update_fields=["current", "title", "lead", "updated", "checked", "due"])
    if len(authors) > 1:
        written.version.authors.set(authors)
    credit(item, authors)
    keep_places(item, newest.text)
    named = name_in_text(item, person)
    if item.published:
        for author in authors or (person,):
            record(author, "revised", activity(item), space=item.space)
        follow_along(item, authors)
        tell_changed(item, but=[person.pk, *(author.pk for author in authors), *named])
        touch("item", item.id)
    tell_followers(item.id)
    return written.version


def credit(item: Item, authors: Sequence[Person]) -> None:
    """Who wrote along is named with those who made it."""
    if not authors:
        return
    known = set(item.credits.values_list("name", flat=True))
    last = item.credits.count()
    Credit.objects.bulk_create(
        [
            Credit(item=item, person=author, name=author.name, position=last + place)
            for place, author in enumerate(author for author in authors if author.name not in known)
        ],
        ignore_conflicts=True,
    )


def may_revise(person: Person, item: Item) -> bool:
    """Who may write in its space may revise an item; a draft is its author's."""
    return is_open_to(person, item) and Space.objects.writable_by(person).filter(id=item.space_id).exists()


def is_open_to(person: Person, item: Item) -> bool:
    """The part of `may_revise` that the item itself tells, for who knows already whether `person` writes in its space."""
    return item.in_use or (item.published is None and item.author_id == person.id)


def check_may_revise(person: Person, item: Item) -> None:
    """Raises NotAllowed."""
    if not may_revise(person, item):
        raise NotAllowed


def _check_is_newest(item: Item, newest: Version) -> None:
    """Read again under a lock: of two who save at once, the second one is told. Raises Conflict."""
    fresh = Item.objects.select_for_update(of=("self",)).select_related("current").get(id=item.id)
    if fresh.current_id != newest.id:
        raise Conflict(fresh.version)
