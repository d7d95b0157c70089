"""That an answer quoted an item counts as a use of it: what is used and past its date asks its owner first."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.db.models import F, OuterRef, Subquery, Sum
from django.db.models.functions import Coalesce

from zwerm.assistant.actions.ask import Answer
from zwerm.assistant.models import Quoted
from zwerm.operations.days import organisation_day
from zwerm.people.models import Person

LATELY = timedelta(weeks=13)


def count_quoted(person: Person, answer: Answer) -> None:
    """Nothing of who asked is kept; what someone looks after or wrote themselves is not used by their own question."""
    quoted = {source.item for sentence in answer.sentences for source in sentence.sources}
    items = {item.pk for item in quoted if person.pk not in {item.author_id, item.owner_id}}
    if not items:
        return
    week = _monday(organisation_day())
    Quoted.objects.bulk_create([Quoted(item=item, week=week) for item in items], ignore_conflicts=True)
    Quoted.objects.filter(item__in=items, week=week).update(answers=F("answers") + 1)


def answers_with() -> Any:
    """In how many answers of the last months the item that OuterRef("pk") names was quoted."""
    lately = Quoted.objects.filter(item=OuterRef("pk"), week__gt=organisation_day() - LATELY).order_by()
    return Coalesce(Subquery(lately.values("item").annotate(total=Sum("answers")).values("total")), 0)


def forget_old_counts() -> None:
    Quoted.objects.filter(week__lte=organisation_day() - LATELY).delete()


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())
