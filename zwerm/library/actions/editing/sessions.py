from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from uuid import UUID

import structlog
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from zwerm.library.actions.editing.rooms import catch_up, compact, left_open, load, locked, title_in
from zwerm.library.actions.publish import publish_item
from zwerm.library.actions.refusals import NotKept
from zwerm.library.actions.revise import write_version
from zwerm.library.models import Item, Room, RoomAuthor, Version
from zwerm.library.rules.rich.documents import read_document, write_document
from zwerm.library.rules.rich.shared import Shared, blocks_in
from zwerm.people.models import Person

# Closing the lid for a moment does not end a session.
ENDS_AFTER = timedelta(minutes=3)

log = structlog.get_logger("zwerm.library")


@transaction.atomic
def keep_session(item: UUID, person: Person | None = None, *, note: str = "", publish: bool = False) -> Item:
    """Make one version of what was written in an item's room, with all who wrote as its authors; none when nothing changed.

    `person` is who asks, who must be allowed to. Raises NotKept when the text cannot be kept as it is: it stays in the room.
    """
    room = locked(item)
    doc, last = load(room)
    last = catch_up(room, doc) or last
    found = room.item
    title, text = told(room, doc)
    if room.changed is not None and (title, text) != (found.version.title, found.version.text):
        room.base = _version(room, person, title, text, note)
    room.changed = None
    room.save(update_fields=["base", "changed"])
    room.authors.all().delete()
    compact(room, doc, last)
    if publish and person is not None:
        publish_item(person, found)
    return found


def others_write_in(item: UUID, person: Person) -> bool:
    """Whether colleagues of `person` wrote there what is in no version yet."""
    return RoomAuthor.objects.filter(room__item=item, room__changed__isnull=False).exclude(person=person).exists()


def told(room: Room, doc: Shared) -> tuple[str, str]:
    """Title and Markdown of what stands in a room now, without the questions of its kind that nobody answered."""
    base, blocks = read_document(room.base.text if room.base else ""), blocks_in(doc)
    open_still = set(left_open(room, blocks, base.nodes))
    try:
        text = write_document([one for at, one in enumerate(blocks) if at not in open_still], base)
    except RecursionError:
        raise NotKept(
            _("Quotes or lists stand within each other deeper than can be kept. Take some out. Your text stays here.")
        ) from None
    return title_in(doc) or room.item.title, text


def _version(room: Room, person: Person | None, title: str, text: str, note: str) -> Version:
    authors = [author.person for author in room.authors.select_related("person")]
    by = person if person in authors else (authors[-1] if authors else person or room.item.author)
    if by is None:
        raise NotKept("Nobody is left who wrote this.")
    return write_version(by, room.item, title, text, note=note, authors=[*authors, *_from_elsewhere(room, authors)])


def _from_elsewhere(room: Room, authors: Sequence[Person]) -> list[Person]:
    """Who changed it outside the room while others wrote in it, such as by putting a version back: what comes of it is theirs too."""
    if not authors or room.changed is None:
        return []
    came = room.item.versions.filter(made__gte=room.changed, author__isnull=False).select_related("author")
    people = dict.fromkeys(version.author for version in came.order_by("number"))
    return [person for person in people if person is not None and person not in authors]


def end_abandoned() -> None:
    """Make versions of the sessions that everybody left. Safe to repeat."""
    ended = Q(attended__lt=datetime.now(UTC) - ENDS_AFTER) | Q(attended__isnull=True)
    for item in Room.objects.filter(ended, changed__isnull=False).values_list("item", flat=True)[:200]:
        try:
            keep_session(item)
        except NotKept as refused:
            log.info("editing.kept_in_room", item=str(item), reason=str(refused.reason))
            _later(item)
        except Exception:  # one text that cannot be kept must not keep all others from their versions
            log.exception("editing.not_kept", item=str(item))
            _later(item)


def _later(item: UUID) -> None:
    """Not again at every turn; the text stays where it is."""
    Room.objects.filter(item=item).update(attended=datetime.now(UTC) + timedelta(hours=1))
