"""What nothing uses goes, so that storage does not grow without end."""

from __future__ import annotations

import contextlib
import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID

from django.conf import settings
from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import Exists, OuterRef

from zwerm.library.models import ImportRun, Picture, PictureUse

# Somebody may have a picture in a text that they have not saved yet.
PATIENCE = timedelta(days=30)
_AT_ONCE = 1_000


def sweep_pictures(now: datetime, most: int = _AT_ONCE) -> int:
    """Throw away pictures that no version of any item shows, and that nobody added lately; answers how many."""
    before = now - PATIENCE
    unused = Picture.objects.filter(~Exists(PictureUse.objects.filter(picture=OuterRef("pk"))), kept__lt=before)
    return sum(_throw_away(hash, before) for hash in list(unused.values_list("hash", flat=True)[:most]))


def _throw_away(hash: str, before: datetime) -> int:
    # Whoever keeps this picture at this moment waits for the row, finds it gone, and stores the bytes again.
    with transaction.atomic():
        picture = Picture.objects.select_for_update().filter(hash=hash, kept__lt=before).first()
        if picture is None or picture.uses.exists():
            return 0
        default_storage.delete(picture.path)
        picture.delete()
    return 1


def sweep_uploads(now: datetime) -> int:
    """Throw away uploaded files whose import was never begun, as the process ended while they came in."""
    folder, swept = Path(settings.HOME) / "uploads", 0
    for place in folder.iterdir() if folder.is_dir() else ():
        with contextlib.suppress(OSError, ValueError):
            run = UUID(place.name)
            old = datetime.fromtimestamp(place.stat().st_mtime, UTC) < now - timedelta(days=1)
            if old and not ImportRun.objects.unfinished().filter(id=run).exists():
                shutil.rmtree(place)
                swept += 1
    return swept
