from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID

from django.db import transaction
from pycrdt import Doc, Map, merge_updates

from zwerm.library.models import Item, Room, RoomAuthor, RoomUpdate
from zwerm.library.rules.rich.documents import read_document
from zwerm.library.rules.rich.merging import take_over
from zwerm.library.rules.rich.shared import Shared, put_blocks

MOST_BYTES = 24 * 1024 * 1024
COMPACT_AFTER = 300
ABOUT = "about"


class TooMuch(Exception):
    """The document would become larger than a room can hold."""


@dataclass(frozen=True)
class Opened:
    """The whole document as one update, and the number of the last update in it."""

    state: bytes
    last: int


@transaction.atomic
def open_room(item: UUID) -> Opened:
    """The document of an item, begun from its text the first time. A newer version than it knows is taken over first."""
    room = locked(item)
    doc, last = load(room)
    last = catch_up(room, doc) or last
    return Opened(doc.get_update(), last)


@transaction.atomic
def add_updates(item: UUID, updates: Sequence[tuple[UUID, bytes]]) -> list[int]:
    """Keep what these people wrote, in this order; answers the numbers. Raises TooMuch, and Room.DoesNotExist when it is gone."""
    room = Room.objects.select_for_update().get(item=item)
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
    return numbers


def read_since(item: UUID, last: int) -> tuple[list[tuple[int, bytes]], bool] | None:
    """Updates with a higher number than `last`, and whether the item has a version that its document does not know yet.

    None when there is no such room any more. After others compacted, what is missing comes as one update.
    """
    row = Room.objects.filter(item=item).values_list("through", "base", "item__current").first()
    if row is None:
        return None
    through, base, current = row
    found: list[tuple[int, bytes]] = []
    if through > last:
        snapshot = Room.objects.filter(item=item).values_list("through", "snapshot").get()
        found.append((snapshot[0], bytes(snapshot[1])))
        last = snapshot[0]
    later = RoomUpdate.objects.filter(room=item, id__gt=last).values_list("id", "data")
    return [*found, *((number, bytes(data)) for number, data in later)], base != current


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
    about_of(doc)["title"] = item.title
    room.base, room.snapshot = item.version, doc.get_update()
    room.size = len(room.snapshot)
    room.save()


def about_of(doc: Shared) -> Map[str]:
    about: Map[str] = doc.get(ABOUT, type=Map)
    return about


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
    if room.base is None or about.get("title") == room.base.title:
        about["title"] = newest.title
    update = doc.get_update(before)
    made = RoomUpdate.objects.create(room=room, data=update)
    room.base, room.size = newest, room.size + len(update)
    room.save(update_fields=["base", "size"])
    return made.pk
