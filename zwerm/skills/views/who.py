"""Who knows…?"""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from zwerm.people.models import Space
from zwerm.people.requests import PersonRequest
from zwerm.skills.actions import knows, knows_beside, places_of

LONGEST = 300


@require_safe
def knows_about(request: PersonRequest) -> HttpResponse:
    """`?q=`: a skill, or a question in words; `?in=`: the slug of where it is asked. Who asks is noted nowhere."""
    query = request.GET.get("q", "").strip()[:LONGEST]
    chosen = request.GET.get("in", "")[:LONGEST]
    places = places_of(request.user, chosen)
    place: Space | None = next((one for one in places if one.slug == chosen), None)
    given = {"wanted": query, "spaces": places, "space": place, "here": "people"}
    return render(
        request, "skills/knows.html", given | {"found": knows(query, request.user, place=place) if query else []}
    )


@require_safe
def beside(request: PersonRequest) -> HttpResponse:
    """`?q=`: who knows it, as a part that stands beside what was found for it; nothing when nobody is likely to. `?way=`: with a line that leads there, for a page that has a place for it."""
    query = request.GET.get("q", "").strip()[:LONGEST]
    found = knows_beside(query, request.user) if query else []
    return render(request, "skills/parts/beside.html", {"wanted": query, "found": found, "way": "way" in request.GET})
