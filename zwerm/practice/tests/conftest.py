from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from zwerm.library.actions import keep_item
from zwerm.library.models import Item
from zwerm.people.models import Person
from zwerm.people.tests.world import World
from zwerm.practice.actions import CardDraft, keep_cards, make_cards
from zwerm.practice.models import Card

TEXT = """## Wat er gebeurde

De pomp van kamer 4 gaf om 3.10 uur alarm. De **batterij** was leeg.

## Wat we leerden

Hang de pomp na gebruik altijd aan de lader. Een volle batterij houdt het zes uur.
"""

# A Thursday.
NOW = datetime(2026, 11, 19, 9, 0, tzinfo=UTC)


@pytest.fixture
def pump(world: World) -> Item:
    """Fatima's lesson in the open space of her team."""
    return keep_item(world.fatima, world.team.space, "lesson", "De lege pomp", TEXT, language="nl")


@pytest.fixture
def secret(world: World) -> Item:
    """Kees' page in the closed space of the works council."""
    return keep_item(world.kees, world.closed, "page", "Reorganisatie", "De afdeling **sluit** in mei.", language="nl")


MakeCards = Callable[..., list[Card]]


@pytest.fixture
def cards_about() -> MakeCards:
    def make(item: Item, count: int, keeper: Person | None = None, now: datetime = NOW) -> list[Card]:
        drafts = [CardDraft(f"Vraag {number} over {item.title}?", f"Antwoord {number}", item=item) for number in range(count)]  # fmt: skip
        cards = make_cards(item.author, item.space, drafts, language="nl")
        if keeper:
            keep_cards(keeper, cards, now=now)
        return cards

    return make
