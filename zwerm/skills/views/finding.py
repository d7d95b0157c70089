"""The field that finds skills while typing, on pages where one is chosen."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render

from zwerm.people.requests import PersonRequest
from zwerm.skills.actions import pick
from zwerm.ui.rules import reading_language


def asked_for(request: PersonRequest) -> str:
    return request.GET.get("q", "").strip()[:100]


def with_finder(request: PersonRequest, page: str, there: Collection[UUID], given: dict[str, Any]) -> HttpResponse:
    """`page` with what `?q=` finds; while typing only that. What is `there` already is found too, and says so: it is no skill that is missing."""
    query = asked_for(request)
    found = pick(query, reading_language()) if query else []
    shown = {**given, "wanted": query, "found": found, "chosen": set(there), "may_add": request.user.cares_for_learning}
    return render(request, "skills/parts/found.html" if getattr(request, "htmx", False) else page, shown)
