"""What practice holds of a person."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from zwerm.people.models import Person
from zwerm.people.registry import Fate, Holding, Table
from zwerm.practice.actions.forgetting import forget_private_cards
from zwerm.practice.models import Card

REMOVED, NAMELESS = Fate.REMOVED, Fate.NAMELESS


def _cards(person: Person) -> QuerySet[Any]:
    return Card.objects.visible_to(person).filter(maker=person)


HOLDINGS = (
    Holding(
        name="practice",
        order=60,
        title=_("Practising"),
        what=_("Cards that you made or want to remember, each answer that you gave with when and how fast, and your rhythm: days off and minutes a day."),
        why=_("To ask you again just before you would forget."),
        seen_by=_("You. A card that you made in a shared space is seen by who sees that space. In the log stands when you practised, how many cards and how much of it went well: not how well you know each card."),
        kept=_("For as long as you have an account."),
        erased=_("Your answers and rhythm are removed, and cards in your own space. Cards in shared spaces stay, without your name."),
        acts=("made-card", "kept", "practised"),
        tables=(
            Table("practice.Card", "maker", NAMELESS, ("front", "back", "item", "made"), rows=_cards),
            Table("practice.Keep", "person", REMOVED, ("card", "since", "due", "last_review")),
            Table("practice.Session", "person", REMOVED, ("started", "ended", "aim")),
            Table("practice.Review", "person", REMOVED, ("card", "when", "rating", "seconds")),
            Table("practice.Withdrawal", "review__person", REMOVED, ("when",)),
            Table("practice.Rhythm", "person", REMOVED, ("days_off", "new_per_day", "minutes")),
        ),
        before=forget_private_cards,
    ),
)  # fmt: skip

LABELS = {
    "front": _("front"), "back": _("back"), "card": _("card"), "last_review": _("last practised"), "ended": _("ended"), "aim": _("aim"),
    "rating": _("how well"), "days_off": _("days off"), "new_per_day": _("new a day"), "minutes": _("minutes"),
}  # fmt: skip
ABOUT_NOBODY: dict[str, str] = {}
