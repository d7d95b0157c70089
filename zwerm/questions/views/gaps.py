"""What is missing, for who looks after it."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from zwerm.people.requests import PersonRequest
from zwerm.questions.actions import gaps_for, looked_after_by

PER_PAGE = 20


@require_safe
def gaps(request: PersonRequest) -> HttpResponse:
    if not looked_after_by(request.user).exists():
        raise Http404
    page = Paginator(gaps_for(request.user), PER_PAGE).get_page(request.GET.get("page"))
    given = {"here": "questions", "page": page, "searched": request.user.cares_for_learning}
    return render(request, "questions/gaps.html", given)
