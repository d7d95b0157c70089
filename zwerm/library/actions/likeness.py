"""Finding items that say nearly the same: a few at a time, by work that returns."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime

from django.db import transaction
from django.db.models import F, Q, QuerySet

from zwerm.library.actions.refusals import NotAllowed
from zwerm.library.actions.revise import may_revise
from zwerm.library.actions.upkeep import may_keep_in
from zwerm.library.models import Band, Item, Likeness, Sketched
from zwerm.library.rules.likeness import ALIKE, alike, bands, shingles, sketch
from zwerm.people.models import Person

AT_ONCE = 100
MOST_COMPARED = 50


def compare_new(most: int = AT_ONCE) -> int:
    """Compare items that were shared or changed since with all others; answers how many."""
    new = Item.objects.published().exclude(sketched__version=F("current")).select_related("current")
    some = list(new.order_by("id")[:most])
    for item in some:
        _compare(item)
    return len(some)


def proposed_to(person: Person) -> QuerySet[Likeness]:
    """Pairs of which `person` sees both and looks after at least one."""
    seen = Item.objects.visible_to(person).published()
    mine = seen.filter(Q(owner=person) | Q(space__in=may_keep_in(person)))
    return Likeness.objects.filter(
        Q(first__in=mine.values("id")) | Q(second__in=mine.values("id")),
        apart__isnull=True,
        first__in=seen.values("id"),
        second__in=seen.values("id"),
    ).select_related("first__space", "second__space", "first__owner", "second__owner")


def keep_apart(person: Person, pair: Likeness) -> None:
    """They are to stay two; they are not proposed again. Raises NotAllowed."""
    if not (may_revise(person, pair.first) or may_revise(person, pair.second)):
        raise NotAllowed
    Likeness.objects.filter(id=pair.id).update(apart=datetime.now(UTC), apart_by=person)


@transaction.atomic
def _compare(item: Item) -> None:
    own = shingles(item.version.text)
    words = bands(sketch(own))
    Band.objects.filter(item=item).delete()
    Band.objects.bulk_create(Band(item=item, word=word) for word in words)
    Sketched.objects.update_or_create(item=item, defaults={"version": item.version})
    near = Band.objects.filter(word__in=words).exclude(item=item).values("item")
    others = Item.objects.published().filter(id__in=near).select_related("current").order_by("id")[:MOST_COMPARED]
    shares = {other.id: alike(own, shingles(other.version.text)) for other in others}
    found = {id: share for id, share in shares.items() if share >= ALIKE}
    _forget(item, found)
    for id, share in found.items():
        first, second = sorted((item.id, id))
        Likeness.objects.update_or_create(first_id=first, second_id=second, defaults={"share": share})


def _forget(item: Item, but: Iterable[object]) -> None:
    """Pairs that became different; those that someone keeps apart stay noted."""
    pairs = Likeness.objects.filter(Q(first=item) | Q(second=item), apart__isnull=True)
    pairs.exclude(Q(first__in=but) | Q(second__in=but)).delete()
