"""What was practised without a connection, as a device sends it."""

from __future__ import annotations

from uuid import UUID

from django.utils.translation import gettext_lazy as _

from zwerm.people.models import Person
from zwerm.people.registry import LateAct, Refused
from zwerm.practice.actions import LateReview, take_reviews
from zwerm.practice.rules.memory import Rating

_GONE = _("You keep this card no longer.")
_RATINGS = {str(rating.value): rating for rating in Rating}


def take_answers(person: Person, acts: list[LateAct]) -> Refused:
    """Fields: `card`, `rating`, `seconds`, as the form of a card has them."""
    read = {act.key: _read(act) for act in acts}
    refused = take_reviews(person, [one for one in read.values() if one])
    return {key: _GONE for key, one in read.items() if one is None or one in refused}


def _read(act: LateAct) -> LateReview | None:
    try:
        card, rating = UUID(act.field("card")), _RATINGS[act.field("rating")]
    except (ValueError, KeyError):
        return None
    try:
        seconds = float(act.field("seconds") or 0)
    except ValueError:
        seconds = 0.0
    return LateReview(act.key, card, rating, act.when, seconds if 0 <= seconds < 3600 else 0.0)
