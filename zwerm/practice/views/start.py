from __future__ import annotations

from datetime import UTC, datetime
from typing import Any, cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from zwerm.people.models import Person
from zwerm.practice.actions import ahead, plan_of, rhythm_of, set_rhythm
from zwerm.practice.drawings import bars_of
from zwerm.practice.forms import RhythmForm
from zwerm.practice.statistics import statistics_of
from zwerm.ui.rules import keeps_offline


@keeps_offline
def start(request: HttpRequest) -> HttpResponse:
    """How many cards wait today, what the coming days bring, and what stays."""
    person, now = cast("Person", request.user), datetime.now(UTC)
    plan = plan_of(person, now)
    if not plan.kept:
        return render(request, "practice/empty.html", {"here": "learn"})
    return render(
        request,
        "practice/start.html",
        {
            "here": "learn",
            "plan": plan,
            "bars": bars_of(ahead(person, now)),
            "statistics": statistics_of(person, now),
        },
    )


def rhythm(request: HttpRequest) -> HttpResponse:
    """How long, how many new cards, and on which days."""
    person = cast("Person", request.user)
    form = RhythmForm(request.POST) if request.method == "POST" else RhythmForm.of(rhythm_of(person))
    if request.method == "POST" and form.is_valid():
        set_rhythm(person, **form.cleaned_data)
        messages.success(request, _("Saved. It counts from your next answer."))
        return redirect("practice:start")
    return render(request, "practice/rhythm.html", {"form": form, "here": "learn"}, status=422 if form.errors else 200)


def waiting(request: HttpRequest) -> dict[str, Any] | None:
    """The panel on Today; nothing for who keeps no cards, or has a day off."""
    plan = plan_of(cast("Person", request.user))
    if not plan.kept or plan.day_off:
        return None
    return {"plan": plan}
