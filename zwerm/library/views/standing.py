"""What a reader may do with an item and how far they had come with it, asked together with the item."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db.models import Exists, OuterRef, Subquery
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect

from zwerm.library.actions import NotKept
from zwerm.library.actions.revise import is_open_to, may_revise
from zwerm.library.actions.upkeep import may_keep_in
from zwerm.library.models import Comment, Following, Item, ItemQuerySet, Mention
from zwerm.people.models import Person, Space


@dataclass(frozen=True)
class Standing:
    """`writes`: in its space. `seen`: up to when they looked, when they follow it. `named`: they are named there and did not look since."""

    writes: bool
    revises: bool
    keeps: bool
    seen: datetime | None
    named: bool
    last_said: datetime | None


def with_standing(items: ItemQuerySet, person: Person) -> ItemQuerySet:
    following = Following.objects.filter(person=person, item=OuterRef("pk"), muted=False)
    return items.annotate(
        standing_writes=Exists(Space.objects.writable_by(person).filter(id=OuterRef("space"))),
        standing_keeps=Exists(may_keep_in(person).filter(id=OuterRef("space"))),
        standing_seen=Subquery(following.values("seen")[:1]),
        standing_named=Exists(Mention.objects.filter(person=person, item=OuterRef("pk"), seen__isnull=True)),
        standing_said=Subquery(Comment.objects.filter(item=OuterRef("pk")).order_by("-when").values("when")[:1]),
    )


def standing_of(person: Person, item: Item) -> Standing:
    """From what was asked with the item; asked now when it was loaded without."""
    if not hasattr(item, "standing_writes"):
        item = with_standing(Item.objects.all(), person).select_related("space").get(id=item.id)
    asked: Any = item
    writes = bool(asked.standing_writes)
    revises = writes and is_open_to(person, item)
    return Standing(
        writes, revises, asked.standing_keeps, asked.standing_seen, asked.standing_named, asked.standing_said
    )


def found_to_revise(person: Person, id: UUID) -> Item:
    """The item, when this person may change it; 404 otherwise."""
    item = get_object_or_404(Item.objects.visible_to(person).select_related("current", "space"), id=id)
    if not may_revise(person, item):
        raise Http404
    return item


def found_to_tell_of(person: Person, id: UUID) -> tuple[Item, bool] | None:
    """The item, and whether this person may say which skills it is about: as who may change it."""
    item = Item.objects.visible_to(person).select_related("space", "current").filter(id=id).first()
    return (item, may_revise(person, item)) if item else None


def back_to_writing(request: HttpRequest, id: UUID, refused: NotKept) -> HttpResponse:
    """Why it was not kept stands there: of a title at its field."""
    if refused.field == "title":
        request.session["title_refused"] = str(refused.reason)
    else:
        messages.error(request, str(refused.reason))
    return redirect("library:editing", id)
