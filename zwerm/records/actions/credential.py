"""Credentials for outside tools: made, rotated, withdrawn, and recognised."""

from __future__ import annotations

from base64 import b64decode
from binascii import Error
from collections.abc import Sequence
from contextlib import suppress
from datetime import UTC, datetime
from hashlib import sha256
from hmac import compare_digest
from secrets import token_hex, token_urlsafe

from django.db import OperationalError, transaction

from zwerm.operations.rows import rows_with
from zwerm.people.actions import write_down
from zwerm.people.models import AuditEntry, Person, Space
from zwerm.records.models import Credential
from zwerm.records.rules.scopes import SCOPES

Act = AuditEntry.Act
_KNOWN = ("id", "name", "key", "hash", "scopes", "space_id", "used", "speaks", "withdrawn")


class NameTaken(Exception):
    """A credential that still works has this name."""


class Withdrawn(Exception):
    """The credential works no more."""


def new_secret() -> str:
    """43 characters for 256 random bits; none begins as an option does on a command line."""
    while (secret := token_urlsafe(32)).startswith("-"):
        pass
    return secret


@transaction.atomic
def make_credential(
    by: Person | None, name: str, scopes: Sequence[str], space: Space | None = None
) -> tuple[Credential, str]:
    """The credential and its secret, which is told here and never again. Raises NameTaken, and ValueError for other scopes."""
    if not scopes or set(scopes) - set(SCOPES):
        raise ValueError(f"Scopes are: {', '.join(SCOPES)}.")
    if Credential.objects.working().filter(name=name).exists():
        raise NameTaken(name)
    secret = new_secret()
    ordered = [scope for scope in SCOPES if scope in scopes]
    made = Credential.objects.create(name=name, key=token_hex(12), hash=_hash(secret), scopes=ordered, space=space)
    write_down(by, Act.CREDENTIAL_MADE, detail=f"{name}: {', '.join(ordered)}")
    return made, secret


@transaction.atomic
def rotate_credential(by: Person | None, credential: Credential) -> str:
    """A new secret in the place of the old one, which stops working now. The key stays. Raises Withdrawn."""
    secret = new_secret()
    if not Credential.objects.working().filter(pk=credential.pk).update(hash=_hash(secret)):
        raise Withdrawn
    write_down(by, Act.CREDENTIAL_ROTATED, detail=credential.name)
    return secret


@transaction.atomic
def withdraw_credential(by: Person | None, credential: Credential) -> None:
    """It stops working now. What came in with it stays, and still tells its name. Safe to repeat."""
    if Credential.objects.working().filter(pk=credential.pk).update(withdrawn=datetime.now(UTC)):
        write_down(by, Act.CREDENTIAL_WITHDRAWN, detail=credential.name)


def credential_of(authorization: str) -> Credential | None:
    """Whose `Authorization` header this is, Basic or Bearer KEY.SECRET; None when nobody's that still works."""
    kind, _, told = authorization.partition(" ")
    if kind.lower() == "bearer":
        key, _, secret = told.strip().partition(".")
    elif kind.lower() == "basic":
        try:
            key, _, secret = b64decode(told.strip(), validate=True).decode().partition(":")
        except (Error, ValueError):
            return None
    else:
        return None
    if not key or "\0" in key:
        return None
    # By hand: every request of a tool asks this, and Django takes ten times as long.
    for row in rows_with(Credential, _KNOWN, "key", [key]):
        found = Credential(**dict(zip(_KNOWN, row, strict=True)))
        if found.withdrawn is None and compare_digest(found.hash, _hash(secret)):
            return found
    return None


def note_use(credential: Credential, speaks: str) -> None:
    """Which day it was last used and which version it speaks; written when that changes."""
    today = datetime.now(UTC).date()
    if credential.used != today or credential.speaks != speaks:
        # When others keep the database too long, the next request may note it: this one was answered.
        with suppress(OperationalError):
            Credential.objects.filter(pk=credential.pk).update(used=today, speaks=speaks)


def _hash(secret: str) -> str:
    return sha256(secret.encode()).hexdigest()
