"""What the library shows on pages that are not its own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, cast

from django.db.models import Exists, Subquery
from django.http import HttpRequest

from zwerm.library.models import Item, ItemSkill
from zwerm.library.views.brought import (
    MANY,
    Brought,
    address_of_import,
    few_of_each,
    gather,
    imports_told,
    with_imports,
)
from zwerm.library.views.listing import ON_A_PAGE, Row, rows
from zwerm.library.views.news import News, news_for, seen_now
from zwerm.library.views.standing import standing_of
from zwerm.library.views.talking import talk_of
from zwerm.library.views.upkeep import by_use, truth_of
from zwerm.library.views.writing import ABOUT_KINDS
from zwerm.operations.days import organisation_day
from zwerm.people.models import Person, Space, Telling
from zwerm.people.registry import beginning_of
from zwerm.skills.actions import skills_on

SHOWN_ON_TODAY = 5
ASKED_ON_TODAY = 3
# With fewer a library has only just begun.
MANY_TEXTS = 10


@dataclass(frozen=True)
class ForToday:
    """Where a person was named since they looked, what changed in what they follow, and what colleagues kept lately."""

    named: list[News]
    changed: list[News | Brought]
    new: list[Row | Brought]


def newest(request: HttpRequest) -> dict[str, Any] | None:
    """What colleagues kept lately; what one import brought is one row."""
    return _shown(_for_today(request).new)


def kept_by(request: HttpRequest, person: Person, reader: Person) -> dict[str, Any] | None:
    """What this person made, as far as the reader may see it and they show it there."""
    hidden = Telling.objects.hidden_from(reader, Telling.Name.WROTE).filter(person=person)
    seen = Item.objects.visible_to(reader).published().filter(~Exists(hidden), credits__person=person)
    return _shown(list(rows(seen[:ON_A_PAGE])))


def of_space(request: HttpRequest, space: Space) -> dict[str, Any]:
    """The way from the people of a space to what is kept there."""
    return {"space": space}


def to_look_at(request: HttpRequest) -> dict[str, Any] | None:
    """What asks its owner whether it still holds: the most used first."""
    person = cast("Person", request.user)
    found = by_use(Item.objects.visible_to(person).overdue(organisation_day()).filter(owner=person))
    return {"asked": found[:ASKED_ON_TODAY], "more": max(0, len(found) - ASKED_ON_TODAY)} if found else None


def truth(request: HttpRequest, item: Item) -> dict[str, Any] | None:
    """Who looks after an item, when that was last done, and the way to say that it holds or does not."""
    return truth_of(cast("Person", request.user), item) if item.in_use else None


def skills(request: HttpRequest, item: Item) -> dict[str, Any] | None:
    """Which skills an item is about, and the way to say so."""
    person = cast("Person", request.user)
    may_change = standing_of(person, item).revises
    return {"skills": skills_on(ItemSkill, item.id), "thing": item.id, "kind": "item", "may_change": may_change}


def talk(request: HttpRequest, item: Item) -> dict[str, Any] | None:
    """What colleagues say about an item, and the way to say something."""
    return talk_of(request, cast("Person", request.user), item) if item.in_use else None


def follow(request: HttpRequest, item: Item) -> dict[str, Any] | None:
    """The way to hear what changes. Who looks at an item has seen what was new in it."""
    if not item.in_use:
        return None
    person = cast("Person", request.user)
    return {"item": item, "followed": seen_now(person, item)}


def named(request: HttpRequest) -> dict[str, Any] | None:
    """Where a colleague named this person since they looked."""
    found = _for_today(request).named
    return {"news": found} if found else None


def changed(request: HttpRequest) -> dict[str, Any] | None:
    """What is new in what this person follows, since they looked."""
    found = _for_today(request).changed
    return {"news": found} if found else None


def _for_today(request: HttpRequest) -> ForToday:
    """Asked once for three panels, which tell of the same imports."""
    found: ForToday | None = getattr(request, "library_for_today", None)
    if found is None:
        person = cast("Person", request.user)
        named, changed = news_for(person)
        others = Item.objects.visible_to(person).published().exclude(author=person)
        new = gather(rows(few_of_each(others)[: SHOWN_ON_TODAY * MANY]))[:SHOWN_ON_TODAY]
        told = imports_told(person, changed, new)
        found = ForToday(named, with_imports(changed, told), with_imports(new, told))
        request.library_for_today = found  # type: ignore[attr-defined]
    return found


def to_begin(request: HttpRequest) -> dict[str, Any]:
    """For who has nothing else on Today: what their import brought, or else the ways to bring something in and to write.

    Everybody may bring something in; the beginning is asked of who looks after what others read.
    """
    person = cast("Person", request.user)
    known = beginning_of(person)
    if known["brought"]:
        return {"brought": known["brought"], "address": address_of_import(known["import"])}
    return {"imports": not known["many-texts"] and (person.cares_for_learning or known["looks-after"])}


def texts(person: Person) -> Exists:
    return Exists(Item.objects.visible_to(person).published())


def many_texts(person: Person) -> Subquery:
    return Subquery(Item.objects.visible_to(person).published().order_by().values("pk")[MANY_TEXTS - 1 : MANY_TEXTS])


def kinds(request: HttpRequest) -> dict[str, Any]:
    return {"kinds": list(ABOUT_KINDS.items())}


def nothing(request: HttpRequest) -> dict[str, Any]:
    """For a panel that is the same for everybody."""
    return {}


def _shown(found: Sequence[Row | Brought]) -> dict[str, Any] | None:
    return {"rows": found} if found else None
