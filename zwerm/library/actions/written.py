"""What hangs on a version: its rendered form, passages, links and pictures. Shared by keeping and revising."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from zwerm.library.models import Item, Link, Passage, Picture, PictureUse, Version
from zwerm.library.rules.markdown import Reading
from zwerm.people.models import Person
from zwerm.records.vocabulary import Activity

ACTIVITY_TYPE = "https://w3id.org/xapi/acrossx/activities/page"


def new_version(
    item: Item, number: int, title: str, reading: Reading, author: Person | None, made: datetime
) -> Version:
    """A version with its HTML, not saved yet."""
    return Version(
        item=item,
        number=number,
        title=title,
        text=reading.text,
        html=reading.render(_sizes(reading.pictures)),
        author=author,
        made=made,
    )


def _sizes(hashes: list[str]) -> dict[str, tuple[int, int]]:
    if not hashes:
        return {}
    found = Picture.objects.filter(hash__in=hashes).values_list("hash", "width", "height")
    return {hash: (width, height) for hash, width, height in found}


def keep_passages(version: Version, reading: Reading) -> None:
    Passage.objects.bulk_create(
        Passage(version=version, position=position, heading=list(span.heading), start=span.start, end=span.end)
        for position, span in enumerate(reading.passages)
    )


def keep_links(item: Item, reading: Reading, *, replace: bool) -> None:
    """Links follow the newest version; pictures stay in use as long as an old version shows them."""
    if replace:
        item.links.all().delete()
    if reading.links:
        targets = Item.objects.filter(id__in=reading.links).exclude(id=item.id).values_list("id", flat=True)
        Link.objects.bulk_create(Link(origin=item, target_id=target) for target in targets)
    _keep_picture_uses(item, reading.pictures)


def _keep_picture_uses(item: Item, hashes: Iterable[str]) -> None:
    if not hashes:
        return
    known = Picture.objects.filter(hash__in=hashes).values_list("hash", flat=True)
    PictureUse.objects.bulk_create((PictureUse(picture_id=hash, item=item) for hash in known), ignore_conflicts=True)


def activity(item: Item) -> Activity:
    """The item, in xAPI's words."""
    return Activity(f"urn:uuid:{item.id}", ACTIVITY_TYPE, {item.language: item.title})
