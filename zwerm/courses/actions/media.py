"""Pictures and videos that authors add to courses: checked, and kept once under the hash of their bytes."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext as _

from zwerm.courses.models import Block, Media, Removal
from zwerm.courses.rules.authored import Picture, Video
from zwerm.courses.rules.video import minutes_in, video_type
from zwerm.library.actions import NotAPicture
from zwerm.library.actions.picture import safe_picture
from zwerm.operations.removing import removing
from zwerm.operations.storing import hash_of_file, store_bytes, store_file

MOST_BYTES = 500 * 1024 * 1024
SHOWS = (Picture.kind, Video.kind)
# Somebody may have a block in a form that they have not saved yet.
PATIENCE = timedelta(days=30)
LOOKED_AT = 2 * 1024 * 1024


class NotMedia(Exception):
    """This can not be shown in a course; the message, in the reader's language, says why."""


@dataclass(frozen=True)
class KeptVideo:
    media: Media
    minutes: float


def keep_course_picture(data: bytes) -> Media:
    """What a camera wrote beside the picture is left out. Raises NotMedia."""
    try:
        data, media_type, _size = safe_picture(data)
    except NotAPicture as refusal:
        raise NotMedia(str(refusal.args[0])) from refusal
    media = Media(hash=hashlib.sha256(data).hexdigest(), media_type=media_type, size=len(data))
    _keep_from_sweeping(media)
    store_bytes(media.path, data)
    return _row(media)


def keep_course_video(file: UploadedFile[bytes]) -> KeptVideo:
    """MP4 or WebM, as browsers play them. Raises NotMedia."""
    if (file.size or 0) > MOST_BYTES:
        raise NotMedia(_("This video is larger than 500 megabytes. Make it smaller and try again."))
    head = file.read(LOOKED_AT)
    media_type = video_type(head)
    if not media_type:
        raise NotMedia(_("This is not a video that every browser plays: use MP4 or WebM."))
    file.seek(max(0, (file.size or 0) - LOOKED_AT))
    minutes = minutes_in(head + file.read(), media_type)
    file.seek(0)
    media = Media(hash=hash_of_file(file), media_type=media_type, size=file.size or 0)
    _keep_from_sweeping(media)
    store_file(media.path, file)
    return KeptVideo(_row(media), minutes)


def sweep_media(now: datetime, most: int = 1000) -> int:
    """Throw away files that no block shows and nothing that was taken out holds, added longer ago; answers how many."""
    shown = set(Block.objects.filter(kind__in=SHOWS).values_list("content__hash", flat=True))
    taken_out = [json.dumps(rows) for rows in Removal.objects.values_list("rows", flat=True)]
    swept = 0
    for hash in Media.objects.filter(kept__lt=now - PATIENCE).values_list("hash", flat=True)[:most]:
        if hash not in shown and not any(hash in rows for rows in taken_out):
            swept += _throw_away(hash, now - PATIENCE)
    return swept


def _throw_away(hash: str, before: datetime) -> int:
    # Whoever adds this file at this moment waits for the row, finds it gone, and stores the bytes again.
    with removing() as remove, transaction.atomic():
        media = Media.objects.select_for_update().filter(hash=hash, kept__lt=before).first()
        if media is None or Block.objects.filter(kind__in=SHOWS, content__hash=hash).exists():
            return 0
        remove(media.path)
        media.delete()
    return 1


def _keep_from_sweeping(media: Media) -> None:
    """Before looking at storage: from now on it is not swept away as unused."""
    Media.objects.filter(pk=media.pk).update(kept=datetime.now(UTC))


def _row(media: Media) -> Media:
    kept, _new = Media.objects.update_or_create(
        hash=media.hash,
        defaults={"kept": datetime.now(UTC)},
        create_defaults={"media_type": media.media_type, "size": media.size, "kept": datetime.now(UTC)},
    )
    return kept
