"""Moving an item to another space: who may, what it means for whoever reads it, and doing it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django.db import transaction
from django.db.models import Case, Exists, OuterRef, Q, QuerySet, When
from django.utils.translation import gettext_lazy as _

from zwerm.library.actions.refusals import NotAllowed, NotKept
from zwerm.library.actions.revise import may_revise
from zwerm.library.actions.schedule import reschedule_in
from zwerm.library.actions.upkeep import may_keep, may_keep_in
from zwerm.library.actions.uses import uses_of, with_uses
from zwerm.library.actions.written import activity
from zwerm.library.models import Comment, Credit, Following, ImportRun, Item, ItemQuerySet, Move
from zwerm.library.registry import sight_followers
from zwerm.notices.actions import follow_space
from zwerm.people.models import Person, Space
from zwerm.people.models.person import STAND_IN
from zwerm.records.actions import record
from zwerm.search.actions import touch

MOST_NAMED = 8


@dataclass(frozen=True)
class Readers:
    """How many colleagues, and the first of them by name: who wrote it or talked about it, then the others."""

    count: int
    names: list[str]

    @property
    def more(self) -> int:
        return self.count - len(self.names)


@dataclass(frozen=True)
class Consequences:
    """What a move means; by name only what and whom `person` sees themselves. Who moves is in both spaces, so they see who else is.

    Of who follows it only the number: that is for nobody else to know.

    `gaining`, `losing`, `staying`: colleagues who will, will no longer, and will still be able to read it. `linking`: items that
    link to it and have other readers than it will have.
    """

    gaining: Readers
    losing: Readers
    staying: Readers
    followers_losing: int
    remarks: int
    versions: int
    owner_loses: bool
    rests: list[str]
    linking: list[Item]


def may_move(person: Person, item: Item) -> bool:
    """Its author, its owner, and who looks after the space: moving may take an item away from everyone else there."""
    if item.published is None or not may_revise(person, item):
        return False
    return is_of(person, item) or may_keep(person, item.space)


def movable_by(person: Person, items: ItemQuerySet) -> ItemQuerySet:
    """Those of `items` that `person` may move: what `may_move` asks of one."""
    mine = Q(author=person) | Q(owner=person) | Q(space__in=may_keep_in(person))
    return items.published().filter(mine, space__in=Space.objects.writable_by(person))


def is_of(person: Person, item: Item) -> bool:
    """Whether `person` wrote it or looks after it."""
    return person.id in (item.author_id, item.owner_id)


def spaces_to_move_to(person: Person, item: Item) -> QuerySet[Space]:
    return Space.objects.writable_by(person).exclude(id=item.space_id)


def consequences(person: Person, item: Item, target: Space) -> Consequences:
    """What moving `item` to `target` would mean. Raises NotAllowed."""
    _check(person, item, target)
    people = _people(item, target)
    losing = [one for one in people if one.now and not one.then]
    read_with_uses = with_uses(Item.objects.filter(pk=item.pk)).get()
    following = Following.objects.filter(item=item, muted=False).exclude(person=person)
    followers = set(following.values_list("person", flat=True))
    return Consequences(
        gaining=_readers(one for one in people if one.then and not one.now),
        losing=_readers(losing),
        staying=_readers(one for one in people if one.now and one.then),
        followers_losing=sum(one.pk in followers for one in losing),
        remarks=Comment.objects.said().filter(item=item).count(),
        versions=item.versions.filter(published__isnull=False).count(),
        owner_loses=any(one.pk == item.owner_id for one in losing),
        rests=[use.tell(count) for use, count in uses_of(read_with_uses) if use.rests],
        linking=list(_linking(person, item, target)[:12]),
    )


def move_item(person: Person, item: Item, target: Space) -> Move:
    """Let `item` live in `target`, with its versions and what was said about it. Raises NotAllowed.

    An owner who does not see it there is followed up by `person`.
    """
    with transaction.atomic():
        item = Item.objects.select_for_update(of=("self",)).select_related("space", "current", "owner").get(id=item.id)
        _check(person, item, target)
        record(person, "moved", activity(item), space=target)
        return let_live_in(person, [item], target)[0]


def let_live_in(person: Person, items: Sequence[Item], target: Space, run: ImportRun | None = None) -> list[Move]:
    """These, which are locked and which `person` may move, live in `target`; `run`: as texts of this import. For move_item and move_import."""
    now = datetime.now(UTC)
    owners = set(target.seen_by().filter(id__in={item.owner_id for item in items}).values_list("id", flat=True))
    moves = [Move(item=item, origin=item.space, target=target, person=person, when=now, run=run) for item in items]
    ids, left = [item.id for item in items], [item.id for item in items if item.owner_id not in owners]
    Item.objects.filter(id__in=ids).update(space=target)
    Item.objects.filter(id__in=left).update(owner=person)
    reschedule_in(items, target)
    follow_space(ids, target)
    touch("item", *ids)
    for tell in sight_followers.values():
        for item in items:
            tell(item.id)
    return Move.objects.bulk_create(moves)


def _check(person: Person, item: Item, target: Space) -> None:
    if not may_move(person, item) or not Space.objects.writable_by(person).filter(id=target.id).exists():
        raise NotAllowed
    if target.id == item.space_id:
        raise NotKept(_("It is in this space already."), "to")


def _people(item: Item, target: Space) -> list[Any]:
    """Who can read it `now` or `then`, those first who wrote it, and then who talked about it; in one question."""
    wrote = Exists(Credit.objects.filter(item=item, person=OuterRef("pk"))) | Q(pk__in=[item.author_id, item.owner_id])
    talked = Exists(Comment.objects.said().filter(item=item, person=OuterRef("pk")))
    now, then = (Q(pk__in=space.seen_by().values("pk")) for space in (item.space, target))
    people = Person.objects.colleagues().annotate(
        now=Case(When(now, then=True), default=False),
        then=Case(When(then, then=True), default=False),
        tie=Case(When(wrote, then=0), When(talked, then=1), default=2),
    )
    found = people.filter(Q(now=True) | Q(then=True)).order_by("tie", "name", "pk")
    return list(found.values_list("pk", "name", "email", "now", "then", named=True))


def _readers(people: Iterable[Any]) -> Readers:
    found = list(people)
    return Readers(len(found), [one.name for one in found if one.email != STAND_IN][:MOST_NAMED])


def _linking(person: Person, item: Item, target: Space) -> ItemQuerySet:
    seen = Item.objects.visible_to(person).published().filter(links__target=item).select_related("space")
    return seen.none() if target.open else seen.exclude(space=target)
