from __future__ import annotations

from allauth.account.internal.flows.login import record_authentication
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.auth import login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from zwerm.people.demo import personas
from zwerm.people.models import Person
from zwerm.people.views.providing import go_on
from zwerm.ui.addresses import own_address
from zwerm.ui.rules import VISIT_LANGUAGE


@require_POST
def persona(request: HttpRequest) -> HttpResponse:
    """Sign in as one of the demo's personas; anywhere but in demo mode there is no such page."""
    email = request.POST.get("email", "")
    if not settings.DEMO or email not in {persona.email for persona in personas()}:
        raise Http404
    person = get_object_or_404(Person, email=email, is_active=True)
    # A visitor of the demo speaks their own language whoever they choose to be; signing in as another empties the session.
    chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
    login(request, person, backend=settings.AUTHENTICATION_BACKENDS[0])
    record_authentication(request, person, method="persona", reauthenticated=True)
    if chosen in dict(settings.LANGUAGES):
        request.session[VISIT_LANGUAGE] = chosen
    UserSession.objects.create_from_request(request)
    next = own_address(request, request.POST.get("next", ""))
    return go_on(request, next) if next else redirect("ui:today")
