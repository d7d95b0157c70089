"""What changed, since someone looked, in what they follow."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import (
    BooleanField,
    Case,
    Exists,
    F,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    TextField,
    UUIDField,
    Value,
    When,
)
from django.db.models.functions import Cast, Coalesce
from django.urls import reverse
from django.utils.translation import gettext as _

from zwerm.library.actions.talk.following import look_at
from zwerm.library.actions.talk.naming import look_at_mentions
from zwerm.library.models import Comment, Following, Item, Mention, Version
from zwerm.library.views.brought import Import, brought_by, few_of_each, gather
from zwerm.library.views.listing import day
from zwerm.library.views.standing import standing_of
from zwerm.people.models import Person, Space
from zwerm.people.models.prepared import Prepared

MOST_SHOWN = 6
_OF_ITEM = ("item", "item__kind", "item__title", "item__language", "updated", "item__space__name", "item__space")
_WHAT = ("changed", "talked", "new", "naming", "by", "said_by", "seen_version", "remark", "words", "brought")
# Of one import `MANY` are read at most, so this is room for other things too.
_MOST_READ = 4 * MOST_SHOWN
_YES = BooleanField()
_TEXT = TextField()
_NUMBER = IntegerField()
# The columns of a mention, in rows that are none.
_NOT_NAMED: dict[str, Any] = {
    "naming": Value(False),
    "remark": Cast(Value(None, output_field=_TEXT), _TEXT),
    "words": Value("", output_field=_TEXT),
}


@dataclass(frozen=True)
class News:
    """One item in which something happened: what, and when. `words` are those in which someone was named."""

    kind: str
    title: str
    address: str
    language: str
    space: str
    told: str
    when: str
    words: str = ""
    part_of: Import | None = None


def news_for(person: Person) -> tuple[list[News], list[list[News]]]:
    """Where they were named since they looked, and what changed in what they follow; what one import brought is together.

    The newest first; what they did themselves is no news to them. One query, for Today has few to spend.
    """
    named: list[News] = []
    changed: dict[UUID, News] = {}
    for row in _FOR_TODAY.rows(person):
        id, *_shown, has_changed, has_talk, is_new, naming, by, said_by, since, comment, words, _brought = row
        address = reverse("library:item", args=[id])
        if naming:
            anchor = f"#talk-{UUID(str(comment))}" if comment else ""
            named.append(_news(row, address + anchor, _told_naming(by, bool(comment)), words))
        else:
            told = _told_new(by) if is_new else _told(by if has_changed else None, said_by if has_talk else None)
            changed.setdefault(id, _news(row, _where(id, address, since, has_changed, is_new), told))
    return named[:MOST_SHOWN], gather(list(changed.values()))[:MOST_SHOWN]


def _news(row: tuple[Any, ...], address: str, told: str, words: str = "") -> News:
    _id, kind, title, language, updated, space, space_id, _changed, has_talk, *_rest, brought = row
    part_of = (brought, space_id) if brought and not has_talk else None
    return News(kind, title, address, language, space, told, day(updated), words, part_of)


def _where(id: UUID, address: str, since: int | None, changed: bool, new: bool) -> str:
    """To what changed since they looked, in an item that they know; to what was said; or to the item."""
    if new or (changed and since is None):
        return address
    return difference_since(id, since) if changed and since is not None else f"{address}#talk"


def difference_since(item: UUID, number: int) -> str:
    return reverse("library:difference", args=[item, number]) + "?with=now"


def seen_of(item: str, seen: str) -> Subquery:
    """To ask with a following: the number of the newest version that was there when they looked."""
    versions = Version.objects.filter(item=OuterRef(item), published__isnull=False, made__lte=OuterRef(seen))
    return Subquery(versions.order_by("-number").values("number")[:1], output_field=_NUMBER)


def _told_naming(by: str, in_comment: bool) -> str:
    told = _("%(by)s named you in what was said") if in_comment else _("%(by)s named you in the text")
    return told % {"by": by or _("A colleague")}


def _named(person: Person) -> QuerySet[Mention, Any]:
    return (
        Mention.objects.waiting_for(person)
        .order_by()
        .annotate(
            updated=F("when"),
            changed=Value(False),
            talked=Value(False),
            new=Value(False),
            naming=Value(True),
            named_by=Cast(Coalesce("by__name", Value("")), _TEXT),
            said_by=Value("", output_field=_TEXT),
            seen_version=Cast(Value(None, output_field=_NUMBER), _NUMBER),
            remark=Cast(Coalesce("comment__thread", "comment"), _TEXT),
            words=Coalesce("comment__words", Value(""), output_field=_TEXT),
            brought=Cast(Value(None, output_field=UUIDField()), UUIDField()),
        )
        .values_list(*_OF_ITEM, *("named_by" if name == "by" else name for name in _WHAT))
    )


def _in_items(person: Person) -> QuerySet[Following, Any]:
    """What changed in items that they follow, and where others said something."""
    talked = Comment.objects.said().filter(item=OuterRef("item"), when__gt=OuterRef("seen")).exclude(person=person)
    others = Q(item__current__author__isnull=True) | ~Q(item__current__author=person)
    return (
        Following.objects.filter(
            Exists(Item.objects.visible_to(person).published().filter(id=OuterRef("item"))),
            person=person,
            muted=False,
        )
        .annotate(
            updated=F("item__updated"),
            changed=Case(When(Q(item__updated__gt=F("seen")) & others, then=True), default=False, output_field=_YES),
            talked=Exists(talked),
            new=Value(False),
            by=_name("item__current__author__name"),
            said_by=_name(Subquery(talked.order_by("-when").values("person__name")[:1])),
            seen_version=seen_of("item", "seen"),
            brought=brought_by("item", "item__current"),
            **_NOT_NAMED,
        )
        .filter(Q(changed=True) | Q(talked=True))
        .values_list(*_OF_ITEM, *_WHAT)
    )


def _in_spaces(person: Person) -> QuerySet[Item, Any]:
    """What is new and what changed in spaces that they follow. Once looked at, a space is looked at with all that is in it."""
    followed = Following.objects.filter(person=person, space=OuterRef("space"))
    looked = Following.objects.filter(person=person, item=OuterRef("pk"), seen__gte=OuterRef("updated"))
    new = Item.objects.visible_to(person).published()
    new = new.filter(
        Q(current__author__isnull=True) | ~Q(current__author=person),
        Exists(followed.filter(seen__lt=OuterRef("updated"))),
        ~Exists(looked),
        space__in=Following.objects.filter(person=person, space__isnull=False).values("space"),
    )
    return (
        Item.objects.filter(pk__in=few_of_each(new).order_by().values("pk"))
        .annotate(
            changed=Value(True),
            talked=Value(False),
            new=Exists(followed.filter(seen__lt=OuterRef("published"))),
            by=Case(When(new=True, then=_name("author__name")), default=_name("current__author__name")),
            said_by=Value("", output_field=_TEXT),
            looked=Subquery(followed.values("seen")[:1]),
            seen_version=seen_of("pk", "looked"),
            brought=brought_by("pk", "current"),
            **_NOT_NAMED,
        )
        .order_by()
        .values_list("id", "kind", "title", "language", "updated", "space__name", "space", *_WHAT)
    )


def _name(where: Any) -> Cast:
    """Of who did it; empty when nobody knows."""
    return Cast(Coalesce(where, Value("")), _TEXT)


def _told_new(by: str) -> str:
    return _("new, by %(name)s") % {"name": by} if by else _("new")


def _told(changed: str | None, said: str | None) -> str:
    """Who changed it, and who said something; None when nobody did."""
    parts = []
    if changed is not None:
        parts.append(_("changed by %(name)s") % {"name": changed} if changed else _("changed"))
    if said is not None:
        parts.append(_("%(name)s said something") % {"name": said} if said else _("talked about"))
    return "; ".join(parts)


def _asked(person: Person) -> QuerySet[Any, Any]:
    items: Any = _in_items(person)
    found: QuerySet[Any, Any] = items.union(_in_spaces(person), _named(person), all=True)
    return found.order_by("-naming", "-updated")[:_MOST_READ]


_FOR_TODAY = Prepared(_asked)


def seen_now(person: Person, item: Item) -> bool:
    """Whether `person` follows `item`; who looks at it has seen what is new, and where they are named."""
    standing = standing_of(person, item)
    if standing.named:
        look_at_mentions(person, item)
    if standing.seen is None:
        return False
    if standing.seen < max(item.updated, standing.last_said or item.updated):
        look_at(person, item)
    return True


def difference_seen(person: Person, item: Item) -> None:
    """They read what changed. When something was said too, that is still news to them."""
    following = Following.objects.filter(person=person, item=item, muted=False, seen__lt=item.updated)
    said = Comment.objects.said().filter(item=OuterRef("item"), when__gt=OuterRef("seen")).exclude(person=person)
    if following.exclude(Exists(said)).exists():
        look_at(person, item)


def space_seen_now(person: Person, space: Space, seen: datetime | None, newest: datetime | None) -> bool:
    """Whether `person`, who looked there last at `seen`, follows `space`; who looks at it has seen what is new there."""
    if seen is not None and newest is not None and seen < newest:
        look_at(person, space)
    return seen is not None


def seen_in_space(person: Person) -> Subquery:
    """To ask with a space: when `person`, who follows it, looked there last."""
    return Subquery(Following.objects.filter(person=person, space=OuterRef("pk")).values("seen")[:1])
