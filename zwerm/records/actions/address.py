"""Statements from before addresses were found in any case, and as names of accounts elsewhere, are gone through, while the product runs."""

from __future__ import annotations

from uuid import UUID

import msgspec

from zwerm.operations.rows import insert
from zwerm.records.actions.pieces import go_through
from zwerm.records.models import Mention, Statement
from zwerm.records.rules.identity import addresses_in, verb_key

PIECE = 500


def find_addresses() -> None:
    """Recurring."""
    go_through(Mention.ADDRESSING, PIECE, _keep)


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
