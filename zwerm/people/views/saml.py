"""Where a SAML provider sends its answers, and what it must know of us."""

from __future__ import annotations

import logging
from urllib.parse import urlencode
from uuid import UUID

from allauth.core.internal import ratelimit
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_POST

from zwerm.people.actions.saml import keep_answer
from zwerm.people.models import SignInProvider
from zwerm.people.rules.oidc import NotBelieved
from zwerm.people.rules.saml import Expected, believe
from zwerm.people.rules.saml_metadata import our_metadata, question

log = logging.getLogger(__name__)
ATTEMPTS = {"saml": "60/m/ip"}


def ask_by_saml(provider: SignInProvider, id: str, *, again: bool) -> str:
    """Where to send the visitor with a question of that id."""
    entity, answers = provider.address_of("provider-metadata"), provider.address_of("provider-assertion")
    return question(id, provider.told, entity, answers, provider.secret, timezone.now(), again=again)


@require_GET
def metadata(request: HttpRequest, id: UUID) -> HttpResponse:
    """For an administrator of the provider, also before it is switched on."""
    provider = get_object_or_404(SignInProvider, pk=id, kind=SignInProvider.Kind.SAML)
    told = our_metadata(
        provider.address_of("provider-metadata"),
        provider.address_of("provider-assertion"),
        provider.told["our_key"],
        provider.address_of("provider-ending") if provider.ends_there else "",
    )
    return HttpResponse(told, content_type="application/samlmetadata+xml")


@csrf_exempt
@require_POST
@never_cache
def assertion(request: HttpRequest, id: UUID) -> HttpResponse:
    """An answer comes from another site, so without our cookies: it is judged and kept here, and the browser comes for it by itself.

    Nothing may be written to the session here: that would take the place of the one that asked.
    """
    provider = get_object_or_404(SignInProvider, pk=id, enabled=True, kind=SignInProvider.Kind.SAML)
    if not ratelimit.consume(request, app="zwerm", action="saml", config=ATTEMPTS):
        response: HttpResponse = ratelimit.respond_429(request)
        return response
    entity, answers = provider.address_of("provider-metadata"), provider.address_of("provider-assertion")
    try:
        told = believe(request.POST.get("SAMLResponse", ""), provider.told, Expected(entity, answers, timezone.now()))
        if not told.in_response_to:
            # From a page of the provider. Believing it would let anyone sign somebody else's browser in: begin here instead.
            return redirect("account_login")
        ticket = keep_answer(provider, told)
    except NotBelieved as reason:
        log.warning("%s was not believed: %s", provider.name, str(reason)[:300])
        words = _("The service and Zwerm did not understand each other. Try again; if it keeps happening, tell the people who run Zwerm for you.")  # fmt: skip
        return render(request, "people/providers/refused.html", {"words": words}, status=403)
    response = redirect(f"{provider.address_of('provider-answer')}?{urlencode({'ticket': ticket})}")
    response.status_code = 303
    return response
