"""Someone is erased: what of theirs in the library goes, and what stays without them."""

from __future__ import annotations

from collections.abc import Collection
from contextlib import suppress
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from django.db import models, transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Cast
from django.utils import timezone

from zwerm.library.actions.editing.rooms import load
from zwerm.library.actions.editing.sessions import keep_session, told
from zwerm.library.actions.refusals import NotKept
from zwerm.library.actions.render import up_to_date
from zwerm.library.actions.sweep import sweep_kept
from zwerm.library.models import (
    Attachment,
    AttachmentUse,
    Comment,
    Credit,
    Item,
    Merger,
    Picture,
    PictureUse,
    Room,
    Version,
)
from zwerm.people.actions import forgetter_of
from zwerm.people.models import Person, Space
from zwerm.people.registry import Going
from zwerm.people.rules.standing_in import Forgetter, stand_in
from zwerm.search.actions import touch


def texts_to_go(going: Going) -> set[UUID]:
    """Items that go with someone: their drafts, what is in their own space and, if they chose so, what only they wrote."""
    person = going.person
    private = Space.objects.private_of(person)
    gone = Q(space__in=private) | Q(author=person, published__isnull=True)
    keys = set(Item.objects.filter(gone).values_list("id", flat=True))
    return keys | set(untouched_by_others(person).values_list("id", flat=True)) if going.own_texts else keys


def untouched_by_others(person: Person) -> QuerySet[Item]:
    """Shared texts that nobody else looks after, wrote in, got credit for, merged into, or built on."""
    here = OuterRef("pk")
    others = Version.objects.filter(item=here).exclude(author=person)
    together = Version.authors.through.objects.filter(version__item=here).exclude(person=person)
    named = Credit.objects.filter(item=here).exclude(person=person)
    merged = Merger.objects.filter(kept=here, undone__isnull=True)
    theirs = Q(owner=person) | Q(owner__isnull=True)
    found = Item.objects.filter(theirs, author=person, published__isnull=False)
    return found.filter(~Exists(others), ~Exists(together), ~Exists(named), ~Exists(merged), *_built_on())


def _built_on() -> list[Any]:
    """What modules above made of an item, and would lose with it."""
    above = [
        relation
        for relation in Item._meta.related_objects
        if relation.related_model._meta.app_label != "library" and relation.on_delete is models.CASCADE
    ]
    return [
        ~Exists(QuerySet(relation.related_model).filter(**{relation.field.name: OuterRef("pk")})) for relation in above
    ]


def forget_in_library(going: Going) -> int:
    """Removes what goes; answers how many texts that are."""
    forgetter = forgetter_of(going.person)
    _close_rooms(going.person, forgetter)
    keys = texts_to_go(going)
    touch("item", *_credited(going.person) - keys)
    # An imported document tells a name without a person.
    if len(going.person.name.split()) > 1:
        told = Credit.objects.filter(person=None, name__iexact=going.person.name)
        touch("item", *told.values_list("item", flat=True).distinct())
        told.delete()
    remove_texts(keys)
    going.reworded[Comment._meta.label] |= _forget_named(going.person, forgetter)
    return len(keys)


def remove_texts(keys: Collection[UUID]) -> None:
    items = Item.objects.filter(id__in=keys)
    shown = list(PictureUse.objects.filter(item__in=keys).values_list("picture", flat=True))
    given = list(AttachmentUse.objects.filter(item__in=keys).values_list("attachment", flat=True))
    items.update(current=None)
    items.delete()
    # What they alone had goes at once, and not after the patience of sweeping.
    long_ago = datetime.fromtimestamp(0, UTC)
    Picture.objects.filter(pk__in=shown, uses__isnull=True).update(kept=long_ago)
    Attachment.objects.filter(pk__in=given, uses__isnull=True).update(kept=long_ago)
    transaction.on_commit(lambda: sweep_kept(timezone.now(), len(shown) + len(given)) and None)
    touch("item", *keys)


def _credited(person: Person) -> set[UUID]:
    return set(Credit.objects.filter(person=person).values_list("item", flat=True))


def _close_rooms(person: Person, forgetter: Forgetter) -> None:
    """What was being written becomes a version; a document in which they still stand is begun anew from it."""
    for room in list(Room.objects.select_related("item__current", "base")):
        if not room.snapshot:
            continue
        doc, _last = load(room)
        stands_in_it = any(forgetter.is_in(words) for words in (*told(room, doc), _raw(room)))
        if stands_in_it or room.authors.filter(person=person).exists():
            with suppress(NotKept):
                keep_session(room.item_id)
            Room.objects.filter(pk=room.pk).delete()


def _raw(room: Room) -> str:
    data = [bytes(room.snapshot), *(bytes(one) for one in room.updates.values_list("data", flat=True))]
    return b" ".join(data).decode("utf-8", "replace")


def _forget_named(person: Person, forgetter: Forgetter) -> set[Any]:
    """Comments that name them know whom they mean, also when a colleague has the same name. Answers those that changed."""
    known = Comment.objects.annotate(told=Cast("named", models.TextField())).filter(told__contains=str(person.pk))
    for comment in known:
        for name in [name for name, key in comment.named.items() if key == str(person.pk)]:
            del comment.named[name]
            comment.words = comment.words.replace(f"@{name}", stand_in(len(name) + 1, forgetter.language))
        comment.save(update_fields=["named", "words"])
    return {comment.pk for comment in known}


def follow_credits(keys: Collection[Any]) -> None:
    """What a name is found by follows the name, also in search."""
    changed = list(Credit.objects.filter(pk__in=keys))
    for credit in changed:
        credit.save(update_fields=["by_name"])
    touch("item", *{credit.item_id for credit in changed})


def follow_versions(keys: Collection[Any]) -> None:
    """Words of versions changed: search follows, and so do documents that are being written.

    The HTML is made again: of an address it may hold a link to a part, which is no needle any more.
    """
    items = set()
    for version in Version.objects.filter(id__in=keys).select_related("item"):
        version.renderer = 0
        up_to_date(version)
        items.add(version.item_id)
    for item in Room.objects.filter(item__in=items, changed__isnull=False).values_list("item", flat=True):
        with suppress(NotKept):
            keep_session(item)
    Room.objects.filter(item__in=items).delete()
    touch("item", *items)


def follow_items(keys: Collection[Any]) -> None:
    touch("item", *keys)
