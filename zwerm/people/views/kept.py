"""Pages that a device keeps, and that moved out of somebody's sight since."""

from __future__ import annotations

from typing import Any, cast

from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest, JsonResponse
from django.urls import Resolver404, resolve
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from zwerm.people.models import Person
from zwerm.people.registry import kept_pages
from zwerm.people.views.late import FromDevice, from_device

# More than a device keeps.
MOST = 200


class Keeping(FromDevice):
    pages: list[str]


@never_cache
@require_POST
def kept(request: HttpRequest) -> HttpResponse:
    """Which of these pages a device must ask for again, because the person who is signed in may not see all of them any more.

    It tells nobody more than opening them one by one does: what never was there is answered as what is hidden from them.
    """
    person = cast("Person", request.user)
    keeping = from_device(request, Keeping)
    if isinstance(keeping, HttpResponse):
        return keeping
    if len(keeping.pages) > MOST:
        return HttpResponseBadRequest()
    return JsonResponse({"again": _hidden(person, keeping.pages)})


def _hidden(person: Person, pages: list[str]) -> list[str]:
    asked: dict[str, dict[str, dict[str, Any]]] = {}
    for page in pages:
        try:
            found = resolve(page)
        except Resolver404:
            continue
        if found.view_name in kept_pages:
            asked.setdefault(found.view_name, {})[page] = found.kwargs
    hidden: list[str] = []
    for view, known in asked.items():
        answers = kept_pages[view](person, list(known.values()))
        hidden += [page for page, is_hidden in zip(known, answers, strict=True) if is_hidden]
    return hidden
