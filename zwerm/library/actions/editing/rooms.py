from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import OuterRef, Subquery
from pycrdt import Doc, Map, merge_updates

from zwerm.library.actions.refusals import MOST_IN_TITLE
from zwerm.library.actions.untitled import given_title
from zwerm.library.models import Item, Room, RoomAuthor, RoomUpdate, Version
from zwerm.library.rules.kinds import headings_of
from zwerm.library.rules.markdown import clean_text
from zwerm.library.rules.rich.asked import unanswered
from zwerm.library.rules.rich.documents import read_document
from zwerm.library.rules.rich.merging import take_over
from zwerm.library.rules.rich.shared import Shared, blocks_in, put_blocks, remove_blocks
from zwerm.library.rules.rich.tree import Node
from zwerm.people.models import Membership, Person

MOST_BYTES = 24 * 1024 * 1024
COMPACT_AFTER = 300
ABOUT = "about"
# In the document, so that it goes along to every process: the number of the last version that came from elsewhere.
CAME = "came"


class TooMuch(Exception):
    """The document would become larger than a room can hold."""


class BegunAnew(Exception):
    """The document of this item is another one now: what belongs to the one before cannot be added to it."""


@dataclass(frozen=True)
class Elsewhere:
    """What changed an item while people were writing in its room. `back`: the number, as readers know it, of the version that was put back."""

    who: str
    back: int | None


@dataclass(frozen=True)
class Opened:
    """The whole document as one update, the number of the last update in it, and which beginning of it this is."""

    state: bytes
    last: int
    begun: str


@transaction.atomic
def open_room(item: UUID) -> Opened:
    """The document of an item, begun from its text the first time. A newer version than it knows is taken over first.

    Questions that were left open when it was shared stand in it no more.
    """
    room = locked(item)
    doc, last = load(room)
    last = catch_up(room, doc) or last
    last = _close_questions(room, doc) or last
    return Opened(doc.get_update(), last, _told(room.begun))


def begun_of(item: UUID) -> str:
    """Which beginning of its document an item has now; the room is made when it isn't there."""
    return _told(Room.objects.only("begun").get_or_create(item_id=item)[0].begun)


def _told(begun: UUID | None) -> str:
    return str(begun or "")


@transaction.atomic
def add_updates(item: UUID, updates: Sequence[tuple[UUID, bytes]], *, begun: str, title: str = "") -> list[int]:
    """Keep what these people wrote, in this order; answers the numbers.

    Raises TooMuch, BegunAnew when `begun` is another beginning than its document has now, and Room.DoesNotExist when the item is gone.

    `title`: what they call it now, when that changed: lists call a draft by it before its session ends.
    """
    room = Room.objects.select_for_update().filter(item=item).first()
    if room is None or _told(room.begun) != begun:
        _check_there(item)
        raise BegunAnew
    room.size += sum(len(data) for _, data in updates)
    if room.size > MOST_BYTES:
        raise TooMuch
    room.changed = room.changed or datetime.now(UTC)
    room.save(update_fields=["size", "changed"])
    numbers = [RoomUpdate.objects.create(room=room, data=data).pk for _, data in updates]
    for person in dict.fromkeys(person for person, _ in updates):
        RoomAuthor.objects.update_or_create(room=room, person_id=person, defaults={"last": datetime.now(UTC)})
    if room.updates.count() > COMPACT_AFTER:
        doc, last = load(room)
        compact(room, doc, last)
    if title := " ".join(clean_text(title).split())[:MOST_IN_TITLE]:
        Item.objects.filter(id=item, published__isnull=True).update(title=title)
    return numbers


def _check_there(item: UUID) -> None:
    if not Item.objects.filter(id=item).exists():
        raise Room.DoesNotExist


def read_since(item: UUID, last: int, begun: str) -> tuple[list[tuple[int, bytes]], bool]:
    """Updates with a higher number than `last`, and whether the item has a version that its document does not know yet.

    Raises BegunAnew and Room.DoesNotExist, as `add_updates` does. After others compacted, what is missing comes as one update.
    """
    row = Room.objects.filter(item=item).values_list("begun", "through", "base", "item__current").first()
    if row is None or _told(row[0]) != begun:
        _check_there(item)
        raise BegunAnew
    _begun, through, base, current = row
    found: list[tuple[int, bytes]] = []
    if through > last:
        snapshot = Room.objects.filter(item=item).values_list("through", "snapshot").get()
        found.append((snapshot[0], bytes(snapshot[1])))
        last = snapshot[0]
    later = RoomUpdate.objects.filter(room=item, id__gt=last).values_list("id", "data")
    return [*found, *((number, bytes(data)) for number, data in later)], base != current


