from __future__ import annotations

from datetime import UTC, datetime
from typing import Any, cast

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from zwerm.people.models import Person
from zwerm.records.held import READ_BY
from zwerm.records.models import Mention, Statement, Week
from zwerm.records.others import page_about
from zwerm.records.projections.week import monday_of
from zwerm.records.rules.mix import parts_of
from zwerm.records.rules.values import place_in, place_of, sequence_of
from zwerm.records.timeline import days_of, lines_of
from zwerm.records.xapi.find import is_voided

PAGE = 40
# Steps share a line: so many statements are read to fill a page.
READ = 6 * PAGE


def my_week(request: HttpRequest) -> dict[str, Any]:
    """The panel on Today: what I learned, shared and taught this week."""
    week = Week.objects.of(cast("Person", request.user), monday_of(datetime.now(UTC)))
    if week is None or not week.acts:
        return {"week": None}
    return {"week": week, "parts": parts_of(week.on_the_job, week.from_others, week.formal)}


def me(request: HttpRequest) -> HttpResponse:
    """All that I did, the latest first."""
    person = cast("Person", request.user)
    mine = Statement.objects.filter(person=person).annotate(voided=is_voided()).order_by("-timestamp", "-sequence")
    if before := place_in(request.GET.get("before", "")):
        moment, sequence = before
        mine = mine.filter(timestamp__lte=moment).filter(Q(timestamp__lt=moment) | Q(sequence__lt=sequence))
    statements = list(mine[: READ + 1])
    lines = list(lines_of(statements[:READ]))
    last = lines[:PAGE][-1][-1].statement if lines else None
    return render(
        request,
        "records/me.html",
        {
            "days": days_of(lines[:PAGE], person, request.LANGUAGE_CODE),
            "further": place_of(last.timestamp, last.sequence) if last and last != statements[-1] else None,
            "first_page": not request.GET.get("before"),
            "read_by": READ_BY,
        },
    )


def others(request: HttpRequest) -> HttpResponse:
    """What others recorded about me, in the order in which it came, the newest first."""
    person = cast("Person", request.user)
    before = sequence_of(request.GET.get("before", ""))
    lines, further = page_about(person, before, PAGE, request.LANGUAGE_CODE)
    given = {
        "lines": lines,
        "further": further,
        "first_page": before is None,
        "complete": Mention.all_addressed(),
        "read_by": READ_BY,
    }
    return render(request, "records/others.html", given)
