"""That an answer quoted an item counts as a use of it: what is used and past its date asks its owner first. And whether askers called it right."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db.models import F, OuterRef, Subquery, Sum
from django.db.models.functions import Coalesce

from zwerm.assistant.actions.ask import Answer
from zwerm.assistant.models import Quoted
from zwerm.library.models import Item
from zwerm.operations.days import organisation_day
from zwerm.people.models import Person

LATELY = timedelta(weeks=13)


def count_quoted(person: Person, answer: Answer) -> None:
    """Nothing of who asked is kept; what someone looks after or wrote themselves is not used by their own question."""
    quoted = {source.item for sentence in answer.sentences for source in sentence.sources}
    _count({item.pk for item in quoted if person.pk not in {item.author_id, item.owner_id}}, "answers")


def judge(person: Person, right: bool, items: Iterable[UUID]) -> None:
    """Count what the asker thought of an answer that quoted these items, of those that they see. Nothing of who thought so is kept."""
    seen = Item.objects.visible_to(person).filter(pk__in=items).values_list("pk", flat=True)
    _count(set(seen), "right" if right else "wrong")


def _count(items: Collection[UUID], what: str) -> None:
    if not items:
        return
    week = _monday(organisation_day())
    Quoted.objects.bulk_create([Quoted(item=item, week=week) for item in sorted(items)], ignore_conflicts=True)
    Quoted.objects.filter(item__in=items, week=week).update(**{what: F(what) + 1})


def answers_with() -> Any:
    """In how many answers of the last months the item that OuterRef("pk") names was quoted."""
    lately = Quoted.objects.filter(item=OuterRef("pk"), week__gt=organisation_day() - LATELY).order_by()
    return Coalesce(Subquery(lately.values("item").annotate(total=Sum("answers")).values("total")), 0)


def forget_old_counts() -> None:
    Quoted.objects.filter(week__lte=organisation_day() - LATELY).delete()


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())
