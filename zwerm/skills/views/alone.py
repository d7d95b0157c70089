"""What rests on one or two people, for who cares for learning: of what people show to them."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from zwerm.people.requests import PersonRequest, for_learning
from zwerm.skills.actions import resting


@for_learning
@require_safe
def alone(request: PersonRequest) -> HttpResponse:
    found, groups = resting(request.user)
    return render(request, "skills/alone.html", {"resting": found, "groups": groups, "here": "people"})
