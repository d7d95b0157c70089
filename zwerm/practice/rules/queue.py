"""The order in which cards come: what is being learnt first, then the rest with sources and new cards mixed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from hashlib import blake2b

# Within this time a card that is being learnt may come early, when nothing else is left.
AHEAD = timedelta(minutes=20)
# A new card after so many known ones.
KNOWN_PER_NEW = 2


@dataclass(frozen=True)
class Waiting:
    """A card that may come now. `source`: what it is about, so that two of the same do not follow each other."""

    keep: int
    source: str
    due: datetime
    learning: bool
    new: bool


def in_order(waiting: Iterable[Waiting], now: datetime, today: date, last_source: str = "") -> list[Waiting]:
    """All of `waiting` in the order in which they come.

    Cards whose minutes have passed come first. Then known cards, oldest day first, within a day in an order that differs
    per day, with a new card after every two; neighbours have different sources where that is possible. Cards that are
    being learnt and could wait a little longer come last.
    """
    cards = list(waiting)
    learning = sorted((card for card in cards if card.learning), key=lambda card: (card.due, _draw(card, today)))
    ready = [card for card in learning if card.due <= now]
    early = [card for card in learning if now < card.due <= now + AHEAD]
    new = sorted((card for card in cards if card.new), key=lambda card: _draw(card, today))
    known = sorted(
        (card for card in cards if not card.new and not card.learning),
        key=lambda card: (card.due.date(), _draw(card, today)),
    )
    return [*ready, *apart(mixed(known, new), ready[-1].source if ready else last_source), *early]


def mixed(known: Sequence[Waiting], new: Sequence[Waiting]) -> list[Waiting]:
    """New ones spread between known ones, the rest at the end."""
    result: list[Waiting] = []
    rest = list(new)
    for count, card in enumerate(known, start=1):
        result.append(card)
        if rest and count % KNOWN_PER_NEW == 0:
            result.append(rest.pop(0))
    return result + rest


def apart(cards: Sequence[Waiting], last_source: str = "") -> list[Waiting]:
    """The same cards, each time the first in line whose source differs from the one before, if there is one."""
    line, result = list(cards), []
    while line:
        place = next((place for place, card in enumerate(line) if not card.source or card.source != last_source), 0)
        card = line.pop(place)
        result.append(card)
        last_source = card.source
    return result


def _draw(card: Waiting, today: date) -> bytes:
    return blake2b(f"{card.keep}/{today}".encode(), digest_size=8).digest()
