from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from zwerm.people import actions
from zwerm.people.requests import PersonRequest


@require_POST
def reading(request: PersonRequest) -> HttpResponse:
    """Whoever read on Today what they look after from now on is told no more."""
    actions.look_at_handed(request.user)
    return redirect("ui:today")
