"""Bytes on storage, whole or not at all."""

from __future__ import annotations

import hashlib
import os
import secrets
from pathlib import Path

from django.core.files import File
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import UploadedFile


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


def hash_of_file(file: UploadedFile[bytes]) -> str:
    """The SHA-256 of what came in, read piece by piece."""
    digest = hashlib.sha256()
    for chunk in file.chunks():
        digest.update(chunk)
    return digest.hexdigest()


def store_file(path: str, file: UploadedFile[bytes]) -> None:
    """What `store_bytes` does, for what is too large to hold in memory: written beside its place, and moved there when it is whole."""
    if default_storage.exists(path):
        if default_storage.size(path) == file.size:
            return
        default_storage.delete(path)
    file.seek(0)
    kept = default_storage.save(f"{path}.part", File(file))
    try:
        os.replace(default_storage.path(kept), default_storage.path(path))  # noqa: PTH105 — names of a storage, not paths
    except NotImplementedError:
        # An object store shows a file when all of it is there.
        with default_storage.open(kept) as whole:
            default_storage.save(path, whole)
        default_storage.delete(kept)
