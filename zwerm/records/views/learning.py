from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any, NamedTuple, cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from zwerm.people.models import Person
from zwerm.records.models import Counted, Month, Statement, Week
from zwerm.records.projections.week import FORMS, KINDS, first_of, monday_of
from zwerm.records.rules.mix import parts_of
from zwerm.records.timeline import days_of, lines_of
from zwerm.records.words import FORMS as FORM_WORDS
from zwerm.records.xapi.find import is_voided

PERIODS = 12
LINES = 10
# The drawing: so high, so wide a period, and what is left free between two.
HEIGHT, STEP, GAP = 40, 10, 3


class Block(NamedTuple):
    """A coloured part of a bar of the drawing."""

    name: str
    x: int
    y: float
    width: int
    height: float


class Period(NamedTuple):
    name: str
    row: Counted | None
    blocks: list[Block]


def learning(request: HttpRequest) -> HttpResponse:
    """What I learned, shared and explained: per week or month, as 70:20:10 and in the seven forms, and lately."""
    person, by_month = cast("Person", request.user), request.GET.get("by") == "month"
    begins = months_back() if by_month else weeks_back()
    kept: Sequence[Counted]
    if by_month:
        kept = list(Month.objects.live().filter(person=person, first__in=begins))
        found: dict[date, Counted] = {row.first: row for row in kept if isinstance(row, Month)}
    else:
        kept = list(Week.objects.live().filter(person=person, monday__in=begins))
        found = {row.monday: row for row in kept if isinstance(row, Week)}
    most = max((row.acts for row in kept), default=0)
    periods = [
        Period(_name(day, by_month), found.get(day), _blocks(found.get(day), number, most))
        for number, day in enumerate(begins)
    ]
    latest = Statement.objects.filter(~is_voided(), person=person).order_by("-timestamp", "-sequence")[: 6 * LINES]
    given: dict[str, Any] = {
        "by_month": by_month,
        "periods": periods,
        "width": PERIODS * STEP,
        "height": HEIGHT,
        "acts": sum(row.acts for row in kept),
        "minutes": sum(row.minutes for row in kept),
        "parts": parts_of(*(sum(getattr(row, name) for row in kept) for name in KINDS.values())),
        "forms": _forms(kept),
        "days": days_of(list(lines_of(list(latest)))[:LINES], person, request.LANGUAGE_CODE),
    }
    return render(request, "records/learning.html", given)


def weeks_back() -> list[date]:
    """The Mondays of the last weeks, the oldest first."""
    monday = monday_of(datetime.now(UTC))
    return [monday - timedelta(weeks=back) for back in reversed(range(PERIODS))]


def months_back() -> list[date]:
    first = first_of(datetime.now(UTC))
    number = first.year * 12 + first.month - 1
    return [date((number - back) // 12, (number - back) % 12 + 1, 1) for back in reversed(range(PERIODS))]


def _name(day: date, by_month: bool) -> str:
    if by_month:
        return date_format(day, "F Y")
    return _("week of %(day)s") % {"day": date_format(day, "j F")}


def _blocks(row: Counted | None, number: int, most: int) -> list[Block]:
    """The parts of one bar, from the ground up; the highest bar fills the drawing."""
    if row is None or not row.acts:
        return []
    blocks, y = [], float(HEIGHT)
    for name in KINDS.values():
        height = round(getattr(row, name) * HEIGHT / most, 2)
        y -= height
        if height:
            blocks.append(Block(name, number * STEP, round(y, 2), STEP - GAP, height))
    return blocks


def _forms(kept: Sequence[Counted]) -> list[tuple[str, int, int]]:
    """Each of the seven: its name, how often, and the most of any."""
    counts = {form: sum(getattr(row, name) for row in kept) for form, name in FORMS.items()}
    most = max(counts.values(), default=0)
    return [(str(FORM_WORDS[form]).capitalize(), count, most or 1) for form, count in counts.items()]
