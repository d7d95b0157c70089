"""An order that looks like chance but is the same each time the same learner sees the same question."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import TypeVar

T = TypeVar("T")


def shuffled(values: Sequence[T], *seed: object) -> list[tuple[int, T]]:
    """(number in `values`, value) in an order that follows from `seed`; never the given order when there is a choice."""
    numbered = list(enumerate(values))
    mixed = sorted(numbered, key=lambda pair: hashlib.sha256(repr((*map(str, seed), pair[0])).encode()).digest())
    if mixed == numbered and len(mixed) > 1:
        return [*mixed[1:], mixed[0]]
    return mixed
