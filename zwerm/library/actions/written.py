"""What hangs on a version: its rendered form, passages, links and pictures. Shared by keeping and revising."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from zwerm.library.actions.words_of_files import expect_words
from zwerm.library.models import Attachment, AttachmentUse, Item, Link, Passage, Picture, PictureUse, Version
from zwerm.library.rules.markdown import RENDERER, Reading, read_markdown
from zwerm.people.models import Person
from zwerm.records.vocabulary import Activity

ACTIVITY_TYPE = "https://w3id.org/xapi/acrossx/activities/page"
# What a draft is called where others read of it.
DRAFT = {"en": "a draft", "nl": "een concept"}


@dataclass(frozen=True)
class Written:
    """A version that is ready to be written, with all that hangs on it. Made before the transaction, which stays short."""

    version: Version
    passages: list[Passage]
    links: list[UUID]
    pictures: list[str]
    attachments: list[str]


def prepare(
    item: Item, number: int, title: str, reading: Reading, author: Person | None, made: datetime, note: str
) -> Written:
    sizes, files = shown_in(reading)
    version = Version(
        item=item,
        number=number,
        title=title,
        text=reading.text,
        html=reading.render(sizes, files),
        renderer=RENDERER,
        author=author,
        made=made,
        note=note,
        published=made if item.published else None,
    )
    passages = [
        Passage(version=version, position=position, heading=list(span.heading), start=span.start, end=span.end)
        for position, span in enumerate(reading.passages)
    ]
    return Written(version, passages, reading.links, list(sizes), list(files))


def shown_in(reading: Reading) -> tuple[dict[str, tuple[int, int]], dict[str, int]]:
    """Width and height of the pictures in it that are kept here, and the bytes of its files."""
    sizes: dict[str, tuple[int, int]] = {}
    files: dict[str, int] = {}
    if reading.pictures:
        found = Picture.objects.filter(hash__in=reading.pictures).values_list("hash", "width", "height")
        sizes = {hash: (width, height) for hash, width, height in found}
    if reading.attachments:
        files = dict(Attachment.objects.filter(hash__in=reading.attachments).values_list("hash", "size"))
    return sizes, files


def write(item: Item, written: Written) -> None:
    """Write it, inside the caller's transaction. Links follow the newest version; pictures and files stay in use, for old versions have them too."""
    write_version(item, written)
    if written.links or written.version.number > 1:
        _write_links(item, written.links)


def write_version(item: Item, written: Written) -> None:
    """Write it as one that is not the newest: the item's links stay."""
    written.version.save(force_insert=True)
    Passage.objects.bulk_create(written.passages)
    show(item, written.version.text, written.pictures, written.attachments)


def show(item: Item, text: str, pictures: list[str], attachments: list[str]) -> None:
    """Who sees the item gets these pictures and files of its text, inside the caller's transaction."""
    if pictures:
        uses = (PictureUse(picture_id=hash, item=item) for hash in pictures)
        PictureUse.objects.bulk_create(uses, ignore_conflicts=True)
    if attachments:
        given = (AttachmentUse(attachment_id=hash, item=item) for hash in attachments)
        AttachmentUse.objects.bulk_create(given, ignore_conflicts=True)
        expect_words(text, attachments)


def refresh_links(items: Iterable[Item]) -> None:
    """Read the links of these items again: to be called when things that they link to came later than they did."""
    for item in items:
        if "item:" in item.version.text:
            _write_links(item, read_markdown(item.version.text, item.language).links)


def _write_links(item: Item, links: list[UUID]) -> None:
    item.links.all().delete()
    if links:
        targets = Item.objects.filter(id__in=links).exclude(id=item.id).values_list("id", flat=True)
        Link.objects.bulk_create(Link(origin=item, target_id=target) for target in targets)


def activity(item: Item) -> Activity:
    """The item, in xAPI's words. Others read the log, and a draft is its author's alone: there it has no title yet."""
    name = DRAFT if item.published is None else {item.language: item.title}
    return Activity(f"urn:uuid:{item.id}", ACTIVITY_TYPE, name)
