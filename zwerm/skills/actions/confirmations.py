"""That colleagues confirm what somebody says that they can, as it speaks for them in “Who knows…?”: a number and when last, never who."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import models
from django.db.models.functions import ExtractMonth, ExtractYear
from django.utils import formats, timezone
from django.utils.translation import ngettext

from zwerm.operations.days import organisation_day
from zwerm.skills.models import Ability, AbilityQuerySet, Consent, Opinion, stands_for
from zwerm.skills.rules.knowing import confirmed_word

MONTH = 30.4


@dataclass(frozen=True)
class Confirmed:
    """`times`: how many colleagues confirm at least that level and the person agreed with; `days`: how long ago, in the middle; `last`: the newest."""

    times: int
    days: float
    last: date

    @property
    def word(self) -> float:
        """What it counts for."""
        return confirmed_word(self.times, self.days)

    @property
    def told(self) -> str:
        words = ngettext(
            "%(count)d colleague confirms it, last in %(when)s",
            "%(count)d colleagues confirm it, last in %(when)s",
            self.times,
        )
        return words % {"count": self.times, "when": formats.date_format(self.last, "F Y")}


def with_confirmations(abilities: AbilityQuerySet) -> AbilityQuerySet:
    """Together with what colleagues confirm of each (`confirmed_of`), without another query. `abilities` tell what their skill stands for (`means`)."""
    said = Opinion.objects.last_words().filter(  # type: ignore[misc]  # annotated
        person=models.OuterRef("person"),
        means=models.OuterRef("means"),
        level__gte=models.OuterRef("level"),
        source=Opinion.Source.PEER,
        answer=Opinion.Answer.AGREED,
    )
    months = ExtractYear("at") * 12 + ExtractMonth("at")
    answers = Consent.objects.annotate(means=stands_for()).filter(
        person=models.OuterRef("person"), means=models.OuterRef("means")
    )
    yes = models.Q(answer=Consent.Answer.YES)
    return abilities.annotate(
        confirmed_times=_one(said, models.Count("pk")),
        confirmed_month=_one(said, models.Avg(months, output_field=models.FloatField())),
        confirmed_last=_one(said, models.Max("at")),
        found_for=models.Exists(answers.filter(yes)) & ~models.Exists(answers.exclude(yes)),
    )


def _one(rows: models.QuerySet[Any], told: models.Aggregate) -> models.Subquery:
    return models.Subquery(rows.order_by().values("person").annotate(told_=told).values("told_"))


def confirmed_of(ability: Ability) -> Confirmed | None:
    """Of a row `with_confirmations`; None where nobody confirms it. Whether it may be told: `ability.found_for`, that they said yes to being found for it."""
    row: Any = ability
    if not row.confirmed_times:
        return None
    now, last = timezone.now(), row.confirmed_last
    assert isinstance(last, datetime)
    days = (now.year * 12 + now.month - row.confirmed_month) * MONTH
    return Confirmed(row.confirmed_times, days, organisation_day(last))
