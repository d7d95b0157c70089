"""Mentions from before there were pairs get theirs, while the product runs: until then who did what with something is found as it was."""

from __future__ import annotations

from zwerm.operations.rows import change
from zwerm.records.actions.pieces import go_through
from zwerm.records.models import Mention
from zwerm.records.rules.identity import pair_key

PIECE = 1000


def pair_mentions() -> None:
    """Recurring."""
    go_through(Mention.PAIRING, PIECE, _pair)


def _pair(after: int, last: int) -> None:
    those = Mention.objects.filter(statement__gt=after, statement__lte=last)
    alone = those.filter(role=Mention.Role.DIRECT, pair=None).exclude(statement__object_iri="")
    told = alone.values_list("pk", "key", "statement__object_iri")
    # Changed and never put in: who is erased at this moment has other mentions afterwards.
    change(Mention, ("id", "pair"), [(pk, pair_key(key, about)) for pk, key, about in told])
