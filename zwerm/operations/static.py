"""Gathering static files into HOME, with hashed names and compressed copies."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from whitenoise.storage import CompressedManifestStaticFilesStorage

import zwerm


class StaticFiles(CompressedManifestStaticFilesStorage):  # type: ignore[misc]  # whitenoise has no types
    """As whitenoise has it, but an address is worked out once: a page asks for some fifty, of few files."""

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self._addresses: dict[str, str] = {}

    def hashed_name(self, name: str, *given: Any, **named: Any) -> str:
        """What vite made carries a hash, and its scripts ask for each other by that name: a second one is loaded and run again."""
        return name if name.startswith("built/assets/") else str(super().hashed_name(name, *given, **named))

    def url(self, name: str | None, force: bool = False) -> str:
        known = self._addresses.get(name or "")
        if known is None:
            known = self._addresses[name or ""] = super().url(name, force)
        return known


def gather_static() -> bool:
    """Gather them when they changed since the last time; answers whether they did. Compressing takes seconds."""
    now = _fingerprint()
    kept = Path(settings.HOME / "static.gathered")
    if kept.exists() and kept.read_text() == now and Path(settings.STATIC_ROOT, "staticfiles.json").exists():
        return False
    call_command("collectstatic", verbosity=0, interactive=False)
    kept.write_text(now)
    return True


def _fingerprint() -> str:
    digest = hashlib.sha256(zwerm.__version__.encode())
    for finder in get_finders():
        for name, storage in finder.list([]):
            state = Path(storage.path(name)).stat()
            digest.update(f"{name} {state.st_size} {state.st_mtime_ns}\n".encode())
    return digest.hexdigest()
