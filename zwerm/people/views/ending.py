"""Signing out, here and, where it was set so, at the provider too; and a provider that says that someone signed out there."""

from __future__ import annotations

import logging
import secrets
from typing import Any
from uuid import UUID

from allauth.account.views import logout
from allauth.core.internal import ratelimit
from django.contrib import messages
from django.core.signing import BadSignature, TimestampSigner
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from zwerm.people.actions.ending import BEGUN_BY, end_begun_by
from zwerm.people.models import SignInProvider
from zwerm.people.rules.oidc import NotBelieved, farewell
from zwerm.people.rules.saml_ending import answer_ended, ask_to_end, believe_ended, believe_ending
from zwerm.people.views.saml import ATTEMPTS

log = logging.getLogger(__name__)
LIVES = 15 * 60


@never_cache
@require_http_methods(["GET", "POST"])
def sign_out(request: HttpRequest) -> HttpResponse:
    """Out of Zwerm first, whatever the provider does; then on to it by a page of our own, as with signing in."""
    begun: dict[str, str] = request.session.get(BEGUN_BY) or {}
    response: HttpResponse = logout(request)
    if request.method != "POST" or not begun:
        return response
    provider = SignInProvider.objects.filter(pk=begun["provider"], enabled=True, ends_there=True).first()
    url = _farewell(provider, begun, _signer(provider).sign(f"z{secrets.token_urlsafe(24)}")) if provider else ""
    if not url:
        return response
    return render(request, "people/providers/leaving.html", {"provider": provider, "url": url})


def _signer(provider: SignInProvider) -> TimestampSigner:
    """Marks our own question. Not by a session: a request that was still under way when it ended may take the new one with it."""
    return TimestampSigner(sep=".", salt=f"signing out at {provider.pk}")


def _farewell(provider: SignInProvider, begun: dict[str, str], state: str) -> str:
    told = provider.told
    if provider.kind == SignInProvider.Kind.SAML:
        if not told.get("sign_out") or not begun.get("name"):
            return ""
        entity = provider.address_of("provider-metadata")
        return ask_to_end(state, told, entity, begun, provider.secret, timezone.now())
    if not told.get("end_session_endpoint") or not begun.get("hint"):
        return ""
    back = provider.address_of("provider-ending")
    return farewell(told, provider.client_id, back, state=state, hint=begun["hint"])


@never_cache
@require_safe
def ending(request: HttpRequest, id: UUID) -> HttpResponse:
    """Back from signing out at the provider; or sent by it, because someone signed out there or at another service."""
    provider = get_object_or_404(SignInProvider, pk=id, enabled=True, ends_there=True)
    if not ratelimit.consume(request, app="zwerm", action="saml", config=ATTEMPTS, limit_get=True):
        response: HttpResponse = ratelimit.respond_429(request)
        return response
    try:
        if provider.kind == SignInProvider.Kind.SAML and "SAMLRequest" in request.GET:
            return _end_for(request, provider)
        over = _is_over(request, provider)
    except NotBelieved as reason:
        log.warning("%s was not believed: %s", provider.name, str(reason)[:300])
        over = False
    words: dict[str, Any] = {"name": provider.name}
    if over:
        messages.success(request, _("You are signed out, here and at %(name)s.") % words)
    elif not request.user.is_authenticated:
        messages.warning(request, _("You are signed out here. At %(name)s you may still be signed in.") % words)
    return redirect("account_login")


def _end_for(request: HttpRequest, provider: SignInProvider) -> HttpResponse:
    """Without our cookies as often as not: whose sessions end follows from the name that the provider signed, not from the browser."""
    here, now = provider.address_of("provider-ending"), timezone.now()
    asked = believe_ending(request.META.get("QUERY_STRING", ""), provider.told, here, now)
    ended = end_begun_by(provider, asked)
    log.info("%s ended %d sessions", provider.name, ended)
    if not provider.told.get("sign_out"):
        return redirect("account_login")
    id, entity = f"z{secrets.token_urlsafe(32)}", provider.address_of("provider-metadata")
    return redirect(answer_ended(id, asked, provider.told, entity, provider.secret, now))


def _is_over(request: HttpRequest, provider: SignInProvider) -> bool:
    if provider.kind == SignInProvider.Kind.OIDC:
        question, over = request.GET.get("state", ""), True
    else:
        here = provider.address_of("provider-ending")
        question, over = believe_ended(request.META.get("QUERY_STRING", ""), provider.told, here, timezone.now())
    try:
        _signer(provider).unsign(question, max_age=LIVES)
    except BadSignature:
        return False
    return over
