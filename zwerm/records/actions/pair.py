"""Mentions from before there were pairs get theirs, while the product runs: until then who did what with something is found as it was."""

from __future__ import annotations

from django.db import transaction

from zwerm.operations.rows import change
from zwerm.records.models import Cursor, Mention, Statement
from zwerm.records.rules.identity import pair_key

# A piece holds SQLite's lock, so others wait for no more than that; between two times there is room for other work.
PIECE, AT_A_TIME = 1000, 50


def pair_mentions() -> None:
    """Recurring. A piece is a transaction of its own: stopped anywhere, the next time goes on where this ended."""
    if not Mention.all_paired():
        for _ in range(AT_A_TIME):
            if not _pair_some():
                return


def _pair_some() -> bool:
    """One piece; whether there is more."""
    with transaction.atomic():
        cursor = Cursor.objects.select_for_update().filter(projection=Mention.PAIRING).first()
        if cursor is None:
            return False
        coming = Statement.objects.after(cursor.sequence).settled().values_list("sequence", flat=True)
        numbers = list(coming[:PIECE])
        if not numbers:
            cursor.delete()
            return False
        those = Mention.objects.filter(statement__gt=cursor.sequence, statement__lte=numbers[-1])
        alone = those.filter(role=Mention.Role.DIRECT, pair=None).exclude(statement__object_iri="")
        told = alone.values_list("pk", "key", "statement__object_iri")
        # Changed and never put in: who is erased at this moment has other mentions afterwards.
        change(Mention, ("id", "pair"), [(pk, pair_key(key, about)) for pk, key, about in told])
        cursor.sequence = numbers[-1]
        cursor.save(update_fields=["sequence", "moved"])
    return True
