from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _
from uuid_utils.compat import uuid7

from zwerm.language.detect import LANGUAGES, Language, detect_language
from zwerm.library.actions.refusals import NotAllowed, NotKept, check_words
from zwerm.library.actions.schedule import schedule
from zwerm.library.actions.talk.following import follow_by_itself, tell_new
from zwerm.library.actions.talk.naming import name_in_text
from zwerm.library.actions.written import Written, activity, prepare, write
from zwerm.library.models import Credit, Item
from zwerm.library.rules.markdown import read_markdown
from zwerm.people.models import Person, Space
from zwerm.records.actions import record
from zwerm.records.vocabulary import Activity
from zwerm.search.actions import touch

Credited = Person | str


def language_of(title: str, text: str, told: str | None) -> Language:
    """The one that is told, where it is one of ours; else the one in which it is written."""
    known: Language | None = next((one for one in LANGUAGES if one == told), None)
    return known or detect_language(f"{title}\n{text[:2000]}")


def keep_item(
    person: Person,
    space: Space,
    kind: str,
    title: str,
    text: str,
    *,
    language: str | None = None,
    publish: bool = True,
    credits: Sequence[Credited] = (),
    created: datetime | None = None,
    updated: datetime | None = None,
    source: str = "",
    note: str = "",
    identity: UUID | None = None,
    part_of: Activity | None = None,
    with_it: Callable[[Item], object] | None = None,
) -> Item:
    """A new item with its first version: all of it, or nothing.

    `text` is Markdown. `credits` are colleagues, or names that a document told; none: `person`. `source` is the path of an
    imported document, `part_of` the import. `identity` makes the item's id known beforehand, so that documents can link to
    one another; it must not exist yet (IntegrityError). `with_it` writes what belongs to it in the same transaction, which
    begins when all is prepared. Raises NotKept (with a reason to show), NotAllowed when `person` may not write in `space`.
    """
    if not Space.objects.writable_by(person).filter(id=space.id).exists():
        raise NotAllowed
    if kind not in Item.Kind.values:
        raise NotKept(_("Choose what kind of thing it is."), "kind")
    title, text = check_words(title, text)
    reading = read_markdown(text, language_of(title, text, language))
    now = datetime.now(UTC)
    item = Item(
        id=identity or uuid7(),
        space=space,
        kind=kind,
        title=title,
        lead=reading.lead,
        language=reading.language,
        author=person,
        owner=person,
        source=source,
        created=created or now,
        updated=updated or created or now,
        published=(created or now) if publish else None,
    )
    # A document that is brought in was looked at just now, however old it says it is.
    schedule(item, now if source else item.updated, save=False)
    written = prepare(item, 1, title, reading, person, item.updated, note)
    with transaction.atomic():
        write_new(item, written, credits or (person,))
        _tell(item, person, created, part_of)
        if with_it:
            with_it(item)
    return item


def write_new(item: Item, written: Written, credits: Sequence[Credited]) -> None:
    """An item with its first version, inside the caller's transaction."""
    # Item and version point at each other; the database checks that at the end of the transaction.
    item.current_id = written.version.id
    item.save(force_insert=True)
    item.current = written.version
    write(item, written)
    by_name = {who.name if isinstance(who, Person) else who[:200]: who for who in credits}
    Credit.objects.bulk_create(
        Credit(item=item, name=name, person=who if isinstance(who, Person) else None, position=position)
        for position, (name, who) in enumerate(by_name.items())
    )


def _tell(item: Item, person: Person, when: datetime | None, part_of: Activity | None) -> None:
    if item.published is None:
        record(person, "authored", activity(item), when=when)  # a draft is nobody else's: no space, and no title
        return
    if item.source:
        record(person, "imported", activity(item), space=item.space, part_of=part_of)
    else:
        record(person, "shared", activity(item), space=item.space, when=when)
        follow_by_itself(item)
    tell_new(item, but=[person.pk, *name_in_text(item, person)])
    touch("item", item.id)
