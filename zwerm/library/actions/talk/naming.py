"""Who is named: in comments by "@" and a name, in the text of an item by a link to the colleague."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import UTC, datetime
from uuid import UUID

from zwerm.library.models import Comment, Item, Mention
from zwerm.notices.actions import News, notify_all
from zwerm.people.actions import MOST_NAMED, named_in
from zwerm.people.models import Person
from zwerm.people.rules.names import people_linked


def name_in_comment(comment: Comment, picked: Collection[UUID]) -> list[UUID]:
    """Find who is named in its words, and let those know who were not named in it before. Answers who is named."""
    by_name = named_in(comment.words, comment.item.space, picked)
    comment.named = {name: str(person.id) for name, person in by_name.items()}
    comment.save(update_fields=["named"])
    named = list(by_name.values())
    comment.mentions.exclude(person__in=named).delete()
    _let_know(named, comment.item, comment.person, comment)
    return [person.pk for person in named]


def name_in_text(item: Item, by: Person | None) -> list[UUID]:
    """Let those know who are named in the text of an item that others see, and were not named in it before. Answers who they are."""
    if item.published is None or "/people/" not in item.version.text:
        return []
    linked = people_linked(item.version.text)[:MOST_NAMED]
    return _let_know(item.space.seen_by().filter(id__in=linked), item, by, None)


def look_at_mentions(person: Person, item: Item) -> None:
    """They saw where they are named in this item."""
    Mention.objects.filter(person=person, item=item, seen__isnull=True).update(seen=datetime.now(UTC))


def _let_know(named: Iterable[Person], item: Item, by: Person | None, comment: Comment | None) -> list[UUID]:
    now = datetime.now(UTC)
    others = {person.pk: person for person in named if by is None or person.id != by.id}
    known = Mention.objects.filter(item=item, comment=comment, person__in=others).values_list("person", flat=True)
    new = [person for key, person in others.items() if key not in set(known)] if others else []
    Mention.objects.bulk_create(
        [Mention(item=item, comment=comment, person=person, by=by, when=now) for person in new], ignore_conflicts=True
    )
    told = [person.pk for person in new]
    notify_all(told, News("named", item.pk, item.space, when=now))
    return told