def standing_of_writers(item: UUID, people: Collection[UUID]) -> tuple[object, ...]:
    """All that says who of these people may write in this item; when it changes, they are asked again whether they may."""
    role = Membership.objects.filter(space__items=item, person=OuterRef("pk")).values("role")
    there = Person.objects.filter(pk__in=people).order_by("pk").values_list("pk", "is_active", Subquery(role))
    found = Item.objects.filter(id=item).values_list(
        "space", "space__open", "space__kind", "published", "author", "merged_into", "set_aside"
    )
    return (*found, *there)


def came_from_elsewhere(item: UUID, number: int) -> Elsewhere | None:
    """Who made this version, and of which earlier one it has the words. None when they are gone."""
    came = Version.objects.filter(item=item, number=number).select_related("author").first()
    if came is None or not came.names:
        return None
    same = Version.objects.filter(item=item, number__lt=number, title=came.title, text=came.text)
    back = same.named().order_by("-number").first()
    shared = back is not None and back.first_shared is not None and back.number >= back.first_shared
    return Elsewhere(came.names, back.number - (back.first_shared or 0) + 1 if back and shared else None)


def attend(items: Iterable[UUID]) -> None:
    """Somebody is in these rooms now: their sessions have not ended."""
    Room.objects.filter(item__in=list(items)).update(attended=datetime.now(UTC))


def locked(item: UUID) -> Room:
    """The room of an item, alone until the transaction ends; made when it isn't there."""
    Room.objects.get_or_create(item_id=item)
    room = (
        Room.objects.select_for_update(of=("self",))
        .select_related("item__current", "item__space", "base")
        .get(item=item)
    )
    if not room.snapshot:
        begin(room, room.item)
    return room


def begin(room: Room, item: Item) -> None:
    """The document of a room from the text of its item. Under the lock: a second beginning would double every word."""
    doc: Shared = Doc()
    if item.version.text:
        put_blocks(doc, read_document(item.version.text).nodes)
    about_of(doc)["title"] = given_title(item.title)
    room.base, room.snapshot = item.version, doc.get_update()
    room.size = len(room.snapshot)
    room.save()


def about_of(doc: Shared) -> Map[Any]:
    about: Map[Any] = doc.get(ABOUT, type=Map)
    return about


def title_in(doc: Shared) -> str:
    return str(about_of(doc).get("title") or "")


def last_from_elsewhere(doc: Shared) -> int:
    """The number of that version; 0 when all was written here."""
    number: Any = about_of(doc).get(CAME)
    return int(number) if isinstance(number, int | float) else 0


def load(room: Room) -> tuple[Shared, int]:
    """The document, and the number of the last update in it."""
    doc: Shared = Doc()
    doc.apply_update(bytes(room.snapshot))
    last = room.through
    updates = list(room.updates.filter(id__gt=last).values_list("id", "data"))
    if updates:
        doc.apply_update(merge_updates(*(bytes(data) for _, data in updates)))
        last = updates[-1][0]
    return doc, last


def compact(room: Room, doc: Shared, last: int) -> None:
    """One snapshot instead of many updates."""
    room.snapshot, room.through = doc.get_update(), last
    room.size = len(room.snapshot)
    room.save(update_fields=["snapshot", "through", "size"])
    room.updates.filter(id__lte=last).delete()


def catch_up(room: Room, doc: Shared) -> int | None:
    """Bring what was changed outside the room (an import, the plain form) into it; answers the number of that update.

    Where both changed the same blocks, both stand in the document: those in the room decide what to keep.
    """
    newest = room.item.version
    if room.base_id == newest.id:
        return None
    before = doc.get_state()
    old = room.base.text if room.base else ""
    take_over(doc, read_document(old).nodes, read_document(newest.text).nodes)
    about = about_of(doc)
    if room.base is None or " ".join(title_in(doc).split()) == given_title(room.base.title):
        about["title"] = given_title(newest.title)
    about[CAME] = newest.number
    room.base = newest
    return _write(room, doc.get_update(before))


def left_open(room: Room, blocks: Sequence[Node], base: Sequence[Node]) -> list[int]:
    """The places of the questions of its kind that nobody answered. `base`: what its newest version says, which others read once it is shared."""
    return unanswered(blocks, headings_of(room.item.kind), base if room.item.published else ())


def _close_questions(room: Room, doc: Shared) -> int | None:
    """Take out of a shared text what no version has; answers the number of that update. Not while someone writes: they may be about to answer."""
    if room.item.published is None or room.changed is not None:
        return None
    before, base = doc.get_state(), read_document(room.base.text if room.base else "").nodes
    places = left_open(room, blocks_in(doc), base)
    if not places:
        return None
    with doc.transaction():
        for place in reversed(places):
            remove_blocks(doc, place, 1)
    return _write(room, doc.get_update(before))


def _write(room: Room, update: bytes) -> int:
    made = RoomUpdate.objects.create(room=room, data=update)
    room.size += len(update)
    room.save(update_fields=["base", "size"])
    return made.pk
