"""Cards of which the flashcard is gone: no longer asked, and back when it is put back."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import UTC, datetime

from django.db import transaction

from zwerm.people.models import Person, Space
from zwerm.practice.actions.drafts import CardDraft
from zwerm.practice.actions.keep import keep_cards
from zwerm.practice.models import Card, Keep


def retire_cards(origins: Collection[str], now: datetime | None = None) -> int:
    """What made these cards has them no more: they are asked no longer. Everything that was answered stays. `make_cards` brings them back."""
    return Card.objects.filter(origin__in=origins, retired=None).update(retired=now or datetime.now(UTC))


@transaction.atomic
def keep_anyway(person: Person, card: Card) -> None:
    """`person` wants to be asked a card also when it is retired."""
    keep_cards(person, [card])
    Keep.objects.filter(person=person, card=card).update(anyway=True)


def taken_up(space: Space, drafts: Sequence[CardDraft]) -> dict[str, Card]:
    """Of cards with a new origin those that say what a retired one said: it goes on under that origin, with all that people know of it."""
    if not drafts:
        return {}
    asked = {draft.front.strip() for draft in drafts}
    resting = {
        (card.front, card.back): card
        for card in Card.objects.filter(space=space, retired__isnull=False, front__in=asked).order_by("retired")
    }
    found = {}
    for draft in drafts:
        if card := resting.pop((draft.front.strip(), draft.back.strip()), None):
            found[draft.origin] = card
    return found
