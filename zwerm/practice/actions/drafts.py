from __future__ import annotations

from dataclasses import dataclass

from zwerm.library.models import Item
from zwerm.practice.models import Card


@dataclass(frozen=True)
class CardDraft:
    """A card to be made. `start` and `end`: the span in the text of the item's current version that it rests on.

    `origin` ("course:<id>:<number>"): made again, the same card changes instead of a second one being made.
    """

    front: str
    back: str = ""
    kind: str = Card.Kind.BASIC
    item: Item | None = None
    start: int | None = None
    end: int | None = None
    origin: str = ""
