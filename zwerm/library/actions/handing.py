"""Someone leaves: who looks after their texts from now on. Their drafts only they themselves can give away."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from zwerm.library.actions.about import count_readers
from zwerm.library.actions.refusals import NotAllowed
from zwerm.library.actions.revise import credit
from zwerm.library.models import Credit, Item, Version
from zwerm.operations.days import organisation_day
from zwerm.people.actions import tell_handed
from zwerm.people.actions.handed import SHOWN
from zwerm.people.models import Person, Space
from zwerm.people.registry import Risk
from zwerm.people.rules.risk import risk

DRAFTS = "text-drafts"


def texts_looked_after(person: Person) -> QuerySet[Any]:
    return Item.objects.published().filter(owner=person).order_by("title")


def texts_seen(rows: QuerySet[Any], to: Person) -> QuerySet[Any]:
    return rows.filter(pk__in=Item.objects.visible_to(to).values("pk"))


def hand_texts(rows: QuerySet[Any], person: Person, to: Person) -> int:
    """Their rhythm and date stay: what is past its date asks the new owner from now on."""
    return Item.objects.filter(pk__in=list(rows.values_list("pk", flat=True))).update(owner=to)


def texts_weighed(rows: QuerySet[Any]) -> QuerySet[Any]:
    """With how many read each, and how many others had a hand in it."""
    others = Credit.objects.filter(item=OuterRef("pk"), person__is_active=True).exclude(person=OuterRef("owner"))
    weighed: QuerySet[Any] = rows.annotate(readers=count_readers(), others=Coalesce(Subquery(_how_many(others)), 0))
    return weighed


def texts_at_risk(rows: Sequence[Any], reader: Person) -> dict[Any, Risk]:
    """How much each is read, whether others had a hand in it, and whether it should have been looked at."""
    today = organisation_day()
    found = {}
    for row in rows:
        overdue = row.due is not None and row.due <= today
        much = risk(row.readers, row.others, overdue=overdue)
        found[row.pk] = Risk(much, _why(row.readers, row.others, overdue=overdue))
    return found


def _how_many(rows: QuerySet[Credit]) -> QuerySet[Credit, Any]:
    return rows.order_by().values("item").annotate(n=Count("pk")).values("n")


def _why(readers: int, others: int, *, overdue: bool) -> tuple[str, ...]:
    told = [
        ngettext("read by %(readers)s colleague", "read by %(readers)s colleagues", readers) % {"readers": readers}
        if readers
        else _("read by nobody yet"),
        _("nobody else wrote it")
        if not others
        else ngettext("%(others)s other wrote it", "%(others)s others wrote it", others) % {"others": others},
    ]
    return tuple([*told, _("should have been looked at again")] if overdue else told)


def drafts_of(person: Person) -> QuerySet[Any]:
    """Those in spaces that they share. What stands in a space of their own is not even counted.

    Nobody reads a draft of someone else, and so nobody is handed it by an administrator.
    """
    found = Item.objects.filter(author=person, published__isnull=True)
    return found.exclude(space__kind=Space.Kind.PRIVATE).order_by("created")


@transaction.atomic
def give_drafts(person: Person, items: Sequence[Item], to: Person) -> None:
    """`to` goes on with drafts of `person`, as they read now, and is told; what they said before stays with `person`.

    Who wrote them stays named: among the makers, and as one who wrote this version. Raises NotAllowed; then none is given.
    """
    for item in items:
        _give(person, item, to)
    if items:
        tell_handed(to, person, DRAFTS, len(items), items[:SHOWN])


def drafts_for(person: Person, to: Person) -> QuerySet[Item]:
    """Drafts of `person` in spaces where `to` writes too."""
    spaces = Space.objects.writable_by(to).exclude(kind=Space.Kind.PRIVATE)
    return Item.objects.filter(author=person, published__isnull=True, space__in=spaces).order_by("-updated")


def _give(person: Person, item: Item, to: Person) -> None:
    found = Item.objects.select_for_update(of=("self",)).select_related("space", "current")
    item = found.get(id=item.id)
    writes = item.space.written_by().filter(id=to.id).exists()
    if item.published is not None or item.author_id != person.id or to == person or not writes:
        raise NotAllowed
    Item.objects.filter(id=item.id).update(author=to, owner=to)
    item.version.authors.add(person, to)
    Version.objects.filter(id=item.version.id).update(author=to)
    credit(item, (to,))


def give_draft(person: Person, item: Item, to: Person) -> None:
    """One of them. Raises NotAllowed."""
    give_drafts(person, [item], to)
