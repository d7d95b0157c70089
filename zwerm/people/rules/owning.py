"""Whose a page or an act on a device is."""

from __future__ import annotations

import hashlib
import hmac
from uuid import UUID

NOBODY = "nobody"


def owner_token(person: UUID | None, secret: str) -> str:
    """A name for a person on devices, from which nobody learns who they are; `NOBODY` for who is not signed in."""
    if person is None:
        return NOBODY
    return hmac.new(f"zwerm.device:{secret}".encode(), person.bytes, hashlib.sha256).hexdigest()[:32]
