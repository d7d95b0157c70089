"""Before what is about who gets in, people without a password show that it is them: at their provider, or by another way."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from allauth.account.adapter import get_adapter
from allauth.account.decorators import reauthentication_required
from allauth.account.views import password_set
from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.http import urlencode
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from zwerm.people.demo import personas
from zwerm.people.models import SignInProvider
from zwerm.people.requests import PersonRequest
from zwerm.people.views.providing import ask
from zwerm.ui.addresses import own_address

# A first password opens everything after it, so it is not for whoever finds the browser open.
first_password = reauthentication_required(password_set)


@never_cache
@require_http_methods(["GET", "POST"])
def at_provider(request: PersonRequest, id: UUID) -> HttpResponse:
    provider = get_object_or_404(SignInProvider, pk=id, enabled=True, links__person=request.user)
    if request.method == "POST":
        return ask(request, provider, request.user)
    return render(request, "people/providers/again.html", _given(request) | {"provider": provider})


@never_cache
@require_safe
def again(request: PersonRequest) -> HttpResponse:
    """For who has none of the usual ways, or cannot use them now."""
    given = _given(request) | {"sends_mail": settings.SENDS_MAIL}
    given["persona"] = settings.DEMO and request.user.email in {one.email for one in personas()}
    return render(request, "people/again.html", given)


def _given(request: PersonRequest) -> dict[str, Any]:
    next = own_address(request, request.GET.get("next", ""))
    ways = [way for way in get_adapter().get_reauthentication_methods(request.user) if way["url"] != request.path]
    others = [{**way, "url": f"{way['url']}?{urlencode({'next': next})}"} for way in ways]
    return {"next": next, "reauthentication_alternatives": others}
