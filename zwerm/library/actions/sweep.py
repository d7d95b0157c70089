"""What nothing uses goes, so that storage does not grow without end."""

from __future__ import annotations

import contextlib
import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID

from django.conf import settings
from django.db import transaction

from zwerm.library.models import Attachment, ImportRun, Picture
from zwerm.operations.removing import removing

# Somebody may have a picture or file in a text that they have not saved yet.
PATIENCE = timedelta(days=30)
_AT_ONCE = 1_000


def sweep_kept(now: datetime, most: int = _AT_ONCE) -> int:
    """Throw away pictures and files that no version of any item has, and that nobody added lately; answers how many."""
    before = now - PATIENCE
    swept = 0
    for model in (Picture, Attachment):
        unused = model._default_manager.filter(uses__isnull=True, kept__lt=before)
        swept += sum(_throw_away(model, hash, before) for hash in list(unused.values_list("hash", flat=True)[:most]))
    return swept


def _throw_away(model: type[Picture | Attachment], hash: str, before: datetime) -> int:
    # Whoever keeps these bytes at this moment waits for the row, finds it gone, and stores them again.
    with removing() as remove, transaction.atomic():
        kept = model._default_manager.select_for_update().filter(hash=hash, kept__lt=before).first()
        if kept is None or kept.uses.exists():
            return 0
        remove(kept.path)
        kept.delete()
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
