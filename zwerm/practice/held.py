"""What practice holds of a person."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext_lazy as _

from zwerm.operations.days import readers_day
from zwerm.people.models import Person
from zwerm.people.registry import Fate, Holding, Table
from zwerm.practice.actions.forgetting import forget_private_cards
from zwerm.practice.models import Card
from zwerm.practice.rules.memory import Rating

REMOVED, NAMELESS = Fate.REMOVED, Fate.NAMELESS


def _cards(person: Person) -> QuerySet[Any]:
    return Card.objects.visible_to(person).filter(maker=person)


def _keep_to_read(row: dict[str, Any]) -> dict[str, Any]:
    shown = {("comes_back" if name == "due" else name): value for name, value in row.items()}
    return {**shown, "comes_back": readers_day(row["due"])}


def _review_to_read(row: dict[str, Any]) -> dict[str, Any]:
    """In the words that were pressed."""
    return {**row, "rating": RATED[row["rating"]["id"]]}


def _rhythm_to_read(row: dict[str, Any]) -> dict[str, Any]:
    return {**row, "days_off": ", ".join(str(WEEKDAYS[int(day)]) for day in row["days_off"])}


RATED = {Rating.AGAIN: _("Not known"), Rating.HARD: _("Hard"), Rating.GOOD: _("Good"), Rating.EASY: _("Easy")}
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
            Table("practice.Keep", "person", REMOVED, ("card", "since", "due", "last_review"), shows=_keep_to_read),
            Table("practice.Session", "person", REMOVED, ("started", "ended", "aim")),
            Table("practice.Review", "person", REMOVED, ("card", "when", "rating", "seconds"), shows=_review_to_read),
            Table("practice.Withdrawal", "review__person", REMOVED, ("when",)),
            Table("practice.Rhythm", "person", REMOVED, ("days_off", "new_per_day", "minutes"), shows=_rhythm_to_read),
        ),
        before=forget_private_cards,
    ),
)  # fmt: skip

LABELS = {
    "front": _("front"), "back": _("back"), "card": _("card"), "last_review": _("last practised"), "ended": _("ended"), "aim": _("aim"),
    "comes_back": _("comes back on"), "rating": _("how well"), "days_off": _("days off"), "new_per_day": _("new a day"), "minutes": _("minutes"),
}  # fmt: skip
ABOUT_NOBODY: dict[str, str] = {}
