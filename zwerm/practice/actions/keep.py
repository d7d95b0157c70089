from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime

from django.db import transaction

from zwerm.library.actions.written import activity
from zwerm.people.models import Person
from zwerm.practice.models import Card, Keep
from zwerm.records.actions import record
from zwerm.records.vocabulary import Activity


@transaction.atomic
def keep_cards(
    person: Person, cards: Iterable[Card], *, about: Activity | None = None, now: datetime | None = None
) -> int:
    """`person` wants to remember these cards: they come up in practice from now on. Answers how many they did not keep yet.

    Cards that the person does not see are left out. A card that was put away comes back as it was. `about`: what the
    cards belong to, such as a course, for the record; otherwise the items that they are about.
    """
    now = now or datetime.now(UTC)
    wanted = {card.pk for card in cards}
    seen = list(Card.objects.visible_to(person).filter(pk__in=wanted).select_related("item", "space"))
    known = {keep.card_id: keep for keep in Keep.objects.select_for_update().filter(person=person, card__in=seen)}
    back = [keep.pk for keep in known.values() if keep.put_away]
    Keep.objects.filter(pk__in=back).update(put_away=None)
    fresh = [card for card in seen if card.pk not in known]
    # Another window may keep the same cards at the same moment.
    Keep.objects.bulk_create(
        [Keep(person=person, card=card, since=now, due=now) for card in fresh], ignore_conflicts=True
    )
    changed = [card for card in seen if card.pk not in known or known[card.pk].pk in back]
    if about and changed:
        record(person, "kept", about, space=changed[0].space)
    elif changed:
        for item in {card.item for card in changed if card.item}:
            record(person, "kept", activity(item), space=item.space)
    return len(changed)


def put_away(keep: Keep, now: datetime | None = None) -> None:
    """The card no longer comes up; what was remembered of it is kept, should it come back."""
    Keep.objects.filter(pk=keep.pk, put_away__isnull=True).update(put_away=now or datetime.now(UTC))
