"""Bytes on storage, whole or not at all."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage


def store_bytes(path: str, data: bytes) -> None:
    """Write under `path`, whole or not at all, however suddenly the process ends."""
    if default_storage.exists(path) and default_storage.size(path) == len(data):
        return
    try:
        target = Path(default_storage.path(path))
    except NotImplementedError:
        default_storage.save(path, ContentFile(data))  # an object store shows a file when all of it is there
        return
    target.parent.mkdir(parents=True, exist_ok=True)
    half = target.with_name(f"{target.name}.{secrets.token_hex(4)}.part")
    with half.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    half.replace(target)
