"""Statements from before addresses were found in any case, and as names of accounts elsewhere, are gone through, while the product runs."""

from __future__ import annotations

from uuid import UUID

import msgspec
from django.db import transaction

from zwerm.operations.rows import insert
from zwerm.records.models import Cursor, Mention, Statement
from zwerm.records.rules.identity import addresses_in, verb_key

# A piece holds SQLite's lock, so others wait for no more than that; between two times there is room for other work.
PIECE, AT_A_TIME = 500, 50


def find_addresses() -> None:
    """Recurring. A piece is a transaction of its own: stopped anywhere, the next time goes on where this ended."""
    if not Mention.all_addressed():
        for _ in range(AT_A_TIME):
            if not _find_some():
                return


def _find_some() -> bool:
    """One piece; whether there is more."""
    with transaction.atomic():
        cursor = Cursor.objects.select_for_update().filter(projection=Mention.ADDRESSING).first()
        if cursor is None:
            return False
        coming = Statement.objects.after(cursor.sequence).settled().values_list("sequence", flat=True)
        numbers = list(coming[:PIECE])
        if not numbers:
            cursor.delete()
            return False
        _keep(cursor.sequence, numbers[-1])
        cursor.sequence = numbers[-1]
        cursor.save(update_fields=["sequence", "moved"])
    return True


def _keep(after: int, last: int) -> None:
    # Held until the end: who is erased at this moment is gone from it before, or goes from what is put in here.
    rows = Statement.objects.select_for_update().filter(
        sequence__gt=after, sequence__lte=last, credential__isnull=False
    )
    found: dict[tuple[int, UUID], int] = {}
    for sequence, json in rows.filter(json__contains="@").values_list("sequence", "json"):
        told = msgspec.json.decode(json)
        for key in addresses_in(told):
            found[sequence, key] = verb_key(told["verb"]["id"])
    here = Mention.objects.filter(statement__gt=after, statement__lte=last, key__in={key for _at, key in found})
    known = set(here.values_list("statement_id", "key"))
    related = Mention.Role.RELATED.value
    insert(
        Mention,
        ("statement_id", *Mention.SAYS),
        [(at, related, key, verb, None) for (at, key), verb in found.items() if (at, key) not in known],
    )
