"""Who knows…?"""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from zwerm.people.requests import PersonRequest
from zwerm.skills.actions import knows

LONGEST = 300


@require_safe
def knows_about(request: PersonRequest) -> HttpResponse:
    """`?q=`: a skill, or a question in words. Who asks is noted nowhere."""
    query = request.GET.get("q", "").strip()[:LONGEST]
    given = {"wanted": query, "found": knows(query, request.user) if query else [], "here": "people"}
    return render(request, "skills/knows.html", given)
