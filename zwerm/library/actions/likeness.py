"""Finding items that say nearly the same: a few at a time, by work that returns."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Count, F, Q, QuerySet

from zwerm.library.actions.refusals import NotAllowed
from zwerm.library.actions.revise import may_revise
from zwerm.library.actions.upkeep import may_keep_in
from zwerm.library.models import Band, Item, ItemQuerySet, Likeness, Merger, Sketched
from zwerm.library.rules.likeness import ALIKE, WITHIN, alike, bands, samples, shingles, sketch, within
from zwerm.people.models import Person

AT_ONCE = 100
MOST_COMPARED = 50
MADE_ONE = Q(first__merged_into=F("second")) | Q(second__merged_into=F("first"))
# Of so many that have most in common the best are looked for.
MOST_NEAR = 500


def compare_new(most: int = AT_ONCE) -> int:
    """Compare items that were shared or changed since with all others; answers how many."""
    new = Item.objects.published().exclude(sketched__version=F("current")).select_related("current")
    some = list(new.order_by("id")[:most])
    for item in some:
        _compare(item)
    return len(some)


def proposed_to(person: Person) -> QuerySet[Likeness]:
    """Pairs of which `person` sees both and looks after at least one."""
    return _pairs_of(person, Item.objects.visible_to(person).published()).filter(apart__isnull=True)


def settled_for(person: Person) -> QuerySet[Likeness]:
    """Pairs that might have been proposed to `person`, and that somebody made one, or keeps apart."""
    pairs = _pairs_of(person, Item.objects.visible_to(person).filter(published__isnull=False))
    return pairs.filter(Q(apart__isnull=False) | MADE_ONE)


def merger_of(pair: Likeness) -> Merger | None:
    """How its two were made one, unless they were taken apart since."""
    both = [pair.first_id, pair.second_id]
    found = Merger.objects.filter(gone__in=both, kept__in=both, undone__isnull=True)
    return found.select_related("gone", "kept", "person").first()


def _pairs_of(person: Person, seen: ItemQuerySet) -> QuerySet[Likeness]:
    mine = seen.filter(Q(owner=person) | Q(space__in=may_keep_in(person)))
    return Likeness.objects.filter(
        Q(first__in=mine.values("id")) | Q(second__in=mine.values("id")),
        first__in=seen.values("id"),
        second__in=seen.values("id"),
    ).select_related("first__space", "second__space", "first__owner", "second__owner", "part")


def keep_apart(person: Person, pair: Likeness) -> None:
    """They are to stay two; they are not proposed again. Raises NotAllowed."""
    if not (may_revise(person, pair.first) or may_revise(person, pair.second)):
        raise NotAllowed
    Likeness.objects.filter(id=pair.id).update(apart=datetime.now(UTC), apart_by=person)


@transaction.atomic
def _compare(item: Item) -> None:
    found = shingles(item.version.text)
    own = set(found)
    words = [*bands(sketch(own)), *samples(found)]
    Band.objects.filter(item=item).delete()
    Band.objects.bulk_create(Band(item=item, word=word) for word in words)
    Sketched.objects.update_or_create(item=item, defaults={"version": item.version})
    others = Item.objects.published().filter(id__in=_near(item, words)).select_related("current").order_by("id")
    shares = {other.id: _share(item, own, other) for other in others}
    pairs = {id: share for id, share in shares.items() if share}
    _forget(item, pairs)
    for id, (share, part) in pairs.items():
        first, second = sorted((item.id, id))
        Likeness.objects.update_or_create(first_id=first, second_id=second, defaults={"share": share, "part_id": part})


def _near(item: Item, words: Sequence[str]) -> list[UUID]:
    """Items worth comparing: of which most, or of this one most, is in common."""
    sharing = Band.objects.filter(word__in=words).exclude(item=item).order_by()
    common = dict(sharing.values_list("item").annotate(words=Count("pk")).order_by("-words", "item")[:MOST_NEAR])
    of_each = dict(Band.objects.filter(item__in=common).order_by().values_list("item").annotate(words=Count("pk")))
    return sorted(common, key=lambda one: (-common[one] / min(of_each[one], len(words)), one))[:MOST_COMPARED]


def _share(item: Item, own: set[int], other: Item) -> tuple[float, UUID | None] | None:
    """How much they are alike, or how much of which one stands within the other; None when they are not."""
    theirs = set(shingles(other.version.text))
    if (share := alike(own, theirs)) >= ALIKE:
        return share, None
    inside = [(within(own, theirs), item.id), (within(theirs, own), other.id)]
    return next((found for found in inside if found[0] >= WITHIN), None)


def _forget(item: Item, but: Iterable[object]) -> None:
    """Pairs that became different; those that someone keeps apart or made one stay noted."""
    pairs = Likeness.objects.filter(Q(first=item) | Q(second=item), apart__isnull=True).exclude(MADE_ONE)
    pairs.exclude(Q(first__in=but) | Q(second__in=but)).delete()
