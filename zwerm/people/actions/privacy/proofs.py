"""That somebody was erased, kept outside the database: an older copy of it that is put back still holds them.

One line each in `erased` under ZWERM_HOME, only ever added to: when, the id that they had, which means nothing to anyone, and
whether their own texts went too. No name, no address.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

import structlog
from django.conf import settings
from django.utils import timezone

from zwerm.people.models import Person

_OWN_TEXTS = "own-texts"
log = structlog.get_logger("zwerm.people")


@dataclass(frozen=True)
class Proof:
    person: UUID
    own_texts: bool


def place() -> Path:
    return Path(settings.HOME) / "erased"


def prove(person: UUID, own_texts: bool) -> None:
    """Kept before the erasure counts. Raises OSError when it cannot be kept; then nothing is erased."""
    told = f"{timezone.now().isoformat(timespec='seconds')} {person}{' ' + _OWN_TEXTS if own_texts else ''}\n"
    # Twice is no harm: the first time may have been undone with its transaction.
    file = os.open(place(), os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    try:
        os.write(file, told.encode())
        os.fsync(file)
    finally:
        os.close(file)


def proofs() -> list[Proof]:
    """What cannot be read is told in the log and passed over."""
    try:
        lines = place().read_text("utf-8", "replace").splitlines()
    except FileNotFoundError:
        return []
    found: dict[UUID, Proof] = {}
    for line in lines:
        _when, *words = line.split() or [""]
        try:
            person = UUID(words[0])
        except (IndexError, ValueError):
            log.warning("erasure.proof_unreadable")
            continue
        found[person] = Proof(person, _OWN_TEXTS in words[1:])
    return list(found.values())


def erased_yet_here() -> list[tuple[Person, Proof]]:
    """Who was erased before and is here again, as when an older copy was put back."""
    proven = {proof.person: proof for proof in proofs()}
    if not proven:
        return []
    # By who is here: an installation has fewer people than it erased in all its years, or about as many.
    here = [key for key in Person.objects.values_list("pk", flat=True) if key in proven]
    return [(person, proven[person.pk]) for person in Person.objects.filter(pk__in=here)]
