from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import UTC, datetime
from uuid import UUID

from django.db.models import Exists, OuterRef

from zwerm.library.models import Credit, Following, Item
from zwerm.notices.actions import News, notify_all
from zwerm.people.models import Person, Space

# Kinds of notices.
CHANGED, IN_SPACE = "item-changed", "space-changed"


def follow_item(person: Person, item: Item, *, again: bool = True) -> None:
    """Tell `person` what changes in `item`. `again` False leaves those alone who said that they don't want to follow it."""
    _follow(person, again=again, item=item)


def follow_space(person: Person, space: Space) -> None:
    """Tell `person` what is new and what changes in `space`."""
    _follow(person, again=True, space=space)


def follow_by_itself(item: Item) -> None:
    """Who made it follows what others do with it; to be called when it is shared."""
    makers = Credit.objects.filter(item=item, person__isnull=False).values_list("person", flat=True)
    _follow_all(item, {person for person in (*makers, item.author_id) if person is not None})


def follow_along(item: Item, writers: Iterable[Person]) -> None:
    """Who wrote along in what is shared follows it too; not those who said that they don't want to."""
    _follow_all(item, {writer.id for writer in writers})


def _follow_all(item: Item, people: Iterable[UUID]) -> None:
    now = item.updated
    Following.objects.bulk_create(
        [Following(person_id=person, item=item, since=now, seen=now) for person in people], ignore_conflicts=True
    )


def stop_following_item(person: Person, item: Item) -> None:
    """Also when they would follow it by themselves, as its author."""
    Following.objects.filter(person=person, item=item).update(muted=True)


def stop_following_space(person: Person, space: Space) -> None:
    Following.objects.filter(person=person, space=space).delete()


def look_at(person: Person, thing: Item | Space) -> None:
    """They saw what is there now."""
    what = {"item": thing} if isinstance(thing, Item) else {"space": thing}
    Following.objects.filter(person=person, **what).update(seen=datetime.now(UTC))


def _follow(person: Person, *, again: bool, **what: Item | Space) -> None:
    now = datetime.now(UTC)
    following, _ = Following.objects.get_or_create(person=person, **what, defaults={"since": now, "seen": now})
    if following.muted and again:
        following.muted, following.seen = False, now
        following.save(update_fields=["muted", "seen"])


def tell_followers(kind: str, item: Item, but: Collection[UUID], *, once: bool = False) -> None:
    """Who follows the item hears of it, `but` those who did it, or are told otherwise. `once`: no more of the same until they looked."""
    followed = Following.objects.filter(item=item, muted=False).exclude(person__in=but)
    notify_all(followed.values_list("person", flat=True), News(kind, item.pk, item.space, once=once))


def tell_changed(item: Item, but: Collection[UUID]) -> None:
    """Its words changed: who follows it hears so, and who follows its space that something did there. `but`: as above."""
    tell_followers(CHANGED, item, but, once=True)
    tell_new(item, but)


def tell_new(item: Item, but: Collection[UUID]) -> None:
    """There is something to read in its space: of much at once, such as an import, there is one notice. `but`: as above."""
    theirs = Following.objects.filter(item=item, person=OuterRef("person"))
    followed = Following.objects.filter(~Exists(theirs), space=item.space_id).exclude(person__in=but)
    notify_all(followed.values_list("person", flat=True), News(IN_SPACE, item.space_id, item.space, once=True))
