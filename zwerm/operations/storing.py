"""Bytes on storage, whole or not at all."""

from __future__ import annotations

import hashlib
import os
import secrets
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from django.core.files import File
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import UploadedFile


def store_bytes(path: str, data: bytes) -> None:
    """Write under `path`, whole or not at all, however suddenly the process ends."""
    if _is_there(path, data):
        return
    if half := _half_of(path, data):
        half.replace(default_storage.path(path))
    else:
        default_storage.save(path, ContentFile(data))


@contextmanager
def on_their_way(files: Mapping[str, bytes]) -> Iterator[Callable[[str], None]]:
    """Bytes by their path, on disk before a transaction begins that has rows for them; inside, what this answers puts one in its place.

    So nobody who waits for that transaction waits for the disk. What was not put there is gone afterwards.
    """
    halves: dict[str, Path] = {}

    def put(path: str) -> None:
        if path in halves and not _is_there(path, files[path]):
            halves.pop(path).replace(default_storage.path(path))
        else:
            # It was there, and may have gone since; or this is an object store.
            store_bytes(path, files[path])

    try:
        for path, data in files.items():
            if not _is_there(path, data) and (half := _half_of(path, data)):
                halves[path] = half
        yield put
    finally:
        for half in halves.values():
            half.unlink(missing_ok=True)


def _is_there(path: str, data: bytes) -> bool:
    return default_storage.exists(path) and default_storage.size(path) == len(data)


def _half_of(path: str, data: bytes) -> Path | None:
    """The bytes beside their place, on disk; None in an object store, which shows a file when all of it is there."""
    try:
        target = Path(default_storage.path(path))
    except NotImplementedError:
        return None
    target.parent.mkdir(parents=True, exist_ok=True)
    half = target.with_name(f"{target.name}.{secrets.token_hex(4)}.part")
    with half.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    return half


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
